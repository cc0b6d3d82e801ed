#!/bin/sh
# Installs Rackhand from this folder: for everybody into /usr/local as root, else for you alone into ~/.local.
#
#   sh install.sh [PREFIX]
#
# What it copied is listed in PREFIX/share/rackhand/files; uninstall.sh beside that list takes it away again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" -eq 0 ]; then usual=/usr/local; else usual=$HOME/.local; fi
prefix=${1:-$usual}

mkdir -p "$prefix/share/rackhand"
prefix=$(cd "$prefix" && pwd)
list=$prefix/share/rackhand/files
: >"$list"
cd "$here"
find bin share -type f | LC_ALL=C sort | while IFS= read -r file; do
    mkdir -p "$prefix/$(dirname "$file")"
    # Beside it first: a program that runs can't be written over.
    cp "$file" "$prefix/$file.new"
    mv "$prefix/$file.new" "$prefix/$file"
    echo "$file" >>"$list"
done
# A desktop session need not have the folder in its PATH.
desktop=$prefix/share/applications/rackhand.desktop
sed "s|^Exec=rackhand|Exec=\"$prefix/bin/rackhand\"|" share/applications/rackhand.desktop >"$desktop"
cp uninstall.sh "$prefix/share/rackhand/uninstall.sh"
for tool in "update-desktop-database $prefix/share/applications" "gtk-update-icon-cache -q -t -f $prefix/share/icons/hicolor"; do
    # shellcheck disable=SC2086 # the words of the tool
    if command -v ${tool%% *} >/dev/null 2>&1; then $tool >/dev/null 2>&1 || true; fi
done
echo "Rackhand is installed in $prefix; to remove it: sh $prefix/share/rackhand/uninstall.sh"
case ":$PATH:" in
*":$prefix/bin:"*) ;;
*) echo "$prefix/bin is not in your PATH: start it from the menu, or as $prefix/bin/rackhand" ;;
esac
