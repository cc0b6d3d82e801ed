# shellcheck shell=bash
# A screen and a folder of one's own, for scripts that look at the real window. Sourced by tests/smoke.sh and
# benches/start.sh, which say by `fail` what went wrong. What is put into `started` is ended with the script.

work=$(mktemp -d)
started=()
finish() {
    local pid
    for pid in "${started[@]}"; do
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT

# open_screen: starts one of 1280 × 800 points, and says by DISPLAY where it is. The server chooses a free one.
open_screen() {
    # Without -noreset it starts anew when its last window goes, and refuses whoever comes at that moment.
    Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp -noreset 3>"$work/display" 2>"$work/xvfb.log" &
    started+=($!)
    for _ in $(seq 100); do
        [ -s "$work/display" ] && break
        sleep 0.1
    done
    [ -s "$work/display" ] || fail "no screen: $(cat "$work/xvfb.log")"
    DISPLAY=":$(cat "$work/display")"
    export DISPLAY
}
