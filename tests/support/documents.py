"""Whether the documents in a package say what their sources say, and whether every link in them holds.

    python3 tests/support/documents.py FOLDER

FOLDER is where README.html lies. The sources are those of this project. Run by the tests of packages.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Of web addresses the sources show the target, the pages only the words.
LINK = re.compile(r"\]\([^)]*\)")
WORD = re.compile(r"\w+")


class Page(HTMLParser):
    """The words of a page, its links, and the places that links can go to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.text, self.links, self.places = [], [], set()
        self.in_head = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list) -> None:
        told = dict(attrs)
        self.in_head = tag == "head" or (self.in_head and tag != "body")
        self.links += [told[name] for name in ("href", "src") if name in told]
        self.places.add(told.get("id"))
        # The words of a picture, which its source has too.
        self.text.append(told.get("alt", ""))

    def handle_data(self, data: str) -> None:
        if not self.in_head:
            self.text.append(data)

    def words(self) -> list[str]:
        return WORD.findall(" ".join(self.text))


def written(source: Path) -> list[str]:
    """The words of a document, without its marks. The language of a piece of code, numbers of lists and Markdown's own
    tags are marks."""
    lines = source.read_text(encoding="utf-8").splitlines()
    plain = (re.sub(r"^```\w*|^\d+\. |</?kbd>", " ", line) for line in lines)
    return WORD.findall(LINK.sub("]", "\n".join(plain)))


def main() -> None:
    folder = Path(sys.argv[1]).resolve()
    wrong = []
    pages = {path: Page(path) for path in sorted(folder.glob("**/*.html"))}
    sources = [ROOT / f"{name}.md" for name in ("README", "SECURITY", "CHANGELOG")] + sorted(ROOT.glob("docs/**/*.md"))
    for source in sources:
        path = folder / source.relative_to(ROOT).with_suffix(".html")
        if path not in pages:
            wrong.append(f"{path.relative_to(folder)} is missing")
        elif pages[path].words() != written(source):
            both = zip(pages[path].words(), written(source))
            at = next((place for place, (made, own) in enumerate(both) if made != own), "the end")
            wrong.append(f"{path.relative_to(folder)} does not say what {source.name} says, from word {at} on")
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"\w+:", link):
                continue
            file, _, place = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            if not target.is_file() or not target.is_relative_to(folder):
                wrong.append(f"{path.relative_to(folder)}: {link} is not in the package")
            elif place and place not in pages[target].places:
                wrong.append(f"{path.relative_to(folder)}: {link} names a place that is not there")
    if wrong or not pages:
        raise SystemExit("\n".join(wrong) or "there are no pages")


main()
