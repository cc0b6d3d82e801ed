#!/usr/bin/env bash
# Makes the packages for Windows from a program that is built already: a .zip to carry on a stick, and where makensis
# is there (Debian: nsis) an installer.
#
#   bash packaging/windows/build.sh [--quick] path/to/rackhand.exe [FOLDER]
#
# FOLDER is dist by default; --quick compresses little, for tests. How to build the program, and how to sign both, is in packaging/README.md. The same program,
# sources and SOURCE_DATE_EPOCH (by default the moment of the last commit) give the same bytes.
set -euo pipefail
level=9 how=()
if [ "${1:-}" = --quick ]; then level=1 how=(-DQUICK); shift; fi
program=$(realpath "${1:?usage: build.sh [--quick] PROGRAM.exe [FOLDER]}")
mkdir -p "${2:-dist}"
out=$(realpath "${2:-dist}")
cd "$(dirname "$0")/../.."
export LC_ALL=C TZ=UTC
target=${TARGET:-x86_64-pc-windows-gnu}
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
export SOURCE_DATE_EPOCH
version=$(cargo metadata --no-deps --format-version 1 | python3 -c 'import json, sys; print(json.load(sys.stdin)["packages"][0]["version"])')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

files=$work/files
mkdir "$files"
cp "$program" "$files/rackhand.exe"
cp README.md SECURITY.md CHANGELOG.md "$files"
cp docs/*.md "$files"
# Windows opens what ends in .txt.
cp LICENSE-MIT "$files/LICENSE-MIT.txt"
cp LICENSE-APACHE "$files/LICENSE-APACHE.txt"
python3 packaging/licences.py "$target" >"$files/THIRD_PARTY.txt"
python3 packaging/sbom.py "$target" >"$files/rackhand.cdx.json"
find "$files" -exec touch --date="@$SOURCE_DATE_EPOCH" {} +

name=rackhand-$version-windows-x86_64
python3 - "$files" "$out/$name.zip" "rackhand-$version" "$level" <<'PYTHON'
import os, sys, time, zipfile
folder, out, name, level = sys.argv[1:]
moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=int(level)) as archive:
    for file in sorted(os.listdir(folder)):
        entry = zipfile.ZipInfo(f"{name}/{file}", moment)
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, open(os.path.join(folder, file), "rb").read())
print(out)
PYTHON

command -v makensis >/dev/null || { echo "no installer: makensis is not here" >&2; exit 0; }
# The uninstaller takes away these files and no others.
for file in "$files"/*; do echo "  Delete \"\$INSTDIR\\$(basename "$file")\""; done >"$work/list.nsh"
# VERSION is for people; NUMBERS are what a resource of Windows takes, without "-rc.1".
makensis -V2 "${how[@]}" -INPUTCHARSET UTF8 "-DVERSION=$version" "-DNUMBERS=${version%%[-+]*}" "-DFILES=$files" "-DLIST=$work/list.nsh" \
    "-DKILOBYTES=$(du -sk --apparent-size "$files" | cut -f1)" "-DOUT=$out/$name-setup.exe" packaging/windows/installer.nsi
touch --date="@$SOURCE_DATE_EPOCH" "$out/$name-setup.exe"
echo "$out/$name-setup.exe"
