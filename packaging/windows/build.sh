#!/usr/bin/env bash
# Makes the packages for Windows from a program that is built already: a .zip to carry on a stick, and where makensis
# is there (Debian: nsis) an installer.
#
#   bash packaging/windows/build.sh [--quick] path/to/rackhand.exe [FOLDER]
#
# FOLDER is dist by default; --quick compresses little, for tests. How to build the program, and how to sign both, is in
# packaging/README.md. The same program, sources and SOURCE_DATE_EPOCH (by default the moment of the last commit) give the
# same bytes.
set -euo pipefail
zip=() how=()
if [ "${1:-}" = --quick ]; then zip=(--quick) how=(-DQUICK); shift; fi
program=$(realpath "${1:?usage: build.sh [--quick] PROGRAM.exe [FOLDER]}")
mkdir -p "${2:-dist}"
out=$(realpath "${2:-dist}")
cd "$(dirname "$0")/../.."
export LC_ALL=C TZ=UTC
umask 022
target=${TARGET:-x86_64-pc-windows-gnu}
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
export SOURCE_DATE_EPOCH
version=$(cargo metadata --no-deps --format-version 1 | python3 -c 'import json, sys; print(json.load(sys.stdin)["packages"][0]["version"])')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

files=$work/rackhand-$version
mkdir "$files"
cp "$program" "$files/rackhand.exe"
python3 packaging/pages.py "$files"
# Windows opens what ends in .txt.
cp LICENSE-MIT "$files/LICENSE-MIT.txt"
cp LICENSE-APACHE "$files/LICENSE-APACHE.txt"
python3 packaging/licences.py "$target" >"$files/THIRD_PARTY.txt"
python3 packaging/sbom.py "$target" >"$files/rackhand.cdx.json"
find "$files" -exec touch --date="@$SOURCE_DATE_EPOCH" {} +

name=rackhand-$version-windows-x86_64
python3 packaging/zip.py "${zip[@]}" "$out/$name.zip" "$work" "rackhand-$version"

command -v makensis >/dev/null || { echo "no installer: makensis is not here" >&2; exit 0; }
# The installer puts these files there, and the uninstaller takes away these and no others.
python3 - "$files" "$work" <<'PYTHON'
import sys
from pathlib import Path
files, work = map(Path, sys.argv[1:])
windows = lambda path: "\\".join(["$INSTDIR", *path.relative_to(files).parts])
folders = [files, *sorted(path for path in files.rglob("*") if path.is_dir())]
install, uninstall = [], []
for folder in folders:
    inside = sorted(path for path in folder.iterdir() if path.is_file())
    install += [f'  SetOutPath "{windows(folder)}"', *(f'  File "{path}"' for path in inside)]
    uninstall += [f'  Delete "{windows(path)}"' for path in inside]
uninstall += [f'  RMDir "{windows(folder)}"' for folder in reversed(folders[1:])]
(work / "install.nsh").write_text("\n".join(install) + "\n")
(work / "uninstall.nsh").write_text("\n".join(uninstall) + "\n")
PYTHON
# VERSION is for people; NUMBERS are what a resource of Windows takes, without "-rc.1".
makensis -V2 "${how[@]}" -INPUTCHARSET UTF8 "-DVERSION=$version" "-DNUMBERS=${version%%[-+]*}" "-DINSTALL=$work/install.nsh" "-DUNINSTALL_LIST=$work/uninstall.nsh" \
    "-DKILOBYTES=$(du -sk --apparent-size "$files" | cut -f1)" "-DOUT=$out/$name-setup.exe" packaging/windows/installer.nsi
touch --date="@$SOURCE_DATE_EPOCH" "$out/$name-setup.exe"
echo "$out/$name-setup.exe"
