#!/usr/bin/env bash
# Passwords in a real Secret Service: gnome-keyring in a session bus and a folder of its own, so that nobody's keyring
# is touched. Three times: unlocked, locked with nobody there to unlock it, and no service at all.
#
#   bash tests/secret_service.sh
#
# Exit status 77 where this computer has no bus or no gnome-keyring.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

for program in dbus-run-session gnome-keyring-daemon; do
    command -v "$program" >/dev/null 2>&1 || { echo "skipped: $program is not installed"; exit 77; }
done

cargo test --quiet --test vault_service --no-run || exit 1

folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
mkdir -m 700 "$folder/run" "$folder/data"
export XDG_RUNTIME_DIR=$folder/run XDG_DATA_HOME=$folder/data
unset DISPLAY WAYLAND_DISPLAY

# session service daemon-arguments…: the tests in a bus of their own; the password of the keyring comes from stdin.
session() {
    export RACKHAND_TEST_SECRET_SERVICE=$1
    shift
    # shellcheck disable=SC2016 # expanded by the inner shell
    timeout 120 dbus-run-session -- bash -c '
        gnome-keyring-daemon --foreground --components=secrets "$@" <&0 >/dev/null 2>&1 &
        daemon=$!
        for _ in $(seq 100); do
            dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
                string:org.freedesktop.secrets 2>/dev/null | grep -q true && break
            sleep 0.1
        done
        cargo test --test vault_service -- --test-threads=1
        status=$?
        kill "$daemon"
        exit "$status"' session "$@"
}

failed=0
echo "-- unlocked"
printf 'test password' | session unlocked --unlock || failed=1
ls "$XDG_DATA_HOME"/keyrings/*.keyring >/dev/null || { echo "no keyring was written"; failed=1; }
if grep -rqa hush "$folder"; then echo "a password is readable in a file"; failed=1; fi
echo "-- locked"
session locked </dev/null || failed=1
echo "-- no service"
RACKHAND_TEST_SECRET_SERVICE=none DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent \
    cargo test --test vault_service -- --test-threads=1 || failed=1
exit "$failed"
