#!/usr/bin/env bash
# What a technician waits for and carries: the size of the program and of its packages, the time until the window shows,
# and the memory with 10,000 machines on screen; each beside its limit.
#
#   cargo ship-linux
#   bash benches/start.sh target/dist/rackhand
#
# The window is the real one on a screen of its own, and the machines are simulated by a process of their own. Needs Xvfb
# and xdotool. A ratio below 1 is within the limit; the exit status is 1 where one is not. What is started here is ended
# here.
#
# The first frame is when the window appears: it stays hidden until it has something to show. Memory is what is in RAM
# (RSS). Without a graphics card a library paints in its place (Mesa with LLVM), inside the program: the pages of the
# files of both are counted apart. What they keep elsewhere can't be told from ours and counts as ours.
set -euo pipefail
program=$(realpath "${1:?usage: start.sh PROGRAM}")
cd "$(dirname "$0")/.."
for tool in Xvfb xdotool python3; do
    command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
machines=10000
base=127.60.0.1
starts=7
over=0

# shellcheck source=tests/support/screen.sh
source tests/support/screen.sh
fail() { echo "start: $1" >&2; exit 1; }

# figure NAME VALUE UNIT LIMIT
figure() {
    awk -v name="$1" -v value="$2" -v unit="$3" -v limit="$4" 'BEGIN {
        printf "%-58s %8.1f %-2s  limit %5.0f  ratio %.2f\n", name, value, unit, limit, value / limit
        exit value > limit
    }' || over=1
}
megabytes() { stat -c %s "$1" | awk '{ print $1 / 1e6 }'; }

# --- sizes --------------------------------------------------------------------------------------------------------------

figure "the program" "$(megabytes "$program")" MB 20
bash packaging/linux/build.sh "$program" "$work/packages" >/dev/null 2>&1 || fail "the packages can't be made"
for package in "$work"/packages/*; do figure "$(basename "$package")" "$(megabytes "$package")" MB 9; done

# --- the first frame ----------------------------------------------------------------------------------------------------

open_screen
export LC_ALL=C.UTF-8
unset WAYLAND_DISPLAY

# open HOME COMMAND…: starts the program; its number is in $window_pid.
open() {
    env RACKHAND_HOME="$1" "$program" "${@:2}" >"$work/program.log" 2>&1 &
    window_pid=$!
    started+=("$window_pid")
}
shown() { xdotool search --onlyvisible --name '^Rackhand' 2>/dev/null | head -1 || true; }
now() { date +%s%3N; }

times=()
for round in $(seq 0 "$starts"); do
    begun=$(now)
    open "$work/home"
    while [ -z "$(shown)" ]; do
        kill -0 "$window_pid" 2>/dev/null || fail "the program ended: $(cat "$work/program.log")"
        sleep 0.005
    done
    took=$(($(now) - begun))
    kill "$window_pid"
    wait "$window_pid" 2>/dev/null || true
    # The first one reads the program from the disk.
    if [ "$round" -eq 0 ]; then first=$took; else times+=("$took"); fi
done
middle=$(printf '%s\n' "${times[@]}" | sort -n | sed -n "$(((starts + 1) / 2))p")
best=$(printf '%s\n' "${times[@]}" | sort -n | head -1)
figure "to the first frame, the middle of $starts (first $first, best $best)" "$middle" ms 500

# --- memory -------------------------------------------------------------------------------------------------------------

# On a port of its own a machine has API v2 alone: one listener each, of which a process may have some 20,000.
env RACKHAND_HOME="$work/farm" "$program" simulate --miners "$machines" --base "$base" --port 14028 >"$work/range" 2>"$work/farm.log" &
started+=($!)
for _ in $(seq 600); do
    [ -s "$work/range" ] && break
    sleep 0.1
done
range=$(cat "$work/range")
[ -n "$range" ] || fail "no machines: $(cat "$work/farm.log")"
# The range field comes back as it was left.
printf '{ "version": 1, "range_text": "%s" }\n' "$range" >"$work/home/settings.json"
open "$work/home"
for _ in $(seq 200); do
    window=$(shown)
    [ -n "$window" ] && break
    sleep 0.1
done
sleep 1
# memory: what the process has in RAM, and what of it are files of the painter, in MB.
memory() {
    awk '/^[0-9a-f]+-/ { painter = /llvm|LLVM|gallium|swrast|libvulkan|lvp|libGL|libEGL|dri\// }
        /^Rss:/ { all += $2; if (painter) files += $2 } END { printf "%.1f %.1f\n", all * 1024 / 1e6, files * 1024 / 1e6 }' \
        "/proc/$window_pid/smaps"
}
read -r empty empty_painter < <(memory)
xdotool windowfocus --sync "$window" key F5
seen=0
for _ in $(seq 180); do
    seen=$(xdotool getwindowname "$window" | tr -d ',' | grep -oE '[0-9]+' | head -1 || true)
    [ "${seen:-0}" -ge "$machines" ] && break
    sleep 1
done
[ "${seen:-0}" -ge "$machines" ] || fail "the window has ${seen:-0} of $machines machines"
sleep 3 # until the details of the last ones are there, and the window has drawn them
read -r full full_painter < <(memory)
echo "without machines: $empty MB, of which $empty_painter MB are files of the painter"
figure "memory with $machines machines, without $full_painter MB of the painter" \
    "$(awk -v a="$full" -v b="$full_painter" 'BEGIN { print a - b }')" MB 150
[ "$over" -eq 0 ]
