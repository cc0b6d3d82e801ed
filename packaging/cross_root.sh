#!/usr/bin/env bash
# Makes a folder with a Debian system in it that builds Rackhand for Windows, runs that in Wine, and checks the code for
# macOS: one command on a Linux machine, root only, 6 GB.
#
#   bash packaging/cross_root.sh make FOLDER       # once, some minutes
#   bash packaging/cross_root.sh run FOLDER COMMAND…   # in it, with this checkout at /src
#   bash packaging/cross_root.sh drop FOLDER       # unmounts and deletes it
#
# In it, for example:
#
#   … run FOLDER cargo build --release -Zbuild-std=std,panic_unwind --target x86_64-pc-windows-gnu
#   … run FOLDER cargo test -Zbuild-std=std,panic_unwind --target x86_64-pc-windows-gnu
#   … run FOLDER cargo check -Zbuild-std=std,panic_unwind --target aarch64-apple-darwin
#
# The packages come from where this machine gets its own. Debian has no standard library for Windows, so each build
# makes it (-Zbuild-std), which stable compilers allow with RUSTC_BOOTSTRAP.
set -euo pipefail
what=${1:-}
root=${2:-}
here=$(cd "$(dirname "$0")/.." && pwd)
[ -n "$root" ] || { sed -n '2,/^set/s/^# \{0,1\}//p' "$0"; exit 2; }
[ "$(id -u)" -eq 0 ] || { echo "skipped: it takes root to make a root"; exit 77; }
mkdir -p "$root"
root=$(cd "$root" && pwd)
[ "$root" != / ] || { echo "not the root of this machine" >&2; exit 2; }

is_mounted() { mountpoint -q "$1"; }
mount_all() {
    local place
    for place in proc dev; do is_mounted "$root/$place" || mount --bind "/$place" "$root/$place"; done
    mkdir -p "$root/tmp/.X11-unix" "$root/src"
    if [ -d /tmp/.X11-unix ]; then
        is_mounted "$root/tmp/.X11-unix" || mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    fi
    # Another checkout may have used the root before.
    if is_mounted "$root/src" && ! [ "$root/src" -ef "$here" ]; then umount "$root/src"; fi
    is_mounted "$root/src" || mount --bind "$here" "$root/src"
}
unmount_all() {
    local place
    for place in src tmp/.X11-unix dev proc; do
        if is_mounted "$root/$place"; then umount "$root/$place"; fi
    done
}

case $what in
make)
    command -v debootstrap >/dev/null || { echo "skipped: debootstrap is not installed"; exit 77; }
    from=$(bash "$here/packaging/mirror.sh") || { echo "skipped: no Debian mirror in this machine's configuration"; exit 77; }
    debootstrap --variant=minbase \
        --include=ca-certificates,rustc,cargo,rust-src,rust-clippy,gcc-mingw-w64-x86-64,libc6-dev,gcc,pkgconf \
        sid "$root" "$from"
    # A machine behind a proxy has its own certificates, without which cargo fetches nothing.
    cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    cp /etc/resolv.conf "$root/etc/"
    if [ -d /etc/apt/apt.conf.d ]; then cp -n /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true; fi
    mount_all
    chroot "$root" apt-get install -y --no-install-recommends wine wine64 libgl1 libgl1-mesa-dri libegl1 libvulkan1 \
        mesa-vulkan-drivers
    ;;
run)
    shift 2
    [ -x "$root/usr/bin/cargo" ] || { echo "skipped: there is no cross root in $root"; exit 77; }
    mount_all
    # Debian hides wineserver, which ends what runs in Wine.
    chroot "$root" env --chdir=/src PATH="/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/x86_64-linux-gnu/wine" RUSTC_BOOTSTRAP=1 CARGO_HTTP_CAINFO=/etc/ssl/certs/ca-certificates.crt \
        CARGO_TARGET_DIR=/cross-target CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=wine \
        WINEPREFIX=/root/wine WINEDEBUG=-all XDG_RUNTIME_DIR=/tmp DISPLAY="${DISPLAY:-:77}" "$@"
    ;;
drop)
    unmount_all
    # What is still mounted would be deleted with it.
    ! grep -qF " $root/" /proc/mounts || { echo "something is still mounted below $root" >&2; exit 1; }
    rm -rf --one-file-system "$root"
    ;;
*)
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
