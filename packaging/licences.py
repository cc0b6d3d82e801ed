#!/usr/bin/env python3
"""Writes the licence texts of everything that is in the program and is not ours: crates and fonts.

    python3 packaging/licences.py [TARGET] > THIRD_PARTY.txt

The texts are those in the sources of the crates. A crate that brings none is listed under the common text of its
licence; where that is none of ours, the run ends, because then somebody has to look.
The same Cargo.lock gives the same bytes.
"""

import sys

from crates import ROOT, folder, host, licence, linked

NAMES = ("LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT", "UNLICENSE")
LINE = "=" * 80


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


def main() -> None:
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    target = sys.argv[1] if len(sys.argv) > 1 else host()
    _, crates, _ = linked(target)
    # Many crates share a text to the letter: each text once, with all who use it.
    users: dict[str, list[str]] = {}
    for crate in crates:
        name = f"{crate['name']} {crate['version']} ({licence(crate)})"
        for text in texts(crate) or [common(crate)]:
            users.setdefault(text, []).append(name)
    print("Rackhand contains the work of others. These are their licences.\n")
    print(f"{LINE}\nThe fonts in the program\n{LINE}\n")
    print((ROOT / "assets/fonts/OFL.txt").read_text(encoding="utf-8").strip())
    for text, names in sorted(users.items(), key=lambda item: item[1]):
        print(f"\n{LINE}")
        print("\n".join(names))
        print(f"{LINE}\n")
        print(text)


main()
