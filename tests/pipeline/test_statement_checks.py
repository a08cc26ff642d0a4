"""Who may be given as the speaker of words, and who stands too far from them."""

from __future__ import annotations

import pytest

from dateline.models import Article, Mention, Statement
from dateline.pipeline.consistency import Checker
from dateline.pipeline.records import Records
from dateline.survey import survey
from dateline.syntax import load_parser, missing_parser

LEAD = "Gunmen killed 14 traders at a market in Karsa on Saturday, Omar Dahl, an envoy, said."


def _speaker_is_doubted(text: str, content: str, speaker: str, *, tree: bool = False) -> bool:
    article = Article.from_text(f"Raid on Karsa\n\n{LEAD}\n\n{text}")
    said, name = article.locate(content), article.locate(speaker)
    assert said is not None
    assert name is not None
    statement = Statement(
        id="s1", kind="indirect", content=Mention.at(said), speaker=Mention.at(name)
    )
    found = survey(article, load_parser() if tree else None)
    findings = Checker(article, found, light=not tree).check(Records((), (statement,)))
    return any(f.kind == "wrong_speaker" for f in findings)


LIST = (
    "The Council of Elders denounces before the country:\n\n"
    "FIRST. That soldiers of the Third Brigade burned the granary at Dol.\n\n"
    "SECOND. That nobody was told where the sheep were taken.\n\n"
    "The rains came early and the fords are shut."
)
NUMBERED = (
    "The union demands of the governor:\n"
    "1. that the road to Velm be opened;\n"
    "2. that the drivers be let go.\n\n"
    "The rains came early."
)
ASKED = (
    "What does the government say?\n\n"
    "That the dead were soldiers out of uniform. The rains came early.\n\n"
    "Nobody knows where the sheep were taken."
)


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (LIST, "soldiers of the Third Brigade burned the granary", "The Council of Elders"),
        (LIST, "nobody was told where the sheep were taken", "The Council of Elders"),
        (NUMBERED, "that the drivers be let go", "The union"),
        (ASKED, "the dead were soldiers out of uniform", "the government"),
    ],
)
def test_what_is_told_under_an_introduction_is_said_by_whom_it_names(
    text: str, content: str, speaker: str
) -> None:
    """A list behind a colon, and the answer to a question."""
    assert not _speaker_is_doubted(text, content, speaker)


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (LIST, "the fords are shut", "The Council of Elders"),
        (LIST, "nobody was told where the sheep were taken", "Omar Dahl"),
        (NUMBERED, "The rains came early", "The union"),
        (NUMBERED, "that the drivers be let go", "Omar Dahl"),
        (ASKED, "where the sheep were taken", "the government"),
    ],
)
def test_what_stands_behind_a_list_or_an_answer_is_not(
    text: str, content: str, speaker: str
) -> None:
    """Nor is a list said by somebody of the news before it."""
    assert _speaker_is_doubted(text, content, speaker)


def test_a_pronoun_that_stands_beside_the_words_too_is_no_other() -> None:
    """Of two it may be located at the next."""
    text = "WE ASK that the road to Velm be opened.\n\nWE WARN that the dam is old."
    assert not _speaker_is_doubted(text, "the dam is old", "WE")


@pytest.mark.skipif(missing_parser() is not None, reason="the parser is an extra")
def test_who_is_named_beside_a_quotation_without_a_cue_may_speak() -> None:
    """That an earlier speaker goes on the survey only supposes."""
    text = (
        "“They took the wells,” said a recording that was passed around.\n\n"
        "It is market day. Mara shrugs. “What wells? The two in the square?”"
    )
    quoted = "What wells? The two in the square?"
    assert not _speaker_is_doubted(text, quoted, "Mara", tree=True)
    assert _speaker_is_doubted(text, quoted, "Omar Dahl", tree=True)
