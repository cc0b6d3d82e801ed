#!/usr/bin/env bash
# Makes the packages for Linux from a program that is built already: a .tar.xz for every distribution with a C library that
# is new enough, a .deb for Debian and Ubuntu where dpkg-deb is there, and a .rpm for Fedora, its relatives and openSUSE
# where rpmbuild is there.
#
#   cargo ship-linux
#   bash packaging/linux/build.sh [--quick] target/dist/rackhand [FOLDER]
#
# FOLDER is dist by default; --quick compresses little, for tests. The same program, sources and SOURCE_DATE_EPOCH (by
# default the moment of the last commit) give the same bytes.
set -euo pipefail
quick=no
if [ "${1:-}" = --quick ]; then quick=yes; shift; fi
program=$(realpath "${1:?usage: build.sh [--quick] PROGRAM [FOLDER]}")
mkdir -p "${2:-dist}"
out=$(realpath "${2:-dist}")
cd "$(dirname "$0")/../.."
export LC_ALL=C TZ=UTC
umask 022

version=$("$program" --version | cut -d' ' -f2)
machine=$(uname -m)
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
export SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The C library that the program was linked against is the oldest that it runs with.
glibc=$(objdump -T "$program" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1 | cut -d_ -f2 || true)
[ -n "$glibc" ] || { echo "which C library $program needs is not known: is objdump (binutils) here?" >&2; exit 1; }

# --- what all packages hold, as it lies below /usr --------------------------------------------------------------------

usr=$work/usr
share=$usr/share
doc=$share/doc/rackhand
install -D "$program" "$usr/bin/rackhand"
install -D -m 644 packaging/linux/rackhand.desktop "$share/applications/rackhand.desktop"
mkdir -p "$share/metainfo" "$doc"
sed -e "s/@VERSION@/$version/" -e "s/@DATE@/$(date -d "@$SOURCE_DATE_EPOCH" +%F)/" packaging/linux/rackhand.metainfo.xml \
    >"$share/metainfo/rackhand.metainfo.xml"
icons=$share/icons/hicolor
for size in 16 32 48 64 128 256 512; do
    install -D -m 644 "assets/icons/rackhand-$size.png" "$icons/${size}x$size/apps/rackhand.png"
done
install -D -m 644 assets/icons/rackhand.svg "$icons/scalable/apps/rackhand.svg"

