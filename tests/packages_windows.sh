#!/usr/bin/env bash
# Builds the packages for Windows, looks into them, installs in Wine, runs what was installed, and removes it again.
#
#   bash tests/packages_windows.sh [PROGRAM.exe]    # by default the best that the cross root has built
#
# Ends with 77 and "skipped: …" where a tool, the cross root or the program is missing. Wine works in a place of its own,
# which is deleted.
set -euo pipefail
exec </dev/null # Wine waits for an input that nobody closes
cd "$(dirname "$0")/.."
root=${RACKHAND_CROSS_ROOT:-/var/cross}
for tool in python3 makensis strip objdump; do
    command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
[ -L "$root/usr/bin/wine" ] || [ -x "$root/usr/bin/wine" ] || { echo "skipped: no cross root with Wine in $root (packaging/cross_root.sh makes one)"; exit 77; }
[ "$(id -u)" -eq 0 ] || { echo "skipped: a cross root is for root"; exit 77; }
root=$(cd "$root" && pwd)
program=${1:-}
for profile in dist release debug; do
    built=$root/cross-target/x86_64-pc-windows-gnu/$profile/rackhand.exe
    if [ -z "$program" ] && [ -f "$built" ]; then program=$built; fi
done
[ -f "$program" ] || { echo "skipped: no Windows program was built (tests/foreign_systems.sh does)"; exit 77; }

# shellcheck source=tests/support/packages.sh
source tests/support/packages.sh "packages for Windows"
place=/root/wine-packages
inside() { bash packaging/cross_root.sh run "$root" env WINEPREFIX="$place" "$@"; }
screen=
finish() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    inside wineserver -k 2>/dev/null || true
    rm -rf "$work" "${root:?}$place"
}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
stripped "$program" rackhand.exe

# --- the program --------------------------------------------------------------------------------------------------------

python3 tests/windows_program.py "$work/rackhand.exe" "$version" || exit 1

# --- twice the same -----------------------------------------------------------------------------------------------------

made_twice windows "$work/rackhand.exe"
zip=$work/first/rackhand-$version-windows-x86_64.zip
setup=$work/first/rackhand-$version-windows-x86_64-setup.exe
there "$setup"
python3 - "$zip" "rackhand-$version" "$work/rackhand.exe" <<'PYTHON' || fail "the .zip is wrong"
import sys, zipfile
path, folder, program = sys.argv[1:]
archive = zipfile.ZipFile(path)
assert archive.testzip() is None
assert archive.read(f"{folder}/rackhand.exe") == open(program, "rb").read()
for paper in ("LICENSE-MIT.txt", "LICENSE-APACHE.txt", "THIRD_PARTY.txt", "rackhand.cdx.json"):
    assert archive.getinfo(f"{folder}/{paper}").file_size > 0, paper
PYTHON
python3 -m zipfile --extract "$zip" "$work/from-zip"
documents "$work/from-zip/rackhand-$version"

# --- installing ---------------------------------------------------------------------------------------------------------

rm -rf "${root:?}$place"
mkdir -p "$root$place"
cp "$setup" "$root$place/setup.exe"
inside wine wineboot --init >"$work/boot.log" 2>&1 || fail "Wine does not start: $(cat "$work/boot.log")"
user=$root$place/drive_c/users/root
installed=$user/AppData/Local/Programs/Rackhand
menu="$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Rackhand.lnk"
data=$user/AppData/Local/rackhand
entry='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Rackhand'
wine() { inside wine "$@" && inside wineserver -w; }

for time in once again; do # an update is an installation over another
    wine "Z:$place/setup.exe" /S || fail "setup ends with $? ($time)"
    there "$installed/rackhand.exe"
