"""The folder: which pages there are, where they lead, and that it is whole or not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.export.html.made import Read
from tests.export.html.site.made import three, written

from dateline.errors import InputError
from dateline.export import Coded, coded
from dateline.export.html.site import write_site
from dateline.export.html.site.names import page_name


def names(folder: Path) -> list[str]:
    """Every file, from the folder."""
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def test_there_is_a_page_for_each_article_and_each_event_of_several(tmp_path: Path) -> None:
    """An event that one article alone reports has none."""
    assert names(written(three(), tmp_path)) == [
        "articles/aaa.html",
        "articles/bbb.html",
        "articles/ccc.html",
        "events/ev-1.html",
        "index.html",
    ]


def test_every_link_leads_to_a_page_and_a_place_that_are_there(tmp_path: Path) -> None:
    """From articles to the index and the event, from the event to records and words."""
    out = written(three(), tmp_path)
    ids = {
        path: {a["id"] for _, a in Read(path.read_text("utf-8")).elements if "id" in a}
        for path in out.rglob("*.html")
    }
    followed = 0
    for path in ids:
        for link in Read(path.read_text("utf-8")).all("a"):
            page, _, place = link["href"].partition("#")
            if not link["href"].startswith("http"):
                target = (path.parent / page).resolve() if page else path
                assert target in ids, link
                assert not place or place in ids[target], link
                followed += bool(page)
    assert followed > 20


def test_an_article_leads_to_its_event_where_that_has_a_page(tmp_path: Path) -> None:
    """And to the index."""
    out = written(three(), tmp_path)
    hrefs = {
        name: {a["href"] for a in Read((out / f"articles/{name}.html").read_text("utf-8")).all("a")}
        for name in ("aaa", "ccc")
    }
    assert {"../index.html", "../events/ev-1.html"} <= hrefs["aaa"]
    assert not [href for href in hrefs["ccc"] if "events" in href]


def test_a_page_of_its_own_leads_to_no_other(tmp_path: Path) -> None:
    """`to_html` knows of none."""
    page = Read(three()[0].extraction.to_html())
    assert not [a for a in page.all("a") if ".html" in a["href"]]


def test_no_article_is_kept_while_others_are_read(tmp_path: Path) -> None:
    """Each page is written before the next article is asked for."""

    def watched() -> Iterator[Coded]:
        for number, each in enumerate(three()):
            (part,) = [*tmp_path.glob(".site.*.part"), None][:1]
            assert part is None or len(list((part / "articles").iterdir())) == number
            yield each

    written(watched(), tmp_path)


def test_a_folder_that_was_not_finished_is_not_there(tmp_path: Path) -> None:
    """Nor anything beside it; what was there before stays."""

    def broken() -> Iterator[Coded]:
        yield three()[0]
        raise InputError("The rest cannot be read.")

    with pytest.raises(InputError, match="rest"):
        written(broken(), tmp_path)
    assert list(tmp_path.iterdir()) == []
    before = names(written(three(), tmp_path))
    with pytest.raises(InputError, match="rest"):
        written(broken(), tmp_path)
    assert names(tmp_path / "site") == before
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_an_earlier_export_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """Pages of articles that are gone are gone."""
    written(three(), tmp_path)
    assert names(written(three()[:1], tmp_path)) == [
        "articles/aaa.html",
        "events/ev-1.html",
        "index.html",
    ]
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """Somebody may have made it for this."""
    (tmp_path / "site").mkdir()
    assert "index.html" in names(written(three(), tmp_path))


@pytest.mark.parametrize(
    "file", ["notes.txt", "articles/mine.txt", "events/mine.HTML", "articles/deep/a.html", ".git/x"]
)
def test_a_folder_with_a_file_of_somebody_elses_is_refused(tmp_path: Path, file: str) -> None:
    """Before anything is read, with the file's name; it stays."""
    out = written(three(), tmp_path)
    theirs = out / file
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("mine", "utf-8")

    def unread() -> Iterator[Coded]:
        pytest.fail("it was read")
        yield

    with pytest.raises(
        InputError, match=re.escape(file.split("/a.html")[0].split("/x")[0])
    ) as raised:
        write_site(unread(), out)
    assert "new folder" in str(raised.value)
    assert theirs.read_text("utf-8") == "mine"


def test_another_programs_pages_are_not_taken_for_ours(tmp_path: Path) -> None:
    """An index of the same name says who wrote it."""
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text("<!doctype html><title>My blog</title>", "utf-8")
    with pytest.raises(InputError, match=r"index\.html"):
        write_site(three(), out)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """It is left alone."""
    (tmp_path / "site").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="is a file"):
        written(three(), tmp_path)
    assert (tmp_path / "site").read_text("utf-8") == "mine"


def test_what_came_while_it_was_written_is_not_taken_away(tmp_path: Path) -> None:
    """It is looked at once more at the end."""
    out = tmp_path / "site"

    def slow() -> Iterator[Coded]:
        yield from three()
        out.mkdir()
        (out / "notes.txt").write_text("mine", "utf-8")

    with pytest.raises(InputError, match=r"notes\.txt"):
        written(slow(), tmp_path)
    assert names(out) == ["notes.txt"]


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    """As with every export."""
    with pytest.raises(InputError, match="cannot be written"):
        write_site(three(), tmp_path / "none" / "site")


def test_nothing_is_a_folder_too(tmp_path: Path) -> None:
    """Of an index that says so."""
    out = written([], tmp_path)
    assert names(out) == ["index.html"]
    assert "0 articles" in (out / "index.html").read_text("utf-8")


def test_second_readings_have_pages_of_their_own(tmp_path: Path) -> None:
    """As they have ids of their own."""
    one = three()[0].extraction
    out = written(coded([one, one]), tmp_path)
    first, second = sorted(names(out / "articles"), key=len)
    assert second == first.replace(".html", "-2.html")


@pytest.mark.parametrize("name", ["../../etc/x", "a/b", "", ".", "A", "ä", "a b", "x" * 99, "con:"])
def test_no_id_leads_out_of_the_folder(name: str) -> None:
    """What is no plain name is a digest."""
    assert re.fullmatch(r"[0-9a-f]{24}\.html", page_name(name))
    assert page_name("ev-1f") == "ev-1f.html"
