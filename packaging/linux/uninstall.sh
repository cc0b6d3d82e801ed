#!/bin/sh
# Takes away what install.sh copied. Settings, the journal and passwords stay; SECURITY.md says where they are.
#
#   sh PREFIX/share/rackhand/uninstall.sh
set -eu
prefix=$(cd "$(dirname "$0")/../.." && pwd)
list=$prefix/share/rackhand/files
[ -f "$list" ] || { echo "there is no $list: nothing was installed here" >&2; exit 1; }
while IFS= read -r file; do
    rm -f "$prefix/$file"
done <"$list"
rm -f "$list" "$prefix/share/rackhand/uninstall.sh"
rmdir "$prefix/share/rackhand" "$prefix/share/doc/rackhand" 2>/dev/null || true
echo "Rackhand is removed from $prefix"
