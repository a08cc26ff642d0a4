"""The numbers of a sentence that may be tolls: whom they count, and of which larger number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.expressions.counts import FoundCount, find_counts
from dateline.expressions.lexicon import STOPS
from dateline.models import Span
from dateline.survey.lexicon import Lexicon
from dateline.survey.toll_cues import Cue
from dateline.survey.word_lists import read_lexicon

_SUM_AT = re.compile(
    r"\b(?:toll|figure|deaths|fatalities|losses|the\s(?:dead|wounded|injured|missing)"
    r"|number\sof\s(?:the\s)?[“\w]+(?:\s[\w”]+){0,2}),?\s(?:\w+\s){0,4}?(?:at|(?:were|are|numbered)(?:\snow)?)\s+(?=\d|[a-z]+\b)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\b(?:r[io]se\w*|climb\w*|jump\w*|gr[eo]w\w*|went|increas\w+|f[ae]ll\w*|drop\w*|revised|raised"
    r"|lowered|up|down)\s(?:\w+\s)?from\s(?P<old>[\w,-]+)\sto\s(?P<new>[\w,-]+\b)"
)
_RANGED = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ied|ies|ying))\s(?:from|between)\s+(?=\d|[a-z])"
)
# "Two of them women", "two of whom": a part of a number that was told already.
_PART = re.compile(r"\s*of\s+(?:them|whom|those|these)\b")
# "Four people, including an observer": the observer is one of the four.
_INCLUDED = re.compile(
    r"\b(?:including|includes|included|among\s(?:them|whom|the\s\w+)|half\sof\sthe"
    r"|accounted\sfor)\s+$",
    re.IGNORECASE,
)
# "The wounded, at least 27 of them": the number of them all.
_ALL_OF_THEM = re.compile(
    r"\bthe\s(?:\w+\s)?(?:dead|wounded|injured|missing|captives|hostages|victims|casualties),\s$",
    re.IGNORECASE,
)
_TAKEN = re.compile(r"\b(?:\w{3,}ed|shot(?:\sdead)?|took|seized|kill\w*)\s(?:away\s)?$")
_WHOLE = re.compile(r"[a-z]\s$")
# "Of the 30 hostages, 12 have been killed": the larger number is what these are of.
_OF_THE = re.compile(
    r"(?:^|[,;.]\s)of\s(?:the|its|their|some|about|around|roughly)\s$", re.IGNORECASE
)
# "Aged six and eight", "neither of the two guards", "two men, both teachers": nobody is added.
_NO_MORE = re.compile(
    r"\b(?:(?:youngest|oldest|eldest|elder|younger)"
    r"(?:\s(?:only|just|was|is|being|of\swhom\swas))*\s$"
    r"|(?:members?|part)\sof\s$"
    r"|aged?\s(?:\w+(?:,\s|\s(?:and|to|or)\s)){0,4}$"
    r"|(?:neither|none|any|which|whether)\sof\s(?:the|its|their|those|these)\s$)",
    re.IGNORECASE,
)
_BOTH = re.compile(r"both\b")
_WHOLE_OF = re.compile(r"\s+of\s+(?:the|its|their|his|her|these|those|some)\s+$")
_OF_SOME = re.compile(r"\s+of\s+(?:the|its|their|his|her|these|those|some)\s+")
# "The trade unionists' families": somebody else is meant.
_OWNER = re.compile(r"['’]\s(?!said|sa(?:ys|id)|he|she|they|it|and|the)[a-z]")
# "The number of rockets at 20"
_SUM_OF = re.compile(r"\bnumber\sof\s(?:[\w-]+\s){0,2}?(\w+)\s(?:at|to)\s$")
_ASKED = re.compile(r"\bhow\s+$", re.IGNORECASE)
# The dead and the wounded themselves as the noun: "26 bodies", "nine fatalities".
_BODIES = re.compile(
    r"\s*(?:\w+\s)?(?:bodies|corpses|coffins|deaths?|fatalit(?:y|ies)|dead|wounded|injured|injuries|"
    r"casualties|families|arrests|abductions|kidnappings|killings|murders)\b"
)
# "One of them a policeman".
_SAID_OF_PART = re.compile(r"\sof\s(?:them|whom)\s(?:(?:was|is)\s)?")
_WORD = re.compile(r"\s+[“‘]?([^\W\d_][\w’'-]*)")
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that may be a toll.

    Attributes:
        count: The number, with offsets into the article.
        part: Whether it is of those whom another number counts: "three of them", "including two".
        known: Whether its noun is known to name people, or no noun follows.
    """

    count: FoundCount
    part: bool = False
    known: bool = True


