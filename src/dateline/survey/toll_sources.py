"""People who are counted and speak, are freed, or give a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.expressions.counts import FoundCount
from dateline.models import Span
from dateline.survey.lexicon import Lexicon, lowered
from dateline.survey.toll_cues import Cue

_NEAR = 70
# Who gives a figure: "put the toll at", "spoke of".
_FIGURE = re.compile(
    r"\s(?:put|puts|gave|gives|revised|raised|lowered|spoke\sof|reported|counted|listed|cited)\b"
)
_BREAK = re.compile(r"[,;:]\s|\s(?:and|but|while|after|when|as)\s")
_NO_SOURCE = re.compile(
    r"\b(?:he|she|it|they|which|who|that|this|we|i|there|said|told|had|has|have|were|was)\b",
    re.IGNORECASE,
)
# Between a person and the verb of saying: where from, or a name.
_TO_CUE = re.compile(
    r"(?:\s(?:at|in|from|of|with|for|near)(?:\s[^\s,.;]+){1,4}?|\s(?:there|here))?"
    r"(?:,[^,.;]{1,60},)?\s+"
)
# Others who say it with somebody: "a local official and two witnesses said".
_WITH_OTHERS = re.compile(
    r"\s+and(?:\s+(?!(?:was|were|had|has|have|who|then|later)\b)[\w’'-]+){1,4}?\s+"
    r"(?P<says>sa(?:id|ys?)|told|tell|confirmed|reported|added|recalled|insisted)\b(?!\s+to\b)"
)
_BY_CUE = re.compile(r"\b(?:according\sto|said|says|told|quot(?:ing|ed)|cit(?:ing|ed))\s+$")
_HIT = re.compile(r"\s+(?:was|were|had|has|have|is|are|died|dead|killed|wounded|injured|missing)\b")
_FREED_AFTER = re.compile(r"(?:was|were|been|walked)\s+(?:\w+\s)?$")
# "Were captured, and a few of them were later released".
_OTHERS = re.compile(r"\b(?:of\s(?:them|whom|the)|others?|some|\d+)\b")
# "Whom the group had seized in May": told as a deed of its own, whatever came later.
_TAKEN_THEN = re.compile(r"\s(?:whom|who|that|which)\s[^,;.]{1,60}$")


def is_speaker(
    text: str,
    count: FoundCount,
    cues: Sequence[Cue],
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
        return speaks_with_others(text, count.start, count.end)
    return not any(p.match(lowered(text), cue.end() + 1) for p in lexicon.outcomes.values())


def speaks_with_others(text: str, start: int, end: int) -> bool:
    """Whether somebody behind a comma speaks beside others: ", a doctor and two witnesses said".

    Args:
        text: A text.
        start: Where in it the words for him begin.
        end: Where they end.
    """
    return text.endswith(", ", 0, start) and _WITH_OTHERS.match(text, end) is not None


def is_freed(text: str, count: FoundCount, cue: Cue, sentence: Span, lexicon: Lexicon) -> bool:
    """Whether the sentence says of captives that they were let go, and nothing before it."""
    low = lowered(text)
    if cue.start >= count.end and _TAKEN_THEN.match(text[count.end : cue.start]):
        return False
    before = lexicon.freed.search(low, max(sentence.start, count.start - 40), count.start)
    if before is not None and "," not in text[before.end() : count.start]:
        return True
    return any(
        after[0].startswith(("walked", "escaped"))
        or (
            _FREED_AFTER.search(between := text[count.end : after.start()])
            and not _OTHERS.search(between)
        )
        for after in lexicon.freed.finditer(low, count.end, min(sentence.end, count.end + 150))
    )


def figure_source(text: str, count: FoundCount, sentence: Span) -> Span | None:
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
    return Span.at(start, words)
