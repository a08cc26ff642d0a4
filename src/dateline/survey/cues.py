"""Reporting verbs and phrases: where one stands that tells of something said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.models import Span
from dateline.survey.lexicon import Lexicon
from dateline.survey.quotations import Quotation

TELL = re.compile(r"tell(?:s|ing)?|told", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|be|been|being|to|not|widely|reportedly|get|got|as)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
# What is denied to have been said, thought or known is no statement of anybody's.
_NEGATED = re.compile(
    r"(?:\b(?:not|never|nor|neither|cannot|without|hardly|nobody|none)|n[’']t"
    r"|\b(?:refus|declin|fail|stopp?|avoid)\w*(?:\s+short)?\s+(?:to|of|from))\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
# A noun or an adjective and no verb: "the alleged killer", "a report", "its demands".
_NOMINAL = re.compile(
    r"\b(?:the|a|an|his|her|its|their|our|my|your|this|these|those|any|no|all|every|each|some|more"
    r"|other|such|of|in|for|with|on|at|from|about|despite|after|under|following|[\w]+[’']s"
    r"|so-called|allegedly)\s+$",
    re.IGNORECASE,
)
# The bare form of a verb stands behind a plural; otherwise it is a noun: "traded blame".
_BASE = re.compile(
    r"(?:say|tell|explain|write|insist|argue|claim|estimate|confirm|suggest|believe|think|contend"
    r"|hope|fear|deny|accuse|blame|allege|warn|urge|call(?: for| on)?)",
    re.IGNORECASE,
)
_BARE_VERB = re.compile(r"say|believe|think|argue|insist|contend|suggest", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:will|would|can|could|may|might|must|should|shall|to|do|does|did|let|[’']ll|[’']d)\s+$",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"(?:\w{2,}s|people|police|who|they|we|I|men|women|many|some|others|both|\w+ers?)\s+"
    r"(?:also\s+|now\s+|still\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of a sentence, with how it governs what is said."""

    span: Span
    phrase: bool

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span.end


def cues_in(
    text: str, sentence: Span, quotations: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[Cue]:
    """Reporting verbs and phrases outside quotation marks: not passive, negated or a noun."""
    found = [(m, False) for m in lexicon.cue_words.finditer(text, sentence.start, sentence.end)]
    found += [(m, True) for m in lexicon.cue_phrases.finditer(text, sentence.start, sentence.end)]
    starts = [q.outer.start for q in quotations]
    for match, phrase in sorted(found, key=lambda f: f[0].start()):
        n = bisect_right(starts, match.start()) - 1
        if n >= 0 and quotations[n].outer.start <= match.start() < quotations[n].outer.end:
            continue
        span = Span.cut(match.string, *match.span())
        before = text[max(sentence.start, span.start - 40) : span.start]
        # "the United States": a capital inside the sentence makes it a name.
        name = span.text[0].isupper() and span.start > sentence.start and not phrase
        if name or (not phrase and _is_no_verb(before, span.text)):
            continue
        yield Cue(span, phrase)


def _is_no_verb(before: str, cue: str) -> bool:
    if _PASSIVE.search(before) or _NEGATED.search(before):
        return True
    if _BASE.fullmatch(cue) and (
        _MODAL.search(before) or not (_BARE_VERB.fullmatch(cue) or _PLURAL.search(before))
    ):
        return True
    return _NOMINAL.search(before) is not None and not cue.lower().endswith("ing")
