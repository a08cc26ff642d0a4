"""Sentences that state a decision, a deadline, talks or an agreement."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.expressions.dates import find_dates
from dateline.models import Span
from dateline.models.vocabulary import PolicyKind, PolicyStatus
from dateline.survey.lexicon import Lexicon
from dateline.survey.quotations import Quotation
from dateline.survey.speakers import trimmed
from dateline.survey.statements import Attribution

_BUT = re.compile(r",\s+(?:but|while|whereas|although|though)\s|;\s")
_NAME = re.compile(
    r"(?:[A-Z][\w’'.-]*|al-\w+)(?: (?:[A-Z][\w’'.-]*|of(?=\s[A-Z])|for(?=\s[A-Z])|al-\w+)){0,5}"
)
# Who warns, promises or denies takes a position, whatever it is about.
_POSITIONS = ("warn", "threaten", "promise", "deny")
_FEWEST_WORDS = 6


@dataclass(frozen=True, slots=True)
class PolicyItem:
    """A clause that states an item of policy.

    Attributes:
        what: The clause.
        kinds: The kinds that its words allow, the likeliest first.
        statuses: The states that its words allow, the likeliest first.
        actors: The names in it, in order.
        dates: The expressions of time in it.
        sentence: The sentence that holds it.
    """

    what: Span
    kinds: tuple[PolicyKind, ...]
    statuses: tuple[PolicyStatus, ...]
    actors: tuple[Span, ...]
    dates: tuple[Span, ...]
    sentence: Span


def find_policy(
    text: str,
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    lexicon: Lexicon,
) -> tuple[PolicyItem, ...]:
    """The items that one paragraph states. What is only asked for or quoted states none."""
    items = []
    for sentence in sentences:
        said = next((a for a in attributions if a.sentence == sentence), None)
        if said is not None and (
            said.kind == "direct" or said.act in ("request", "accuse", "condemn")
        ):
            continue
        for clause in _clauses(text, sentence, said):
            item = _item(text, clause, sentence, said, quotations, lexicon)
            if item is not None:
                items.append(item)
    return tuple(items)


def _clauses(text: str, sentence: Span, said: Attribution | None) -> list[Span]:
    whole = said.content[0] if said is not None else sentence
    cuts = [whole.start, *(m.end() for m in _BUT.finditer(text, whole.start, whole.end)), whole.end]
    spans = (trimmed(text, a, b, " \t\n\u00a0,;.") for a, b in itertools.pairwise(cuts))
    clauses = [s for s in spans if s is not None]
    return [_without_conjunction(c) for c in clauses]


def _without_conjunction(clause: Span) -> Span:
    text = re.sub(r"[,;\s]+(?:but|while|whereas|although|though)$", "", clause.text)
    return Span(start=clause.start, end=clause.start + len(text), text=text)


def _is_name(text: str, word: str) -> bool:
    """Whether the word keeps its capital inside a sentence too."""
    return re.search(rf"[a-z,]\s(?:[A-Z]\w+\s)*{re.escape(word)}\b", text) is not None


def _item(
    text: str,
    clause: Span,
    sentence: Span,
    said: Attribution | None,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
) -> PolicyItem | None:
    if len(clause.text.split()) < _FEWEST_WORDS or sentence.text.endswith("?"):
        return None
    kinds: tuple[PolicyKind, ...] = tuple(
        kind
        for kind, pattern in lexicon.policy.items()
        if any(
            not any(q.inner.start <= m.start() < q.inner.end for q in quotations)
            for m in pattern.finditer(text, clause.start, clause.end)
        )
    )
    if not kinds:
        return None
    if said is not None and said.act in _POSITIONS:
        kinds = ("position", *kinds)
    statuses = tuple(
        status
        for status, pattern in lexicon.policy_status.items()
        if pattern.search(text, clause.start, clause.end)
    )
    dates = tuple(
        Span(
            start=clause.start + d.start,
            end=clause.start + d.end,
            text=clause.text[d.start : d.end],
        )
        for d in find_dates(clause.text)
    )
    actors = tuple(
        Span(start=m.start(), end=m.end(), text=m[0])
        for m in _NAME.finditer(text, clause.start, clause.end)
        if not any(d.overlaps(Span(start=m.start(), end=m.end(), text=m[0])) for d in dates)
        and (m.start() > clause.start or " " in m[0] or _is_name(text, m[0]))
    )
    # Full names before single words: a single one is often part of a description.
    ranked = tuple(sorted(actors, key=lambda a: " " not in a.text))
    return PolicyItem(clause, kinds, statuses, ranked, dates, sentence)
