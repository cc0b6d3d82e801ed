#!/usr/bin/env bash
# Installs the .deb in a clean Debian with nothing but what it asks for, starts the program, and removes it again.
#
#   bash tests/packages_clean.sh target/debug/rackhand
#
# It takes root, debootstrap and some minutes; the Debian is of this machine's release and from its own mirror, in a
# temporary folder. Ends with 77 and "skipped: …" where something is missing.
set -euo pipefail
program=$(realpath "${1:?usage: packages_clean.sh PROGRAM}")
cd "$(dirname "$0")/.."
[ "$(id -u)" -eq 0 ] || { echo "skipped: it takes root to make a root"; exit 77; }
for tool in debootstrap dpkg-deb objdump strip python3; do
    command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
grep -qx 'ID=debian' /etc/os-release || { echo "skipped: this machine is no Debian"; exit 77; }
release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
mirror=$(bash packaging/mirror.sh) || { echo "skipped: no Debian mirror in this machine's configuration"; exit 77; }
# shellcheck source=tests/support/packages.sh
source tests/support/packages.sh "clean package"

stripped "$program" rackhand
bash packaging/linux/build.sh --quick "$work/rackhand" "$work/packages" >/dev/null
root=$work/root
debootstrap --variant=minbase "$release" "$root" "$mirror" >"$work/debootstrap.log" 2>&1 ||
    { tail -3 "$work/debootstrap.log"; echo "skipped: debootstrap could not make a Debian from $mirror"; exit 77; }
cp /etc/resolv.conf "$root/etc/"
if [ -d /etc/apt/apt.conf.d ]; then cp -n /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true; fi
cp "$work"/packages/*.deb "$root/"
deb=$(basename "$work"/packages/*.deb)
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 HOME=/root "$@"; }
inside apt-get install -y --no-install-recommends "./$deb" >"$work/apt.log" 2>&1 ||
    { tail -20 "$work/apt.log"; fail "the .deb does not install with what it asks for"; }
version=$(inside rackhand --version | cut -d' ' -f2) || fail "what the .deb installed does not start"
# shellcheck disable=SC2016 # for dpkg-query
[ "$(inside dpkg-query --show --showformat='${Version}' rackhand)" = "$version" ] || fail "another version is installed"
! inside ldd /usr/bin/rackhand | grep 'not found' || fail "libraries are missing"
# Without a display it says so; with a library missing it would not come so far.
inside env RACKHAND_HOME=/tmp/home rackhand demo --miners 3 >"$work/demo" 2>"$work/demo.log" ||
    { cat "$work/demo.log"; fail "the demo does not run"; }
# What the window opens at run time: its names are in the program, and its dependencies are to bring it.
inside ldconfig -p >"$work/libraries"
for library in libX11.so.6 libX11-xcb.so.1 libXcursor.so.1 libXi.so.6 libXrandr.so.2 libxkbcommon.so.0 \
    libxkbcommon-x11.so.0 libEGL.so.1 libGL.so.1 libdbus-1.so.3; do
    grep -qF "$library " "$work/libraries" || fail "the window would not find $library"
done
inside apt-get purge -y rackhand >"$work/apt.log" 2>&1 || { tail -20 "$work/apt.log"; fail "it can't be removed"; }
left=$(find "$root/usr" -name '*rackhand*')
[ -z "$left" ] || fail "removing leaves behind: $left"
echo "clean package: $deb installs in $release with what it asks for"
