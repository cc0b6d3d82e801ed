#!/usr/bin/env python3
"""Makes the documents that packages hold: README, SECURITY, CHANGELOG and docs/ as web pages, which every system opens.

    python3 packaging/pages.py FOLDER

The pages lie in FOLDER as their sources lie here, so that links between them hold. A link to what packages do not hold
(the code, how packages are made) keeps its words only. The guide's pictures become ones of few colours, which are a
third of the size.

It knows the Markdown that these documents use and no more, and ends where one uses anything else, or links to
something that is not there. The same sources give the same bytes.
"""

import html
import re
import sys
from pathlib import Path

from pictures import with_few_colours

ROOT = Path(__file__).resolve().parent.parent

STYLE = """
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif;
  color: #1b232c; background: #fff }
h1, h2, h3 { line-height: 1.25; margin: 2rem 0 .5rem }
a { color: #0b6fd1 }
code, kbd { font-size: .9em; background: #f5f7f9; border-radius: 3px; padding: .1em .3em }
kbd { border: 1px solid #dde3e9 }
pre { background: #f5f7f9; padding: .75rem; overflow-x: auto }
pre code { padding: 0 }
img { max-width: 100% }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { border: 1px solid #dde3e9; padding: .25rem .5rem; text-align: left; vertical-align: top }
@media (prefers-color-scheme: dark) {
  body { color: #dfe5ec; background: #12161b }
  a { color: #4aa8ff }
  code, kbd, pre { background: #181d24 }
  kbd, th, td { border-color: #262d36 }
}
"""

# Code first: nothing else means anything in it.
INLINE = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|!\[(?P<picture>[^]]*)\]\((?P<source>[^)\s]+)\)"
    r"|\[(?P<words>[^]]+)\]\((?P<target>[^)\s]+)\)"
    r"|\*\*(?P<bold>[^*]+)\*\*"
    r"|\*(?P<slanted>[^*\s][^*]*)\*"
    r"|<kbd>(?P<key>[^<]+)</kbd>"
)


class Wrong(Exception):
    """A document uses what this script does not know."""


def documents() -> list[Path]:
    """What becomes a page, below ROOT."""
    pages = [Path(name) for name in ("README.md", "SECURITY.md", "CHANGELOG.md")]
    return pages + sorted(path.relative_to(ROOT) for path in (ROOT / "docs").glob("**/*.md"))


def pictures() -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in (ROOT / "docs").glob("**/*.png"))


def anchor(words: str) -> str:
    """What a heading is called in links, as GitHub has it."""
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")


class Page:
    """One document on its way to a page."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
        self.title = "Rackhand"

    def link(self, target: str) -> str | None:
        """A link as it is in the package; None where the package does not hold its target."""
        if target.startswith(("https://", "mailto:")):
            return target
        file, mark, place = target.partition("#")
        wanted = ROOT / self.path if not file else (ROOT / self.path.parent / file).resolve()
        if not wanted.exists():
            raise Wrong(f"{target} is not there")
        inside = wanted.relative_to(ROOT)
        if inside in documents():
            return (file[: -len(".md")] + ".html" if file else "") + mark + place
        return target if inside in pictures() else None

    def inline(self, text: str) -> str:
        made, at = [], 0
        for found in INLINE.finditer(text):
            made.append(self.plain(text[at : found.start()]))
            at = found.end()
            kind = found.lastgroup
            if kind == "code":
                made.append(f"<code>{html.escape(found['code'])}</code>")
            elif kind == "source":
                source = self.link(found["source"])
                if source is None:
                    raise Wrong(f"the picture {found['source']} is not in packages")
                made.append(f'<img src="{html.escape(source)}" alt="{html.escape(found["picture"])}">')
            elif kind == "target":
                words, target = self.inline(found["words"]), self.link(found["target"])
                made.append(words if target is None else f'<a href="{html.escape(target)}">{words}</a>')
            elif kind == "bold":
                made.append(f"<strong>{self.inline(found['bold'])}</strong>")
            elif kind == "slanted":
                made.append(f"<em>{self.inline(found['slanted'])}</em>")
            else:
                made.append(f"<kbd>{html.escape(found['key'])}</kbd>")
        return "".join(made) + self.plain(text[at:])

    def plain(self, text: str) -> str:
        if re.search(r"[`*<>]|\]\(|\\[^|]", text):
            raise Wrong(f"not understood: {text.strip()}")
        return html.escape(text.replace("\\|", "|"), quote=False)

    def cells(self, line: str) -> list[str]:
        if not line.endswith("|"):
            raise Wrong(f"a line of a table has no end: {line}")
        # In code, too, a table writes a bar with a stroke before it.
        return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line[1:-1])]

    def table(self, lines: list[str]) -> str:
        head, rule, *rows = (self.cells(line) for line in lines)
        if not all(re.fullmatch(r":?-+:?", cell) for cell in rule) or any(len(row) != len(head) for row in [rule, *rows]):
            raise Wrong(f"not a table: {lines[0]}")
        row = lambda cells, kind: "<tr>" + "".join(f"<{kind}>{self.inline(cell)}</{kind}>" for cell in cells) + "</tr>"
        made = ["<table>", row(head, "th"), *(row(cells, "td") for cells in rows), "</table>"]
        return "\n".join(made)

    def block(self, lines: list[str]) -> str:
        """A block of lines without an empty one, as what its first line says it is."""
        first = lines[0]
        if heading := re.fullmatch(r"(#{1,3}) (.+)", first):
            level, words = len(heading[1]), heading[2]
            if len(lines) > 1:
                raise Wrong(f"no empty line below {first}")
            if level == 1:
                self.title = words
            return f'<h{level} id="{html.escape(anchor(words))}">{self.inline(words)}</h{level}>'
        if first.startswith("|"):
            return self.table(lines)
        for item, kind in ((r"- ", "ul"), (r"\d+\. ", "ol")):
            if re.match(item, first):
                if not all(re.match(item, line) for line in lines):
                    raise Wrong(f"more than a line of a list: {first}")
                items = (f"<li>{self.inline(re.sub(item, '', line, count=1))}</li>" for line in lines)
                return "\n".join([f"<{kind}>", *items, f"</{kind}>"])
        if re.match(r"[#>|+=]|\s|---|\* ", first) or any(re.match(r"[|#>-]|\d+\. ", line) for line in lines):
            raise Wrong(f"not understood: {first}")
        return f"<p>{self.inline(chr(10).join(lines))}</p>"

    def blocks(self) -> list[str]:
        made, block, code = [], [], None
        for line in [*self.lines, ""]:
            if code is not None:
                if line == "```":
                    made.append("<pre><code>" + html.escape("\n".join(code), quote=False) + "</code></pre>")
                    code = None
                else:
                    code.append(line)
            elif line.startswith("```") or not line.strip():
                if block:
                    made.append(self.block(block))
                block = []
                code = [] if line.startswith("```") else None
            else:
                block.append(line)
        if code is not None:
            raise Wrong("code without an end")
        return made

    def html(self) -> str:
        try:
            body = "\n".join(self.blocks())
        except Wrong as wrong:
            raise SystemExit(f"{self.path}: {wrong}") from wrong
        title = html.escape(self.title if self.title == "Rackhand" else f"{self.title} · Rackhand")
        return (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width">\n'
            f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
        )


def main() -> None:
    out = Path(sys.argv[1])
    for path in documents():
        page = out / path.with_suffix(".html")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(Page(path).html(), encoding="utf-8", newline="\n")
    for path in pictures():
        picture = out / path
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_bytes(with_few_colours((ROOT / path).read_bytes()))


if __name__ == "__main__":
    main()