def find_counted(sentence: Span, cues: Sequence[Cue], lexicon: Lexicon) -> list[Counted]:
    """The numbers of a sentence that may be tolls: no ages, and none of somebody else's noun."""
    words = sentence.text
    found = find_figures(words)
    starts = [c.start - sentence.start for c in cues]
    kept: list[Counted] = []
    for start in sorted(found):
        count = found[start]
        previous = kept[-1].count if kept else None
        if previous and _is_whole(words, previous, count, sentence, cues):
            continue
        lead = words[max(0, start - 40) : start]
        known = count.of_people or count.bare or bool(_BODIES.match(words, count.end))
        if _before_whole(words, count, found):
            count, known = replace(count, bare=True), True
        if not known:
            named = _named(words, count, starts, lexicon)
            if named is None:
                continue
            count = named
        if _is_idle(words, count, lead) or _is_thing(words, count, lexicon):
            continue
        if is_of_things(words, start, lexicon) or _is_of_kin(words, count):
            continue
        part = _is_part(words, count) or (
            bool(kept)
            and kept[-1].part
            and _SAID_OF_PART.fullmatch(words, kept[-1].count.end - sentence.start, count.start)
            is not None
        )
        kept.append(Counted(_moved(count, sentence.start), part, known))
    return kept


@cache
def _figures(name: str, language: str = "en") -> re.Pattern[str]:
    """One of the lexicon's patterns of numbers that stand as figures."""
    return re.compile(read_lexicon(f"{language}_tolls")["figures"][name])


@cache
def counted_words(name: str, language: str = "en") -> re.Pattern[str]:
    """The words of one list of what the noun of a count, or the words before it, say of them."""
    return re.compile(read_lexicon(f"{language}_tolls")["counted"][name])


def find_figures(words: str) -> dict[int, FoundCount]:
    """The numbers of a sentence, with those that stand as figures: "put the toll at 28"."""
    found = {c.start: c for c in find_counts(words)}
    starts = [match.end() for match in _SUM_AT.finditer(words)]  # "at 28" is no time of day
    # "From 12 to 15": two figures, and no range.
    for match in (*_FROM_TO.finditer(words), *_figures("revised").finditer(words)):
        starts += [match.start("old"), match.start("new")]
    for start in starts:
        if figure := figure_at(words, start):
            found.setdefault(start, figure)
    starts = [match.end() for match in _RANGED.finditer(words)]  # "ranged from five to seven"
    # "On 3 May between 20 and 30 villagers": no days of the month.
    starts += [match.end() for match in _figures("between").finditer(words)]
    for start in starts:
        if figure := figure_at(words, start, whole=True):
            found.setdefault(figure.start, figure)
    return found


def figure_at(words: str, start: int, *, whole: bool = False) -> FoundCount | None:
    """The figure that begins at `start`, where only a number of people can stand.

    Args:
        words: The sentence.
        start: Where in it.
        whole: Whether "five to seven" is one figure, and not the first of two.
    """
    # After such a word "one" is a number too.
    rest = words[start : start + 60]
    stands = "dead " + (rest if whole else re.split(r"\sto\s", rest)[0])
    first = next(iter(find_counts(stands)), None)
    return _moved(first, start - 5) if first and first.start == 5 else None


