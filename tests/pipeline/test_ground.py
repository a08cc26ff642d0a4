"""Grounding: words become mentions where they stand, and findings where they do not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.models import (
    Article,
    Incident,
    Model,
    PolicyContext,
    Statement,
    draft_model,
)
from dateline.models.draft import Draft
from dateline.pipeline.ground import Grounded, ground, spans_of

TEXT = (
    "Three traders were shot dead in Velm on Friday.\n\n"
    "Gunmen killed at least 14 traders in Karsa on Saturday, the mayor said. She blamed the "
    "Kesh Front.\n\n"
    "“We did not hear them come,” said Anna Bell, a nurse, “and nobody warned us.”\n\n"
    "Three traders were buried in Karsa on Sunday."
)
ARTICLE = Article(text=TEXT)
RAID = "Gunmen killed at least 14 traders in Karsa on Saturday, the mayor said."


def draft(model: type[Model], **values: Any) -> Draft:
    """A draft with null for what is not given."""
    kind = draft_model(model)
    return kind.model_validate(dict.fromkeys(kind.model_fields) | values)


def incident(**values: Any) -> Draft:
    """A draft of the raid."""
    return draft(
        Incident,
        **{
            "kind": "Attack",
            "realis": "actual",
            "perpetrators": [],
            "targets": [],
            "claim": {"status": "not_mentioned", "by": None},
            "casualties": [],
            "evidence": [RAID],
            **values,
        },
    )


def toll(count: str, **values: Any) -> dict[str, Any]:
    """A casualty as a model writes it."""
    return {
        "outcome": "killed",
        "count": count,
        "group": None,
        "according_to": None,
        "realis": "actual",
        **values,
    }


def statement(content: str, **values: Any) -> Draft:
    """A draft of a direct statement."""
    return draft(
        Statement,
        **{"kind": "direct", "content": content, "anonymous": False, "act": "assert", **values},
    )


def grounded(written: Draft, model: type[Any] = Incident) -> Grounded:
    """The draft, grounded, with what holds of any: its mentions slice."""
    result = ground(written, model, ARTICLE)
    assert result == ground(written, model, ARTICLE)
    return result


def record(written: Draft, model: type[Any] = Incident) -> Any:
    """The record of a draft of which nothing is dropped."""
    result = grounded(written, model)
    assert result.findings == ()
    assert result.record is not None
    return result.record


def test_every_word_becomes_a_mention_at_its_place() -> None:
    """Counts, places, times, actors, sources, evidence."""
    raid = record(
        incident(
            perpetrators=[
                {
                    "mention": "the Kesh Front",
                    "actor_kind": "Rebel group",
                    "basis": "accused",
                    "according_to": "the mayor",
                }
            ],
            targets=[{"mention": "traders", "actor_kind": "Civilians"}],
            casualties=[toll("at least 14 traders", group="traders", according_to="the mayor")],
            place="Karsa",
            when="on Saturday",
        )
    )
    mentions = [
        raid.perpetrators[0].mention,
        raid.perpetrators[0].according_to,
        raid.targets[0].mention,
        raid.casualties[0].count.mention,
        raid.place.mention,
        raid.when.mention,
    ]
    for mention in mentions:
        assert mention.found_by == "model"
        assert TEXT[mention.span.start : mention.span.end] == mention.text
    assert [span.text for span in raid.evidence] == [RAID]
    assert raid.kind == "Attack"
    assert raid.found_by == "model"


def test_words_are_looked_for_in_the_evidence_first() -> None:
    """Karsa is named twice, Friday's traders come before Saturday's."""
    sunday = record(
        incident(
            evidence=["Three traders were buried in Karsa on Sunday."],
            place="Karsa",
            casualties=[toll("Three traders")],
        )
    )
    assert sunday.place.mention.span.start == TEXT.rindex("Karsa")
    assert sunday.casualties[0].count.mention.span.start == TEXT.rindex("Three traders")
    raid = record(incident(place="Karsa"))
    assert raid.place.mention.span.start == TEXT.index("Karsa")


def test_words_outside_the_evidence_are_found_all_the_same() -> None:
    """The blame stands in the next sentence."""
    raid = record(incident(targets=[{"mention": "Kesh Front", "actor_kind": None}], place="Velm"))
    assert raid.targets[0].mention.text == "Kesh Front"
    assert raid.place.mention.text == "Velm"


def test_the_scope_is_looked_in_before_the_rest() -> None:
    """Of two places, the one in the passage that was asked about."""
    last = ARTICLE.paragraphs[-1]
    result = ground(incident(evidence=[], place="Karsa"), Incident, ARTICLE, scope=(last,))
    assert isinstance(result.record, Incident)
    assert result.record.place is not None
    assert result.record.place.mention.span in last


def test_an_ungrounded_optional_value_is_dropped_with_a_finding() -> None:
    """The record stays, without it; the finding has the field and the words."""
    result = grounded(incident(place="Lenz", weapon="rifles", when="on Saturday"))
    assert isinstance(result.record, Incident)
    assert (result.record.place, result.record.weapon) == (None, None)
    assert result.record.when is not None
    assert {(f.field, f.value) for f in result.findings} == {
        ("place", "Lenz"),
        ("weapon", "rifles"),
    }
    assert {(f.kind, f.severity) for f in result.findings} == {("ungrounded", "warning")}


@pytest.mark.parametrize(
    "count", ["at least 140 traders", "at least 4 traders", "at least 14 farmers", "exactly 14"]
)
def test_a_tampered_toll_is_dropped_and_the_others_kept(count: str) -> None:
    """One bad item of a list never costs the rest."""
    result = grounded(incident(casualties=[toll(count), toll("at least 14 traders")]))
    assert isinstance(result.record, Incident)
    assert [c.count.mention.text for c in result.record.casualties] == ["at least 14 traders"]
    (finding,) = result.findings
    assert (finding.field, finding.value) == ("casualties.0.count", count)


@pytest.mark.parametrize(
    "content",
    [
        "We did hear them come",  # the dropped "not"
        "We did not hear them leave",
        "Nobody heard them come",
        "We did not hear them come and nobody warned us",  # the gap closed
    ],
)
def test_an_ungrounded_required_value_drops_the_record_with_a_finding(content: str) -> None:
    """A quotation that was not said is no statement."""
    result = grounded(statement(content, speaker="Anna Bell"), Statement)
    assert result.record is None
    assert [(f.kind, f.field, f.value) for f in result.findings] == [
        ("ungrounded", "content", content)
    ]


def test_a_blank_required_value_drops_the_record_with_a_finding_too() -> None:
    """What is dropped is listed, whatever was wrong with it."""
    result = grounded(statement("  ", speaker="Anna Bell"), Statement)
    assert result.record is None
    assert result.findings


def test_a_discontinuous_quotation_is_one_mention_of_two_spans() -> None:
    """What stands between them is not part of it."""
    said = record(
        statement("We did not hear them come … and nobody warned us", speaker="Anna Bell"),
        Statement,
    )
    assert [s.text for s in said.content.spans] == [
        "We did not hear them come",
        "and nobody warned us",
    ]
    assert said.content.text == "We did not hear them come … and nobody warned us"


def test_quotation_marks_that_the_model_adds_are_not_in_the_mention() -> None:
    """The mention is the words, in the article's own typography."""
    said = record(statement('"We did not hear them come,"'), Statement)
    assert said.content.text == "We did not hear them come,"
    assert TEXT[said.content.span.start - 1] == "“"


