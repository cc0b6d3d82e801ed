#!/usr/bin/env bash
# Makes the fonts in assets/fonts: subsets of Debian's Noto packages, small enough to ship inside the program.
#
#   bash packaging/fonts.sh
#
# Run it again when a language gains characters that the test `fonts` misses. Needs Debian 12,
# python3 with venv, and some 150 MB of downloads, which go into a temporary folder; nothing is installed. The outcome
# depends on the versions below and on the characters in assets/locales only: the same input gives the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."

fonttools=4.59.0
packages=(fonts-noto-core=20201225-1 fonts-noto-extra=20201225-1 fonts-noto-mono=20201225-1
    fonts-noto-cjk=1:20220127+repack1-1)

for tool in apt-get dpkg-deb python3; do
    command -v "$tool" >/dev/null || { echo "fonts.sh needs $tool" >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && apt-get download --quiet=2 "${packages[@]}")
for package in "$work"/*.deb; do
    dpkg-deb --extract "$package" "$work/root"
done

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "fonttools==$fonttools"
# The moment that is written into the fonts: the newer package's, so that the bytes do not depend on today.
SOURCE_DATE_EPOCH=1643241600 "$work/venv/bin/python" packaging/fonts.py "$work/root/usr/share/fonts" assets

{
    echo "Noto Sans, Noto Sans Mono: Copyright 2015 Google LLC. All Rights Reserved."
    echo "Noto Sans Symbols, Noto Sans Symbols 2, Noto Sans Math: Copyright 2017 Google Inc. All Rights Reserved."
    echo "Noto Sans CJK SC: © 2014-2021 Adobe (http://www.adobe.com/)."
    echo
    echo "These files are subsets, made by packaging/fonts.sh, and stay under the licence below."
    echo
    sed -n '/^ SIL OPEN FONT LICENSE/,/^ OTHER DEALINGS/p' "$work/root/usr/share/doc/fonts-noto-cjk/copyright" |
        sed -e 's/^ \.$//' -e 's/^ //'
} > assets/fonts/OFL.txt
ls -l assets/fonts
