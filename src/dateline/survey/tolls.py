"""Numbers of people with what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.expressions.counts import FoundCount, find_counts
from dateline.models import Span
from dateline.models.vocabulary import Outcome
from dateline.survey.lexicon import Lexicon, lowered

_PASSIVE = re.compile(
    r"\b(?:was|were|been|be|being|is|are|got|left|found|feared|reported|confirmed)"
    r"(?:\s+(?:also|all|then|reportedly|believed|either|later|\w+ly))?\s*$"
)
_AGENT = re.compile(
    r"\s*(?:in|by|when|after|as(?!\s+(?:many|few|much))|during|at(?!\s+(?:least|most))|on|near|and|,|;|\.|$|"
    r"while|since|so far|from)",
    re.I,
)
_JOIN = re.compile(
    r"(?:\sof\s\d+)?\s*(?:,|and|,\s*and|or|as well as|along with)"
    r"(?:\s+(?:his|her|their))?\s*$"
)
# "to 14 from 20": the figure before.
_REVISED = re.compile(
    r",?\s*(?:up\s|down\s)?(?:from|to)\s+(?:(?:the|an?|its|earlier|previous|initial)\s+){0,3}$"
)
# "Dozens have died, up from 19", "bringing the total to 46": at some distance from the figure.
_SUMMED = re.compile(
    r"(?:,?\s(?:up|down)\s(?:from|to)\s(?:(?:the|an?|its|earlier|previous|initial)\s){0,3}"
    r"|\b(?:total|tally|figure|number)\s(?:\w+\s){0,3}(?:to|at)\s)$"
)
# Who gives a figure: "put the toll at", "spoke of".
_FIGURE = re.compile(
    r"\s(?:put|puts|gave|gives|revised|raised|lowered|spoke\sof|reported|counted|listed|cited)\b"
)
_SPOKE = re.compile(r"\b(?:spoke\sof|counted|reported|listed|cited|(?:it|figure)\sat)\s+$")
_BREAK = re.compile(r"[,;:]\s|\s(?:and|but|while|after|when|as)\s")
_NO_SOURCE = re.compile(
    r"\b(?:he|she|it|they|which|who|that|this|we|i|there|said|told|had|has|have|were|was)\b",
    re.IGNORECASE,
)
# The noun for the sum itself, after which the figure follows.
_SUM = re.compile(r"(?:death\s)?toll|number\sof\b", re.IGNORECASE)
_THE_SUM = re.compile(r"\s(?:(?:at|were|was|had|now|rose|numbered|stood)\s)+")
_SUM_AT = re.compile(
    r"\b(?:toll|figure|the\s(?:dead|wounded|injured|missing)|number\sof\s(?:the\s)?\w+(?:\s\w+)?)\s(?:\w+\s){0,4}?at\s+"
    r"(?=\d|[a-z]+\b)",
    re.IGNORECASE,
)
# Between a person and the verb of saying: where from, or a name.
_TO_CUE = re.compile(
    r"(?:\s(?:at|in|from|of|with|for|near)(?:\s[^\s,.;]+){1,4}?)?(?:,[^,.;]{1,60},)?\s+"
)
_BY_CUE = re.compile(r"\b(?:according\sto|said|says|told|quot(?:ing|ed)|cit(?:ing|ed))\s+$")
_HIT = re.compile(r"\s+(?:was|were|had|has|have|is|are|died|dead|killed|wounded|injured|missing)\b")
_DOES = re.compile(r"\s+(?:\w+ly\s+)?(?:fled|escaped|survived|managed|ran|returned|joined)\b")
_FREED_AFTER = re.compile(r"(?:was|were|been|walked)\s+(?:\w+\s)?$")
# "One of the dead men": of those who were counted, unless worse became of them.
_OF_COUNTED = re.compile(
    r"\s*of\s+(?:the|those|these|its|their)\s+(?:\w+\s+)?"
    r"(?:dead|wounded|injured|killed|victims|casualties|bodies|hostages|missing)\b"
)
# "two of them women": a part of a number that was told already.
_PART = re.compile(r"\s*of\s+(?:them|whom|those|these)\b")
# "Detained 17 of them" is the number itself.
_WHOLE = re.compile(r"[a-z]\s$")
# "Four people, including an observer": the observer is one of the four.
_INCLUDED = re.compile(r"\b(?:including|includes|included|among\s(?:them|whom|the\s\w+))\s+$")
# "Aged six and eight", "neither of the two guards", "two men, both teachers": nobody is added.
_NO_MORE = re.compile(
    r"\baged?\s(?:\w+(?:,\s|\s(?:and|to|or)\s)){0,4}$"
    r"|\b(?:neither|none|any|which|whether)\sof\s(?:the|its|their|those|these)\s$",
    re.IGNORECASE,
)
_BOTH = re.compile(r"both\b")
# "Two of the eleven hostages": the larger number is what these are of.
_WHOLE_OF = re.compile(r"\s+of\s+(?:the|its|their|his|her|these|those|some)\s+$")
# "The trade unionists' families": somebody else is meant.
_OWNER = re.compile(r"['’]\s(?!said|sa(?:ys|id)|he|she|they|it|and|the)[a-z]")
# What nobody does to others: those of whom it is told stand before.
_INTRANSITIVE = re.compile(
    r"died|dies|dying|perish|drown|succumb|suffocat|vanish|disappeared|did|failed|fled|unaccounted"
    r"|missing|in\s|without\s|lost\s(?:their|his|her|an?|both)\s"
)
# "Shot dead a ruler and three of his relatives", "killed his driver and an aide".
_FIRST = re.compile(
    r"\s(?:an?|the|his|her|their|its)\s(?:[\w’'-]+,?\s){1,6}?(?:and|along\swith|as\swell\sas)\s$"
)
_ASKED = re.compile(r"\bhow\s+$", re.IGNORECASE)
# The dead and the wounded themselves as the noun: "26 bodies", "nine fatalities".
_BODIES = re.compile(r"\s*(?:bodies|deaths|fatalities|dead|wounded|injured|casualties|families)\b")
# What may stand between a number and its outcome, and may not hold another number.
_NEAR = 70
_REACH = 4  # words from "killed", "toll to" to the number


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people, killed or otherwise, by one sentence; `source` gives the figure."""

    outcome: Outcome
    count: Span
    group: Span | None
    sentence: Span
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class _Cue:
    outcome: Outcome
    start: int
    end: int
    leads: bool
    """Whether the people follow: "killed 14", "left 14 dead", "death toll of 14"."""


