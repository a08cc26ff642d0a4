"""The page of an event: its reports side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from tests.export.html.made import Read
from tests.export.html.site.made import three, written

from dateline.export import Coded
from dateline.models import Claim, Finding


def page(folder: Path, articles: list[Coded] | None = None) -> Read:
    """The page of the event that two articles report."""
    out = written(articles or three(), folder)
    return Read((out / "events/ev-1.html").read_text("utf-8"))


def words(read: Read, id_: str) -> str:
    """The words of an element, on one line."""
    return " ".join(read.words[id_].split())


def rows(folder: Path, articles: list[Coded] | None = None) -> dict[str, list[str]]:
    """The cells of the table of reports as text, by the label of their row."""
    out = written(articles or three(), folder)
    text = (out / "events/ev-1.html").read_text("utf-8")
    table = text[text.index('<table class="beside"') :]
    found = {}
    for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL):
        cells = re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL)
        plain = [" ".join(unescape(re.sub(r"<[^>]*>", " ", cell)).split()) for cell in cells]
        found[plain[0]] = plain[1:]
    return found


def test_tolls_are_ranged_with_their_rule(tmp_path: Path) -> None:
    """Low, best, high; where one says "at least", the upper end is open and no number."""
    told = words(page(tmp_path), "tolls")
    assert "killed 14 23 open latest of all reports, range of all 2 of 2 reports" in told


def test_reports_stand_in_the_order_of_their_publication(tmp_path: Path) -> None:
    """Each with its title, its source and its day, and numbered."""
    heads = rows(tmp_path, three()[::-1])[""]
    assert heads == ["1 Market raid Lake Wire , 2024-03-10", "2 Toll rises Lake Wire , 2024-03-11"]


def test_every_field_stands_side_by_side(tmp_path: Path) -> None:
    """With what was read out of the words."""
    found = rows(tmp_path)
    assert found["kind"] == ["Attack", "Attack"]
    assert found["where"] == ["a market in Karsa ET-OR · 9.500, 41.000"] * 2
    assert found["when"] == ["on Saturday 2024-03-09"] * 2
    assert found["by"] == ["Gunmen possible"] * 2
    assert found["on"] == ["traders Civilians"] * 2
    assert found["says"][0].startswith("Gunmen killed at least 14 traders at a market")
    assert found["found by"] == ["both", "both"]


def test_what_cannot_all_be_right_is_marked_in_words(tmp_path: Path) -> None:
    """On the row, and above with what stands against what."""
    assert rows(tmp_path)["killed conflict"] == ["14 14", "at least 14 23 or more"]
    assert "killed 23 or more, and 14 or fewer" in words(page(tmp_path), "conflicts")


def test_reports_that_agree_have_no_conflicts(tmp_path: Path) -> None:
    """Nor a part of the page for them."""
    first, second, _ = three()
    alike = Coded("bbb", first.extraction, events=second.events)
    assert "conflicts" not in page(tmp_path, [first, alike]).words


def test_who_says_so_and_findings_stand_beside_them(tmp_path: Path) -> None:
    """A claim, and what was doubted of the record itself."""
    first, second, _ = three()
    doubt = Finding(kind="wrong_outcome", severity="warning", message="Wounded.", record="i1")
    elsewhere = doubt.model_copy(update={"record": "i9", "message": "Of another."})
    incident = first.extraction.incidents[0].model_copy(
        update={"claim": Claim(status="stated_unclaimed")}
    )
    changed = first.extraction.model_copy(
        update={"incidents": (incident,), "findings": (doubt, elsewhere)}
    )
    found = rows(tmp_path, [Coded("aaa", changed, events=first.events), second])
    assert found["claimed by"] == ["claimed by nobody", "not told"]
    assert found["findings"] == ["Wounded. warning", "none"]


def test_why_each_was_put_there_is_told(tmp_path: Path) -> None:
    """Beside which report, by its number; or that it is not exported."""
    _, second, _ = three()
    assert rows(tmp_path)["put here because"] == [
        "the event's first report",
        "same day (+1.5) beside report 1",
    ]
    alone = rows(tmp_path, [second])
    assert alone["put here because"] == ["same day (+1.5) beside a report that is not exported"]
    assert "1 report of this event is not in this export" in words(
        page(tmp_path, [second]), "reports"
    )


def test_an_earlier_version_of_an_article_stands_there_and_does_not_count(tmp_path: Path) -> None:
    """Neither for the tolls nor as something that another one contradicts."""
    first, second, _ = three()
    older = replace(first, revised_as="bbb")
    found = rows(tmp_path, [older, second])
    assert found["put here because"][0] == (
        "the event's first report an earlier version of report 2, which counts instead"
    )
    assert found["killed"] == ["14 14", "at least 14 23 or more"]
    read = page(tmp_path, [older, second])
    assert "killed 23 23 open one report 1 of 1 report" in words(read, "tolls")
    assert "conflicts" not in read.words


def test_an_earlier_version_counts_where_the_newest_is_not_exported(tmp_path: Path) -> None:
    """It is all that there is to count."""
    first, *_ = three()
    older = replace(first, revised_as="bbb")
    assert "killed 14 14 14" in words(page(tmp_path, [older]), "tolls")


@pytest.mark.parametrize(("text", "place"), [("on Saturday", "t69"), ("Gunmen", "t14")])
def test_words_lead_to_their_place_in_the_article(tmp_path: Path, text: str, place: str) -> None:
    """And the title to the record."""
    read = page(tmp_path)
    hrefs = [a["href"] for a in read.all("a")]
    assert f"../articles/aaa.html#{place}" in hrefs
    assert "../articles/bbb.html#r1" in hrefs


def test_it_runs_no_script(tmp_path: Path) -> None:
    """Its policy allows none."""
    read = page(tmp_path)
    assert not read.all("script")
    (policy,) = read.all("meta", http_equiv="Content-Security-Policy")
    assert "script-src" not in policy["content"]
