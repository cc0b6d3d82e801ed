#!/usr/bin/env bash
# The one test command: everything that can be checked on this machine, then a summary.
#
#   bash tests/all.sh
#
# It installs what is missing where it can (Debian and Ubuntu, as root or with sudo that asks no password; set
# RACKHAND_INSTALL=no to leave the machine alone), runs every check even after one failed, and says at the end what it
# could not run and why. Full output of each step is kept in target/all. Exit status: 0 if nothing failed.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

logs=target/all
mkdir -p "$logs"
passed=0
failed=0
skipped=0
report=()

say() { printf '\n== %s\n' "$*"; }
has() { command -v "$1" >/dev/null 2>&1; }

# skip "name" "why": a check that can't run here.
skip() {
    skipped=$((skipped + 1))
    report+=("skipped  $1: $2")
    say "skipped: $1: $2"
}

# note "what": something that the reader of the summary should know.
note() { report+=("note     $1"); }

# step "name" seconds command…: one check. Its output goes to the terminal and to its log. Status 77 means that it found
# no way to run here, and said why in its last line.
step() {
    local name=$1 limit=$2 log before=$SECONDS status
    shift 2
    log="$logs/${name//[^a-z0-9]/-}.log"
    say "$name"
    timeout --kill-after=10 "$limit" "$@" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    if [ "$status" -eq 77 ]; then
        skip "$name" "$(tail -1 "$log" | sed 's/^skipped: //')"
        return 0
    elif [ "$status" -eq 0 ]; then
        report+=("passed   $name ($((SECONDS - before)) s)")
    elif [ "$status" -eq 124 ]; then
        report+=("FAILED   $name: not done after $limit s, see $log")
    else
        report+=("FAILED   $name: exit status $status, see $log")
    fi
    count "$log" "$status"
    return "$status"
}