@lru_cache(maxsize=64)
def find_tolls(text: str, sentence: Span, lexicon: Lexicon) -> tuple[Toll, ...]:
    """The tolls of a sentence, in order. A number of which nothing became is none."""
    cues = list(_cues(text, sentence, lexicon))
    if not cues:
        return ()
    counts = _counts(sentence)
    outcomes: list[Outcome | None] = []
    for index, count in enumerate(counts):
        following = counts[index + 1].start if index + 1 < len(counts) else sentence.end
        before = counts[index - 1].end if index else sentence.start
        outcome = _outcome_of_some(text, count, cues, before, following)
        if _is_speaker(text, count, cues, before, sentence, lexicon):
            outcome = None
        elif outcome is None and index and outcomes[-1] is not None:
            outcome = _shared(text, counts[index - 1], count, outcomes[-1])
        outcomes.append(outcome)
    for index in range(len(counts) - 2, -1, -1):
        # "Three policemen and two civilians were killed": the outcome of the last is all of theirs.
        here, beyond = counts[index], counts[index + 1]
        if outcomes[index] is None and outcomes[index + 1] and here.of_people:
            speaks = _is_speaker(text, here, cues, sentence.start, sentence, lexicon)
            if not speaks and _JOIN.match(text[here.end : beyond.start]):
                outcomes[index] = outcomes[index + 1]
    return tuple(
        _toll(text, count, outcome, sentence)
        for count, outcome in zip(counts, outcomes, strict=True)
        if outcome is not None
        and (count.of_people or not _other_noun(text, count, cues))
        and not (outcome == "captured" and _is_freed(text, count, sentence, lexicon))
    )


def _counts(sentence: Span) -> list[FoundCount]:
    """The counts that may be tolls: not a part of another, an age, or somebody else's noun."""
    words = sentence.text
    found = {c.start: c for c in find_counts(words)}
    for match in _SUM_AT.finditer(words):  # "the toll at 28" is no time of day
        first = next(iter(find_counts(words[match.end() : match.end() + 60])), None)
        if first and first.start == 0:
            found.setdefault(match.end(), _moved(first, match.end()))
    kept: list[FoundCount] = []
    for start in sorted(found):
        count = found[start]
        of_age = kept and words[kept[-1].end - sentence.start : start] == " of " and count.bare
        whole = kept and _WHOLE_OF.match(words, kept[-1].number_end - sentence.start, start)
        if whole and whole.end() == count.number_start:
            continue
        lead = words[max(0, start - 40) : start]
        if _before_whole(words, count, found):
            count = replace(count, bare=True)
        if (
            not of_age
            and not _is_part(words, count)
            and not _NO_MORE.search(lead)
            and not (_BOTH.match(words, start) and lead.endswith(", "))
            and not (
                count.of_people and words[count.end - 1] == "s" and _OWNER.match(words, count.end)
            )
            and not _ASKED.search(words[max(0, start - 8) : start])
            and (count.of_people or count.bare or _BODIES.match(words, count.end))
        ):
            kept.append(_moved(count, sentence.start))
    return kept


