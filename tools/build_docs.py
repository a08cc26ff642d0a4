"""Build the documentation's site into build/site: python tools/build_docs.py.

Zensical builds it, and fails where a page, a heading or a name that something links to is not
there. What it does not look at is looked at here: that every page can be found in the navigation,
that the links of the pages as they were built lead somewhere, and that nothing in them comes from
elsewhere.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

ROOT = Path(__file__).parents[1]
SITE = ROOT / "build" / "site"
# What a browser loads by itself, by element and attribute.
_LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
# Links of <link> that a browser does not load.
_NAMED = {"canonical", "next", "prev", "edit"}
_WARNING = re.compile(r"griffe: |mkdocstrings: |WARNING")
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?:https?:)?//|@import")


@dataclass
class Page(HTMLParser):
    """A page as it was built.

    Attributes:
        names: What a link may lead to.
        links: Where its links lead.
        loaded: What it loads.
    """

    names: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what stands in an element."""
        given = dict(attrs)
        self.names.update(filter(None, (given.get("id"), given.get("name"))))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        where = _LOADED.get(tag)
        if where and given.get(where) and given.get("rel") not in _NAMED:
            self.loaded.append(str(given[where]))


def pages_of(site: Path) -> dict[Path, Page]:
    """Every page of a built site."""
    read = {}
    for file in sorted(site.rglob("*.html")):
        page = Page()
        page.feed(file.read_text("utf-8"))
        read[file] = page
    return read


def problems(site: Path) -> Iterator[str]:
    """Links that lead nowhere, and what comes from elsewhere."""
    pages = pages_of(site)
    for file, page in pages.items():
        here = file.relative_to(site)
        for link in dict.fromkeys(page.links + page.loaded):
            problem = _problem(site, file, link, pages)
            if problem:
                yield f"{here}: {link}: {problem}"
        yield from (f"{here}: loads {link}" for link in page.loaded if urlsplit(link).netloc)
    for sheet in sorted(site.rglob("*.css")):
        if _ELSEWHERE.search(sheet.read_text("utf-8")):
            yield f"{sheet.relative_to(site)}: loads something from elsewhere"


def _problem(site: Path, file: Path, link: str, pages: dict[Path, Page]) -> str | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    base = site if path.startswith("/") else file.parent
    target = (base / path.lstrip("/")).resolve() if path else file
    target = target / "index.html" if target.is_dir() else target
    if not target.is_file():
        return "there is no such page"
    wanted = unquote(parts.fragment)
    if wanted and target in pages and wanted not in pages[target].names | {"__search", "__top"}:
        return "there is no such place"
    return None


def unlisted(root: Path) -> Iterator[str]:
    """Pages that the navigation does not list, and pages of it that are not there."""
    config = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    listed = set(_listed(config["nav"]))
    there = {str(p.relative_to(root / "docs")) for p in (root / "docs").rglob("*.md")}
    yield from (f"mkdocs.yml: the navigation does not list {name}" for name in there - listed)
    yield from (f"mkdocs.yml: there is no page {name}" for name in listed - there)


def _listed(entries: object) -> Iterator[str]:
    if isinstance(entries, str):
        yield entries
    for entry in entries if isinstance(entries, list) else []:
        yield from _listed(next(iter(entry.values())) if isinstance(entry, dict) else entry)


def build() -> int:
    """Build it, and say what is wrong; the exit status."""
    found = list(unlisted(ROOT))
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    status, said = ended.returncode, ended.stdout + ended.stderr
    print(said)
    # What mkdocstrings has against a docstring is said, and would not fail the build.
    found += [line for line in said.splitlines() if _WARNING.match(line)]
    if status == 0:
        found += problems(SITE)
    for problem in found:
        print(problem, file=sys.stderr)
    return status or int(bool(found))


if __name__ == "__main__":
    sys.exit(build())
