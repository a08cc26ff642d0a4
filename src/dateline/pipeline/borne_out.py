"""What bears an incident out where none of the words of incidents stands in its sentences.

A protest is a crowd that stands or walks somewhere, whatever it does there. Looters have looted,
a shell case was fired, and whoever is let go had been taken.
"""

from __future__ import annotations

import re

from dateline.models import Incident
from dateline.models.vocabulary import IncidentKind as K

_MANY = (
    r"(?:thousands|hundreds|dozens|scores|(?:a )?couple of (?:thousand|hundred|dozen)|\d[\d,]*"
    r"|\w+ (?:hundred|thousand)|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|crowds?"
    r"|marchers|demonstrators|protesters|strikers|supporters|mourners|pilgrims|congregation)"
)
_STANDS = (
    r"(?:stood|standing|stand|sat|sitting|sit|walk(?:ed|ing)?|march(?:ed|ing)?|gather(?:ed|ing)?"
    r"|knelt|kneeling|danc(?:ed|ing)|sang|singing|sung|chant(?:ed|ing)|filed|lay|lain|wept|pray(?:ed|ing)"
    r"|assembled|converged|streamed|filled|thronged|linked|queued|camped|held up|carried|carrying"
    r"|waved|waving|lit)"
)
_CROWD = re.compile(
    rf"\b{_MANY}\b[^.;]{{0,120}}?\b{_STANDS}\b|\bthere (?:is|was) (?:singing|dancing|chanting)\b",
    re.IGNORECASE,
)
_NAMED = {
    K.PEACEFUL_PROTEST: _CROWD,
    # Captives who are let go are of the kind of all that has no other.
    K.OTHER: re.compile(
        r"\b(?:(?:was|were|been)\s+(?:set free|let go|released|freed|handed (?:over|back)"
        r"|sent home)|walked free)\b",
        re.IGNORECASE,
    ),
    K.LOOTING: re.compile(r"\b(?:looters?|pillag\w+|plunder\w*)\b", re.IGNORECASE),
    K.SHELLING: re.compile(
        r"\b(?:shell (?:cases?|casings?|fragments?|holes?)|shrapnel|duds?|craters?"
        r"|rocket (?:tails?|parts?)|mortar (?:bombs?|fins?|tubes?))\b",
        re.IGNORECASE,
    ),
}


def names_its_kind(incident: Incident) -> bool:
    """Whether its sentences name who or what an incident of its kind has and others have not."""
    words = next((w for kind, w in _NAMED.items() if kind == incident.kind), None)
    return words is not None and any(words.search(span.text) for span in incident.evidence)
