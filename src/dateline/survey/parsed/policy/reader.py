"""The items of policy of a sentence by its tree, as the survey has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.expressions.dates import find_dates
from dateline.models import Span
from dateline.survey.parsed.events.event_lexicon import load_events
from dateline.survey.parsed.events.phrases import name_of, names_beside, phrase
from dateline.survey.parsed.policy.extent import extent, noun_extent
from dateline.survey.parsed.policy.parties import is_institution, is_party
from dateline.survey.parsed.policy.policy_lexicon import PolicyLexicon, load_policy
from dateline.survey.parsed.policy.step import Step
from dateline.survey.parsed.policy.steps import find_steps
from dateline.survey.parsed.policy.times import is_time
from dateline.survey.policy import PolicyItem
from dateline.survey.quotations import Quotation
from dateline.syntax import Tree, Word

_FEWEST = 3  # words of an item
_MOST_MARKED = 6  # words of a quotation that only marks an expression
_LONGEST = 150  # words of a sentence: what is longer is a list, and each verb costs a look at it


def read_policy(tree: Tree, quotations: Sequence[Quotation]) -> tuple[PolicyItem, ...]:
    """The items that a sentence states by its verbs; none that is quoted or asked."""
    if len(tree.words) > _LONGEST or not _is_told(tree.span.text):
        return ()
    lexicon = load_policy()
    steps = [s for s in find_steps(tree, lexicon) if not _is_quoted(s.clause.verb, quotations)]
    heads = {s.clause.head.at for s in steps}
    items: list[PolicyItem] = []
    for step in steps:
        what = _what(tree, step, heads, lexicon)
        if what is None or len(what.text.split()) < _FEWEST:
            continue
        if any(what in i.what or (i.what in what) for i in items):
            continue  # told by a clause that another item's holds
        items.append(_item(tree, step, what))
        if step.kind == "deadline" and step.status == "postponed":
            items[-1:] = _moved(tree, step, items[-1])
    return tuple(items)


# A report's sentence ends with a mark; a headline, a caption or a line of a menu does not.
_ENDS = (".", "!", "…", "”", '"', "’", "'", "»", ")", ";")


def _is_told(sentence: str) -> bool:
    return sentence.rstrip().endswith(_ENDS)


def _moved(tree: Tree, step: Step, item: PolicyItem) -> list[PolicyItem]:
    """A deadline that is moved, and the decision that moves it."""
    decision = replace(item, kinds=("decision",), statuses=("in_force",))
    noun = next((w for w in step.clause.objects if load_policy().kind_of(w) == "deadline"), None)
    if noun is None:
        return [item]
    words = [w for w in noun.subtree() if w.dep != "punct" or w is not noun.subtree()[-1]]
    span = tree.span_of(words)
    if len(span.text.split()) < _FEWEST or span == item.what:
        return [item]
    # The last day named is the one that it is moved to.
    return [replace(item, what=span, dates=tuple(reversed(item.dates))), decision]


def _what(tree: Tree, step: Step, heads: set[int], lexicon: PolicyLexicon) -> Span | None:
    """The clause of an item; where it is only said of a noun, that noun with it.

    "A truce signed in May never became a peace" is one item, and "under an accord signed in May"
    holds one.
    """
    head = step.clause.head
    noun = head.head
    if head.dep not in ("acl", "relcl") or lexicon.is_known(noun) is None:
        return extent(tree, head, heads - {head.at})
    whole = _whole(noun)
    if whole.head.at in heads and whole.dep in ("dobj", "nsubjpass"):
        # Of what another item is about: a time to do it in is one more.
        return extent(tree, head, heads - {head.at}) if step.kind == "deadline" else None
    if noun.dep in ("nsubj", "nsubjpass") and noun.head.pos in ("VERB", "AUX"):
        outer = noun.head
        return None if outer.at in heads else extent(tree, outer, heads - {outer.at})
    if noun not in step.clause.objects and noun not in step.clause.subjects:
        return extent(tree, head, heads - {head.at})
    return noun_extent(tree, noun, head)


def _whole(noun: Word) -> Word:
    """What a noun is a part of: "a round of talks planned for Thursday"."""
    while noun.dep == "pobj" and noun.head.text.lower() == "of" and noun.head.dep == "prep":
        noun = noun.head.head
    return noun


def _is_quoted(word: Word, quotations: Sequence[Quotation]) -> bool:
    """Whether somebody's whole utterance holds the word; a fragment is the reporter's report."""
    return any(
        q.inner.start <= word.start < q.inner.end
        and (q.inner.text.rstrip()[-1:] in ",.!?…" or len(q.inner.text.split()) > _MOST_MARKED)
        for q in quotations
    )


def _item(tree: Tree, step: Step, what: Span) -> PolicyItem:
    return PolicyItem(
        what=what,
        kinds=(step.kind,),
        statuses=(step.status,),
        actors=tuple(dict.fromkeys(_actors(tree, step))),
        dates=_dates(step, what),
        sentence=tree.span,
    )


def _actors(tree: Tree, step: Step) -> Iterator[Span]:
    """Who acts, without offices before a name; where nobody does, whom it is done to, by name."""
    events, lexicon = load_events(), load_policy()
    words = step.clause.subjects or [w for w in step.clause.objects if w.pos == "PROPN"]
    for word in words:
        if word.pos not in ("NOUN", "PROPN") or is_time(word) or not is_party(word, lexicon):
            continue
        for name in names_beside(word, events):
            named = phrase(tree, name)
            yield named if is_institution(word, lexicon) else name_of(tree, named, events)


def _dates(step: Step, what: Span) -> tuple[Span, ...]:
    """The times in the clause, the one that the item is about first."""
    found = [
        Span(start=what.start + d.start, end=what.start + d.end, text=what.text[d.start : d.end])
        for d in find_dates(what.text)
    ]
    if step.when is not None:
        at = step.when.start
        found.sort(key=lambda d: not d.start <= at < d.end)
    return tuple(found)
