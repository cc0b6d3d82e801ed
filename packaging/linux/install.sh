#!/bin/sh
# Installs Rackhand from this folder: for everybody into /usr/local as root, else for you alone into ~/.local.
#
#   sh install.sh [PREFIX]
#
# It needs a C library (glibc) of @GLIBC@ or newer, which the program itself is asked before anything is copied. What is
# there of Rackhand is listed in PREFIX/share/rackhand/files at every moment, also of an earlier version; uninstall.sh
# beside that list takes it away again.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
if ! why=$("$here/bin/rackhand" --version 2>&1); then
    echo "Rackhand does not run here, and nothing was installed. It needs Linux on @MACHINE@ with glibc @GLIBC@ or newer; it says: $why" >&2
    exit 1
fi
if [ "$(id -u)" -eq 0 ]; then usual=/usr/local; else usual=$HOME/.local; fi
prefix=${1:-$usual}

# Folders that were not there are listed too, with a stroke at their end.
made=
for folder in / share/ share/rackhand/; do [ -d "$prefix/$folder" ] || made="$made $folder"; done
mkdir -p "$prefix/share/rackhand"
prefix=$(cd "$prefix" && pwd)
list=$prefix/share/rackhand/files
for folder in $made; do echo "$folder"; done >>"$list"

# folder PATH: makes it below the prefix, the outer ones first, and lists what was not there.
folder() {
    if [ ! -d "$prefix/$1" ]; then
        case $1 in */*) folder "${1%/*}" ;; esac
        mkdir "$prefix/$1"
        echo "$1/" >>"$list"
    fi
}
# place FILE AS MODE: beside it first, as a program that runs can't be written over.
place() {
    install -m "$3" "$1" "$prefix/$2.new"
    mv -f "$prefix/$2.new" "$prefix/$2"
}

cd "$here"
place uninstall.sh share/rackhand/uninstall.sh 755
new=$(find bin share -type f | LC_ALL=C sort)
while IFS= read -r file; do
    folder "$(dirname "$file")"
    echo "$file" >>"$list"
    case $file in bin/*) mode=755 ;; *) mode=644 ;; esac
    place "$file" "$file" "$mode"
done <<FILES
$new
FILES
# What an earlier version brought and this one does not.
while IFS= read -r file; do
    case $file in
    */) ;;
    *) printf '%s\n' "$new" | grep -qxF -e "$file" || rm -f "$prefix/$file" ;;
    esac
done <"$list"
{ grep '/$' "$list" || true; printf '%s\n' "$new"; } | LC_ALL=C sort -u >"$list.new"
mv -f "$list.new" "$list"

# A desktop session need not have the folder in its PATH. In this file a stroke stands before some signs, and before each
# such stroke another one.
program=$(printf '%s\n' "$prefix/bin/rackhand" | sed 's/["`$\\]/\\&/g; s/\\/\\\\/g; s/%/%%/g')
desktop=$prefix/share/applications/rackhand.desktop
while IFS= read -r line; do
    case $line in
    Exec=rackhand*) printf '%s\n' "Exec=\"$program\"${line#Exec=rackhand}" ;;
    *) printf '%s\n' "$line" ;;
    esac
done <share/applications/rackhand.desktop >"$desktop.new"
mv -f "$desktop.new" "$desktop"
told() { if command -v "$1" >/dev/null 2>&1; then "$@" >/dev/null 2>&1 || true; fi; }
told update-desktop-database "$prefix/share/applications"
told gtk-update-icon-cache -q -t -f "$prefix/share/icons/hicolor"
echo "Rackhand is installed in $prefix; to remove it: sh \"$prefix/share/rackhand/uninstall.sh\""
case ":$PATH:" in
*":$prefix/bin:"*) ;;
*) echo "$prefix/bin is not in your PATH: start it from the menu, or as $prefix/bin/rackhand" ;;
esac
