"""Where expressions of time may stand: whether the text around lets the words be a date."""

from __future__ import annotations

import re
from typing import NamedTuple


class Place(NamedTuple):
    """Where in a text an expression stands."""

    text: str
    lower: str
    start: int
    end: int


_MODAL = re.compile(r"\s+(?:have|be|not|also|well|still|soon|never|yet|already|only|want|need)\b")
_MONTH_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|from|during|between|through|before|after|by|of|to|and|for|around"
    r"|about|or|throughout|into|beyond)\s+$"
)
_SAFE_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|from|during|between|through|before|after|throughout|into)\s+$"
)
_YEAR_PREPOSITION = re.compile(
    r"(?:\b(?:in|since|until|till|by|before|after|during|from|of|between|through|around|circa|year"
    r"|throughout|for|late|early|election|elections)\s+|\bmid-)$|\b(?:1[89]|20)\d\d\s+(?:and|to|or)\s+$"
)
# "The 2016 campaign", "his 2004 speech": a year that stands before a word for what happened in it.
_YEAR_OF = re.compile(
    r"\s+(?:(?:presidential|general|parliamentary|democratic|republican|primary|national|state|final"
    r"|peace|military|civil|federal|local|congressional|legislative|nuclear|terrorist)\s+){0,2}"
    r"(?:elections?|campaigns?|conventions?|speech|primar(?:y|ies)|race|bid|run|vote|referendum|war"
    r"|coup|attacks?|bombings?|massacre|invasion|uprising|revolution|crisis|law|bill|act|deal|accord"
    r"|agreement|treaty|ceasefire|truce|book|film|report|study|survey|season|budget|constitution"
    r"|earthquake|flood|drought|genocide|killings?|murders?|assassination|trial|ruling|summit|games"
    r"|nominee|nomination|battle|cycle|edition)\b"
)
_BEFORE_YEAR_OF = re.compile(
    r"(?:\b(?:the|a|an|his|her|its|their|our|this|my)|['’]s?|,)\s+(?:\w+\s+)?$"
)
_MARCH_ON = re.compile(r"\s+(?:on|for|against)\b")
_AMBIGUOUS_MONTHS = frozenset({"april", "may", "march", "june", "august"})
# "The Sunday Times", "Black Friday": names with a day in them.
_AFTER_NAMED_DAY = re.compile(
    r"\s+(?:times|telegraph|mirror|express|mail|post|herald|tribune|age|review|world|people|sun"
    r"|prayers?|sermons?|league)\b"
)
_BEFORE_NAMED_DAY = re.compile(
    r"\b(?:black|bloody|good|ash|palm|super|cyber|easter|holy|maundy|casual|shrove|giving|whit|ruby"
    r"|mail\s+on|freaky)\s+$"
)
# "April 6 Movement", "September 11 attacks": names with a date in them.
_AFTER_NAMED_DATE = re.compile(
    r"(?:,?\s+\d{4},?)?[\s\"”'’(]+(?:movement|brigades?|front|organi[sz]ation|group|coalition|forces"
    r"|martyrs|(?:terrorist\s+|terror\s+)?attacks)\b"
)


def _is_cased(text: str) -> bool:
    return any(map(str.isupper, text))


def month_is_name(at: Place) -> bool:
    """Whether "may" and "march" are months here rather than words."""
    match = re.search(r"\b(may|march|mar|sun|sat|dec|jan)\b", at.lower[at.start : at.end])
    if match is None:
        return True
    if at.text[at.start + match.start()].isupper():
        return True
    return not _is_cased(at.text[max(0, at.start - 300) : at.end + 300]) and not _MODAL.match(
        at.lower, at.end
    )


def calendar_day_fits(at: Place) -> bool:
    """Whether a day of a month is one, and not the name of a movement or an attack."""
    if _AFTER_NAMED_DATE.match(at.lower, at.end):
        return False
    return month_is_name(at)


def weekday_fits(at: Place) -> bool:
    """Whether a weekday is one, and not "Black Friday" or "the Sunday Times"."""
    before = at.lower[max(0, at.start - 12) : at.start]
    if _BEFORE_NAMED_DAY.search(before):
        return False
    return not (
        _AFTER_NAMED_DAY.match(at.lower, at.end) and at.text[at.end + 1 : at.end + 2].isupper()
    )