export RACKHAND_HOME=$work/home # the program's log must not go into anybody's own
"$program" man "$share/man/man1"
gzip -9n "$share"/man/man1/*.1
mkdir -p "$share/bash-completion/completions" "$share/zsh/site-functions" "$share/fish/vendor_completions.d"
"$program" completions bash >"$share/bash-completion/completions/rackhand"
"$program" completions zsh >"$share/zsh/site-functions/_rackhand"
"$program" completions fish >"$share/fish/vendor_completions.d/rackhand.fish"

python3 packaging/pages.py "$doc"
install -m 644 LICENSE-MIT LICENSE-APACHE "$doc"
python3 packaging/licences.py >"$doc/THIRD_PARTY.txt"
python3 packaging/sbom.py >"$doc/rackhand.cdx.json"

level=-9e
[ $quick = no ] || level=-0

# --- the archive ------------------------------------------------------------------------------------------------------

name=rackhand-$version-linux-$machine
mkdir "$work/$name"
cp -r "$usr/bin" "$share" "$work/$name"
sed -e "s/@GLIBC@/$glibc/g" -e "s/@MACHINE@/$machine/g" packaging/linux/install.sh >"$work/$name/install.sh"
install packaging/linux/uninstall.sh "$work/$name"
chmod 755 "$work/$name/install.sh"
tar --create --directory "$work" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
    --format=gnu "$name" | xz "$level" >"$out/$name.tar.xz"
echo "$out/$name.tar.xz"

who=${RACKHAND_MAINTAINER:-Rackhand developers <developers@rackhand.invalid>}
summary="Looks after farms of WhatsMiner machines"
description=" Rackhand finds every WhatsMiner machine in a network, shows what each one
 does, says what is wrong with the sick ones, and acts on thousands at once:
 pools, power, firmware, passwords, logs and addresses."

# --- Debian and Ubuntu ------------------------------------------------------------------------------------------------

# Writes the package and prints its name.
make_deb() {
    local deb=$work/deb architecture size how
    mkdir -p "$deb/DEBIAN"
    cp -r "$usr" "$deb"
    # Debian has its own place for these, and its own form of a changelog and of licences.
    mv "$deb/usr/share/zsh/site-functions" "$deb/usr/share/zsh/vendor-completions"
    {
        echo "Rackhand, licensed under MIT or Apache-2.0, as you choose."
        echo
        # The holder and the text of the one, and where Debian keeps the text of the other.
        cat LICENSE-MIT
        echo
        echo "The text of Apache-2.0 is /usr/share/common-licenses/Apache-2.0. The licences of crates and fonts in the"
        echo "program are in THIRD_PARTY.txt in this folder."
    } >"$deb/usr/share/doc/rackhand/copyright"
    rm "$deb/usr/share/doc/rackhand"/LICENSE-*
    gzip -9nc CHANGELOG.md >"$deb/usr/share/doc/rackhand/changelog.gz"
    architecture=$(dpkg --print-architecture)
    size=$(find "$deb/usr" -type f -printf '%s\n' | awk '{ total += int(($1 + 1023) / 1024) } END { print total }')
    cat >"$deb/DEBIAN/control" <<CONTROL
Package: rackhand
Version: $version
Architecture: $architecture
Maintainer: $who
Installed-Size: $size
Section: net
Priority: optional
Depends: libc6 (>= $glibc), libgcc-s1, libxkbcommon0, libxkbcommon-x11-0, libx11-6, libx11-xcb1, libxcursor1, libxi6, libxrandr2, libegl1, libgl1, libdbus-1-3
Recommends: libwayland-client0, libwayland-egl1, libvulkan1, xdg-desktop-portal, zenity, gnome-keyring | org.freedesktop.secrets, fonts-noto-cjk
Description: ${summary,}
$description
CONTROL
    (cd "$deb" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$deb/DEBIAN/md5sums"
    find "$deb" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
    how=(-Zxz -z9)
    [ $quick = no ] || how=(-Zgzip -z1)
    dpkg-deb --root-owner-group "${how[@]}" --build "$deb" "$out/rackhand_${version}_$architecture.deb" >/dev/null
    echo "$out/rackhand_${version}_$architecture.deb"
}
if command -v dpkg-deb >/dev/null; then make_deb; else echo "no .deb: dpkg-deb is not here" >&2; fi

# --- Fedora, its relatives, openSUSE ----------------------------------------------------------------------------------

# Writes the package and prints its name, as above.
make_rpm() {
    local rpm=$work/rpm bits='' payload=w9.xzdio library
    mkdir -p "$rpm/usr/share/licenses"
    cp -r "$usr" "$rpm"
    mkdir "$rpm/usr/share/licenses/rackhand"
    mv "$rpm"/usr/share/doc/rackhand/{LICENSE-*,THIRD_PARTY.txt} "$rpm/usr/share/licenses/rackhand"
    [ "$(getconf LONG_BIT)" -ne 64 ] || bits='()(64bit)'
    [ $quick = no ] || payload=w1.gzdio
    {
        echo "Name: rackhand"
        # "-" parts version and release here; "~" sorts before, as 1.0.0-rc.1 does before 1.0.0.
        echo "Version: ${version//-/\~}"
        echo "Release: 1"
        echo "Summary: $summary"
        echo "License: MIT OR Apache-2.0"
        echo "Packager: $who"
        # What is opened at run time no tool finds. Libraries by their own names, which all distributions share.
        echo "AutoReqProv: no"
        echo "Requires: libc.so.6(GLIBC_$glibc)${bits:+(64bit)}"
        for library in gcc_s.so.1 m.so.6 xkbcommon.so.0 xkbcommon-x11.so.0 X11.so.6 X11-xcb.so.1 Xcursor.so.1 Xi.so.6 \
            Xrandr.so.2 EGL.so.1 GL.so.1 dbus-1.so.3; do
            echo "Requires: lib$library$bits"
        done
        for library in wayland-client.so.0 wayland-egl.so.1 vulkan.so.1; do echo "Recommends: lib$library$bits"; done
        echo "Recommends: xdg-desktop-portal, zenity, gnome-keyring"
        printf '%%description\n%s\n' "$(echo "$description" | cut -c2-)"
        printf '%%install\nmkdir -p %%{buildroot}\ncp -r %s %%{buildroot}\n' "$rpm/usr"
        echo "%files"
        echo "%defattr(-, root, root)"
        (cd "$rpm" && find usr -type f | sort | sed 's|^|/|; s|^/usr/share/licenses/|%license &|; s|^/usr/share/doc/|%doc &|')
        (cd "$rpm" && find usr/share/doc/rackhand -type d | sort | sed 's|^|%dir /|')
        echo "%dir /usr/share/licenses/rackhand"
    } >"$work/rackhand.spec"
    # The moment and the machine are part of a package unless told otherwise; the program was stripped by its profile.
    if ! rpmbuild --quiet -bb --target "$machine" \
        --define "_topdir $work/rpmbuild" --define "_rpmdir $work/rpms" --define "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" \
        --define "_buildhost rackhand" --define "use_source_date_epoch_as_buildtime 1" \
        --define "clamp_mtime_to_source_date_epoch 1" --define "_build_id_links none" --define "debug_package %{nil}" \
        --define "__os_install_post %{nil}" --define "_binary_payload $payload" --define "_source_filedigest_algorithm 8" \
        --define "_binary_filedigest_algorithm 8" "$work/rackhand.spec" >"$work/rpm.log" 2>&1; then
        cat "$work/rpm.log" >&2
        return 1
    fi
    cp "$work"/rpms/*.rpm "$out"
    echo "$out/$(basename "$work"/rpms/*.rpm)"
}
if command -v rpmbuild >/dev/null; then make_rpm; else echo "no .rpm: rpmbuild is not here" >&2; fi
