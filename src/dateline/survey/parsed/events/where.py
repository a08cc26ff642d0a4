"""Where a sentence's events were, by its tree: the names that patterns miss, unnamed spots."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from dateline.expressions.date_values import MONTHS, WEEKDAYS
from dateline.expressions.gazetteer import fold_name
from dateline.expressions.places import find_country_names, resolve_place
from dateline.expressions.towns import find_towns
from dateline.models import Span
from dateline.survey.parsed.events.arguments import with_conjuncts
from dateline.survey.parsed.events.attachment import Nearness, nearest_first, nearness
from dateline.survey.parsed.events.event_lexicon import event_words
from dateline.survey.parsed.events.phrases import phrase
from dateline.syntax import Tree, Word


def places_of(
    tree: Tree, named: Sequence[Span], events: Collection[Word]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The places in a sentence, the nearest to its events first; and those of speech about them.

    Args:
        tree: The sentence.
        named: Those that patterns find.
        events: The words of its events.
    """
    more = [
        span
        for span in dict.fromkeys(_names(tree, events))
        if not any(span.overlaps(other) for other in named)
    ]
    return nearest_first(tree, (*named, *more), events)


def unnamed_spot(tree: Tree, events: Collection[Word]) -> Span | None:
    """The words for a spot that has no name, where an event was: "the same market"."""
    for word in tree.words:
        if (
            word.lemma not in event_words("spots")
            or word.pos != "NOUN"
            or not _is_locative(word, events)
        ):
            continue
        span = phrase(tree, word)
        if nearness(tree, span, events) <= Nearness.AROUND and _is_unnamed(tree, span):
            return span
    return None


def _is_unnamed(tree: Tree, span: Span) -> bool:
    return not any(w.pos == "PROPN" for w in tree.within(span))


def _is_locative(word: Word, events: Collection[Word]) -> bool:
    """Whether it is where something was, or what was hit."""
    if word.dep == "pobj":
        return word.head.text.lower() in event_words("locative")
    return word.dep in ("dobj", "nsubjpass") and word.head in events


def _names(tree: Tree, events: Collection[Word]) -> Iterator[Span]:
    """Names of places that no pattern finds: what was hit, and what a spot is called after."""
    for word in tree.words:
        if word.pos == "PROPN" and _is_hit(word, events):
            # Who is shot at has a name too; what a deed was in or near is a place.
            within = word.dep == "pobj" and word.head.text.lower() in ("in", "at", "near")
            yield from _name(tree, word, listed=not within)
        elif word.pos == "PROPN" and _holds(word, events):
            yield from _name(tree, word, listed=False)
        elif word.lemma in event_words("spots"):
            # "Dori's market", "the Dori market": a name before it may be a person's.
            for owner in word.having("poss", "compound", "nmod"):
                if owner.pos == "PROPN":
                    yield from _name(tree, owner, listed=True)
            for owner in _lies_in(word):
                if owner.pos == "PROPN":
                    yield from _name(tree, owner, listed=word.lemma in event_words("owned"))


def _lies_in(spot: Word) -> Iterator[Word]:
    """What a spot lies in, or is called: "the market of Dori", "a track near Dori"."""
    for prep in spot.having("prep"):
        if prep.text.lower() in event_words("locative") or prep.text.lower() == "of":
            yield from with_conjuncts(prep.having("pobj"))
    yield from spot.having("appos")


def _holds(word: Word, events: Collection[Word]) -> bool:
    """Whether a clause says that an event was there: "Mukutani, where they were ambushed"."""
    return any(
        clause in events or any(w in events for w in clause.subtree())
        for clause in word.having("relcl", "advcl")
        if any(c.lemma == "where" for c in clause.children)
    )


def _is_hit(word: Word, events: Collection[Word]) -> bool:
    if word.dep in ("dobj", "nsubjpass") and word.head in events:
        return True
    governed = word.dep == "pobj" and word.head.text.lower() in (event_words("locative") - {"from"})
    return governed and word.head.head in events


def _name(tree: Tree, word: Word, *, listed: bool) -> Iterator[Span]:
    """The name that a word heads; of one that may be a person's only where a gazetteer has it."""
    run = [*(c for c in word.having("compound", "nmod", "amod") if c.at < word.at), word]
    run = [w for w in run if w.text[:1].isupper()]
    if not run or any(w.text.lower() in _NO_PLACES for w in run):
        return
    if len(run) == 1 and run[0].text.lower() in event_words("spots"):
        return
    span = tree.span_of(run)
    bare = re.sub(r"[ ’'-]", "", span.text)
    if not bare.isalpha() or span.text.isupper():
        return
    if find_country_names(span.text):
        return  # "a Mali border post": no spot of its own
    if not listed or find_towns(fold_name(span.text)) or _is_region(span.text):
        yield span


_NO_PLACES = frozenset({*WEEKDAYS, *MONTHS, "mr", "mrs", "ms", "dr", "gen", "col", "president"})


def _is_region(name: str) -> bool:
    resolved = resolve_place(name)
    return resolved is not None and resolved.country is not None
