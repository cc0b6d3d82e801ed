#!/usr/bin/env bash
# Draws assets/icons/rackhand-<size>.png from the SVG beside them. Needs python3 and rsvg-convert (Debian: librsvg2-bin).
#
#   bash packaging/icons.sh
#
# 256 is embedded as the window's icon, the .ico goes into the Windows program; the other sizes are for desktops and installers.
set -euo pipefail
cd "$(dirname "$0")/.."

for size in 16 32 48 64 128 256 512 1024; do
    rsvg-convert --width "$size" --height "$size" assets/icons/rackhand.svg --output "assets/icons/rackhand-$size.png"
done
python3 packaging/icons.py assets/icons/rackhand.ico
ls -l assets/icons
