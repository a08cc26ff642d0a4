"""Where the reports of one event differ, and where not all of them can be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.events.reports import Report
from dateline.events.tolls import bounds_of
from dateline.events.traits import traits_of
from dateline.models.vocabulary import Outcome

_CLOSER = "one is more exact than another"
Field = Literal["kind", "realis", "where", "when", "by", "on", "claimed by", Outcome]


@dataclass(frozen=True, slots=True)
class Difference:
    """What some reports say otherwise than others.

    Attributes:
        field: Of what.
        conflict: Whether they cannot all be right.
        words: What is against what.
    """

    field: Field
    conflict: bool
    words: str


def differences(reports: Sequence[Report]) -> tuple[Difference, ...]:
    """What differs between reports; where one says nothing, it differs from none."""
    return tuple(
        difference
        for found in (_kinds, _realis, _places, _days, _tolls, _perpetrators, _targets, _claims)
        for difference in found(reports)
    )


def _kinds(reports: Sequence[Report]) -> Iterator[Difference]:
    kinds = dict.fromkeys(r.incident.kind for r in reports)
    if len(kinds) > 1:
        types = {kind.event_type for kind in kinds}
        words = _against([kind.value for kind in kinds])
        yield Difference("kind", conflict=len(types) > 1, words=words)


def _realis(reports: Sequence[Report]) -> Iterator[Difference]:
    found = dict.fromkeys(r.incident.realis for r in reports)
    if len(found) > 1:
        yield Difference("realis", conflict="denied" in found, words=_against(list(found)))


def _places(reports: Sequence[Report]) -> Iterator[Difference]:
    towns = {
        site.town: r.incident.place.mention.text
        for r in reports
        if r.incident.place and (site := traits_of(r).site) and site.town
    }
    if len(towns) > 1:
        # What lies in another country or province is no report of the event.
        yield Difference("where", conflict=False, words=_against(list(towns.values())))


def _days(reports: Sequence[Report]) -> Iterator[Difference]:
    whens = [r.incident.when for r in reports if r.incident.when is not None]
    spans = dict.fromkeys((w.start, w.end or w.start) for w in whens if w.start is not None)
    if len(spans) < 2:
        return
    latest = max(start for start, _ in spans if start)
    earliest = min(end for _, end in spans if end)
    if latest > earliest:
        yield Difference(
            "when", conflict=True, words=f"on {latest} or later, and on {earliest} or earlier"
        )
    else:
        yield Difference("when", conflict=False, words=_CLOSER)


def _tolls(reports: Sequence[Report]) -> Iterator[Difference]:
    outcomes = dict.fromkeys(c.outcome for r in reports for c in r.incident.casualties)
    for outcome in outcomes:
        found = [bounds for r in reports if (bounds := bounds_of(r.incident, outcome))]
        if len(set(found)) < 2:
            continue
        lows = [low for low, _, _ in found if low is not None]
        highs = [high for _, _, high in found if high is not None]
        if lows and highs and max(lows) > min(highs):
            words = f"{max(lows)} or more, and {min(highs)} or fewer"
            yield Difference(outcome, conflict=True, words=words)
        else:
            yield Difference(outcome, conflict=False, words=_CLOSER)


def _perpetrators(reports: Sequence[Report]) -> Iterator[Difference]:
    named = [names for r in reports if (names := traits_of(r).names)]
    bases = {p.basis == "denied" for r in reports for p in r.incident.perpetrators}
    if any(not (one & other) for one in named for other in named):
        words = _against([", ".join(sorted(names)) for names in dict.fromkeys(named)])
        yield Difference("by", conflict=True, words=words)
    elif len(bases) > 1:
        yield Difference("by", conflict=True, words="one report has it denied")


def _targets(reports: Sequence[Report]) -> Iterator[Difference]:
    told = [targets for r in reports if (targets := traits_of(r).targets)]
    if any(not (one & other) for one in told for other in told):
        yield Difference("on", conflict=False, words="told by other words")


def _claims(reports: Sequence[Report]) -> Iterator[Difference]:
    found = {r.incident.claim.status for r in reports} - {"not_mentioned"}
    if len(found) > 1:
        yield Difference("claimed by", conflict=True, words="claimed, and claimed by nobody")


def _against(values: Sequence[str]) -> str:
    return "; ".join(values)
