"""The extraction: lossless as JSON, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from dateline.models import (
    Actor,
    ActorIdentity,
    Article,
    Call,
    Casualty,
    Claim,
    Count,
    Coverage,
    Dateline,
    Extraction,
    Finding,
    Incident,
    Mention,
    OtherRecord,
    Perpetrator,
    Place,
    PlaceCandidate,
    PolicyContext,
    PromptUsed,
    Receipt,
    Replay,
    SetAside,
    Share,
    Span,
    Statement,
    Usage,
    When,
    agreement,
)
from dateline.models.vocabulary import IncidentKind

TEXT = (
    "News | World\n\nGunmen killed at least 14 traders in the town of Sarnel on Saturday with "
    "rifles, the mayor told reporters. She blamed the Kesh Front."
)
ARTICLE = Article(text=TEXT)


def at(words: str) -> Mention:
    """The mention of words of the text."""
    found = ARTICLE.locate(words)
    assert found is not None
    return Mention.at(found, found_by="both")


def full() -> Extraction:
    """An extraction in which every field of every model says something."""
    body = ARTICLE.paragraphs[1]
    saturday = When(
        mention=at("Saturday"),
        start=date(2024, 3, 9),
        end=date(2024, 3, 9),
        precision="day",
        resolved_against=date(2024, 3, 11),
    )
    count = Count(
        mention=at("at least 14 traders"),
        low=14,
        best=15,
        high=20,
        approximate=True,
        vague=True,
        rule="at least N",
    )
    incident = Incident(
        id="i1",
        found_by="both",
        kind=IncidentKind.ATTACK,
        realis="attempted",
        perpetrators=(
            Perpetrator(
                mention=at("the Kesh Front"),
                actor_kind="Rebel group",
                basis="accused",
                according_to=at("the mayor"),
                identity="a1",
                same_as="the only such actor",
            ),
        ),
        targets=(
            Actor(
                mention=at("traders"),
                actor_kind="Civilians",
                identity="a2",
                same_as="told of before",
            ),
        ),
        claim=Claim(status="claimed", by=at("the Kesh Front")),
        weapon=at("rifles"),
        casualties=(
            Casualty(
                outcome="killed",
                count=count,
                group=at("traders"),
                according_to=at("the mayor"),
                realis="hypothetical",
            ),
        ),
        place=Place(
            mention=at("the town of Sarnel"),
            country="XK",
            admin1="XK-01",
            latitude=42.66,
            longitude=-21.17,
            geo_precision=1,
            inferred="the country of XK-01",
            candidates=(
                PlaceCandidate(
                    name="Sarnel", country="XK", admin1="XK-01", latitude=42.66, longitude=21.17
                ),
            ),
        ),
        when=saturday,
        evidence=(body,),
        summary="Attack in the town of Sarnel",
    )
    statement = Statement(
        id="s1",
        found_by="parser",
        kind="indirect",
        content=at("the Kesh Front"),
        speaker=at("She"),
        resolved_speaker=Mention(
            text="the mayor",
            spans=at("the mayor").spans,
            inferred=True,
            reason="'She' is the source before it",
            found_by="parser",
        ),
        speaker_role=at("the mayor"),
        anonymous=True,
        cue=at("blamed"),
        act="accuse",
        about=("i1",),
    )
    policy = PolicyContext(
        id="p1",
        found_by="both",
        kind="position",
        what=at("She blamed the Kesh Front"),
        actors=(at("the Kesh Front"),),
        when=saturday,
        status="announced",
        follows=("i1", "s1"),
        evidence=(body,),
    )
    finding = Finding(
        kind="ungrounded",
        severity="warning",
        message="casualties.0.count: dropped",
        span=body,
        record="i1",
        field="casualties.0.count",
        value={"written": ["140", 140, 1.5, True, None]},
    )
    usage = Usage(
        prompt_tokens=900,
        cached_tokens=600,
        cache_write_tokens=100,
        completion_tokens=120,
        reasoning_tokens=30,
    )
    return Extraction(
        schema_version=1,
        article=Article(
            text=TEXT,
            published=date(2024, 3, 11),
            title="Raid on Sarnel",
            source="Herald",
            url="https://herald.example/1",
            set_aside=(SetAside(span=ARTICLE.paragraphs[0], reason="menu"),),
            left_out=("Accept all",),
            assumed_encoding="cp1252",
            dateline=Dateline(mention=at("Sarnel"), place=at("Sarnel"), day=date(2024, 3, 10)),
            byline=at("the mayor"),
            agency=at("Sarnel"),
            language="en",
        ),
        incidents=(incident,),
        statements=(statement,),
        policy_context=(policy,),
        records={"sighting": (OtherRecord.model_validate({"id": "sighting1", "what": "a wolf"}),)},
        actors=(
            ActorIdentity(
                id="a1",
                name="the Kesh Front",
                actor_kind="Rebel group",
                mentions=(body,),
                listed=True,
            ),
        ),
        findings=(finding,),
        coverage=Coverage(
            quotations=Share(found=2, covered=1),
            tolls=Share(found=3, covered=2),
            cues=Share(found=1),
        ),
        agreement=agreement([("incident.kind", "attack", None), ("incident.kind", "a", "a")] * 2),
        receipt=Receipt(
            provider="openai",
            parser="en_core_web_sm 3.8.0",
            model="gpt-5-mini",
            dateline_version="0.1.0",
            prompts=(PromptUsed(id="incident", version=1, sha256="ab" * 32),),
            calls=(
                Call(
                    question="incident 1 of 2",
                    record="incident",
                    provider="openai",
                    model="gpt-5-mini",
                    attempts=2,
                    cached=1,
                    batched=1,
                    unsettled=1,
                    usage=usage,
                    cost=Decimal("0.000450"),
                    seconds=1.25,
                    outcome="failed",
                ),
            ),
            usage=usage,
            cost=Decimal("0.000450"),
            started=datetime(2024, 3, 11, 8, 30, 15, 250_000, tzinfo=UTC),
            seconds=1.5,
            replay=Replay(requests=2, recorded=date(2024, 3, 1), cassette="kept.yaml"),
            reused="wire-1",
        ),
    )


def models_in(value: Any) -> Iterator[BaseModel]:
    """A model and all models inside it."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from models_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from models_in(item)