done
# A version that brought a file more, and its update.
mkdir "$work/older"
tar --create --exclude=./target --exclude=./.git . | tar --extract --directory "$work/older"
# shellcheck disable=SC2016 # for the script that is changed
sed -i 's|^name=rackhand|echo old >"$files/dropped.txt"\n&|' "$work/older/packaging/windows/build.sh"
bash "$work/older/packaging/windows/build.sh" --quick "$work/rackhand.exe" "$work/older/dist" >/dev/null
cp "$work"/older/dist/*-setup.exe "$root$place/older.exe"
wine "Z:$place/older.exe" /S || fail "the setup of an older version ends with $?"
there "$installed/dropped.txt"
echo mine >"$installed/notes.txt"
wine "Z:$place/setup.exe" /S || fail "the update of an older version ends with $?"
[ ! -e "$installed/dropped.txt" ] || fail "what a new version dropped stays"
there "$installed/notes.txt"
there "$menu"
there "$installed/uninstall.exe"
there "$installed/THIRD_PARTY.txt"
documents "$installed"
cmp "$work/rackhand.exe" "$installed/rackhand.exe" || fail "another program was installed"
inside wine reg query "$entry" /v DisplayVersion | grep -q "$version" || fail "the list of apps has another version"
! inside wine reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Rackhand' >/dev/null 2>&1 ||
    fail "it was installed for all users"
exe='C:\users\root\AppData\Local\Programs\Rackhand\rackhand.exe'
said=$(inside wine "$exe" --version | tr -d '\r')
[ "$said" = "rackhand $version" ] || fail "what was installed says: $said"
inside wine "$exe" journal >"$work/journal" 2>&1 || fail "journal: $(cat "$work/journal")"
[ -f "$data/data/journal.sqlite" ] || fail "the data are not in $data"

# --- while it is open ---------------------------------------------------------------------------------------------------

inside wine "$exe" simulate --miners 3 --base 127.78.0.1 >"$work/range" 2>/dev/null &
for _ in $(seq 200); do
    [ -s "$work/range" ] && break
    sleep 0.1
done
for file in "Z:$place/setup.exe" 'C:\users\root\AppData\Local\Programs\Rackhand\uninstall.exe'; do
    status=0
    # In its own folder, so that the uninstaller is the process that is waited for.
    inside wine "$file" /S '_?=C:\users\root\AppData\Local\Programs\Rackhand' || status=$?
    [ "$status" -eq 2 ] || fail "$file ends with $status while Rackhand is open"
done
there "$installed/rackhand.exe"
inside wineserver -k
wait

# --- removing -----------------------------------------------------------------------------------------------------------

echo mine >"$installed/notes.txt"
wine 'C:\users\root\AppData\Local\Programs\Rackhand\uninstall.exe' /S || fail "the uninstaller ends with $?"
left=$(find "$installed" -type f)
[ "$left" = "$installed/notes.txt" ] || fail "after removing there is: $left"
[ ! -e "$menu" ] || fail "the start menu still has it"
! inside wine reg query "$entry" >/dev/null 2>&1 || fail "the list of apps still has it"
[ -d "$data" ] || fail "the technician's data are gone, and nobody was asked"
# --- removing, by hand --------------------------------------------------------------------------------------------------

if command -v Xvfb >/dev/null && command -v xdotool >/dev/null; then
    wine "Z:$place/setup.exe" /S || fail "setup after removing ends with $?"
    Xvfb -displayfd 3 -screen 0 800x600x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
    screen=$!
    for _ in $(seq 100); do
        [ -s "$work/display" ] && break
        sleep 0.1
    done
    DISPLAY=":$(cat "$work/display")"
    export DISPLAY
    # press HOW-MANY KEY: waits until so many windows of the uninstaller are there, and presses a key in the last one.
    press() {
        local windows=()
        for _ in $(seq 300); do
            mapfile -t windows < <(xdotool search --onlyvisible --name 'Rackhand Uninstall' 2>/dev/null)
            if [ "${#windows[@]}" -eq "$1" ]; then
                xdotool windowfocus --sync "${windows[-1]}" key "$2"
                return
            fi
            sleep 0.1
        done
        fail "the uninstaller does not come to its window $1 before $2"
    }
    inside wine 'C:\users\root\AppData\Local\Programs\Rackhand\uninstall.exe' '_?=C:\users\root\AppData\Local\Programs\Rackhand' &
    uninstaller=$!
    press 1 Return
    press 2 alt+y # the data as well? yes
    for _ in $(seq 100); do
        [ -d "$data" ] || break
        sleep 0.1
    done
    press 1 Return # close
    wait "$uninstaller" || fail "the uninstaller with windows ends with $?"
    [ ! -e "$data" ] || fail "the technician's data are still there after a yes"
    kill "$screen"
fi
sizes windows "$program" "$work/rackhand.exe"
echo "packages for Windows: $(basename "$zip") and $(basename "$setup") are sound"
