"""Number phrases that count nobody: dates, ages, clock times, scores, labels, parts of names."""

from __future__ import annotations

import re

from dateline.expressions.count_bounds import GROUPS, PAIRS
from dateline.expressions.counted_nouns import Noun
from dateline.expressions.lexicon import LABELS
from dateline.expressions.people import PLURALS

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_AFTER_MONTH = re.compile(rf"(?:^|[^\w])(?:{_MONTHS})\.?[,\s]*(?:\d{{1,2}}[-–,\sto&and]*)?$")
_BEFORE_MONTH = re.compile(
    rf"(?:\s*(?:of\s+)?|-|\s*[-–,]\s*\d{{1,2}}\s+|\s+(?:to|and|or)\s+\d{{1,2}}\s+)(?:{_MONTHS})\b"
)
_NEVER = re.compile(
    r"(?:\bnumber\s|\bno\.?\s|\bout\s+of\s|\d\s+of\s|\bages?\s+of\s(?:\d+\s+(?:and|to)\s)?"
    r"|(?:father|mother|parent|dad|mum|mom)s?\s+of\s)$"
)
_AGE_BEFORE = re.compile(r"\b(?:who|he|she)\s+(?:is|was)\s+$")
_AND = re.compile(r"\s+and\s+(?!an?\s|the\s|\d)")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d$")
_OUT_OF = re.compile(
    r"\s+and\s+(?:\d/|an?\s+half)|\s+-\s+(?:sq|hour|day|year|month|km|mm|mile)|\s+(?:out\s+)?of\s+(?:every\s+)?\d|\s+out\s+of\b"
)
_LAST_WORD = re.compile(r"([\w.'’-]+)([\s,(“\"]*)$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|until|by|from|during|before|after|and|late|early|to)|[,(–-])\s*$"
)
_OUTCOME = re.compile(
    r"(?:kill|wound|injur|hurt|captur|leav|left|claim|shot|shoot|dead|detain|arrest|rescu|abduct"
    r"|kidnap|seiz|behead|execut|evacuat|displac|hospital|treat|murder|massacr|martyr|of|least|took"
    r"|hold|held|releas|freed|free|missing|toll|slay|slain|and|where|another)"
)
_PRONOUN_ONE = re.compile(
    r"(?:\b(?:no|the|this|that|each|every|any|which|only|another|some|first|last|next|new|good|bad"
    r"|is|was|be|as|day|like|for|than|if|such|when|by|number|into|one|just)\s+$)"
)
_AFTER_BARE_ONE = re.compile(
    r"\s+(?:was|were|died|dead|killed|wounded|injured|missing|seriously|critically|fatally"
    r"|of\s+(?:them|whom))\b"
)
_HOW = re.compile(r"\bhow\s$")
_OF = re.compile(r"\s+of\b")
_VAGUE_NEEDS = re.compile(
    r"\s+(?:(?:more|others)\b|(?:were|was|are|have|had|died|perished|fled|remain\w*|feared|reported|dead|killed|wounded"
    r"|injured|missing|captured|displaced|of\s+(?:them|whom))\b)"
)


def is_no_count(text: str, lower: str, match: re.Match[str], noun: Noun) -> bool:
    """Whether the phrase is a date, an age, a label or the like rather than a number of people."""
    if match["article"]:
        return noun.kind != "people" and not _is_another(lower, match, noun)
    if match["few"] or match["scale"]:
        return _is_idle_vague(lower, match, noun)
    if noun.kind != "people" and _is_pronoun_one(lower, match, noun):
        return True
    before = lower[max(0, match.start() - 24) : match.start()]
    if _is_date(lower, match, before, noun) or _NEVER.search(before):
        return True
    if _OUT_OF.match(lower, match.end()) or lower.startswith("]", match.end()):
        return True
    return noun.kind != "people" and not match["group"] and _is_label(text, match, before, noun)


def _is_idle_vague(lower: str, match: re.Match[str], noun: Noun) -> bool:
    """Vague words count people, or something that is said to have happened to them."""
    if match["few"] == "both":  # "both men and women" counts nobody
        return noun.kind != "people" or bool(_AND.match(lower, noun.end))
    if match["few"] and " ".join(match["few"].split()) in {*PAIRS, *GROUPS}:
        return noun.kind != "people" or not _OF.match(lower, match.end())
    if match["few"] == "many" and _HOW.search(lower, max(0, match.start() - 5), match.start()):
        return True
    if noun.kind == "people":
        return match["few"] == "some" and lower.startswith("some of", match.start())
    if match["few"] or noun.kind == "thing":
        return match["few"] in {"some", "various", "multiple"} or not _VAGUE_NEEDS.match(
            lower, match.end()
        )
    if match["scale"] not in {"scores", "tens", "millions"}:
        return False
    before = lower[max(0, match.start() - 24) : match.start()]
    return not (_VAGUE_NEEDS.match(lower, match.end()) or _after_outcome(before))