def test_a_full_extraction_comes_back_from_json() -> None:
    """Equal in every field, and the JSON is the same again."""
    before = full()
    after = Extraction.model_validate_json(before.model_dump_json())
    assert after == before
    assert after.model_dump_json() == before.model_dump_json()
    assert after.receipt.cost == Decimal("0.000450")
    assert after.incidents[0].kind is IncidentKind.ATTACK


def test_the_full_extraction_above_leaves_no_field_at_its_default() -> None:
    """A field added to a model is added to the round trip."""
    said: dict[str, set[str]] = {}
    for model in models_in(full()):
        fields = said.setdefault(type(model).__name__, set())
        fields |= {
            name
            for name, info in type(model).model_fields.items()
            if info.is_required()
            or getattr(model, name) != info.default
            or name in ("schema_version",)
        }
    for model in models_in(full()):
        assert said[type(model).__name__] == set(type(model).model_fields)


def test_it_comes_back_from_python_values() -> None:
    """`model_dump` holds as much as the JSON does."""
    assert Extraction.model_validate(full().model_dump()) == full()


def test_the_receipts_sums_are_in_the_json_and_are_made_anew() -> None:
    """Whoever reads them elsewhere need not add up; what was written there counts for nothing."""
    written = full().receipt.model_dump(mode="json")
    assert written["attempts"] == 2
    assert written["cached"] == written["unsettled"] == 1
    assert written["calls_by_provider"] == {"openai": 1}
    assert written["usage_by_record"]["incident"] == full().receipt.usage.model_dump()
    assert written["known_cost"] == "0.000450"
    forged = Receipt.model_validate(written | {"attempts": 99, "calls_by_provider": {}})
    assert forged == full().receipt
    assert forged.attempts == 2