def is_of_things(words: str, start: int, lexicon: Lexicon) -> bool:
    """Whether a figure is told of what it is, and they are no people: "the number of rockets"."""
    sum_of = _SUM_OF.search(words, max(0, start - 40), start)
    return sum_of is not None and lexicon.things.fullmatch(sum_of[1]) is not None


def _is_of_kin(words: str, count: FoundCount) -> bool:
    """Whether one is told of only to say who another is: "the brother of a candidate"."""
    if count.reading.rule != "singular":
        return False
    return counted_words("kin_of").search(words, max(0, count.start - 40), count.start) is not None


def _is_thing(words: str, count: FoundCount, lexicon: Lexicon) -> bool:
    """Whether the noun is a thing that is named like people: "two trawlers"."""
    if not count.of_people:
        return False
    return lexicon.things.fullmatch(words[count.number_end : count.end].split(" ")[-1]) is not None


def _is_idle(words: str, count: FoundCount, lead: str) -> bool:
    """Whether the number adds nobody, or asks, or belongs to a noun that follows."""
    return bool(
        _NO_MORE.search(lead)
        or (_BOTH.match(words, count.start) and lead.endswith(", "))
        or (count.of_people and words[count.end - 1] == "s" and _OWNER.match(words, count.end))
        or _ASKED.search(words[max(0, count.start - 8) : count.start])
        or (_OF_THE.search(lead) and words[count.end : count.end + 1] == ",")
    )


def _is_whole(
    words: str,
    previous: FoundCount,
    count: FoundCount,
    sentence: Span,
    cues: Sequence[Cue],
) -> bool:
    """Whether the number is what the one before is of: a woman "of 58", two "of the eleven"."""
    begin = previous.end - sentence.start
    if words[begin : count.start] == " of " and count.bare:
        return True
    whole = _WHOLE_OF.match(words, previous.number_end - sentence.start, count.start)
    if not (whole and whole.end() == count.number_start):
        return False
    # "Nine of the 15 killed": these are the dead, and nine of them.
    end = count.end + sentence.start
    return not any(0 <= c.start - end <= 1 and not c.leads for c in cues)


def _before_whole(words: str, count: FoundCount, found: Mapping[int, FoundCount]) -> bool:
    """Whether the number is some of a larger one of people: "two of the eleven hostages"."""
    if count.of_people or count.bare:
        return False
    of = _OF_SOME.match(words, count.number_end)
    following = found.get(of.end()) if of else None
    return following is not None and (following.of_people or following.bare)


def _named(
    words: str, count: FoundCount, cues: Sequence[int], lexicon: Lexicon
) -> FoundCount | None:
    """The number with a noun that no list holds: whoever was killed is somebody, or an animal."""
    end = position = count.end
    head = ""
    for _ in range(_MOST_WORDS):
        token = _WORD.match(words, position)
        if token is None or token[1].lower() in STOPS or token.start(1) in cues:
            break
        end = position = token.end()
        head = token[1]
    if not head or head.endswith("ly") or lexicon.things.fullmatch(head):
        return None
    return replace(count, end=end)


def _is_part(words: str, count: FoundCount) -> bool:
    """Whether a count is of some of those counted already."""
    before = words[max(0, count.start - 30) : count.start]
    if _INCLUDED.search(before):
        return True
    if _TAKEN.search(before) or _ALL_OF_THEM.search(before):
        return False  # "detained 17 of them": what became of these, and of no others
    return bool(_PART.match(words, count.number_end)) and not (
        _WHOLE.search(before) and not before.rstrip().endswith(("and", "with"))
    )


def _moved(count: FoundCount, offset: int) -> FoundCount:
    """The same count, with offsets into the article."""
    return FoundCount(
        count.start + offset,
        count.end + offset,
        count.qualifier_start + offset,
        count.number_start + offset,
        count.number_end + offset,
        count.reading,
        count.of_people,
        count.bare,
    )
