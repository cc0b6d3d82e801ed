"""Makes a picture of the window small: few colours, none of them far from the one that was there.

Used by pages.py. It reads the PNGs that the tests write (8 bits of red, green and blue, no filter), and leaves any other
picture as it is.
"""

import struct
import zlib
from collections import Counter

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# How far a colour may be from the one in its place, of 255, as a distance in the cube of colours: text stays as sharp,
# and neither of the two greys of a striped grid becomes the other.
NEAR = 16
MOST = 256


def chunks(png: bytes) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    at = len(SIGNATURE)
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind = png[at + 4 : at + 8]
        found[kind] = found.get(kind, b"") + png[at + 8 : at + 8 + size]
        at += 12 + size
    return found


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2


def palette(colours: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The most frequent colours, and those that are near none of them. `colours` begins with the most frequent."""
    chosen: list[tuple[int, int, int]] = []
    for colour in colours:
        if all(distance(colour, near) > NEAR**2 for near in chosen):
            chosen.append(colour)
    return chosen


def with_few_colours(png: bytes) -> bytes:
    parts = chunks(png)
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    if (depth, kind, interlaced) != (8, 2, 0):
        return png
    lines = zlib.decompress(parts[b"IDAT"])
    step = 1 + 3 * width
    if any(lines[line * step] for line in range(height)):
        return png
    values = iter(b"".join(lines[line * step + 1 : (line + 1) * step] for line in range(height)))
    pixels = list(zip(values, values, values))
    colours = [colour for colour, _ in sorted(Counter(pixels).items(), key=lambda entry: (-entry[1], entry[0]))]
    chosen = palette(colours)
    if len(chosen) > MOST:
        return png
    places = {colour: min(range(len(chosen)), key=lambda at: distance(colour, chosen[at])) for colour in colours}
    indices = bytes(map(places.__getitem__, pixels))
    packed = zlib.compress(b"".join(b"\0" + indices[line * width : (line + 1) * width] for line in range(height)), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    few = [chunk(b"IHDR", head), chunk(b"PLTE", bytes(sum(chosen, ()))), chunk(b"IDAT", packed), chunk(b"IEND", b"")]
    return min(SIGNATURE + b"".join(few), png, key=len)
