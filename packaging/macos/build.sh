#!/usr/bin/env bash
# Makes Rackhand.app, its documents beside it, and a .zip of both from a program that is built already.
#
#   bash packaging/macos/build.sh [--quick] path/to/rackhand [FOLDER]
#   bash packaging/macos/build.sh --zip [FOLDER]      the .zip anew, when Rackhand.app was signed
#
# FOLDER is dist by default; --quick compresses little, for tests. Runs on a Mac and elsewhere; a program for both kinds of
# Mac is made with `lipo` before. TARGET names what the program was built for, by default both. The .app is not signed, and
# a Mac refuses what was downloaded and not signed: packaging/README.md has the commands for that. The same program,
# sources and SOURCE_DATE_EPOCH (by default the moment of the last commit) give the same bytes.
set -euo pipefail
quick='' program=''
case ${1:-} in
--zip) shift ;;
--quick) quick=--quick; shift; program=${1:?usage: build.sh [--quick] PROGRAM [FOLDER]}; shift ;;
*) program=${1:?usage: build.sh [--quick] PROGRAM [FOLDER]}; shift ;;
esac
[ -z "$program" ] || program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
mkdir -p "${1:-dist}"
out=$(cd "${1:-dist}" && pwd)
cd "$(dirname "$0")/../.."
export LC_ALL=C TZ=UTC
umask 022
targets=${TARGET:-aarch64-apple-darwin x86_64-apple-darwin}
# The Mac's own stat has other words.
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || python3 -c 'import os; print(int(os.stat("CHANGELOG.md").st_mtime))')}"
export SOURCE_DATE_EPOCH
version=$(cargo metadata --no-deps --format-version 1 | python3 -c 'import json, sys; print(json.load(sys.stdin)["packages"][0]["version"])')
app=$out/Rackhand.app
documents="Rackhand documents"

if [ -n "$program" ]; then
    rm -rf "$app" "${out:?}/$documents"
    mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources" "$out/$documents"
    cp "$program" "$app/Contents/MacOS/rackhand"
    chmod 755 "$app/Contents/MacOS/rackhand"
    sed "s/@VERSION@/$version/" packaging/macos/Info.plist >"$app/Contents/Info.plist"
    printf 'APPL????' >"$app/Contents/PkgInfo"
    python3 packaging/icons.py "$app/Contents/Resources/rackhand.icns"
    # Nobody looks into an .app for these.
    python3 packaging/pages.py "$out/$documents"
    cp LICENSE-MIT LICENSE-APACHE "$app/Contents/Resources"
    # shellcheck disable=SC2086 # several words
    python3 packaging/licences.py $targets >"$app/Contents/Resources/THIRD_PARTY.txt"
    # shellcheck disable=SC2086 # several words
    python3 packaging/sbom.py $targets >"$app/Contents/Resources/rackhand.cdx.json"
fi
[ -d "$app" ] || { echo "there is no $app" >&2; exit 1; }
# shellcheck disable=SC2086 # perhaps no word
python3 packaging/zip.py $quick "$out/rackhand-$version-macos.zip" "$out" Rackhand.app "$documents"