# count log status: adds the tests of a test runner's log, else one for the step itself.
count() {
    local ok bad ignored
    # "Summary [ 3.2s] 120 tests run: 119 passed (1 slow), 1 failed, 2 skipped" (nextest) and
    # "test result: ok. 3 passed; 0 failed; 1 ignored; …" (cargo test)
    read -r ok bad ignored < <(sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
        /^ *Summary \[/ || /^test result: / {
            for (i = 2; i <= NF; i++) {
                if ($i ~ /^passed/) ok += $(i - 1)
                if ($i ~ /^failed/) bad += $(i - 1)
                if ($i ~ /^(skipped|ignored)/) ignored += $(i - 1)
            }
        }
        END { print ok + 0, bad + 0, ignored + 0 }')
    if [ $((ok + bad)) -eq 0 ]; then
        if [ "$2" -eq 0 ]; then ok=1; else bad=1; fi
    elif [ "$2" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
    fi
    passed=$((passed + ok))
    failed=$((failed + bad))
    skipped=$((skipped + ignored))
}

# --- what is needed ---------------------------------------------------------------------------------------------------

packages=(
    xvfb xauth mesa-vulkan-drivers libgl1-mesa-dri libegl1 # a screen and two renderers without a graphics card
    libxkbcommon-x11-0 libxcursor1 libxi6 libxrandr2       # what the window opens at run time
    imagemagick xdotool                                    # looking at the window
    shellcheck python3-venv                                # scripts, and foreign clients
    dbus gnome-keyring                                     # a keyring that is nobody's
    iproute2 nftables                                      # network namespaces of the end-to-end bench
    rpm nsis xz-utils advancecomp desktop-file-utils appstream # packages, and whether what they tell desktops is right
)

install_packages() {
    local missing=() sudo=()
    has dpkg-query || { note "no Debian packages here: nothing was installed"; return; }
    for package in "${packages[@]}"; do
        dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    if [ "${RACKHAND_INSTALL:-yes}" = no ]; then
        note "not installed, as RACKHAND_INSTALL=no asks: ${missing[*]}"
        return
    fi
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || { note "not installed, neither root nor sudo: ${missing[*]}"; return; }
        sudo=(sudo -n)
    fi
    say "installing ${missing[*]}"
    if ! "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        >"$logs/apt.log" 2>&1; then
        "${sudo[@]}" apt-get update -qq >>"$logs/apt.log" 2>&1
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            "${missing[@]}" >>"$logs/apt.log" 2>&1 || note "could not install all of: ${missing[*]} (see $logs/apt.log)"
    fi
}

has cargo || { echo "Rust is not installed: see https://rustup.rs, then run this again"; exit 1; }
install_packages

# --- the checks, quick ones first -------------------------------------------------------------------------------------

export CARGO_TERM_COLOR=never
if has cargo-fmt; then
    step "formatting" 60 cargo fmt --check
else
    skip "formatting" "rustfmt is not installed (rustup component add rustfmt)"
fi

if has shellcheck; then
    mapfile -t scripts < <(git ls-files '*.sh' .ci/run 2>/dev/null)
    [ ${#scripts[@]} -gt 0 ] || scripts=(tests/*.sh packaging/*.sh .ci/run)
    step "shell scripts" 60 shellcheck "${scripts[@]}"
else
    skip "shell scripts" "shellcheck is not installed"
fi

if has cargo-clippy; then
    step "lints" 900 cargo clippy --quiet --all-targets -- -D warnings
else
    skip "lints" "clippy is not installed (rustup component add clippy)"
fi

# Packagers leave a renderer out where a system lacks it.
step "one renderer alone" 600 cargo check --quiet --no-default-features --features glow

# It is for the next developer, so private items are in it and may be linked to.
RUSTDOCFLAGS="-D warnings -A rustdoc::private_intra_doc_links" step "documentation" 600 cargo doc --quiet --no-deps --document-private-items

if has cargo-nextest; then
    step "tests" 1800 cargo nextest run --no-fail-fast
    step "documentation tests" 300 cargo test --quiet --doc
else
    step "tests" 1800 cargo test --no-fail-fast
fi

step "real Secret Service" 600 bash tests/secret_service.sh

# The fuzz targets are a workspace of their own; the same versions and folder spare building everything twice.
cp Cargo.lock fuzz/Cargo.lock
step "fuzz targets compile" 900 cargo check --quiet --manifest-path fuzz/Cargo.toml --target-dir target

# --- the real window --------------------------------------------------------------------------------------------------

if has Xvfb && has xdotool && has import; then
    if step "program builds" 900 cargo build --quiet; then
        step "window shows the demo fleet" 180 bash tests/smoke.sh target/debug/rackhand
    else
        skip "window shows the demo fleet" "the program did not build"
    fi
else
    skip "window shows the demo fleet" "it needs Xvfb, xdotool and ImageMagick"
fi

# --- packages ---------------------------------------------------------------------------------------------------------

if [ -x target/debug/rackhand ]; then
    step "packages" 300 bash tests/packages.sh target/debug/rackhand
else
    skip "packages" "the program did not build"
fi
if [ "${RACKHAND_CLEAN_ROOT:-no}" = yes ] && [ -x target/debug/rackhand ]; then
    step "the .deb in a clean Debian" 1200 bash tests/packages_clean.sh target/debug/rackhand
else
    skip "the .deb in a clean Debian" "it takes some minutes and a Debian mirror; RACKHAND_CLEAN_ROOT=yes runs it"
fi

# --- Windows and macOS ------------------------------------------------------------------------------------------------

# Both skip where there is no cross root; the first run in a new one builds everything.
step "Windows and macOS" 5400 bash tests/foreign_systems.sh
step "packages for Windows" 1200 bash tests/packages_windows.sh
step "packages for macOS" 300 bash tests/packages_macos.sh

# --- clients that others wrote ----------------------------------------------------------------------------------------

if ! has python3; then
    skip "foreign clients" "python3 is not installed"
elif [ ! -x target/debug/rackhand ]; then
    skip "foreign clients" "the program did not build"
else
    step "foreign clients" 600 python3 tests/foreign_clients.py target/debug/rackhand
fi

# --- licences and known holes -----------------------------------------------------------------------------------------

deny=cargo-deny
if ! has cargo-deny; then
    deny=target/tools/bin/cargo-deny
    if [ ! -x "$deny" ] && [ "${RACKHAND_INSTALL:-yes}" != no ]; then
        say "installing cargo-deny into target/tools (some minutes, once)"
        timeout 900 cargo install --quiet --locked --root target/tools cargo-deny >"$logs/cargo-deny.log" 2>&1
    fi
fi
if has "$deny"; then
    step "licences and sources" 120 "$deny" --all-features check bans licenses sources
    # The database of known holes is on GitHub, which not every network reaches.
    if timeout 60 "$deny" --all-features fetch db >"$logs/advisories-fetch.log" 2>&1; then
        step "known holes in dependencies" 120 "$deny" --all-features check --disable-fetch advisories
    else
        skip "known holes in dependencies" "their database can't be reached (see $logs/advisories-fetch.log)"
    fi
else
    skip "licences and sources" "cargo-deny is not installed and could not be (cargo install cargo-deny --locked)"
fi

# --- summary ----------------------------------------------------------------------------------------------------------

say "summary after $((SECONDS / 60)) min $((SECONDS % 60)) s"
printf '%s\n' "${report[@]}"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
