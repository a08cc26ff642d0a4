"""Statements against gold ones."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.evaluation.made import ARTICLE, at, gold, quote

from dateline.evaluation import CodedStatement, GoldDocument, score_statements
from dateline.evaluation.quoted import kind_by_marks, quoted_parts
from dateline.evaluation.statements import same_speaker
from dateline.evaluation.tallies import Tally
from dateline.evaluation.words import Words
from dateline.models import Article

TEXT = "one two three four five six, Ana Ruiz said. She denied it."


def coded(content: str, kind: str = "indirect", text: str = TEXT, **parts: str) -> CodedStatement:
    """A statement by the words of its parts."""

    def spans(words: str | None) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return CodedStatement(
        kind=kind,  # type: ignore[arg-type]
        content=spans(content),
        speaker=spans(parts.get("speaker")),
        resolved=spans(parts.get("resolved")),
        cue=spans(parts.get("cue")),
    )


def scored(ours: Sequence[CodedStatement], theirs: Sequence[CodedStatement]) -> dict[str, Tally]:
    """All tallies."""
    document = GoldDocument("made", "1", Article.from_text(TEXT), statements=(tuple(ours),))
    return dict(score_statements(document, theirs))


def test_half_of_the_words_of_either_suffices() -> None:
    """Jaccard: three words of six are enough, two of six are not; exact means all."""
    ours = [coded("one two three four five six")]
    enough = scored(ours, [coded("one two three")])
    assert (enough["statement"], enough["statement.exact"]) == (Tally(1, 1, 1), Tally(0, 1, 1))
    assert scored(ours, [coded("one two")])["statement"] == Tally(0, 1, 1)
    assert scored(ours, [coded("one two three four five six,")])["statement.exact"].f1 == 1


def test_the_same_words_elsewhere_are_others() -> None:
    """Words are compared by their places."""
    text = "He fled. He fled."
    document = GoldDocument(
        "made", "1", Article.from_text(text), statements=((CodedStatement("indirect", ((0, 7),)),),)
    )
    found = score_statements(document, [CodedStatement("indirect", ((9, 16),))])
    assert found["statement"] == Tally(0, 1, 1)


def test_a_statement_of_another_kind_is_found_and_is_wrong_of_its_kind() -> None:
    """Both sides' kinds count."""
    scores = scored([coded("one two", "mixed")], [coded("one two", "direct")])
    assert scores["statement"] == Tally(1, 1, 1)
    assert scores["statement.mixed"] == Tally(0, 0, 1)
    assert scores["statement.direct"] == Tally(0, 1, 0)
    assert scores["statement.kind"] == Tally(0, 1, 1)


@pytest.mark.parametrize(
    ("parts", "right"),
    [
        ({"speaker": "Ana Ruiz"}, True),
        ({"speaker": "Ruiz"}, True),
        ({"speaker": "She", "resolved": "Ana Ruiz"}, True),
        ({"speaker": "She"}, False),
        ({}, False),
    ],
)
def test_the_speaker(parts: dict[str, str], right: bool) -> None:
    """By place, or by name; a pronoun elsewhere names nobody."""
    ours = [coded("one two", speaker="Ana Ruiz")]
    assert scored(ours, [coded("one two", **parts)])["statement.speaker"] == Tally(right, 1, 1)


def test_speaker_and_cue_are_asked_for_where_the_gold_has_them() -> None:
    """And on statements that were found."""
    ours = [coded("one two"), coded("four five", speaker="Ana Ruiz", cue="said")]
    theirs = [coded("one two", speaker="Ana Ruiz", cue="said")]
    scores = scored(ours, theirs)
    assert (scores["statement.speaker"], scores["statement.cue"]) == (Tally(), Tally())
    right = scored(ours, [coded("four five", speaker="Ana Ruiz", cue="denied")])
    assert right["statement.cue"] == Tally(0, 1, 1)


def test_of_several_annotations_the_mean_is_taken() -> None:
    """One that has the statement and one that has none."""
    document = GoldDocument(
        "made", "1", Article.from_text(TEXT), statements=((coded("one two"),), ())
    )
    assert score_statements(document, [coded("one two")])["statement"] == Tally(0.5, 1, 0.5)


def test_records_are_scored_as_they_are() -> None:
    """With act and cue."""
    scores = score_statements(gold(), [quote(act="deny", content=at("They came from the river"))])
    assert scores["statement.direct"] == Tally(1, 1, 1)
    assert scores["statement.act"] == Tally(0, 1, 1)
    assert scores["statement.cue"] == Tally(1, 1, 1)
    assert ARTICLE.text.startswith("Home")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“They came,”", "direct"),
        ("They came", "direct"),
        ("that “they left", "direct"),
        ("would “go on", "mixed"),
        ("nobody knew", "indirect"),
    ],
)
def test_the_kind_follows_from_the_marks(content: str, kind: str) -> None:
    """Around all, some or none of the words; a leading "that" is no part of the content."""
    text = "“They came,” he said. He said that “they left” and would “go on”, and nobody knew."
    words = Words(text)
    span = (text.index(content), text.index(content) + len(content))
    assert kind_by_marks(words, (span,), quoted_parts(text)) == kind


def test_a_quotation_that_is_not_closed_ends_with_its_line() -> None:
    """As quotations of several paragraphs are set."""
    text = 'She said: “One.\n“Two.” Three.\nHe said: "four" and five.'
    assert [text[a:b] for a, b in quoted_parts(text)] == ["One.\n", "Two.", "four"]


def test_two_single_marks_are_a_double_one() -> None:
    """As some archives have them, on both sides or with accents; an apostrophe is none."""
    text = "''One,'' he said. ``Two,'' she said. The mayor's and the guards' three."
    assert [text[a:b] for a, b in quoted_parts(text)] == ["One,", "Two,"]


def test_a_gold_relative_pronoun_means_who_stands_before_it() -> None:
    """And nobody else."""
    text = "Ana Ruiz, who fears floods, met Bo."
    gold = coded("fears floods", text=text, speaker="who")
    ours = [coded("fears floods", text=text, speaker=name) for name in ("Ana Ruiz", "Bo")]
    assert [same_speaker(Words(text), gold, one) for one in ours] == [True, False]