def _is_another(lower: str, match: re.Match[str], noun: Noun) -> bool:
    """Whether "another" stands for a person: "killed one and wounded another"."""
    if match["article"] != "another" or noun.kind != "bare":
        return False
    before = lower[max(0, match.start() - 24) : match.start()]
    if match.end() - match.start() == len(lower):
        return True
    return bool(_AFTER_BARE_ONE.match(lower, match.end())) or _after_outcome(before)


def _is_pronoun_one(lower: str, match: re.Match[str], noun: Noun) -> bool:
    if match["number"] != "one" or match["qualifier"]:
        return False
    if noun.kind == "thing" and lower.startswith(" of", match.end()):
        return True
    before = lower[max(0, match.start() - 12) : match.start()]
    if noun.kind == "bare":
        return not (_after_outcome(before) or _AFTER_BARE_ONE.match(lower, match.end()))
    return bool(_PRONOUN_ONE.search(before))


def _is_date(lower: str, match: re.Match[str], before: str, noun: Noun) -> bool:
    if not match["number"] or not match["number"][-1].isdigit():
        return False
    year = not match["qualifier"] and _YEAR.match(match["second"] or match["first"])
    if _AFTER_MONTH.search(before):
        # "On May 1 14 people", "last November, 31 worshippers": the number after the day, or after
        # a comma, is a count.
        counts = noun.kind == "people" and re.search(r"\d[\s,]*$|,\s*$", before)
        return bool(year) or not (counts or _is_no_day(match["number"], before, noun))
    if _BEFORE_MONTH.match(lower, match.end()):
        return True
    return bool(year) and (
        noun.kind != "people"
        or _last_word(lower[: noun.end]) not in PLURALS
        or bool(_BEFORE_YEAR.search(before))
    )


_SHORT = re.compile(r"(?:feb\w*|apr\w*|june?|sept?\w*|nov\w*)\.?\s*$")


def _is_no_day(number: str, before: str, noun: Noun) -> bool:
    """Whether no month has so many days: "last November 31 worshippers"."""
    if noun.kind != "people" or not number.isdigit():
        return False
    return int(number) > 31 or (int(number) == 31 and _SHORT.search(before) is not None)


def _is_label(text: str, match: re.Match[str], before: str, noun: Noun) -> bool:
    """Whether the number is a name, an age, a clock time, a score or an item of a list."""
    if _is_score(match, before):
        return True
    last = _LAST_WORD.search(before)
    if noun.kind == "bare" and _is_item_or_age(text, match, before, last):
        return True
    if last is None or match["qualifier"]:
        return False
    return last[1].rstrip(".") in LABELS or _after_name(text, match, last[1])


def _is_score(match: re.Match[str], before: str) -> bool:
    """Whether it is a result, a code or money rather than a number of things."""
    number = match["number"] or ""
    if number.startswith("0") or before.rstrip()[-1:] in {"$", "€", "£"}:
        return True
    # "between 20 and 24" is a range wherever it stands, and "20 to 24" where it stands alone.
    unclear = match["second"] and not match["between"] and match.start() > 0
    return bool(unclear) and not _after_outcome(before)


def _is_item_or_age(
    text: str, match: re.Match[str], before: str, last: re.Match[str] | None
) -> bool:
    """Whether a number that stands alone is an item of a list, an age or a clock time."""
    following = text[match.end() : match.end() + 1]
    begins = last is None or before.rstrip()[-1:] in {".", "!", "?", ":"}
    if begins and following in {".", ")"} and match.end() < len(text.rstrip(".)")):
        return True
    if last and _after_outcome(before):
        return False
    if match["qualifier"]:
        return match["qualifier"] in {"under", "over", "above", "below"} or (
            match["qualifier"] in {"around", "about", "approximately"}
            and bool(_CLOCK.match(match["number"] or ""))
        )
    if last and last[2].endswith(("(", ", ", ",\u00a0")) and following in {",", ")", ".", ";"}:
        return True
    return bool(_AGE_BEFORE.search(before)) and following in {",", ".", ";", ")"}


def _last_word(text: str) -> str:
    return text[max(text.rfind(" "), text.rfind("\u00a0"), text.rfind("\n")) + 1 :]


def _after_outcome(before: str) -> bool:
    last = _LAST_WORD.search(before)
    return bool(last and _OUTCOME.match(last[1]))


def _after_name(text: str, match: re.Match[str], word: str) -> bool:
    """Whether a capitalised word right before makes the number a part of a name."""
    start = match.start()
    if match["qualifier"] or not text[start - 1 : start].isspace() or _OUTCOME.match(word):
        return False
    begin = start - 1 - len(word)
    capital = text[max(begin, 0) : start - 1]
    return capital[:1].isupper() and begin > 0 and text[begin - 1] not in '\n.“"'
