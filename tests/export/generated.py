"""Extractions of whatever is valid: any text, any spans, every field, own record types."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, get_args

from hypothesis import strategies as st
from tests.export.made import ODD_TEXTS

from dateline.export import Coded, Linked
from dateline.models import (
    Actor,
    ActorIdentity,
    Article,
    Casualty,
    Claim,
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
from dateline.models.extraction import FindingKind
from dateline.models.vocabulary import (
    Act,
    ActorKind,
    Basis,
    ClaimStatus,
    DatePrecision,
    IncidentKind,
    Outcome,
    PolicyKind,
    PolicyStatus,
    Realis,
    Severity,
    StatementKind,
)

FOUND_BY = st.sampled_from(("model", "parser", "both"))
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
NUMBERS = st.none() | st.integers(0, 10**9)


def one_of(values: Any) -> Any:
    """One of a closed vocabulary."""
    return st.sampled_from(get_args(values))


class Maker:
    """Draws what stands in one text."""

    def __init__(self, draw: Any, text: str) -> None:
        self._draw, self._text = draw, text

    def of(self, strategy: Any) -> Any:
        """One of it."""
        return self._draw(strategy)

    def several(self, make: Any, most: int = 2) -> tuple[Any, ...]:
        """None, one or some."""
        return tuple(make() for _ in range(self.of(st.integers(0, most))))

    def maybe(self, make: Any) -> Any:
        """One or none."""
        return make() if self.of(st.booleans()) else None

    def span(self) -> Span:
        """Some stretch of the text, which has at least one character."""
        start = self.of(st.integers(0, len(self._text) - 1))
        end = self.of(st.integers(start + 1, len(self._text)))
        return Span.cut(self._text, start, end)

    def mention(self) -> Mention:
        """Words that stand there, in one piece or two, or that follow from it."""
        kind = self.of(st.sampled_from(("one", "two", "inferred")))
        if kind == "inferred":
            return Mention(text=self.of(ODD_TEXTS), inferred=True, reason=self.of(ODD_TEXTS) or "r")
        spans = [self.span() for _ in range(1 if kind == "one" else 2)]
        return Mention.at(*sorted(spans, key=lambda s: s.start), found_by=self.of(FOUND_BY))

    def when(self) -> When:
        """A time, with days or without."""
        first, last = sorted((self.of(DAYS), self.of(DAYS)))
        known = self.of(st.booleans())
        return When(
            mention=self.mention(),
            start=first if known else None,
            end=last if known else None,
            precision=self.of(one_of(DatePrecision)),
        )

    def place(self) -> Place:
        """A place, as precise as it comes."""
        return Place(
            mention=self.mention(),
            country=self.of(st.sampled_from((None, "ML", "IQ", "XK"))),
            latitude=self.of(st.none() | st.floats(-90, 90)),
            longitude=self.of(st.none() | st.floats(-180, 180)),
            geo_precision=self.of(st.sampled_from((None, 1, 2, 3))),
            candidates=self.several(lambda: PlaceCandidate(name=self.of(ODD_TEXTS), country="ML")),
        )

    def actor(self, actors: tuple[ActorIdentity, ...], **more: Any) -> Any:
        """A target, or with a basis a perpetrator."""
        ids = (None, *(a.id for a in actors))
        values = {"actor_kind": self.of(st.none() | one_of(ActorKind)), **more}
        model = Perpetrator if more else Actor
        return model(mention=self.mention(), identity=self.of(st.sampled_from(ids)), **values)

    def casualty(self) -> Casualty:
        """A toll."""
        count = Count(
            mention=self.mention(), low=self.of(NUMBERS), best=self.of(NUMBERS),
            high=self.of(NUMBERS), vague=self.of(st.booleans()),
        )  # fmt: skip
        return Casualty(
            outcome=self.of(one_of(Outcome)), count=count, group=self.maybe(self.mention),
            according_to=self.maybe(self.mention), realis=self.of(one_of(Realis)),
        )  # fmt: skip

    def incident(self, number: int, actors: tuple[ActorIdentity, ...]) -> Incident:
        """An incident."""
        claim = Claim(status=self.of(one_of(ClaimStatus)), by=self.maybe(self.mention))
        return Incident(
            id=f"i{number}",
            found_by=self.of(FOUND_BY),
            kind=self.of(st.sampled_from(IncidentKind)),
            realis=self.of(one_of(Realis)),
            perpetrators=self.several(
                lambda: self.actor(
                    actors, basis=self.of(one_of(Basis)), according_to=self.maybe(self.mention)
                )
            ),
            targets=self.several(lambda: self.actor(actors)),
            claim=claim,
            weapon=self.maybe(self.mention),
            casualties=self.several(self.casualty),
            place=self.maybe(self.place),
            when=self.maybe(self.when),
            evidence=(self.span(),),
            summary=self.of(ODD_TEXTS),
        )

    def statement(self, number: int, incidents: tuple[str, ...]) -> Statement:
        """A statement, about some of the incidents."""
        return Statement(
            id=f"s{number}", found_by=self.of(FOUND_BY), kind=self.of(one_of(StatementKind)),
            content=self.mention(), speaker=self.maybe(self.mention), cue=Mention.at(self.span()),
            act=self.of(one_of(Act)), about=self.some(incidents),
        )  # fmt: skip

    def policy(self, number: int, others: tuple[str, ...]) -> PolicyContext:
        """A record of policy that follows from some of the others."""
        return PolicyContext(
            id=f"p{number}", found_by=self.of(FOUND_BY), kind=self.of(one_of(PolicyKind)),
            what=self.mention(), actors=self.several(self.mention), when=self.maybe(self.when),
            status=self.of(one_of(PolicyStatus)), follows=self.some(others),
            evidence=(self.span(),),
        )  # fmt: skip

    def own(self, number: int) -> OtherRecord:
        """A record of a type that only its user knows."""
        values = {
            "words": Mention.at(self.span()).model_dump(mode="json"),
            "odd key": self.of(ODD_TEXTS),
            "number": self.of(st.integers() | st.floats(allow_nan=False, allow_infinity=False)),
            "list": self.of(st.lists(st.none() | st.booleans(), max_size=2)),
        }
        return OtherRecord(id=f"o{number}", found_by=self.of(FOUND_BY), **values)

    def finding(self, ids: tuple[str, ...]) -> Finding:
        """A finding, about a record or about none."""
        return Finding(
            kind=self.of(one_of(FindingKind)), severity=self.of(one_of(Severity)),
            message=self.of(ODD_TEXTS), span=self.maybe(self.span),
            record=self.of(st.sampled_from((None, *ids))),
            value=self.of(st.none() | ODD_TEXTS | st.lists(st.integers(), max_size=2)),
        )  # fmt: skip

    def some(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Some of them, each once."""
        return tuple(i for i in ids if self.of(st.booleans()))


