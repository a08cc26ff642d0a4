"""The page of mistakes."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

from tests.evaluation.made import ARTICLE, at, extraction, gold, market, quote

from dateline.evaluation.documents import Sentence
from dateline.evaluation.mistakes import Mistake, mistakes_of
from dateline.evaluation.page import as_page, pieces_of
from dateline.evaluation.results import result_of
from dateline.evaluation.runs import Outcome
from dateline.models import Article

HOSTILE = "<script>alert(1)</script> & <img src=//evil.example/x> {{ 7 * 7 }}"


def page(**changes: object) -> str:
    """The page of a document that one reader misses a part of and another cannot read."""
    document = gold(**changes)
    menu = market(id="i9", evidence=(ARTICLE.paragraphs[0],))
    found = extraction((market(kind="Armed clash"), menu), (quote(act="deny"),))
    outcomes = [Outcome(document, found)], [Outcome(document, None, f"refused: {HOSTILE}")]
    named = [("local", outcomes[0]), ("<b>other</b>", outcomes[1])]
    return as_page([result_of("made", [document], named)])


class Tags(HTMLParser):
    """What elements and addresses a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href", "style")]


def test_it_needs_no_network_and_runs_nothing() -> None:
    """No address, no script; the policy allows its own style sheet and nothing else."""
    text = page()
    parsed = Tags()
    parsed.feed(text)
    assert not parsed.tags & {"script", "img", "link", "iframe", "form"}
    assert parsed.addresses == []
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert style is not None
    assert policy is not None
    allowed = base64.b64encode(sha256(style[1].encode()).digest()).decode()
    assert policy[1].replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    )


def test_what_comes_from_outside_is_escaped() -> None:
    """Errors, names of readers, article text and ids."""
    article = Article.from_text(f"{ARTICLE.text}\n{HOSTILE}\n")
    text = page(article=article, id=HOSTILE)
    assert "<script>" not in text
    assert "<img" not in text
    assert "<b>other" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3
    assert "{{ 7 * 7 }}" in text


def test_every_fault_is_marked_in_the_text() -> None:
    """Missed, spurious, wrong and on noise, with what is wrong in words."""
    text = page()
    assert '<mark class="missed">A bomb wounded three guards in Dumo on Sunday.</mark>' in text
    assert '<mark class="noise">Home | World | Weather</mark>' in text
    assert '<mark class="wrong">at least 14 traders</mark>' in text
    assert "kind: Armed clash for Attack" in text
    assert "act: deny for assert" in text
    assert "Not read: refused" in text


def test_held_out_articles_are_in_the_figures_only() -> None:
    """Nobody sees their words."""
    text = page(shown=False)
    assert "1 held-out documents" in text
    assert "river" not in text
    assert ">incident<" in text


def test_pieces_make_up_the_text() -> None:
    """Overlapping marks are cut, and each mistake is numbered where it ends."""
    marks = (
        Mistake("missed", "statement", "", ((2, 8),)),
        Mistake("spurious", "statement", "", ((5, 10),)),
        Mistake("missed", "Victim", "", ()),
    )
    pieces = list(pieces_of("0123456789ab", marks))
    assert "".join(p.text for p in pieces) == "0123456789ab"
    assert [(p.text, p.fault, p.numbers) for p in pieces] == [
        ("01", "", ()),
        ("234", "missed", ()),
        ("567", "spurious", (1,)),
        ("89", "spurious", (2,)),
        ("ab", "", ()),
    ]


def test_mistakes_of_corpora_without_records() -> None:
    """Role fillers and sentences are marked too."""
    document = replace(
        gold(),
        gold=None,
        statements=None,
        roles={"Weapon": (("bomb",),), "PerpInd": (("gunmen",),)},
        sentences=(Sentence(0, 22, positive=True),),
    )
    found = mistakes_of(document, extraction((market(weapon=at("the river")),)))
    told = {(m.fault, m.what, m.detail) for m in found}
    assert ("missed", "Weapon", "bomb") in told
    assert ("missed", "PerpInd", "gunmen") in told
    assert ("spurious", "Weapon", "the river") in told
    assert ("missed", "sentence", "") in told
