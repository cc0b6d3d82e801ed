#!/usr/bin/env bash
# Builds Rackhand.app with a stand-in for the program, and looks into it and its .zip.
#
#   bash tests/packages_macos.sh [PROGRAM]     # by default one that does nothing
#
# Ends with 77 and "skipped: …" where a tool is missing. Nothing outside a temporary folder is touched.
set -euo pipefail
program=$(realpath "${1:-$(type -P true)}")
cd "$(dirname "$0")/.."
for tool in python3 cargo; do
    command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
python3 -c 'import tomllib' 2>/dev/null || { echo "skipped: python3 is older than 3.11"; exit 77; }
# shellcheck source=tests/support/packages.sh
source tests/support/packages.sh "packages for macOS"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)

made_twice macos "$program"
app=$work/first/Rackhand.app/Contents
zip=$work/first/rackhand-$version-macos.zip
there "$zip"
documents "$work/first/Rackhand documents"
python3 - "$app" "$version" <<'PYTHON' || fail "Rackhand.app is wrong"
import json, plistlib, struct, sys
app, version = sys.argv[1:]
told = plistlib.load(open(f"{app}/Info.plist", "rb"))
assert told["CFBundleShortVersionString"] == told["CFBundleVersion"] == version, told
assert told["CFBundleExecutable"] == "rackhand" and told["CFBundlePackageType"] == "APPL", told
assert told["NSLocalNetworkUsageDescription"], "without it no machine is found"
icons = open(f"{app}/Resources/{told['CFBundleIconFile']}.icns", "rb").read()
assert icons[:4] == b"icns" and struct.unpack(">I", icons[4:8])[0] == len(icons)
sizes, at = {}, 8
while at < len(icons):
    kind, size = icons[at : at + 4].decode(), struct.unpack(">I", icons[at + 4 : at + 8])[0]
    picture = icons[at + 8 : at + size]
    assert picture[:8] == b"\x89PNG\r\n\x1a\n", kind
    sizes[kind] = struct.unpack(">II", picture[16:24])
    at += size
# What the kinds are, as Apple has it; the second of a size is for screens of twice the density.
wanted = {"icp4": 16, "icp5": 32, "ic11": 32, "ic12": 64, "ic07": 128, "ic08": 256, "ic13": 256, "ic09": 512,
          "ic14": 512, "ic10": 1024}
assert sizes == {kind: (size, size) for kind, size in wanted.items()}, sizes
bill = json.load(open(f"{app}/Resources/rackhand.cdx.json"))
targets = {entry["value"] for entry in bill["metadata"]["properties"] if entry["name"] == "target"}
assert targets == {"aarch64-apple-darwin", "x86_64-apple-darwin"}, targets
text = open(f"{app}/Resources/THIRD_PARTY.txt", encoding="utf-8").read()
missing = [part["name"] for part in bill["components"] if f"{part['name']} {part['version']} (" not in text]
assert not missing and "SIL OPEN FONT LICENSE" in text, f"no licence for {missing}"
PYTHON

# --- the .zip -----------------------------------------------------------------------------------------------------------

# held ZIP: it holds the .app and the documents as they lie beside it, and only the program may be executed.
held() {
    python3 - "$1" "$work/first" <<'PYTHON' || fail "the .zip is wrong"
import sys, zipfile
from pathlib import Path
path, folder = sys.argv[1:]
archive = zipfile.ZipFile(path)
inside = {name: archive.read(name) for name in archive.namelist()}
beside = {file.relative_to(folder).as_posix(): file.read_bytes()
          for file in Path(folder).rglob("*") if file.is_file() and file.suffix != ".zip"}
assert inside == beside, inside.keys() ^ beside.keys()
for entry in archive.infolist():
    mode = 0o100755 if entry.filename == "Rackhand.app/Contents/MacOS/rackhand" else 0o100644
    assert entry.external_attr >> 16 == mode, entry
PYTHON
}
held "$zip"
# As after signing: the same .zip anew, with what was added.
mkdir "$app/_CodeSignature"
echo signed >"$app/_CodeSignature/CodeResources"
bash packaging/macos/build.sh --zip "$work/first" >/dev/null
[ "$(find "$work/first" -maxdepth 1 -name '*.zip')" = "$zip" ] || fail "the signed .zip lies beside the unsigned"
held "$zip"
echo "packages for macOS: $(basename "$zip") is sound"
