"""The page of an extraction: what it shows, and that it needs nothing else."""

from __future__ import annotations

import base64
import html
import re
from hashlib import sha256
from itertools import pairwise

import pytest
from tests.export.html.made import (
    ARTICLE,
    Read,
    at,
    deadline,
    extraction,
    indirect,
    market,
    quote,
    receipt,
    uncovered,
)

from dateline.models import (
    Article,
    Casualty,
    Claim,
    Count,
    Extraction,
    Finding,
    Mention,
    OtherRecord,
    Place,
    PlaceCandidate,
    Record,
    Span,
)


def digest(text: str) -> str:
    """As the policy names it."""
    return base64.b64encode(sha256(text.encode()).digest()).decode()


def test_it_allows_its_own_style_and_script_and_nothing_else() -> None:
    """By digest; no element asks for anything, and no attribute runs anything."""
    text = extraction().to_html()
    page = Read(text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    (policy,) = page.all("meta", http_equiv="Content-Security-Policy")
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; "
        f"script-src 'sha256-{digest(script)}'; base-uri 'none'; form-action 'none'"
    )
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"img", "link", "iframe", "form", "object", "embed", "base", "use", "image"}
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {n for n in names if n.startswith("on")} | names & {"src", "style", "srcset"}
    assert "url(" not in style
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", script)


def test_style_and_script_are_ascii() -> None:
    """They stay themselves where a page is written in ASCII with references."""
    text = extraction().to_html()
    for part in re.findall(r"<(?:style|script)>(.*?)</", text, re.DOTALL):
        assert part.isascii()


def test_every_id_is_one_elements_and_every_reference_is_met() -> None:
    """Links, labels and descriptions."""
    page = Read(extraction(records={"own": (OtherRecord(id="i1"),)}).to_html())
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    wanted = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    for name in ("aria-labelledby", "aria-describedby"):
        wanted |= {i for _, a in page.elements for i in a.get(name, "").split()}
    assert wanted <= set(ids)


def test_records_show_words_readings_and_sources() -> None:
    """Field by field."""
    page = Read(extraction().to_html())
    card = " ".join(page.words["r1"].split())
    for words in (
        "i1 Attack found by both",
        "where a market in Karsa ET-OR · 9.500, 41.000",
        "when on Saturday 2024-03-09",
        "killed at least 14 traders 14 or more according to the mayor",
        "by Gunmen possible",
        "on traders Civilians",
        "rests on 1",
    ):
        assert words in card
    assert "They came from the river, … and nobody helped." in page.words["r2"]
    assert "about i1" in " ".join(page.words["r3"].split())
    assert "Deadline" in page.words["r4"]
    assert "pending" in page.words["r4"]


def test_what_is_not_proved_says_so() -> None:
    """Inferred with its reason, kept without a place, one of several places."""
    several = tuple(PlaceCandidate(name="Karsa", country=c) for c in ("ET", "SO"))
    incident = market(
        weapon=Mention(text="a bomb", inferred=True, reason="the lead says so"),
        claim=Claim(status="claimed", by=Mention(text="the group")),
        place=Place(mention=at("Karsa"), candidates=several),
        realis="planned",
    )
    card = " ".join(Read(extraction(incidents=(incident,)).to_html()).words["r1"].split())
    assert "a bomb inferred: the lead says so" in card
    assert "claimed by the group not proved" in card
    assert "may be Karsa (ET); Karsa (SO)" in card
    assert "i1 Attack planned claimed by the group found by both" in card


def test_a_group_is_shown_where_the_number_does_not_hold_it() -> None:
    """The 14 are traders; of "14 traders" that would be said twice."""
    toll = Casualty(
        outcome="killed", count=Count(mention=at("14"), low=14, high=14), group=at("traders")
    )
    page = Read(extraction(incidents=(market(casualties=(toll,)),)).to_html())
    assert "killed 14 14 of traders" in " ".join(page.words["r1"].split())


def test_findings_are_marked_and_the_worst_comes_first() -> None:
    """With the words that they are about, and the record."""
    dropped = Finding(
        kind="ungrounded",
        severity="error",
        message="Dropped.",
        value="Lenz",
        record="i1",
        field="place",
    )
    gone = Finding(kind="unresolved", severity="info", message="No day.", record="i9")
    page = Read(extraction(findings=(gone, uncovered(), dropped)).to_html())
    assert "error ungrounded place" in " ".join(page.words["f1"].split())
    assert "Lenz" in page.words["f1"]
    assert "Nothing is left of the mill," in page.words["f2"]
    (mark,) = page.all("a", class_="of-finding")
    assert (mark["href"], page.words[mark["id"]]) == ("#f2", "Nothing is left of the mill,")
    assert "of i9" not in " ".join(page.words["f3"].split())


