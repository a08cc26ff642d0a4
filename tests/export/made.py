"""Extractions of our own making for the exports: one incident, one statement, one decision."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from dateline.export import Coded
from dateline.models import (
    Actor,
    ActorIdentity,
    Article,
    Casualty,
    Count,
    Extraction,
    Finding,
    Incident,
    Mention,
    OtherRecord,
    Perpetrator,
    Place,
    PlaceCandidate,
    PolicyContext,
    Receipt,
    Span,
    Statement,
    When,
)

TEXT = (
    "Gunmen of the Karsa Front killed at least 14 traders and three soldiers at a market in Gao on "
    "Saturday, the mayor said.\n\n"
    "“They came from the river,” said Anna Bell, a nurse, “and nobody helped.”\n\n"
    "=SUM(A1) is what the sign said. The ministry closed the border on Sunday.\n"
)
ARTICLE = Article.from_text(
    TEXT,
    published=date(2024, 3, 11),
    title="-3 degrees",
    source="Sahel Wire",
    url="https://x.example/1",
)
ODD_TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
        st.sampled_from("=+-@\t\r\n'\",;|\\\u2028\u2029\x85\x0b\x1c\ufeff\u202e\u200b🌊ﷺعम𝄞"),
    ),
    max_size=60,
)
"""Texts with all that a file format may trip over; NUL and half a surrogate pair are no text."""


def at(words: str, article: Article = ARTICLE) -> Mention:
    """The mention of words that stand in the article."""
    found = article.locate(words)
    assert found is not None, words
    return Mention.at(found)


def span(words: str) -> Span:
    """Where words stand."""
    found = ARTICLE.locate(words)
    assert found is not None, words
    return found


def toll(outcome: str, words: str, group: str | None = None, **values: Any) -> Casualty:
    """A toll with its bounds; `by` is who gives it, `realis` what it is."""
    by, realis = values.pop("by", None), values.pop("realis", "actual")
    return Casualty(
        outcome=outcome,  # type: ignore[arg-type]
        count=Count(mention=Mention(text=words), **values),
        group=Mention(text=group) if group else None,
        according_to=Mention(text=by) if by else None,
        realis=realis,
    )


def exact(outcome: str, number: int, group: str | None = None, **values: Any) -> Casualty:
    """A toll of a number."""
    return toll(outcome, str(number), group, low=number, best=number, high=number, **values)


def actor(words: str, kind: str | None = None, **values: Any) -> Actor:
    """A target, or with a `basis` a perpetrator."""
    model = Perpetrator if "basis" in values else Actor
    return model(mention=Mention(text=words), actor_kind=kind, **values)  # type: ignore[arg-type]


def doer(words: str, kind: str | None = None, basis: str = "stated_as_fact", **values: Any) -> Any:
    """A perpetrator; `by` is who says so."""
    by = values.pop("by", None)
    according_to = Mention(text=by) if by else None
    return actor(words, kind, basis=basis, according_to=according_to, **values)


def when(start: str, end: str | None = None) -> When:
    """A time with its days."""
    return When.model_validate(
        {"mention": {"text": "then"}, "start": start, "end": end or start, "precision": "day"}
    )


def place(words: str = "Gao", **values: Any) -> Place:
    """A town in Mali."""
    known = {"country": "ML", "admin1": "ML-7", "latitude": 16.27, "longitude": -0.04}
    return Place(mention=Mention(text=words), **{**known, "geo_precision": 1, **values})


def incident(**changes: Any) -> Incident:
    """An attack in Gao with nothing told of it."""
    values: dict[str, Any] = {
        "id": "i1",
        "kind": "Attack",
        "place": place(),
        "when": when("2024-03-09"),
        "evidence": (ARTICLE.paragraphs[0],),
    }
    return Incident(**{**values, **changes})


def market() -> Incident:
    """The incident of the article, each value where it stands."""
    return incident(
        found_by="both",
        perpetrators=(
            Perpetrator(
                mention=at("Gunmen of the Karsa Front"),
                actor_kind="Rebel group",
                identity="a1",
                according_to=at("the mayor"),
            ),
        ),
        targets=(
            Actor(mention=at("traders"), actor_kind="Civilians", identity="a2"),
            Actor(mention=at("soldiers"), actor_kind="State forces"),
        ),
        casualties=(
            Casualty(
                outcome="killed",
                count=Count(mention=at("at least 14 traders"), low=14, best=14, rule="at least N"),
                group=at("traders"),
                according_to=at("the mayor"),
            ),
            Casualty(
                outcome="killed",
                count=Count(mention=at("three soldiers"), low=3, best=3, high=3, rule="N"),
                group=at("soldiers"),
                according_to=at("the mayor"),
            ),
        ),
        place=Place(
            mention=at("a market in Gao"),
            country="ML",
            admin1="ML-7",
            latitude=16.27,
            longitude=-0.04,
            geo_precision=1,
            candidates=(PlaceCandidate(name="Gao", country="ML"),),
        ),
        when=When(
            mention=at("Saturday"),
            start=date(2024, 3, 9),
            end=date(2024, 3, 9),
            precision="day",
            resolved_against=date(2024, 3, 11),
        ),
        summary="Attack in Gao (Saturday): at least 14 traders killed",
    )


def quotation(**changes: Any) -> Statement:
    """What the nurse said, in two parts."""
    values: dict[str, Any] = {
        "id": "s1",
        "kind": "direct",
        "content": Mention.at(span("They came from the river,"), span("and nobody helped.")),
        "speaker": at("Anna Bell"),
        "speaker_role": at("a nurse"),
        "cue": at("said Anna").model_copy(update={"text": "said"}),
        "about": ("i1",),
        "found_by": "model",
    }
    return Statement(**{**values, **changes})


def decision(**changes: Any) -> PolicyContext:
    """What the ministry did."""
    values: dict[str, Any] = {
        "id": "p1",
        "kind": "decision",
        "what": at("The ministry closed the border"),
        "actors": (at("The ministry"),),
        "status": "in_force",
        "follows": ("i1",),
        "found_by": "parser",
    }
    return PolicyContext(**{**values, **changes})


def extraction(**changes: Any) -> Extraction:
    """Of the article, with one record of each kind and some findings."""
    values: dict[str, Any] = {
        "article": ARTICLE,
        "incidents": (market(),),
        "statements": (quotation(),),
        "policy_context": (decision(),),
        "records": {
            "sign": (OtherRecord(id="o1", words=at("=SUM(A1)").model_dump(mode="json")),)  # type: ignore[call-arg]
        },
        "actors": (
            ActorIdentity(id="a1", name="Karsa Front", mentions=(span("Karsa Front"),)),
            ActorIdentity(id="a2", name="traders", mentions=(span("traders"),)),
        ),
        "findings": (
            Finding(kind="ungrounded", severity="warning", message="m", record="s1", value="=1+1"),
            Finding(kind="uncovered", severity="info", message="m", span=span("=SUM(A1)")),
            Finding(kind="unanswered", severity="error", message="m", value={"a": [1]}),
        ),
        "receipt": Receipt(
            provider="parser",
            model="parser",
            dateline_version="0",
            started=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
            seconds=0.1,
        ),
    }
    return Extraction(**{**values, **changes})


def of(*incidents: Incident, **changes: Any) -> Coded:
    """An article with these incidents and nothing else."""
    empty: dict[str, Any] = dict.fromkeys(("statements", "policy_context", "findings"), ())
    values = {**empty, "records": {}, "incidents": incidents, **changes}
    return Coded("art", extraction(**values))


def with_text(text: str) -> Extraction:
    """An extraction of an article that is a text and nothing else, said and quoted whole."""
    article = Article(text=f"{text}.", title=text, source=text, url=text)
    words = Mention.at(article.span(0, len(article.text)))
    said = Statement(id="s1", kind="indirect", content=words, speaker=words)
    finding = Finding(kind="ungrounded", severity="info", message=text, value=text)
    return extraction(
        article=article,
        incidents=(),
        statements=(said,),
        policy_context=(),
        records={},
        actors=(),
        findings=(finding,),
    )
