# shellcheck shell=bash
# What the tests of packages have in common: a place to work, their words, and that a package is made twice the same.
# Sourced by tests/packages.sh, tests/packages_windows.sh and tests/packages_macos.sh from the project's folder, with the
# name that stands before their words.

title=${1:?usage: source packages.sh TITLE}
work=$(mktemp -d)
finish() { rm -rf "$work"; }
trap finish EXIT # who has more to put away defines another
fail() { echo "$title: $1" >&2; exit 1; }
there() { [ -s "$1" ] || fail "missing or empty: ${1#"$work"/}"; }
export SOURCE_DATE_EPOCH=1790000000

# documents FOLDER: the documents of a package say what their sources say, and every link in them holds.
documents() { python3 tests/support/documents.py "$1" || fail "the documents in ${1#"$work"/} are wrong"; }

# stripped PROGRAM AS: the program as it is packed. Symbols of a debug build are many times the program.
stripped() { strip -o "$work/$2" "$1"; }

# made_twice SYSTEM PROGRAM: packs it for that system into the folder "first", and fails where a second time gives
# anything else.
made_twice() {
    local time
    for time in first second; do
        bash "packaging/$1/build.sh" --quick "$2" "$work/$time" >/dev/null
        sleep 1 # another second, so that a moment that slipped in shows
    done
    diff --recursive --brief "$work/first" "$work/second" || fail "packages differ from build to build"
    rm -r "$work/second"
}

# What is shipped is at most so large, in bytes.
most_program=20000000
most_package=9000000

# sizes SYSTEM PROGRAM PACKED: whether the program and the packages of it keep to the limits, where it is a program to
# ship, which its profile has stripped. PACKED is the program as it is packed. The last check, as it may fail where all
# else is sound.
sizes() {
    local file size limit large=''
    if ! objdump --syms "$2" 2>/dev/null | grep -q '^no symbols$'; then
        echo "$title: sizes are not checked, as $2 is no build to ship (cargo ship-linux, cargo build --profile dist)"
        return
    fi
    bash "packaging/$1/build.sh" "$3" "$work/full" >/dev/null
    for file in "$3" "$work"/full/*; do
        [ -f "$file" ] || continue
        limit=$most_package
        [ "$file" != "$3" ] || limit=$most_program
        size=$(stat -c %s "$file")
        [ "$size" -le "$limit" ] || large="$large $(basename "$file") has $size bytes of $limit;"
    done
    [ -z "$large" ] || fail "too large:${large%;}"
}
