#!/usr/bin/env bash
# Opens the real window on the demo fleet, on a screen of its own, and looks whether machines are in it.
#
#   bash tests/smoke.sh target/debug/rackhand [picture.png]
#
# Two witnesses: the window's title, in which the program counts its machines, and the picture, in which lines of text
# must stand one below the other where the grid is. An empty window fails both. Needs Xvfb, xdotool and ImageMagick.
# Everything that was started here is ended here, by its own number.
set -euo pipefail

program=${1:?usage: smoke.sh PROGRAM [PICTURE]}
picture=${2:-target/smoke/window.png}
machines=200
enough_seen=150 # some of the demo's machines are off, and must not answer
enough_lines=20 # a window of 1280 × 800 shows some 25 rows of 24 pixels
patience=90     # seconds until the fleet is on screen; software rendering is slow

mkdir -p "$(dirname "$picture")"
# shellcheck source=tests/support/screen.sh
source "$(dirname "$0")/support/screen.sh"

fail() {
    echo "smoke: $1" >&2
    [ -s "$work/program.log" ] && tail -20 "$work/program.log" >&2
    exit 1
}

open_screen

env -u WAYLAND_DISPLAY RACKHAND_HOME="$work/home" XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" \
    LC_ALL=C.UTF-8 "$program" demo --miners "$machines" \
    >"$work/program.log" 2>&1 &
program_pid=$!
started=("$program_pid" "${started[@]}")

# The number in "Rackhand — 200 machines".
counted() {
    local window
    for window in $(xdotool search --name '^Rackhand' 2>/dev/null); do
        xdotool getwindowname "$window" 2>/dev/null | tr -d ',' | grep -oE '[0-9]+' | head -1
    done | sort -n | tail -1
}

seen=0
before=-1
deadline=$((SECONDS + patience))
while [ "$SECONDS" -lt "$deadline" ]; do
    kill -0 "$program_pid" 2>/dev/null || fail "the program ended by itself"
    seen=$(counted || true)
    seen=${seen:-0}
    # All that will answer have answered when the count stands still.
    if [ "$seen" -ge "$enough_seen" ] && [ "$seen" -eq "$before" ]; then
        break
    fi
    before=$seen
    sleep 1
done
[ "$seen" -ge "$enough_seen" ] || fail "the title counts $seen of $machines machines after $patience s"

sleep 1 # the frame with the last of them
import -window root "$picture"

# Lines of text in the middle of the window: what is sharp and bright, squeezed to one column of grey. A line begins
# where there was nothing for three pixels.
lines=$(convert "$picture" -crop 640x560+320+120 +repage -colorspace Gray -edge 1 -threshold 20% -scale '1x560!' \
    -depth 8 txt:- |
    awk -F'[(,)]' 'NR > 1 { if ($3 > 2) { if (gap > 2) lines++; gap = 0 } else gap++ } END { print lines + 0 }')
[ "$lines" -ge "$enough_lines" ] || fail "the picture shows $lines lines where the grid is, see $picture"

echo "smoke: the title counts $seen machines, the picture shows $lines lines: $picture"