def test_another_schema_version_is_refused() -> None:
    """JSON of a later dateline is not read as if it were this one's."""
    changed = full().model_dump() | {"schema_version": 2}
    with pytest.raises(ValidationError, match="schema_version"):
        Extraction.model_validate(changed)


def test_a_tampered_span_is_refused() -> None:
    """JSON in which a span does not fit its words is not read."""
    tampered = full().model_dump_json().replace('"rifles"}', '"a rifle"}')
    with pytest.raises(ValidationError, match="does not fit"):
        Extraction.model_validate_json(tampered)


def test_attempts_are_those_of_all_calls() -> None:
    """The receipt adds up what each question took."""
    call = full().receipt.calls[0]
    receipt = full().receipt.model_copy(update={"calls": (call, call)})
    assert receipt.attempts == 4


def test_usages_add_up() -> None:
    """Each kind of token on its own."""
    total = Usage(prompt_tokens=5, cached_tokens=3) + Usage(prompt_tokens=2, completion_tokens=7)
    assert total == Usage(prompt_tokens=7, cached_tokens=3, completion_tokens=7)


# --- any values ------------------------------------------------------------------------------

texts = st.text(max_size=12)
spans = st.builds(
    lambda start, text: Span(start=start, end=start + len(text), text=text),
    st.integers(0, 10**6),
    texts,
)
found_by = st.sampled_from(["model", "parser", "both"])
mentions = st.builds(
    Mention,
    text=texts,
    spans=st.lists(spans, max_size=2).map(tuple),
    inferred=st.just(True),
    reason=st.text(min_size=1, max_size=5),
    found_by=st.none() | found_by,
)
numbers = st.none() | st.integers(0, 10**9)
days = st.none() | st.dates()
whens = st.builds(When, mention=mentions, start=days, end=days, resolved_against=days)
places = st.builds(
    Place,
    mention=mentions,
    country=st.none() | texts,
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    geo_precision=st.sampled_from([None, 1, 2, 3]),
)
casualties = st.builds(
    Casualty,
    outcome=st.sampled_from(["killed", "displaced"]),
    count=st.builds(Count, mention=mentions, low=numbers, high=numbers, rule=st.none() | texts),
    group=st.none() | mentions,
)
incidents = st.builds(
    Incident,
    id=texts,
    kind=st.sampled_from(IncidentKind),
    found_by=found_by,
    casualties=st.lists(casualties, max_size=2).map(tuple),
    place=st.none() | places,
    when=st.none() | whens,
    evidence=st.lists(spans, max_size=2).map(tuple),
    summary=texts,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9) | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
findings = st.builds(
    Finding,
    kind=st.just("ungrounded"),
    severity=st.just("info"),
    message=texts,
    span=st.none() | spans,
    value=json_values,
)
receipts = st.builds(
    Receipt,
    provider=texts,
    model=texts,
    dateline_version=texts,
    cost=st.none() | st.decimals(0, 1000, places=6),
    started=st.datetimes(timezones=st.just(UTC)),
    seconds=st.floats(0, 1e6),
)
extractions = st.builds(
    Extraction,
    article=st.builds(Article, text=texts, published=days, title=st.none() | texts),
    incidents=st.lists(incidents, max_size=2).map(tuple),
    findings=st.lists(findings, max_size=2).map(tuple),
    receipt=receipts,
)


@settings(max_examples=60, deadline=None)
@given(extractions)
def test_any_extraction_comes_back_from_json(extraction: Extraction) -> None:
    """Whatever the characters, numbers and days in it."""
    assert Extraction.model_validate_json(extraction.model_dump_json()) == extraction


def test_shown_by_the_interpreter_it_is_one_line() -> None:
    """Of what it holds; `print` shows all of it."""
    extraction = full()
    shown = repr(extraction)
    assert shown.startswith(f"<Extraction incidents={len(extraction.incidents)} statements=")
    assert shown.endswith(f" sighting=1 of {extraction.article.text[:60]!r}>")
    assert "\n" not in shown
    assert len(str(extraction)) > 10 * len(shown)
