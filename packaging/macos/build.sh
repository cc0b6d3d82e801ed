#!/usr/bin/env bash
# Makes Rackhand.app and a .zip of it from a program that is built already.
#
#   bash packaging/macos/build.sh path/to/rackhand [FOLDER]
#
# Runs on a Mac and elsewhere; a program for both kinds of Mac is made with `lipo` before. The .app is not signed, and
# a Mac refuses what was downloaded and not signed: packaging/README.md has the commands for that.
set -euo pipefail
program=${1:?usage: build.sh PROGRAM [FOLDER]}
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
mkdir -p "${2:-dist}"
out=$(cd "${2:-dist}" && pwd)
cd "$(dirname "$0")/../.."
target=${TARGET:-aarch64-apple-darwin}
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
export SOURCE_DATE_EPOCH
version=$(cargo metadata --no-deps --format-version 1 | python3 -c 'import json, sys; print(json.load(sys.stdin)["packages"][0]["version"])')

app=$out/Rackhand.app
rm -rf "$app"
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources"
cp "$program" "$app/Contents/MacOS/rackhand"
chmod 755 "$app/Contents/MacOS/rackhand"
sed "s/@VERSION@/$version/" packaging/macos/Info.plist >"$app/Contents/Info.plist"
printf 'APPL????' >"$app/Contents/PkgInfo"
python3 packaging/icons.py "$app/Contents/Resources/rackhand.icns"
cp LICENSE-MIT LICENSE-APACHE SECURITY.md "$app/Contents/Resources"
python3 packaging/licences.py "$target" >"$app/Contents/Resources/THIRD_PARTY.txt"
python3 packaging/sbom.py "$target" >"$app/Contents/Resources/rackhand.cdx.json"

# Our own writer, because it keeps the order, the moment and the right to execute on every system.
python3 - "$out" "$out/rackhand-$version-macos.zip" <<'PYTHON'
import os, sys, time, zipfile
out, path = sys.argv[1:]
moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
files = sorted(os.path.join(base, file) for base, _, names in os.walk(f"{out}/Rackhand.app") for file in names)
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
    for file in files:
        entry = zipfile.ZipInfo(os.path.relpath(file, out), moment)
        entry.create_system = 3
        entry.external_attr = (0o100755 if os.path.dirname(file).endswith("/MacOS") else 0o100644) << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, open(file, "rb").read())
print(path)
PYTHON
