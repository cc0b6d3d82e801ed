#!/usr/bin/env bash
# Prints the first Debian mirror in this machine's own configuration, in either of its two forms; ends with 1 where there
# is none. For what makes a Debian in a folder: packaging/cross_root.sh and tests/packages_clean.sh.
set -euo pipefail
files=(/etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources)
{ cat "${files[@]}" 2>/dev/null || true; } |
    sed -nE 's/^deb +(\[[^]]*\] +)?([^ ]+).*/\2/p; s/^URIs: *([^ ]+).*/\1/p' | grep -v security | head -1 | grep .
