#!/usr/bin/env bash
# Rackhand for the two systems that this machine is not: checks all code for macOS and Windows, builds the Windows program,
# and runs it in Wine: its tests, its command line, and its window.
#
#   bash packaging/cross_root.sh make /var/cross      # once; another folder by RACKHAND_CROSS_ROOT
#   bash tests/foreign_systems.sh [PICTURE]           # all of it
#   bash tests/foreign_systems.sh --only check|tests|line|window
#
# Ends with 77 and "skipped: …" where there is no cross root. The first run builds everything and takes half an hour;
# later ones some minutes. What is started here is ended here: Wine runs in a place of its own.
set -euo pipefail
exec </dev/null # Wine waits for an input that nobody closes
cd "$(dirname "$0")/.."
only=all
if [ "${1:-}" = --only ]; then only=${2:?--only what?}; shift 2; fi
picture=${1:-target/smoke/window-wine.png}
root=${RACKHAND_CROSS_ROOT:-/var/cross}
[ -x "$root/usr/bin/cargo" ] || { echo "skipped: no cross root in $root (packaging/cross_root.sh makes one)"; exit 77; }
[ "$(id -u)" -eq 0 ] || { echo "skipped: a cross root is for root"; exit 77; }
root=$(cd "$root" && pwd)
windows=x86_64-pc-windows-gnu
macos=aarch64-apple-darwin
std=-Zbuild-std=std,panic_unwind
exe=/cross-target/$windows/debug/rackhand.exe

# What runs in Wine: everything about files, passwords, sockets and the wire. Pictures are compared on Linux.
in_wine=(--lib --test net_sockets --test net --test protocol_crypt --test protocol_decode --test protocol_json
    --test sim --test store --test journal --test vault --test fleet_export --test cli)

fail() { echo "foreign systems: $1" >&2; exit 1; }
asked() { [ "$only" = all ] || [ "$only" = "$1" ]; }
inside() { bash packaging/cross_root.sh run "$root" "$@"; }
place=/root/wine-tests
work=$(mktemp -d)
servant=
finish() {
    [ -z "$servant" ] || kill "$servant" 2>/dev/null || true
    # The server of this place takes every program with it that was started there.
    inside env WINEPREFIX="$place" wineserver -k 2>/dev/null || true
    rm -rf "$work" "${root:?}$place/home"
}
trap finish EXIT
wine() { inside env WINEPREFIX="$place" RACKHAND_HOME="Z:$place/home" LC_ALL=C.UTF-8 wine "$@"; }

# --- the code -----------------------------------------------------------------------------------------------------------

if asked check; then
    for target in $macos $windows; do
        # Nothing is linked, and there is no C compiler for macOS here: `true` lets the database pass.
        inside env CC_aarch64_apple_darwin=true AR_aarch64_apple_darwin=true cargo check --quiet --all-targets $std --target "$target" || fail "the code does not compile for $target"
        echo "foreign systems: all targets compile for $target"
    done
fi

# --- its own tests ------------------------------------------------------------------------------------------------------

if asked tests; then
    inside env WINEPREFIX="$place" cargo test $std --target $windows --no-fail-fast "${in_wine[@]}" ||
        fail "tests fail on Windows"
fi

# --- the command line ---------------------------------------------------------------------------------------------------

if asked line || asked window; then
    inside cargo build --quiet $std --target $windows || fail "the program does not build"
fi

if asked line; then
    version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
    said=$(wine $exe --version | tr -d '\r')
    [ "$said" = "rackhand $version" ] || fail "--version says: $said"

    # Both sides are Windows programs here: one has the machines, the other finds them.
    wine $exe simulate --miners 40 --base 127.77.0.1 >"$work/range" 2>"$work/simulate.log" &
    servant=$!
    for _ in $(seq 300); do
        [ -s "$work/range" ] && break
        kill -0 "$servant" 2>/dev/null || break
        sleep 0.1
    done
    range=$(tr -d '\r\n' <"$work/range")
    [ "$range" = "127.77.0.1-127.77.0.40" ] || fail "the simulator says: $range $(cat "$work/simulate.log")"
    # A silent address that was named by itself is exit status 1.
    status=0
    wine $exe scan "$range, 127.77.0.99" --format csv >"$work/scan.csv" 2>"$work/scan.log" || status=$?
    [ "$status" -eq 1 ] || fail "a scan with a silent address ends with $status: $(cat "$work/scan.log")"
    rows=$(grep -c '^127\.77\.0\.' "$work/scan.csv" || true)
    [ "$rows" -eq 40 ] || fail "the scan shows $rows of 40 machines: $(cat "$work/scan.log")"
    wine $exe read 127.77.0.1 >"$work/read" 2>&1 || fail "read: $(cat "$work/read")"
    # A password goes into the Credential Manager of this place and comes out again.
    echo secret99 | wine $exe passwords set north --password-stdin 2>"$work/set" || fail "passwords: $(cat "$work/set")"
    wine $exe passwords list 2>/dev/null | grep -q north || fail "the Credential Manager lost the password"
    wine $exe passwords remove north 2>/dev/null || fail "the password can't be removed"
    ! grep -rq secret99 "$root$place/home" || fail "the password is in a file"
    [ -s "$(echo "$root$place"/home/logs/rackhand.*.log)" ] || fail "there is no log"
    echo "foreign systems: the command line finds 40 of 40 machines in Wine"
fi

# --- the window ---------------------------------------------------------------------------------------------------------

if asked window; then
    for tool in Xvfb xdotool import; do
        command -v $tool >/dev/null || { echo "skipped: the window needs Xvfb, xdotool and ImageMagick"; exit 77; }
    done
    # In the form in which tests/smoke.sh knows a program. The window leaves the process that was started, as it must
    # not keep a console; it is gone when nothing runs in this place any more.
    cat >"$work/rackhand" <<WRAPPER
#!/usr/bin/env bash
inside() { bash "$PWD/packaging/cross_root.sh" run "$root" env WINEPREFIX="$place" RACKHAND_HOME="Z:$place/home" "\$@"; }
trap 'inside wineserver -k; exit' TERM
inside wine $exe "\$@" &
wait \$!
inside wineserver -w &
wait \$!
WRAPPER
    chmod +x "$work/rackhand"
    bash tests/smoke.sh "$work/rackhand" "$picture"
fi
echo "foreign systems: passed"
