#!/usr/bin/env python3
"""Puts the PNGs of assets/icons into one .ico (Windows) or .icns (macOS). Both formats are a list of PNG files.

    python3 packaging/icons.py assets/icons/rackhand.ico
    python3 packaging/icons.py dist/rackhand.icns
"""

import struct
import sys
from pathlib import Path

ICONS = Path(__file__).resolve().parent.parent / "assets" / "icons"
ICO_SIZES = [16, 32, 48, 64, 128, 256]
# The kind of an entry says its size; the second of a size is for screens of twice the density.
ICNS_KINDS = [("icp4", 16), ("icp5", 32), ("ic11", 32), ("ic12", 64), ("ic07", 128), ("ic08", 256), ("ic13", 256),
              ("ic09", 512), ("ic14", 512), ("ic10", 1024)]


def png(size: int) -> bytes:
    return (ICONS / f"rackhand-{size}.png").read_bytes()


def ico() -> bytes:
    head = struct.pack("<HHH", 0, 1, len(ICO_SIZES))
    at = len(head) + 16 * len(ICO_SIZES)
    entries, pictures = b"", b""
    for size in ICO_SIZES:
        picture = png(size)
        # 256 is written as 0.
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at + len(pictures))
        pictures += picture
    return head + entries + pictures


def icns() -> bytes:
    entries = b"".join(kind.encode() + struct.pack(">I", 8 + len(png(size))) + png(size) for kind, size in ICNS_KINDS)
    return b"icns" + struct.pack(">I", 8 + len(entries)) + entries


out = Path(sys.argv[1])
out.parent.mkdir(parents=True, exist_ok=True)
out.write_bytes(ico() if out.suffix == ".ico" else icns())
