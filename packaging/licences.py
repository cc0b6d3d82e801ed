#!/usr/bin/env python3
"""Writes the licence texts of everything that is in the program and is not ours: crates and fonts.

    python3 packaging/licences.py [TARGET…] > THIRD_PARTY.txt
    python3 packaging/licences.py --asset            writes assets/licences.txt.gz

The first goes into a package, as a file of its own. The second is what the window shows under "About": the crates of
all targets together, so that the source builds without running anything; run it again when Cargo.lock changes
(tests/licences.rs says so).

The texts are those in the sources of the crates. A crate that brings none is listed under the common text of its
licence; where that is none of ours, the run ends, because then somebody has to look.
The same Cargo.lock gives the same bytes.
"""

import gzip
import sys

from crates import ROOT, folder, host, licence, linked, locked

NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT", "UNLICENSE")
LINE = "=" * 80
ASSET = ROOT / "assets/licences.txt.gz"
# What we ship for; as in deny.toml.
TARGETS = (
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "x86_64-pc-windows-gnu",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
)


def texts(crate: dict) -> list[str]:
    found = []
    for path in sorted(folder(crate).iterdir()):
        if path.is_file() and path.name.upper().startswith(NAMES):
            text = path.read_text(encoding="utf-8", errors="replace")
            found.append("\n".join(line.rstrip() for line in text.strip().splitlines()))
    return found


def common(crate: dict) -> str:
    """The common text of a licence that the crate allows, for one that brings none."""
    terms = licence(crate)
    if "Apache-2.0" in terms:
        return (ROOT / "LICENSE-APACHE").read_text(encoding="utf-8").strip()
    if "BSL-1.0" in terms:
        return (ROOT / "packaging/licences/BSL-1.0.txt").read_text(encoding="utf-8").strip()
    if "MIT" in terms:
        lines = (ROOT / "LICENSE-MIT").read_text(encoding="utf-8").strip().splitlines()
        owners = ", ".join(crate["authors"]) or f"the authors of {crate['name']}"
        return "\n".join(f"Copyright (c) {owners}" if line.startswith("Copyright") else line for line in lines)
    raise SystemExit(f"{crate['name']} brings no licence text ({terms}): look at it, then teach this script")


def fonts() -> str:
    return (ROOT / "assets/fonts/OFL.txt").read_text(encoding="utf-8").strip()


def asset() -> None:
    """One line for each that is in the program, one for each crate of Cargo.lock that is not, and then the texts, each
    once; a form feed stands before each text. The lines say by number which texts are theirs."""
    crates = {}
    for target in TARGETS:
        for crate in linked(target)[1]:
            crates[crate["name"], crate["version"]] = crate
    numbers: dict[str, int] = {}
    lines = [f"in\tNoto fonts\t\tOFL-1.1\t{numbers.setdefault(fonts(), 0)}"]
    for (name, version), crate in sorted(crates.items()):
        own = [str(numbers.setdefault(text, len(numbers))) for text in texts(crate) or [common(crate)]]
        lines.append(f"in\t{name}\t{version}\t{licence(crate)}\t{' '.join(own)}")
    lines += [f"out\t{name}\t{version}" for name, version in sorted(locked() - crates.keys())]
    whole = "\n".join(lines) + "".join(f"\f{text.replace(chr(12), '')}" for text in numbers)
    ASSET.write_bytes(gzip.compress(whole.encode("utf-8"), 9, mtime=0))


def main() -> None:
    if sys.argv[1:] == ["--asset"]:
        return asset()
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    _, crates, _ = linked(*(sys.argv[1:] or [host()]))
    # Many crates share a text to the letter: each text once, with all who use it.
    users: dict[str, list[str]] = {}
    for crate in crates:
        name = f"{crate['name']} {crate['version']} ({licence(crate)})"
        for text in texts(crate) or [common(crate)]:
            users.setdefault(text, []).append(name)
    print("Rackhand contains the work of others. These are their licences.\n")
    print(f"{LINE}\nThe fonts in the program\n{LINE}\n")
    print(fonts())
    for text, names in sorted(users.items(), key=lambda item: item[1]):
        print(f"\n{LINE}")
        print("\n".join(names))
        print(f"{LINE}\n")
        print(text)


main()