def test_without_evidence_the_paragraphs_of_its_mentions_stand_for_it() -> None:
    """A record always shows where it comes from."""
    result = grounded(incident(evidence=["Gunmen killed many."], place="Velm"))
    assert isinstance(result.record, Incident)
    assert [s.text for s in result.record.evidence] == [
        "Three traders were shot dead in Velm on Friday."
    ]
    assert [f.field for f in result.findings] == ["evidence.0"]


def test_evidence_is_one_span_even_where_it_is_elided() -> None:
    """From its first word to its last."""
    raid = record(incident(evidence=["Gunmen killed … the mayor said."]))
    assert [s.text for s in raid.evidence] == [RAID]


def test_a_policy_item_is_grounded_by_the_same_rules() -> None:
    """One walk for every record type."""
    item = draft(
        PolicyContext,
        kind="position",
        what="She blamed the Kesh Front",
        actors=["the mayor", "the governor"],
        status="unknown",
        evidence=[],
    )
    result = grounded(item, PolicyContext)
    assert isinstance(result.record, PolicyContext)
    assert [a.text for a in result.record.actors] == ["the mayor"]
    assert [f.field for f in result.findings] == ["actors.1"]


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=30),
    st.lists(st.one_of(st.text(max_size=20), st.sampled_from(TEXT.split())), max_size=3),
)
def test_whatever_a_model_writes_is_proved_or_listed(place: str, counts: list[str]) -> None:
    """Nothing raises, nothing passes unproved, and nothing with words is dropped in silence."""
    result = grounded(incident(place=place, casualties=[toll(c) for c in counts]))
    assert isinstance(result.record, Incident)
    mentions = [c.count.mention for c in result.record.casualties]
    if result.record.place is not None:
        mentions.append(result.record.place.mention)
    assert all(TEXT[m.span.start : m.span.end] == m.text for m in mentions if m.span)
    assert all(m.grounded for m in mentions)
    # A blank place is none; a blank toll is a toll without its number.
    written = [*([place] if place.strip() else []), *counts]
    assert len(mentions) + len(result.findings) == len(written)


def test_words_that_stand_twice_are_those_nearest_to_the_evidence() -> None:
    """The cue and the pronoun beside the quotation, not the first ones of the article."""
    text = (
        "The road is open, he said on Monday.\n\n“Nobody came,” he said.\n\n“We waited,” she said, "
        "and he said no more."
    )
    article = Article.from_text(text)
    draft = draft_model(Statement).model_validate(
        {
            "kind": "direct",
            "content": "Nobody came,",
            "speaker": "he",
            "resolved_speaker": None,
            "speaker_role": None,
            "anonymous": False,
            "cue": "said",
            "act": "assert",
        }
    )
    part = article.span(0, len(text))
    record = ground(draft, Statement, article, scope=(part,)).record
    assert isinstance(record, Statement)
    assert record.speaker is not None
    assert record.cue is not None
    at = text.index("” he said") + 2
    assert [s.start for s in (*record.speaker.spans, *record.cue.spans)] == [at, at + 3]


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=120), st.data())
def test_in_any_text_spans_hold_and_grounding_twice_gives_the_same(
    text: str, data: st.DataObject
) -> None:
    """Whatever the text and the record: pieces of the text, and words of nobody."""
    article = Article(text=text)
    ends = st.integers(0, len(text))
    pieces = st.one_of(
        st.tuples(ends, ends).map(lambda cut: text[min(cut) : max(cut)]), st.text(max_size=12)
    )
    draft_record = draft_model(PolicyContext).model_validate(
        {
            "kind": "position",
            "what": data.draw(pieces),
            "actors": data.draw(st.lists(pieces, max_size=3)),
            "when": data.draw(st.none() | pieces),
            "status": "unknown",
            "evidence": data.draw(st.lists(pieces, max_size=2)),
        }
    )
    first, second = (ground(draft_record, PolicyContext, article) for _ in range(2))
    assert first == second
    assert all(text[s.start : s.end] == s.text for s in spans_of(first.record))
