#!/bin/sh
# Takes away what install.sh brought: files, and the folders that it made and nobody else uses. Settings, the journal and
# passwords stay; SECURITY.html in the documents says where they are.
#
#   sh PREFIX/share/rackhand/uninstall.sh
set -eu
prefix=$(cd "$(dirname "$0")/../.." && pwd)
list=$prefix/share/rackhand/files
[ -f "$list" ] || { echo "there is no $list: nothing was installed here" >&2; exit 1; }
folders=$(grep '/$' "$list" | LC_ALL=C sort -r || true)
while IFS= read -r file; do
    case $file in */) ;; *) rm -f "$prefix/$file" ;; esac
done <"$list"
rm -f "$list" "$prefix/share/rackhand/uninstall.sh"

# What desktops made of these files goes where it is all that is left in a folder of ours, and is made anew elsewhere.
told() { if command -v "$1" >/dev/null 2>&1; then "$@" >/dev/null 2>&1 || true; fi; }
# forget FOLDER CACHE
forget() {
    if printf '%s\n' "$folders" | grep -qxF "$1/" && [ "$(find "$prefix/$1" ! -type d)" = "$prefix/$1/$2" ]; then
        rm -f "$prefix/$1/$2"
    fi
}
forget share/applications mimeinfo.cache
forget share/icons/hicolor icon-theme.cache
printf '%s\n' "$folders" | while IFS= read -r folder; do
    [ -z "$folder" ] || rmdir "$prefix/$folder" 2>/dev/null || true
done
[ ! -d "$prefix/share/applications" ] || told update-desktop-database "$prefix/share/applications"
[ ! -d "$prefix/share/icons/hicolor" ] || told gtk-update-icon-cache -q -t -f "$prefix/share/icons/hicolor"
echo "Rackhand is removed from $prefix"
