"""What an article tells beside the news: which sentences tell of the same past deed or threat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from dateline.models import Span
from dateline.models.vocabulary import Realis
from dateline.survey.grouping import SightedIncident
from dateline.survey.sightings import SurveyedSentence
from dateline.survey.tellings import Sighting


@dataclass(frozen=True, slots=True)
class Background:
    """An incident that is no news: of the past, or one that did not happen."""

    realis: Realis
    incident: SightedIncident


def find_background(
    sentences: Iterable[SurveyedSentence],
    news: Set[Span],
    past: Iterable[Sequence[Sighting]] = (),
) -> tuple[Background, ...]:
    """What `sentences` tell beside the news, each thing once, in order.

    Args:
        sentences: The sentences of the article.
        news: Those that tell of the news. What is of the past or denied in them belongs to it.
        past: Deeds of the past, each with what was said of it after.
    """
    later = {first.sentence: rest for first, *rest in past}
    found: list[tuple[Realis, list[Sighting]]] = []
    for sentence in sentences:
        for realis, sighting in sentence.beside:
            if sentence.span in news and realis in ("historical", "denied"):
                continue
            home = next((g for r, g in found if r == realis and _is_same(g, sighting)), None)
            if home is None:
                home = []
                found.append((realis, home))
            home.append(sighting)
            if realis == "historical":
                home += (_as_past(s) for s in later.get(sentence.span, ()) if s.tolls)
    return tuple(Background(realis, SightedIncident(tuple(group))) for realis, group in found)


def _as_past(sighting: Sighting) -> Sighting:
    """What was said after it of a deed of the past: "two of them died in captivity"."""
    tolls = tuple(replace(t, realis="historical") for t in sighting.tolls)
    return replace(sighting, tolls=tolls, firm=False)


def _is_same(group: list[Sighting], sighting: Sighting) -> bool:
    """Whether the same is hit, or by the same at the same place: a headline and its report."""
    ours, theirs = ({_last(p) for s in each for p in s.patients} for each in (group, [sighting]))
    if ours & theirs:
        return True
    actors, named = ({_last(a) for s in each for a in s.agents} for each in (group, [sighting]))
    return bool(actors & named) and not (ours and theirs)


def _last(span: Span) -> str:
    return span.text.split()[-1].lower()
