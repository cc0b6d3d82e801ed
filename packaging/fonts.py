"""Cuts the fonts of Rackhand out of Noto. Called by fonts.sh, which gets the sources and fonttools.

usage: fonts.py <folder with the sources> <assets folder>
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

# The two weights of the window, and the monospace of raw replies.
LATIN = [
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x0192, 0x0192),
    (0x0218, 0x021B),  # Romanian
    (0x02C6, 0x02DD),  # spacing accents
    (0x0384, 0x03CE),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x0490, 0x0493),  # Ukrainian and Kazakh
    (0x049A, 0x04BB),
    (0x04D8, 0x04D9),
    (0x04E8, 0x04E9),
    (0x2000, 0x206F),  # punctuation and spaces
    (0x2070, 0x209C),  # raised and lowered figures
    (0x20AC, 0x20BF),  # currencies
    (0x2100, 0x214F),  # ℃ № ™
    (0x2150, 0x215F),
    (0x2190, 0x2199),  # arrows, where the face has them
    (0x2202, 0x2265),  # ∞ ≈ ≠ ≤ ≥
    (0xFFFD, 0xFFFD),
]

# What stands in for a figure or a word: states, arrows, keys of a keyboard, boxes.
SYMBOLS = [
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x2265),  # ∅ ∞ ≈ ≠ ≤ ≥
    (0x22EE, 0x22F1),  # ⋮ ⋯
    (0x2300, 0x23FF),  # ⌘ ⌥ ⌫ ⏱ ⏵ ⏷
    (0x2460, 0x2473),  # circled figures
    (0x2500, 0x257F),  # box drawing
    (0x2580, 0x259F),  # block elements
    (0x25A0, 0x25FF),  # ● ▲ ◆ ○ ◌ ▾ ▸
    (0x2600, 0x263F),  # ☀ ☐ ☑ ☰ ☼
    (0x2690, 0x26A1),  # ⚑ ⚙ ⚠ ⚡
    (0x2700, 0x27BF),  # ✓ ✖ ✔ ❯
    (0x27F0, 0x27FF),
    (0x29C9, 0x29C9),  # two joined squares: copy
    (0x2B05, 0x2B0D),
    (0x2B1B, 0x2B1C),
    (0x1F310, 0x1F310),  # globe
    (0x1F4BE, 0x1F4CC),  # floppy, folders, clipboard, pin
    (0x1F50B, 0x1F512),  # battery, magnifiers, locks
    (0x1F5D0, 0x1F5D9),
]

CHINESE = [
    (0x00B7, 0x00B7),
    (0x2014, 0x2014),  # Chinese wants its own dash, quotes and ellipsis where the first face lacks them
    (0x2018, 0x201D),
    (0x2026, 0x2026),
    (0x2103, 0x2103),
    (0x3000, 0x3017),  # CJK punctuation
    (0xFF01, 0xFF5E),  # full-width forms
    (0xFFE5, 0xFFE5),
]


def characters(ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


def common_chinese():
    """Level 1 of GB 2312: the 3,755 characters in common use."""
    codes = set()
    for row in range(16, 56):
        for cell in range(1, 95):
            try:
                codes.add(ord(bytes([row + 0xA0, cell + 0xA0]).decode("gb2312")))
            except UnicodeDecodeError:
                pass  # the last five cells of row 55 are empty
    assert len(codes) == 3755
    return codes


def used_in(folder):
    """Every character above ASCII in the files of a language, and those of all languages' own names."""
    text = "".join(file.read_text(encoding="utf-8") for file in sorted(folder.iterdir()))
    return {ord(character) for character in text if ord(character) >= 0x2E80}


def cut(source, codes, features=(), number=-1):
    """The face with only these characters; egui shapes text, so Latin keeps its kerning."""
    options = subset.Options()
    options.font_number = number
    options.layout_features = list(features)
    options.hinting = False  # at these sizes egui's own hinter does as well, in half the bytes
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # the copyright and the licence stay in the file
    options.name_languages = [0x409]
    options.drop_tables += ["BASE", "GDEF", "GSUB", "MATH", "VORG", "meta", "vhea", "vmtx"]
    options.drop_tables += [] if features else ["GPOS"]
    options.recalc_timestamp = False
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(codes))
    cutter.subset(font)
    return font


def save(font, target):
    font.save(str(target), reorderTables=True)
    print(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size:,} bytes")


def check_figures(font, name):
    """Columns of numbers line up only if all figures are of one width; egui knows no OpenType features."""
    cmap = font.getBestCmap()
    widths = {font["hmtx"][cmap[ord(figure)]][0] for figure in "0123456789"}
    assert len(widths) == 1, f"{name}: figures of widths {widths}"


def symbols(sources, target, work):
    """One face of the symbols of three, the first that has a character giving it."""
    wanted = characters(SYMBOLS)
    parts = []
    for name in ["NotoSansSymbols2-Regular", "NotoSansSymbols-Regular", "NotoSansMath-Regular"]:
        source = sources / f"truetype/noto/{name}.ttf"
        has = set(TTFont(str(source)).getBestCmap())
        take = wanted & has
        wanted -= take
        part = work / f"{name}.ttf"
        cut(source, take).save(str(part))
        parts.append(str(part))
    merged = Merger().merge(parts)
    for record in merged["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = "RackhandSymbols" if record.nameID == 6 else "Rackhand Symbols"
    save(merged, target)


def main():
    sources, assets = Path(sys.argv[1]), Path(sys.argv[2])
    fonts = assets / "fonts"
    fonts.mkdir(exist_ok=True)
    for name in ["NotoSans-Regular", "NotoSans-SemiBold", "NotoSansMono-Regular"]:
        font = cut(sources / f"truetype/noto/{name}.ttf", characters(LATIN), features=["kern"])
        check_figures(font, name)
        save(font, fonts / f"{name}.ttf")
    # Titles are in our own words only, so the bold face needs no more than these; machines' words fall back to regular.
    ours = characters(CHINESE) | used_in(assets / "locales/zh-CN") | set(map(ord, "中文"))
    for weight, codes in [("Regular", ours | common_chinese()), ("Bold", ours)]:
        # The third face of the collection is the one with the forms of the mainland.
        font = cut(sources / f"opentype/noto/NotoSansCJK-{weight}.ttc", codes, number=2)
        save(font, fonts / f"NotoSansSC-{weight}.otf")
    symbols(sources, fonts / "NotoSansSymbols.ttf", sources)


main()