def _before_whole(words: str, count: FoundCount, found: Mapping[int, FoundCount]) -> bool:
    """Whether the number is some of a larger one of people: "two of the eleven hostages"."""
    if count.of_people or count.bare:
        return False
    of = re.match(
        r"\s+of\s+(?:the|its|their|his|her|these|those|some)\s+", words[count.number_end :]
    )
    following = found.get(count.number_end + of.end()) if of else None
    return following is not None and following.of_people


_TAKEN = re.compile(r"\b(?:\w{3,}ed|shot(?:\sdead)?|took|seized)\s(?:away\s)?$")


def _is_part(words: str, count: FoundCount) -> bool:
    """Whether a count is of some of those counted already."""
    before = words[max(0, count.start - 30) : count.start]
    if _INCLUDED.search(before):
        return True
    if _TAKEN.search(before):
        return False  # "detained 17 of them": what became of these, and of no others
    return bool(_PART.match(words, count.number_end)) and not (
        _WHOLE.search(before) and not before.rstrip().endswith(("and", "with"))
    )


def _shared(
    text: str, previous: FoundCount, count: FoundCount, outcome: Outcome | None
) -> Outcome | None:
    """The outcome of the count before, where this one goes on from it."""
    between = text[previous.end : count.start]
    if _DOES.match(text, count.end):
        return None
    if _JOIN.match(between) or (
        count.bare and (_REVISED.match(between) or _SUMMED.search(between))
    ):
        return outcome
    return outcome if count.bare and _SPOKE.search(between) else None


def _is_speaker(
    text: str,
    count: FoundCount,
    cues: Sequence[_Cue],
    before: int,
    sentence: Span,
    lexicon: Lexicon,
) -> bool:
    """Whether those counted say something: "a police commander said", "told a reporter"."""
    if not count.of_people:
        return False
    if any(
        c.leads and before <= c.start and c.end <= count.start and count.start - c.end < 12
        for c in cues
    ):
        return False
    alone = count.reading.rule == "singular" and not _HIT.match(text, count.end)
    if alone and _BY_CUE.search(text, max(sentence.start, count.start - 30), count.start):
        return True
    lead = _TO_CUE.match(text, count.end, sentence.end)
    cue = lexicon.cue_words.match(text, lead.end(), sentence.end) if lead else None
    if cue is None:
        return False
    return not any(p.match(lowered(text), cue.end() + 1) for p in lexicon.outcomes.values())


def _is_freed(text: str, count: FoundCount, sentence: Span, lexicon: Lexicon) -> bool:
    if lexicon.freed.search(lowered(text), max(sentence.start, count.start - 40), count.start):
        return True
    return any(
        after[0].startswith(("walked", "escaped"))
        or _FREED_AFTER.search(text[count.end : after.start()])
        for after in lexicon.freed.finditer(
            lowered(text), count.end, min(sentence.end, count.end + 150)
        )
    )


def _moved(count: FoundCount, offset: int) -> FoundCount:
    """The same count, with offsets into the article."""
    return replace(
        count,
        start=count.start + offset,
        end=count.end + offset,
        qualifier_start=count.qualifier_start + offset,
        number_start=count.number_start + offset,
        number_end=count.number_end + offset,
    )


def _cues(text: str, sentence: Span, lexicon: Lexicon) -> Iterator[_Cue]:
    low = lowered(text)
    if not lexicon.outcome_words.search(low, sentence.start, sentence.end):
        return
    found = (
        (match.start(), -match.end(), outcome)
        for outcome, pattern in lexicon.outcomes.items()
        for match in pattern.finditer(low, sentence.start, sentence.end)
    )
    last = sentence.start
    for start, less, outcome in sorted(found):
        end = -less
        if end <= last:
            continue  # "died of his wounds" is no wounding
        last = end
        words = low[start:end]
        # "Was holding 37 fighters" is active.
        passive = not words.endswith("ing") and _PASSIVE.search(
            text[max(sentence.start, start - 30) : start]
        )
        leads = not passive and not _AGENT.match(text, end) and not _INTRANSITIVE.match(words)
        the = low[max(0, start - 4) : start] == "the "
        if _SUM.match(words) or (the and _THE_SUM.match(text, end)):
            leads = True
        yield _Cue(outcome, start, end, leads)