def test_what_is_for_information_is_faint_unless_it_was_left_out() -> None:
    """A passage that no record holds stands out; one that two coders read differently does not."""
    left_out = uncovered(severity="info")
    differs = Finding(
        kind="disagreement", severity="info", message="Differs.", span=at("sign").span
    )
    page = Read(extraction(findings=(left_out, differs), policy_context=()).to_html())
    (mark,) = page.all("a", class_="of-finding")
    assert page.words[mark["id"]] == "Nothing is left of the mill,"
    (faint,) = page.all("span", class_="on-finding-light")
    assert page.words[faint["id"]] == "sign"


def test_figures_count_what_there_is() -> None:
    """And say what is to be looked at."""
    page = extraction().to_html()
    words = " ".join(
        re.sub(r"<[^>]*>", " ", page[page.index('figures"') : page.index("<main>")]).split()
    )
    assert "1 incident 2 statements 1 policy item 1 finding to look at" in words


def test_an_extraction_without_anything_is_a_page_too() -> None:
    """Empty article, no record, no day, no place, no finding."""
    result = Extraction(article=Article(text=""), receipt=receipt(calls=(), provider="parser"))
    page = Read(result.to_html())
    assert page.text == ""
    assert {"timeline", "places"}.isdisjoint(page.words)
    assert "no model was asked" in page.words["receipt"]


def test_the_receipt_says_what_it_took() -> None:
    """Totals, and every question."""
    words = " ".join(Read(extraction().to_html()).words["receipt"].split())
    assert "made (made-1): 1 requests, 100 prompt tokens" in words
    assert "incident made made-1 1 100 10 1.0 answered" in words


class Closure(Record):
    """A record of a user's own."""

    company: Mention
    count: Count | None = None
    evidence: tuple[Span, ...] = ()


def test_records_of_a_users_own_are_shown_and_marked() -> None:
    """Typed, and read back from JSON without their type."""
    closure = Closure(
        id="c1",
        company=at("the mill"),
        count=Count(mention=at("14"), low=14, high=14),
        evidence=(ARTICLE.paragraphs[3],),
    )
    typed = extraction(records={"mill-closure": (closure,)})
    read = Extraction.model_validate_json(typed.model_dump_json())
    assert isinstance(read.records["mill-closure"][0], OtherRecord)
    for result in (typed, read):
        page = Read(result.to_html())
        assert "Mill closure" in page.words["section-4"]
        assert "company the mill count 14 14 rests on 1" in " ".join(page.words["r5"].split())
        (mark,) = [a for a in page.all("a", class_="of-own") if page.words[a["id"]] == "the mill"]
        assert mark["href"] == "#r5"


def test_a_record_that_has_nothing_but_sentences_is_marked_by_them() -> None:
    """Otherwise nothing would lead to it."""
    bare = market(perpetrators=(), targets=(), casualties=(), place=None, when=None)
    page = Read(extraction(incidents=(bare,), statements=()).to_html())
    (mark,) = page.all("a", class_="of-incident")
    assert page.words[mark["id"]] == ARTICLE.paragraphs[1].text


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://news.example/a?b=1&c=2", True),
        ("HTTP://news.example/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//news.example/x", False),
        ("http://", False),
        ("https://[::1", False),
    ],
)
def test_an_address_is_a_link_only_where_it_is_one_of_the_web(url: str, followed: bool) -> None:
    """Whatever else it is stands there as words."""
    page = Read(extraction(article=ARTICLE.model_copy(update={"url": url})).to_html())
    links = [a for a in page.all("a") if not a["href"].startswith("#")]
    assert [a["rel"] for a in links] == (["noopener noreferrer"] if followed else [])


def test_an_article_from_the_right_is_laid_out_so() -> None:
    """Its direction and language are the article's; the page is English."""
    text = "قتل مسلحون 14 تاجرا في كارسا يوم السبت."
    result = Extraction(article=Article(text=text, language="ar"), receipt=receipt())
    page = Read(result.to_html())
    (element,) = page.all("div", id="text")
    assert (element["dir"], element["lang"]) == ("rtl", "ar")
    assert page.elements[0] == ("html", {"lang": "en"})
    hostile = Article(text=text, language='x" onload="y')
    assert "onload" not in Extraction(article=hostile, receipt=receipt()).to_html()


def test_landmarks_and_headings() -> None:
    """One main, each section named, headings without a gap."""
    page = Read(extraction().to_html())
    tags = [tag for tag, _ in page.elements]
    assert (tags.count("main"), tags.count("h1"), tags.count("header")) == (1, 1, 1)
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(b <= a + 1 for a, b in pairwise(levels))
    named = [a for tag, a in page.elements if tag == "section"]
    assert all("aria-labelledby" in a for a in named)


def test_a_notebook_gets_the_page_in_a_frame_of_its_own() -> None:
    """Without its parent's rights; the page itself is whole inside of it."""
    result = extraction(statements=(quote(), indirect()), policy_context=(deadline(),))
    frame = result._repr_html_()
    page = Read(frame)
    ((tag, attributes),) = page.elements
    assert tag == "iframe"
    assert attributes["sandbox"] == "allow-scripts allow-popups"
    assert attributes["srcdoc"] == result.to_html()
    assert "<script" not in frame
    assert html.unescape(frame).count("<script>") == 1
