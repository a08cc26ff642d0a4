"""What articles, models and stores may say to an index and to events' pages: words, and no more.

Here pages with some of the payloads are parsed; `test_site_browser.py` opens those with all.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.export.html.made import Read
from tests.export.html.payloads import PAYLOADS
from tests.export.html.site.made import data_of, saying, written
from tests.export.html.test_hostile import harmless

from dateline.export.wording import flat

SOME = PAYLOADS[::9]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The pages with them, and those with harmless words in their places."""
    alike = [harmless(word, number) for number, word in enumerate(SOME)]
    return (
        written(saying(SOME), tmp_path_factory.mktemp("hostile")),
        written(saying(alike), tmp_path_factory.mktemp("harmless")),
    )


def test_pages_are_built_as_those_of_harmless_words(sites: tuple[Path, Path]) -> None:
    """Each element and each attribute of the index and of every event, with its conflicts."""
    hostile, plain = sites
    names = [path.relative_to(hostile) for path in (hostile / "events").iterdir()]
    assert len(names) == len(SOME)
    for name in (Path("index.html"), *names):
        first, second = (Read((site / name).read_text("utf-8")) for site in (hostile, plain))
        assert first.structure == second.structure, name


def test_the_index_has_them_as_words(sites: tuple[Path, Path]) -> None:
    """On one line, without what would reorder it: titles, sources, places, countries, parties."""
    data = data_of((sites[0] / "index.html").read_text("utf-8"))
    by_page = {row[0]: row for row in data["articles"]}
    assert len(by_page) == 2 * len(SOME)
    incidents = {data["articles"][row[0]][0]: row for row in data["incidents"]}
    for number, word in enumerate(SOME):
        if flat(word):
            _, title, source, *_, words = by_page[f"{number}-0.html"]
            assert flat(word).startswith(title.removesuffix(" …"))
            assert source == flat(word)
            assert incidents[f"{number}-0.html"][3] == flat(word)
            assert f"Front {flat(word)}" in words or len(word) > 100


def test_an_events_page_has_them_as_words(sites: tuple[Path, Path]) -> None:
    """Every value of a report, why it was put there, and what was doubted of it."""
    for number, word in enumerate(SOME):
        read = Read((sites[0] / f"events/{number}.html").read_text("utf-8"))
        shown = " ".join(read.words["reports"].split())
        assert shown.count(flat(word)) >= 12 or not flat(word), word


def test_links_lead_into_the_folder_and_nowhere_else(sites: tuple[Path, Path]) -> None:
    """Whatever an address, an id or a name says; an article's own address is one of the web."""
    for path in sites[0].rglob("*.html"):
        for link in Read(path.read_text("utf-8")).all("a"):
            page = link["href"].partition("#")[0]
            if page.startswith("https://evil.example/"):
                assert path.parent.name == "articles"
            elif page:
                assert (path.parent / page).resolve().is_relative_to(sites[0]), link
                assert (path.parent / page).is_file()