def month_fits(at: Place) -> bool:
    """Whether a month without a day or a year is one, and not "June Smith" or "a march"."""
    before = at.lower[max(0, at.start - 14) : at.start]
    month = at.lower[at.start : at.end]
    if not at.text[at.start].isupper():
        return bool(_SAFE_PREPOSITION.search(before)) and month_is_name(at)
    if month not in _AMBIGUOUS_MONTHS:
        return True
    if month == "may":
        return bool(_SAFE_PREPOSITION.search(before)) and at.text[at.end : at.end + 2] not in {
            "'s",
            "’s",
        }
    if month == "march" and _MARCH_ON.match(at.lower, at.end) and not before.endswith("in "):
        return False
    if _MONTH_PREPOSITION.search(before):
        return True
    following = re.match(r"\s+(\w)", at.text[at.end : at.end + 4])
    return not (following and following[1].isupper()) and not before.endswith((". ", "\n"))


def year_fits(at: Place) -> bool:
    """Whether four figures are a year: after a preposition, and no number of things."""
    before = at.lower[max(0, at.start - 20) : at.start]
    if _YEAR_OF.match(at.lower, at.end) and _BEFORE_YEAR_OF.search(before):
        return True
    if not _YEAR_PREPOSITION.search(before):
        return False
    return not re.match(
        r"\s+(?:people|persons|men|women|soldiers|troops|others|civilians|dollars|votes|km|miles"
        r"|meters|metres|feet|percent|gmt|hours|houses|homes)\b",
        at.lower[at.end : at.end + 12],
    )


# "Even more distant today", "what the port has become today": our times, not the day.
_BEFORE_NOWADAYS = re.compile(
    r"(?:\b(?:even|far|much|still)\s+(?:more|less)\b[^.;:,“”\"]{0,40}"
    r"|\bthan(?:\s+(?:it|they|he|she|we|that|there)\s+(?:is|are|does|do|has|have))?"
    r"|\b(?:has|have|had|['’]s|['’]ve)\s+become|\b(?:as\s+we\s+know\s+(?:it|them)|of"
    r"|\b(?:even|anyone|everyone|those)))\s+$"
)
_AFTER_NOWADAYS = re.compile(
    r",?\s+(?:(?:you|we|one|people|anyone|everyone|they)\s+(?:can|could)|than)\b"
)
# "Tomorrow may be brighter", "a better tomorrow": what is to come.
_AFTER_FUTURE = re.compile(
    r"\s+(?:can|could|may|might|must|will)\s+be\b(?!\s+(?:a\s+)?[a-z]+day\b)"
)
_BEFORE_FUTURE = re.compile(r"\b(?:a|an|for|of|our|the)\s+(?:[a-z]+er\s+|new\s+|of\s+)?$")
# "We had better find one, and find it yesterday": as soon as can be. What one must do is to come.
_BEFORE_AT_ONCE = re.compile(
    r"\b(?:better|must|should|needs?|ha(?:s|ve)\s+to|ought\s+to|wants?)\b"
    r"(?![^.;!?]*\b(?:have\s+\w+(?:ed|en)?|was|were|had|said|told|did|that|[a-z]{3,}ed)\b)[^.;!?]{0,80}$"
)


def today_fits(at: Place) -> bool:
    """Whether "today" and its like are a day: not in "USA Today", "a better tomorrow"."""
    words = at.lower[at.start : at.end]
    before = at.lower[max(0, at.start - 120) : at.start]
    if words == "today":
        if _BEFORE_NOWADAYS.search(before) or _AFTER_NOWADAYS.match(at.lower, at.end):
            return False
    elif words == "tomorrow":
        if _AFTER_FUTURE.match(at.lower, at.end) or _BEFORE_FUTURE.search(before):
            return False
    elif words == "yesterday" and _BEFORE_AT_ONCE.search(before):
        return False
    if not at.text[at.start].isupper():
        return True
    return not re.search(r"[A-Z]\w*\s$", at.text[max(0, at.start - 20) : at.start])