def _outcome_of_some(
    text: str, count: FoundCount, cues: Sequence[_Cue], before: int, after: int
) -> Outcome | None:
    """What became of a count; of some of those counted already, what else became of them."""
    some = _OF_COUNTED.match(text, count.number_end)
    if some is None:
        return _outcome(text, count, cues, before, after)
    own = {c.outcome for c in cues if c.start < some.end() and c.end > count.number_end}
    if not own:
        own = {"killed"}
    others = [c for c in cues if c.end <= count.start or c.start >= some.end()]
    outcome = _outcome(text, count, others, before, after)
    return None if outcome in own else outcome


def _outcome(
    text: str, count: FoundCount, cues: Sequence[_Cue], before: int, after: int
) -> Outcome | None:
    """What became of a count: of the cues around it, the nearest that can govern it."""
    options: list[tuple[int, Outcome]] = []
    for cue in cues:
        if count.number_end <= cue.start and cue.end <= count.end:
            if cue.outcome != "captured":
                return cue.outcome  # "26 bodies"
            options.append((_NEAR, cue.outcome))  # "killed 12 hostages": what the verb says
            continue
        if cue.end <= count.start and cue.leads and cue.start >= before:
            gap = text[cue.end : count.start]
            reach = _REACH + 3 * bool(_SUM.match(text, cue.start))
            one = _FIRST.match(gap) and not any(
                cue.end <= other.start and other.end <= count.start for other in cues
            )
            broken = re.search(r"[.;:“”]|\b(?:and|after|when)\b", gap)
            if one or (len(gap.split()) <= reach and not broken):
                options.append((len(gap), cue.outcome))
        elif cue.start >= count.end and cue.end <= after + 1:
            gap = text[count.end : cue.start]
            # "A bomber killed 3 people": a single one before an active verb is its subject.
            subject = count.reading.rule == "singular" and cue.leads
            # "Two soldiers killed four rebels": the verb governs what follows it.
            taken = cue.leads and cue.end < after and len(text[cue.end : after].split()) < 2
            close = len(gap.split()) <= 1 and not subject and not (taken and after < len(text))
            governs = not cue.leads or _PASSIVE.search(gap) or close
            if governs and len(gap) <= _NEAR and not re.search(r"[.;:]", gap):
                options.append((len(gap), cue.outcome))
    return min(options)[1] if options else None


def _other_noun(text: str, count: FoundCount, cues: Sequence[_Cue]) -> bool:
    """Whether a bare number counts something else: "killed 14 buffaloes"."""
    rest = text[count.end : count.end + 25]
    if re.match(
        r"\s*(?:[.,;:)]|$|and\b|in\b|on\b|at\b|were\b|was\b|have\b|had\b|are\b|"
        r"others?\b|more\b|dead\b|by\b|when\b|so far|as\b|of them|the number|from\b|up\b|down\b|"
        r"after\b|during\b|since\b|while\b|but\b|including\b|with\b)",
        rest,
    ):
        return False
    return not any(cue.start - count.end <= 1 for cue in cues if cue.start >= count.end)


def _toll(text: str, count: FoundCount, outcome: Outcome, sentence: Span) -> Toll:
    span = Span(start=count.start, end=count.end, text=text[count.start : count.end])
    noun = text[count.number_end : count.end]
    partitive = re.match(r"\s*(?:of\s+(?:the|them|his|her|their)\s+)?", noun)
    start = count.number_end + (partitive.end() if partitive else 0)
    group = Span(start=start, end=count.end, text=text[start : count.end]) if noun.strip() else None
    return Toll(outcome, span, group, sentence, _source(text, count, sentence))


def _source(text: str, count: FoundCount, sentence: Span) -> Span | None:
    """Who gives the figure: the subject of "put the toll at", of "spoke of"."""
    start = max(sentence.start, count.start - 160)
    verbs = list(_FIGURE.finditer(text, start, count.start))
    if not verbs or count.start - verbs[-1].end() > _NEAR:
        return None
    end = verbs[-1].start()
    start = max((m.end() for m in _BREAK.finditer(text, start, end)), default=start)
    words = re.sub(r"^(?:but|and|while|however)\s+", "", text[start:end].strip())
    if not words or len(words.split()) > 8 or _NO_SOURCE.search(words):
        return None
    start = text.index(words, start)
    return Span(start=start, end=start + len(words), text=words)