@st.composite
def articles(draw: Any) -> Coded:
    """An article with its records, each reference to one that is there."""
    text = draw(ODD_TEXTS) + draw(ODD_TEXTS) + "."
    make = Maker(draw, text)
    actors = tuple(
        ActorIdentity(id=f"a{n}", name=draw(ODD_TEXTS), mentions=(make.span(),), listed=n == 1)
        for n in range(draw(st.integers(0, 2)))
    )
    incidents = tuple(make.incident(n, actors) for n in range(draw(st.integers(0, 2))))
    ids = tuple(i.id for i in incidents)
    statements = tuple(make.statement(n, ids) for n in range(draw(st.integers(0, 2))))
    ids += tuple(s.id for s in statements)
    policy = tuple(make.policy(n, ids) for n in range(draw(st.integers(0, 2))))
    own = tuple(make.own(n) for n in range(draw(st.integers(0, 2))))
    ids += tuple(r.id for r in (*policy, *own))
    extraction = Extraction(
        article=Article(text=text, title=draw(st.none() | ODD_TEXTS), source=draw(ODD_TEXTS)),
        incidents=incidents,
        statements=statements,
        policy_context=policy,
        records={"signs": own} if own else {},
        actors=actors,
        findings=make.several(lambda: make.finding(ids)),
        receipt=Receipt(
            provider="p", model=draw(ODD_TEXTS), dateline_version="0", seconds=0.5,
            started=datetime(2026, 1, 2, tzinfo=UTC),
        ),
    )  # fmt: skip
    links = {i.id: Linked(draw(ODD_TEXTS) or "e", draw(ODD_TEXTS)) for i in incidents}
    return Coded(f"art{draw(st.integers(0, 9))}", extraction, events=links)
