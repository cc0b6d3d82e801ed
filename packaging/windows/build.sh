#!/usr/bin/env bash
# Makes the packages for Windows from a program that is built already: a .zip to carry on a stick, and where makensis
# is there (Debian: nsis) an installer.
#
#   bash packaging/windows/build.sh path/to/rackhand.exe [FOLDER]
#
# How to build the program, and how to sign both, is in packaging/README.md.
set -euo pipefail
program=$(realpath "${1:?usage: build.sh PROGRAM.exe [FOLDER]}")
mkdir -p "${2:-dist}"
out=$(realpath "${2:-dist}")
cd "$(dirname "$0")/../.."
target=${TARGET:-x86_64-pc-windows-gnu}
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
export SOURCE_DATE_EPOCH
version=$(cargo metadata --no-deps --format-version 1 | python3 -c 'import json, sys; print(json.load(sys.stdin)["packages"][0]["version"])')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

papers=$work/papers
mkdir "$papers"
cp README.md SECURITY.md CHANGELOG.md "$papers"
cp docs/*.md "$papers"
# Windows opens what ends in .txt.
cp LICENSE-MIT "$papers/LICENSE-MIT.txt"
cp LICENSE-APACHE "$papers/LICENSE-APACHE.txt"
python3 packaging/licences.py "$target" >"$papers/THIRD_PARTY.txt"
python3 packaging/sbom.py "$target" >"$papers/rackhand.cdx.json"

python3 - "$program" "$papers" "$out/rackhand-$version-windows-x86_64.zip" "rackhand-$version" <<'PYTHON'
import os, sys, time, zipfile
program, papers, out, name = sys.argv[1:]
moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
files = [("rackhand.exe", program)] + [(file, os.path.join(papers, file)) for file in sorted(os.listdir(papers))]
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for file, path in files:
        entry = zipfile.ZipInfo(f"{name}/{file}", moment)
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, open(path, "rb").read())
print(out)
PYTHON

command -v makensis >/dev/null || { echo "no installer: makensis is not here" >&2; exit 0; }
makensis -V2 "-DVERSION=$version" "-DPROGRAM=$program" "-DPAPERS=$papers" \
    "-DOUT=$out/rackhand-$version-windows-x86_64-setup.exe" packaging/windows/installer.nsi
echo "$out/rackhand-$version-windows-x86_64-setup.exe"
