"""Whether what was seen to become of people became of nobody, or is what they did to others."""

from __future__ import annotations

import re
from functools import cache

from dateline.pipeline.toll_missed import Missed
from dateline.survey.word_lists import read_lexicon

_TO_COME = frozenset({"threatened", "planned", "attempted"})
_HARM = ("killed", "wounded")
_FAR = 40  # characters between a part that is played and who is in it


@cache
def _words(name: str, language: str = "en") -> re.Pattern[str]:
    """The words of one list of the lexicon."""
    patterns = read_lexicon(f"{language}_tolls")["undone"][name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


def is_undone(missed: Missed) -> bool:
    """Whether nothing became of them, as all records of their sentence have it.

    It is denied, or to come, or was only tried; or somebody played their part.
    """
    sentence, told = missed.sentence, {i.realis for i in missed.beside}
    if told == {"denied"}:
        return True
    text, start, _ = missed.toll.placed
    if _words("role").search(text, max(0, start - _FAR), start):
        return True
    return (
        sentence is not None and bool(told) and told <= _TO_COME and sentence.is_bent(missed.toll)
    )


def is_as_many_as_possible(missed: Missed) -> bool:
    """Whether no number is told of those whom something might have befallen: "kill many guests"."""
    toll = missed.toll
    text, start, end = toll.placed
    if _words("possible").search(text, start, min(len(text), end + 40)):
        return True
    vague = missed.reading is not None and missed.reading.vague
    return vague and toll.realis not in (None, "actual")


def is_doer(missed: Missed) -> bool:
    """Whether a record has them as those who did it, to somebody whom it counts right behind.

    "A mob beat two brothers to death": but a bomber may kill himself, and who is arrested did it.
    """
    toll = missed.toll
    text, _, end = toll.placed
    at = toll.sentence.start
    if toll.seen_by != "tree" or toll.cue is None or toll.cue.start < toll.count.end:
        return False
    if toll.outcome not in _HARM or _words("himself").search(text, end):
        return False
    did = any(
        span.overlaps(toll.count)
        for incident in missed.beside
        for perpetrator in incident.perpetrators
        for span in perpetrator.mention.spans
    )
    return did and any(
        _words("object").fullmatch(text[toll.cue.end - at : span.start - at])
        for casualty in missed.same
        for span in casualty.count.mention.spans
        if span in toll.sentence and span.start > toll.cue.end
    )
