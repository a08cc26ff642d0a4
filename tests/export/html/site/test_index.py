"""The index: what its script has to read, and what stands there without it."""

from __future__ import annotations

import base64
import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from tests.export.html.made import Read
from tests.export.html.site.made import data_of, three, written

from dateline.export import Coded, Linked
from dateline.export.html.site.index import as_data

MARCH_9 = (date(2024, 3, 9) - date(1970, 1, 1)).days


def index(folder: Path) -> str:
    """The index of three articles."""
    return (written(three(), folder) / "index.html").read_text("utf-8")


def test_articles_are_the_newest_first_with_what_they_can_be_found_by(tmp_path: Path) -> None:
    """Titles, days, findings, counts, and names of places, parties and speakers."""
    data = data_of(index(tmp_path))
    assert [row[1] for row in data["articles"]] == ["Toll rises", "Market raid", "A plan"]
    page, _, source, day, worst, _, coders, look, statements, policy, words = data["articles"][1]
    assert (page, source, day) == ("aaa.html", "Lake Wire", MARCH_9 + 1)
    assert (worst, look, statements, policy) == (2, 1, 2, 1)
    assert coders == 4 | 1
    assert {"a market in Karsa", "Gunmen", "traders", "Anna Bell"} <= set(
        re.findall("a market in Karsa|Gunmen|traders|Anna Bell", words)
    )


def test_incidents_refer_to_their_articles_and_events(tmp_path: Path) -> None:
    """By place in their lists; two reports of one event to the same."""
    data = data_of(index(tmp_path))
    found = {data["articles"][row[0]][1]: row for row in data["incidents"]}
    one, other, plan = found["Market raid"], found["Toll rises"], found["A plan"]
    assert one[1] == other[1] != plan[1]
    _, _, kind, country, first, last, coder, realis, number, place, tolls = one
    assert (data["kinds"][kind], country, data["realis"][realis]) == ("Attack", "ET", "actual")
    assert (first, last, coder, number) == (MARCH_9, MARCH_9, 4, 1)
    assert (place, tolls) == ("a market in Karsa", "killed 14")
    assert data["countries"] == {"ET": "Ethiopia"}


def test_an_event_has_the_range_of_all_its_reports(tmp_path: Path) -> None:
    """What none of them tells is not there, and no zero."""
    data = data_of(index(tmp_path))
    event = data["events"][data["incidents"][0][1]]
    page, kind, place, _, first, last, killed, wounded, tolls, reports = event
    assert (page, data["kinds"][kind], place) == ("ev-1.html", "Attack", "a market in Karsa")
    assert (first, last, killed, wounded) == (MARCH_9, MARCH_9, [14, 23, None], None)
    assert (tolls, reports) == ("killed 14 or more, latest 23", 2)
    (alone,) = [row for row in data["events"] if row is not event]
    assert (alone[0], alone[6], alone[9]) == ("", None, 1)


def test_incidents_that_are_not_linked_are_events_of_their_own(tmp_path: Path) -> None:
    """And the page says so, with the command that links them."""
    bare = [Coded(each.article_id, each.extraction) for each in three()]
    page = (written(bare, tmp_path) / "index.html").read_text("utf-8")
    data = data_of(page)
    assert [row[9] for row in data["events"]] == [1, 1, 1]
    assert len({row[1] for row in data["incidents"]}) == 3
    assert "dateline events" in page
    assert "dateline events" not in index(tmp_path)
    alone = (written(three()[2:], tmp_path) / "index.html").read_text("utf-8")
    assert "dateline events" not in alone  # it was linked, and to nothing


def test_a_report_that_is_left_out_is_not_counted(tmp_path: Path) -> None:
    """The event's page is there all the same: its article leads to it."""
    (first, *_) = three()
    out = written([first], tmp_path)
    data = data_of((out / "index.html").read_text("utf-8"))
    assert (data["events"][0][0], data["events"][0][9]) == ("ev-1.html", 1)


def test_it_allows_its_own_style_and_script_and_nothing_else(tmp_path: Path) -> None:
    """The block of data is no script: its type is none that runs."""
    text = index(tmp_path)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    style, script = (
        base64.b64encode(sha256(part.encode()).digest()).decode() for part in (style, script)
    )
    (policy,) = Read(text).all("meta", http_equiv="Content-Security-Policy")
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|fetch\(", text)


def test_without_a_script_there_is_a_list_of_the_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the newest, where there are very many."""
    assert "All articles:" in index(tmp_path)
    monkeypatch.setattr("dateline.export.html.site.index.WITHOUT_SCRIPT", 2)
    text = index(tmp_path)
    assert "The newest 2 of 3 articles:" in text
    links = [a["href"] for a in Read(text).all("a") if a["href"].startswith("articles/")]
    assert links == ["articles/bbb.html", "articles/aaa.html"]


def test_data_end_no_script_element_and_begin_none() -> None:
    """Whatever they hold, and they are read back as they were."""
    hostile = "</script><!--<script>&amp;\u2028\u2029\"\\'"
    held = as_data(json.dumps(hostile, ensure_ascii=False))
    assert not set(held) & set("<>&\u2028\u2029")
    assert json.loads(held) == hostile


def test_an_explanation_of_a_link_is_no_part_of_the_index(tmp_path: Path) -> None:
    """It stands on the event's page."""
    one = three()[0]
    link = Linked("ev-1", "a very long explanation", None, 2)
    held = written([Coded("aaa", one.extraction, events={"i1": link})], tmp_path)
    assert "a very long explanation" not in (held / "index.html").read_text("utf-8")
    assert "a very long explanation" in (held / "events/ev-1.html").read_text("utf-8")
