"""What bears an incident out where none of the words of incidents stands in its sentences.

A protest is a crowd that stands or walks somewhere, whatever it does there. Looters have looted,
a shell case was fired, and whoever is let go had been taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from dateline.models import Incident
from dateline.models.vocabulary import IncidentKind
from dateline.survey.word_lists import read_lexicon

_REACH = r"[^.;]{0,120}?"  # from those who are many to what they do, in one clause


def names_its_kind(incident: Incident) -> bool:
    """Whether its sentences name who or what an incident of its kind has and others have not."""
    words = _words().get(incident.kind)
    return words is not None and any(
        words.search(span.text) and not _disputed().search(span.text) for span in incident.evidence
    )


@cache
def _disputed(language: str = "en") -> re.Pattern[str]:
    """What leaves open, or denies, what it speaks of."""
    words = _any_of(read_lexicon(f"{language}_borne_out")["disputed"])
    return re.compile(words, re.IGNORECASE)


@cache
def _words(language: str = "en") -> Mapping[IncidentKind, re.Pattern[str]]:
    """What only incidents of a kind have, by the kind."""
    data = read_lexicon(f"{language}_borne_out")
    crowd = data["crowd"]
    stands = _any_of(crowd["many"]) + _REACH + _any_of(crowd["stands"])
    sought = {named["kind"]: _any_of(named["words"]) for named in data["named"]}
    sought[crowd["kind"]] = f"{stands}|{_any_of(crowd['heard'])}"
    return {IncidentKind(kind): re.compile(p, re.IGNORECASE) for kind, p in sought.items()}


def _any_of(patterns: Iterable[str]) -> str:
    return rf"\b(?:{'|'.join(patterns)})\b"
