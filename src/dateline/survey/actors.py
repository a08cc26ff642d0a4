"""The words for those who take part, and what part the sentence gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.models import Span
from dateline.survey.lexicon import Lexicon

# Before the noun: a determiner or a number, then adjectives, demonyms or a name.
_MODIFIERS = (
    r"(?:(?:the|a|an|some|several|many|two|three|four|five|six|seven|eight|nine|ten|dozens of|"
    r"hundreds of|scores of|unidentified|unknown|suspected|armed|masked|local|government|"
    r"alleged)\s+)*"
    r"(?:[A-ZÀ-Þ][\w’'-]+\s|"
    r"(?:armed|masked|unarmed|retired|uniformed|hooded|displaced|wounded|injured|kidnapped|"
    r"abducted|detained|[a-z]+(?:ese|ish|ian|an|ist|ic|al))\s+){0,3}"
)
_SUBJECT_GAP = re.compile(
    r"\s*(?:(?:,[^,]{0,60},)\s*)?(?:(?:have|has|had|also|then|later|reportedly|allegedly|who|that|"
    r"on \w+(?: \w+)?|armed with [\w ]{1,30}|riding [\w ]{1,30}|in [\w ]{1,20})\s+){0,3}$"
)
_BY = re.compile(r"\b(?:by|from)\s+$")
_OBJECT_GAP = re.compile(
    r"^\s*(?:(?:on|against|at|into|with|between|of|up|targeting|hit|down|dead|to)\s+)?"
    r"(?:(?:at|least|more|than|about|around|some|over)\s+){0,3}(?:\d+\s+)?$"
)


_PASSIVE = re.compile(r"\s(?:was|were|been)\s+(?:\w+ly\s+)?$")
_NOUN = re.compile(r"\b(?:an?|the|this|that|their|its)\s$")
_PARTICIPLE = re.compile(r"\s+(?:by|in an?|when|after)\b")


@cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_MODIFIERS}{lexicon.actor_words.pattern}")


def find_actors(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """Phrases for people, groups and their buildings, in order."""
    first: re.Match[str] | None = None
    for match in _pattern(lexicon).finditer(text, start, end):
        if first is not None and text[first.end() : match.start()] != " ":
            yield Span.cut(first.string, *first.span())
        elif first is not None:
            # "market traders", "police recruits": one phrase, of the last noun's kind.
            words = text[first.start() : match.end()]
            yield Span.at(first.start(), words)
            first = None
            continue
        first = match
    if first is not None:
        yield Span.cut(first.string, *first.span())


def agent_of(text: str, sentence: Span, trigger: Span, actors: Sequence[Span]) -> Span | None:
    """Who of the sentence's `actors` acts by the trigger: its subject, or who follows "by"."""
    by = (a for a in actors if a.start >= trigger.end and a.start - trigger.end < 60)
    for actor in by:
        between = text[trigger.end : actor.start]
        if _BY.search(between) and not re.search(r"[.;]|\bsaid\b", between):
            return actor
    if _PARTICIPLE.match(text, trigger.end) and trigger.text.endswith(("ed", "n")):
        return None  # "four policemen killed by a bomb"
    if re.search(
        r"\b(?:was|were|been|be|being)\s+(?:\w+ly\s+)?$", text[sentence.start : trigger.start]
    ):
        return None
    if _NOUN.search(text[max(sentence.start, trigger.start - 8) : trigger.start]):
        return None  # "killed four soldiers in an ambush": a noun has no subject
    for actor in reversed([a for a in actors if a.end <= trigger.start]):
        if _SUBJECT_GAP.match(text[actor.end : trigger.start]):
            return actor
    return None


def patient_of(text: str, trigger: Span, actors: Sequence[Span]) -> Span | None:
    """Whom of the `actors` the trigger hits.

    Its object, who follows "on" or "against", or the subject of "was ambushed".
    """
    if passive := _PASSIVE.search(text[max(0, trigger.start - 30) : trigger.start]):
        start = max(0, trigger.start - 30) + passive.start()
        for actor in reversed([a for a in actors if a.end <= start]):
            if not text[actor.end : start].strip():
                return actor
    for actor in (a for a in actors if a.start >= trigger.end):
        if _OBJECT_GAP.match(text[trigger.end : actor.start]):
            return actor
    return None
