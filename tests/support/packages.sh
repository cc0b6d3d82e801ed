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
    local time package
    for time in first second; do
        bash "packaging/$1/build.sh" --quick "$2" "$work/$time" >/dev/null
        sleep 1 # another second, so that a moment that slipped in shows
    done
    diff <(ls "$work/first") <(ls "$work/second") || fail "the second time other packages are made"
    for package in "$work"/first/*; do
        cmp "$package" "$work/second/$(basename "$package")" || fail "$(basename "$package") differs from build to build"
    done
    rm -r "$work/second"
}
