"""Sentences: ended by what ends them, and not by names, numbers or abbreviations."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dateline.models import Article
from dateline.survey import survey


def sentences(text: str) -> list[str]:
    """The sentences of an article's reporting."""
    found = survey(Article(text=text)).paragraphs
    return [sentence.text for paragraph in found for sentence in paragraph.sentences]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Amal J. Haddad met Gen. Okoro and Mrs. Silva.",
        "The U.S. Senate and the U.N. Council sat at the same time.",
        "Prices rose by 3.5 per cent to 1,400.50 dollars.",
        "The clinic at St. Mary's opened at 9.30 a.m. on Monday.",
        "It was signed by J. R. R. Abara for Abara Ltd. in Lenz.",
        "He waited… and nobody came.",
        "She asked (Why me?) and left.",
    ],
)
def test_a_full_stop_inside_a_sentence_ends_none(sentence: str) -> None:
    """Titles, initials, decimals, times, companies, ellipses."""
    assert sentences(f"Rain fell on Lenz. {sentence} Nobody else came.") == [
        "Rain fell on Lenz.",
        sentence,
        "Nobody else came.",
    ]


def test_questions_and_exclamations_end_sentences() -> None:
    """So does a full stop with closing marks behind it."""
    text = "What happened in Lenz? Nobody knows! It rained (a lot). Then it stopped."
    assert sentences(text) == [
        "What happened in Lenz?",
        "Nobody knows!",
        "It rained (a lot).",
        "Then it stopped.",
    ]


def test_a_sentence_is_not_cut_inside_a_quotation() -> None:
    """What is quoted together stays together."""
    text = "“The bridge is gone. Nobody came,” she said. The river rose."
    assert sentences(text) == [
        "“The bridge is gone. Nobody came,” she said.",
        "The river rose.",
    ]


def test_a_sentence_ends_at_a_paragraphs_end() -> None:
    """A headline has no full stop."""
    assert sentences("River rises in Lenz\n\nThe river rose.") == [
        "River rises in Lenz",
        "The river rose.",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("They left.Nobody came.", ["They left.", "Nobody came."]),
        ("“It is over.”Next came the fire.", ["“It is over.”", "Next came the fire."]),
        ('"It is over."Next came the fire.', ['"It is over."', "Next came the fire."]),
        ('It fell."We ran," she said.', ["It fell.", '"We ran," she said.']),
        ("It fell in 2013.The road closed.", ["It fell in 2013.", "The road closed."]),
        ("He told AFP.The mayor left.", ["He told AFP.", "The mayor left."]),
        ("They joined the Y.P.G. The army left.", ["They joined the Y.P.G.", "The army left."]),
        ("It opened at 9 a.m. The queue was long.", ["It opened at 9 a.m.", "The queue was long."]),
        ("''It fell,'' he said. ''We ran.''", ["''It fell,'' he said.", "''We ran.''"]),
    ],
)
def test_sentences_end_without_a_space_and_behind_an_abbreviation(
    text: str, parts: list[str]
) -> None:
    """Scraped text loses its line breaks; an abbreviation may be a sentence's last word."""
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("叛军袭击了村庄。三人死亡！", 2),
        ("वर्षा हुई। नदी चढ़ी।", 2),
        ("Дождь шёл. Река поднялась.", 2),
    ],
)
def test_other_scripts_end_sentences_their_own_way(text: str, count: int) -> None:
    """Ideographic full stop, danda, Cyrillic capitals."""
    assert len(sentences(text)) == count


@settings(max_examples=80, deadline=None)
@given(st.text(st.sampled_from("aB. ?!…。\n\u00a0“”\"'(1)"), max_size=60))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    """Every visible character of the reporting is in exactly one sentence."""
    article = Article(text=text)
    seen = survey(article)
    assume(not seen.hostile)  # what speaks to a model is set aside
    found = seen.paragraphs
    kept = [s for paragraph in found for s in paragraph.sentences]
    assert all(text[s.start : s.end] == s.text for s in kept)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    assert "".join("".join(s.text.split()) for s in kept) == "".join(
        "".join(p.text.split()) for p in article.body
    )
