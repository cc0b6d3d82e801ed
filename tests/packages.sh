#!/usr/bin/env bash
# Builds the packages for Linux (the .rpm where rpmbuild is there), looks into them, installs them into temporary places,
# runs what was installed, and removes it again.
#
#   bash tests/packages.sh target/debug/rackhand
#
# Ends with 77 and "skipped: …" where a tool is missing. Nothing outside a temporary folder is touched.
set -euo pipefail
program=$(realpath "${1:?usage: packages.sh PROGRAM}")
cd "$(dirname "$0")/.."
for tool in python3 dpkg dpkg-deb tar gzip xz strip objdump md5sum; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done
python3 -c 'import tomllib' 2>/dev/null || { echo "skipped: python3 is older than 3.11"; exit 77; }
# shellcheck source=tests/support/packages.sh
source tests/support/packages.sh "packages"

export RACKHAND_HOME=$work/home
stripped "$program" rackhand
version=$("$work/rackhand" --version | cut -d' ' -f2)

# --- twice the same -----------------------------------------------------------------------------------------------------

made_twice linux "$work/rackhand"
deb=$(echo "$work"/first/*.deb)
archive=$(echo "$work"/first/*.tar.xz)
sound="$(basename "$deb") and $(basename "$archive")"
there "$deb"
there "$archive"

# --- the .deb -----------------------------------------------------------------------------------------------------------

[ "$(dpkg-deb --field "$deb" Version)" = "$version" ] || fail "the .deb has another version"
dpkg-deb --field "$deb" Depends | grep -q 'libc6 (>= 2\.[0-9]*), .*libxkbcommon0' || fail "the .deb lacks dependencies"
! dpkg-deb --contents "$deb" | grep -v ' root/root ' || fail "not everything in the .deb belongs to root"
! dpkg-deb --contents "$deb" | grep -E '^.{5}w|^.{8}w' || fail "others may write to files of the .deb"
root=$work/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
touch "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/available"
# An empty root has none of the libraries; whether they suffice is for a real system to show.
with_dpkg() { dpkg --root="$root" --force-not-root --force-depends --log="$work/dpkg.log" "$@"; }
with_dpkg --install "$deb" >"$work/dpkg.out" 2>&1 || { cat "$work/dpkg.out"; fail "the .deb does not install"; }
[ "$("$root/usr/bin/rackhand" --version)" = "rackhand $version" ] || fail "what the .deb installed does not run"
(cd "$root" && md5sum --quiet --check var/lib/dpkg/info/rackhand.md5sums) || fail "files differ from their sums"
for file in applications/rackhand.desktop metainfo/rackhand.metainfo.xml icons/hicolor/48x48/apps/rackhand.png \
    icons/hicolor/scalable/apps/rackhand.svg man/man1/rackhand.1.gz man/man1/rackhand-scan.1.gz \
    bash-completion/completions/rackhand zsh/vendor-completions/_rackhand fish/vendor_completions.d/rackhand.fish \
    doc/rackhand/copyright doc/rackhand/changelog.gz doc/rackhand/THIRD_PARTY.txt doc/rackhand/rackhand.cdx.json; do
    there "$root/usr/share/$file"
done
documents "$root/usr/share/doc/rackhand"
gzip -dc "$root/usr/share/doc/rackhand/changelog.gz" | cmp - CHANGELOG.md || fail "the changelog is another"
grep -q '^Copyright (c) 20[0-9][0-9]' "$root/usr/share/doc/rackhand/copyright" || fail "nobody has the copyright"
grep -qF /usr/share/common-licenses/Apache-2.0 "$root/usr/share/doc/rackhand/copyright" || fail "Apache-2.0 is nowhere"
if command -v lintian >/dev/null; then
    ! lintian --tags no-changelog,copyright-without-copyright-notice,copyright-not-using-common-license-for-apache2 \
        "$deb" 2>/dev/null | grep '^E:' || fail "lintian finds errors"
fi
# Where it is not known which C library the program needs, no package promises one.
printf '#!/bin/sh\necho "rackhand %s"\n' "$version" >"$work/unknown"
chmod 755 "$work/unknown"
! bash packaging/linux/build.sh --quick "$work/unknown" "$work/none" >/dev/null 2>&1 || fail "a package promises any C library"
with_dpkg --purge rackhand >>"$work/dpkg.out" 2>&1 || { cat "$work/dpkg.out"; fail "the .deb can't be removed"; }
left=$(find "$root" -path "$root/var" -prune -o -type f -print)
[ -z "$left" ] || fail "the .deb leaves behind: $left"

# --- the .rpm -----------------------------------------------------------------------------------------------------------

if command -v rpmbuild >/dev/null; then
    rpm=$(echo "$work"/first/*.rpm)
    there "$rpm"
    # Neither this machine's packages nor its settings count.
    with_rpm() { rpm --dbpath "$work/rpmdb" "$@"; }
    said=$(with_rpm --query --package --queryformat '%{name} %{version} %{arch} %{buildhost} %{buildtime}' "$rpm")
    [ "$said" = "rackhand $version $(uname -m) rackhand $SOURCE_DATE_EPOCH" ] || fail "the .rpm is: $said"
    with_rpm --query --package --requires "$rpm" >"$work/requires"
    grep -q '^libc\.so\.6(GLIBC_2\.[0-9]*)' "$work/requires" || fail "the .rpm lacks the C library"
    grep -q '^libxkbcommon\.so\.0()' "$work/requires" || fail "the .rpm lacks libraries of the window"
    ! with_rpm --query --package --queryformat '[%{fileusername}:%{filegroupname}\n]' "$rpm" | grep -vx root:root ||
        fail "not everything in the .rpm belongs to root"
    ! with_rpm --query --package --queryformat '[%{filemodes:perms}\n]' "$rpm" | grep -E '^.{5}w|^.{8}w' ||
        fail "others may write to files of the .rpm"
    ! with_rpm --query --package --scripts "$rpm" | grep . || fail "the .rpm runs scripts"
    mkdir "$work/from-rpm"
    rpm2archive - <"$rpm" | tar --extract --gzip --directory "$work/from-rpm"
    [ "$("$work/from-rpm/usr/bin/rackhand" --version)" = "rackhand $version" ] || fail "what is in the .rpm does not run"
    for file in applications/rackhand.desktop metainfo/rackhand.metainfo.xml man/man1/rackhand.1.gz \
        zsh/site-functions/_rackhand licenses/rackhand/LICENSE-MIT licenses/rackhand/THIRD_PARTY.txt; do
        there "$work/from-rpm/usr/share/$file"
    done
    documents "$work/from-rpm/usr/share/doc/rackhand"
    if [ "$(id -u)" -eq 0 ]; then # it changes into the other root
        in_root() { rpm --root "$work/rpmroot" --nodeps "$@"; }
        mkdir "$work/rpmroot"
        in_root --install "$rpm" || fail "the .rpm does not install"
        in_root --verify rackhand || fail "what the .rpm installed differs from it"
        in_root --erase rackhand || fail "the .rpm can't be removed"
        left=$(find "$work/rpmroot" -path "$work/rpmroot/usr/*" ! -path '*/lib/sysimage/*' -type f)
        [ -z "$left" ] || fail "the .rpm leaves behind: $left"
        [ ! -e "$work/rpmroot/usr/share/doc/rackhand" ] || fail "the .rpm leaves folders behind"
    fi
    sound="$sound and $(basename "$rpm")"
fi

# --- the archive --------------------------------------------------------------------------------------------------------

mkdir "$work/open"
tar --extract --file "$archive" --directory "$work/open"
here=$(echo "$work"/open/rackhand-"$version"-linux-*)
[ "$("$here/bin/rackhand" --version)" = "rackhand $version" ] || fail "the program in the archive does not run"
documents "$here/share/doc/rackhand"
# Signs that mean something to sed, to shells and in a .desktop file.
prefix="$work/R&D|100% \"own\" \$HOME\\x"
for _ in once again; do # an update is an installation over another
    (umask 077 && sh "$here/install.sh" "$prefix" >/dev/null)
    dropped=$prefix/share/doc/rackhand/dropped.txt
    [ ! -e "$dropped" ] || fail "what a new version dropped stays"
    echo old >"$dropped" # as an earlier version would have brought it
    echo share/doc/rackhand/dropped.txt >>"$prefix/share/rackhand/files"
done
closed=$(find "$prefix" -type f ! -perm -444 -o -type d ! -perm -555)
[ -z "$closed" ] || fail "nobody else can use what install.sh installed: $closed"
[ "$("$prefix/bin/rackhand" --version)" = "rackhand $version" ] || fail "what install.sh installed does not run"
python3 - "$prefix" <<'PYTHON' || fail "the menu entry starts nothing"
import re, sys
entry = open(f"{sys.argv[1]}/share/applications/rackhand.desktop", encoding="utf-8").read()
starts = re.findall(r"^Exec=(.*)$", entry, re.M)
assert len(starts) == 2 and starts[1].endswith('" demo'), starts
for start in starts:
    text = re.sub(r"\\(.)", r"\1", start)  # as every text in such a file
    program = re.match(r'"((?:[^"\\]|\\.)*)"', text)[1]  # as an argument
    assert re.sub(r"\\(.)", r"\1", program).replace("%%", "%") == f"{sys.argv[1]}/bin/rackhand", start
PYTHON
sh "$prefix/share/rackhand/uninstall.sh" >/dev/null
[ ! -e "$prefix" ] || fail "uninstall.sh leaves behind: $(find "$prefix")"
# What was there before stays, also a folder that is empty now.
prefix=$work/shared
mkdir -p "$prefix/bin" "$prefix/share/applications"
echo mine >"$prefix/share/applications/mine.desktop"
sh "$here/install.sh" "$prefix" >/dev/null
sh "$prefix/share/rackhand/uninstall.sh" >/dev/null
left=$(cd "$prefix" && find . -mindepth 1 ! -name mimeinfo.cache | LC_ALL=C sort | tr '\n' ' ')
[ "$left" = "./bin ./share ./share/applications ./share/applications/mine.desktop " ] || fail "uninstall.sh leaves: $left"
# Where the program does not run nothing is copied.
cp -r "$here" "$work/foreign"
printf '#!/bin/sh\necho "version GLIBC_9.9 not found" >&2\nexit 1\n' >"$work/foreign/bin/rackhand"
! said=$(sh "$work/foreign/install.sh" "$work/nowhere" 2>&1) || fail "install.sh installs what does not run"
echo "$said" | grep -q 'nothing was installed. It needs .* glibc 2\.[0-9]* or newer' || fail "install.sh says: $said"
[ ! -e "$work/nowhere" ] || fail "install.sh copies what does not run"

# --- what the papers say ------------------------------------------------------------------------------------------------

share=$here/share
grep -qx 'StartupWMClass=rackhand' "$share/applications/rackhand.desktop" || fail "desktops won't know the window"
grep -q "version=\"$version\" date=\"2026-09-2[0-9]\"" "$share/metainfo/rackhand.metainfo.xml" ||
    fail "the release is not in the metainfo"
python3 - "$share/doc/rackhand" "$share/metainfo/rackhand.metainfo.xml" "$version" <<'PYTHON' || fail "a paper is wrong"
import json, sys, xml.etree.ElementTree as xml
doc, metainfo, version = sys.argv[1:]
bill = json.load(open(f"{doc}/rackhand.cdx.json"))
assert bill["bomFormat"] == "CycloneDX" and bill["metadata"]["component"]["version"] == version
refs = {part["bom-ref"] for part in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
assert len(bill["components"]) > 200 and all(part.get("hashes") for part in bill["components"])
assert {need for entry in bill["dependencies"] for need in entry["dependsOn"]} <= refs
names = {part["name"] for part in bill["components"]}
assert {"tokio", "eframe", "libsqlite3-sys"} <= names and "criterion" not in names, "what is linked, and no more"
text = open(f"{doc}/THIRD_PARTY.txt", encoding="utf-8").read()
missing = [part["name"] for part in bill["components"] if f"{part['name']} {part['version']} (" not in text]
assert not missing, f"no licence for {missing}"
assert "SIL OPEN FONT LICENSE" in text
assert xml.parse(metainfo).getroot().get("type") == "desktop-application"
PYTHON
if command -v desktop-file-validate >/dev/null; then
    desktop-file-validate "$share/applications/rackhand.desktop" || fail "the .desktop file is not valid"
fi
if command -v appstreamcli >/dev/null; then
    # The project's page on the web is not known yet, so that only errors count.
    appstreamcli validate --no-net --no-color "$share/metainfo/rackhand.metainfo.xml" >"$work/appstream" ||
        ! grep '^E:' "$work/appstream" || fail "the metainfo is not valid"
fi
sizes linux "$program" "$work/rackhand"
echo "packages: $sound are sound"
