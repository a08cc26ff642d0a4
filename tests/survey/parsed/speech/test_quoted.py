"""Direct quotations with trees: all of them are kept, and each has the speaker that it can have."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.models import Article
from dateline.survey import Survey, survey
from dateline.syntax import load_parser


def read(text: str) -> Survey:
    """The survey of an article with the parser."""
    return survey(Article.from_text(text), load_parser())


def test_an_unusual_verb_beside_a_quotation_is_its_cue() -> None:
    """No list holds "thundered"."""
    (found,) = read("“We will never sell the ferry,” thundered the captain.").attributions
    assert found.source is not None
    assert (found.source.speaker.text, found.cue and found.cue.text) == ("the captain", "thundered")


def test_a_quotation_of_its_own_is_by_whoever_was_quoted_before() -> None:
    """The words for the speaker stand further up."""
    text = "“The ferry is ours,” said Ana Sorel.\n\n“Nobody asked the island before the sale.”"
    first, second = read(text).attributions
    assert first.source is not None
    assert second.source is not None
    assert second.source.speaker == first.source.speaker
    assert (first.continued, second.continued) == (False, True)


def test_a_quotation_before_any_speaker_has_none() -> None:
    """Nothing is made up for it."""
    (found,) = read("“Nobody asked the island before the sale.”").attributions
    assert found.source is None


def test_trees_lose_no_direct_quotation() -> None:
    """What patterns find as direct is direct with trees too."""
    text = (
        "“It is gone,” she said. “We wait.”\n\n“Who took it?” asked Ruiz.\n\n"
        "Ruiz said: “The boats left at dawn.” He doubts that they will return."
    )
    light = [a.content for a in survey(Article.from_text(text)).attributions if a.kind == "direct"]
    assert len(light) == 3
    assert [a.content for a in read(text).attributions if a.kind == "direct"] == light


PARTS = st.sampled_from(
    [
        "said that the road was open",
        "“The road is open,” he said.",
        "Roe, who left,",
        "and denied it;",
        "according to the mayor,",
        "wants them to go.",
        "his fear that “all is lost”",
        "(as she put it)",
        "is believed to be dead",
        "—",
        "The ministry",
        "“",
        "\n\n",
        ".",
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=9))
def test_every_part_is_a_stretch_of_its_own_sentence(parts: list[str]) -> None:
    """However broken the text: offsets hold, parts stand in order and inside."""
    article = Article.from_text(" ".join(("They met.", *parts)))
    for found in survey(article, load_parser()).attributions:
        assert found.content
        last = found.sentence.start
        for part in found.content:
            assert article.text[part.start : part.end] == part.text
            assert last <= part.start < part.end <= found.sentence.end
            last = part.end
        for span in (found.cue, found.source.speaker if found.source else None):
            assert span is None or article.text[span.start : span.end] == span.text


def test_a_question_is_by_whoever_the_clause_behind_it_names() -> None:
    """Behind a question mark such a clause passes for a sentence of its own."""
    text = "Sorel said no.\n\n“Who sold the ferry to them?” Ruiz asked. “I never saw a bill.”"
    found = [a for a in read(text).attributions if a.kind == "direct"]
    assert {a.source.speaker.text for a in found if a.source} == {"Ruiz"}
    assert found[0].cue is not None


def test_whoever_sends_a_statement_says_what_it_says() -> None:
    """The statement is no speaker where its sender is named."""
    (found,) = read("The company put out a statement saying the ferry was sold.").attributions
    assert found.source is not None
    assert found.source.speaker.text == "The company"


def test_a_day_is_no_part_of_the_speaker() -> None:
    """The tree tells where the phrase for the speaker begins."""
    text = "Saturday at the party’s convention Mayor Ana Sorel said the ferry was sold."
    (found,) = read(text).attributions
    assert found.source is not None
    assert found.source.speaker.text.endswith("Ana Sorel")
    assert "Saturday" not in found.source.speaker.text
