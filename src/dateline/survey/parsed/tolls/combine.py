"""Two readings of a sentence's tolls, made one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.expressions.counts import read_count
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.deeds import head_of
from dateline.survey.parsed.tolls.predicates import load_predicates
from dateline.survey.parsed.tolls.realis import realis_of
from dateline.survey.parsed.tolls.standing import tells_how_it_stands
from dateline.survey.parsed.tolls.taking import led_kindly
from dateline.survey.parsed.tolls.tolls import find_parsed_tolls
from dateline.survey.tolls import Toll
from dateline.survey.word_lists import any_of, read_lexicon
from dateline.syntax import Tree, Word


def combined_tolls(light: Sequence[Toll], tree: Tree, lexicon: Lexicon) -> tuple[Toll, ...]:
    """The tolls of both readings, in order, each with its realis by the tree."""
    parsed = find_parsed_tolls(tree, lexicon)
    every = [*_matched(light, parsed, tree), *_added(light, parsed)]
    found = _without_increments([t for t in every if not _tells_how_it_stands(t, tree)])
    return tuple(sorted((_with_realis(t, tree) for t in found), key=lambda t: t.count.start))


_SEVERAL = 2
_WORDS = read_lexicon("en")["toll_sharing"]
_INCREMENT = re.compile(rf"\b{any_of(_WORDS['increments'])}\b", re.IGNORECASE)
_TOTAL = re.compile(any_of(_WORDS["totals"]), re.IGNORECASE)


def _without_increments(tolls: Sequence[Toll]) -> list[Toll]:
    """Without those who only raise a sum that the sentence gives: "two more died, making it 46"."""
    totals = [t for t in tolls if t.cue is not None and _TOTAL.match(t.cue.text)]
    return [
        t
        for t in tolls
        if t in totals
        or not _INCREMENT.search(t.count.text)
        or not any(o.count != t.count and o.outcome in {t.outcome, *t.others} for o in totals)
    ]


def _tells_how_it_stands(toll: Toll, tree: Tree) -> bool:
    cue = head_of(tree, toll.cue) if toll.cue is not None else None
    return tells_how_it_stands(toll, cue, head_of(tree, toll.count), load_predicates())


def _is_of_another(toll: Toll, tree: Tree) -> bool:
    """Whether what several suffer is told of one, by a pronoun: "they sat on him until he was"."""
    cue = head_of(tree, toll.cue) if toll.cue is not None else None
    reading = read_count(toll.count.text)
    if cue is None or cue.pos != "VERB" or reading is None or (reading.best or 0) < _SEVERAL:
        return False
    dep = "nsubjpass" if cue.having("auxpass") else "dobj"
    return any(c.text.lower() in ("he", "she", "him", "her") for c in cue.having(dep))


def _matched(light: Sequence[Toll], parsed: Sequence[Toll], tree: Tree) -> Iterator[Toll]:
    wider: set[int] = set()
    for toll in light:
        same = next((p for p in parsed if p.count.overlaps(toll.count)), None)
        if same is None:
            # The tree gives what the patterns see here to somebody else.
            cue = toll.cue
            elsewhere = cue is not None and any(p.cue and p.cue.overlaps(cue) for p in parsed)
            reading = read_count(toll.count.text)
            single = reading is not None and reading.best == 1 and not toll.sure
            verb = head_of(tree, cue) if cue is not None and toll.outcome == "captured" else None
            kindly = verb is not None and led_kindly(verb, load_predicates())  # a bus picks up 30
            weak = elsewhere or single or kindly or _is_of_another(toll, tree)
            yield replace(toll, weak=True) if weak else toll
        elif same.outcome == toll.outcome and _reaches(same, toll):
            # "A mother and four of her children": what the patterns see in parts, once.
            if same.count.start not in wider:
                wider.add(same.count.start)
                yield replace(same, seen_by="both", source=toll.source)
        elif same.outcome == toll.outcome:
            yield replace(
                toll,
                # "One of them": in the fuller words
                count=same.count if _reaches(same, toll, " of ") else toll.count,
                seen_by="both",
                weak=toll.weak and same.weak,
                others=toll.others | same.others,
            )
        elif same.cue is not None and same.cue in toll.count and (toll.weak or not toll.sure):
            yield replace(same, seen_by="both", source=toll.source)
        else:
            # Two outcomes of one number: the one or the other, and no ground for an alarm.
            others = toll.others | same.others | {same.outcome}
            yield replace(toll, seen_by="both", sure=False, others=others)


def _reaches(wide: Toll, narrow: Toll, word: str = " and ") -> bool:
    """Whether a count holds the other and somebody more."""
    words = wide.count.text
    return narrow.count in wide.count and word in words and word not in narrow.count.text


def _added(light: Sequence[Toll], parsed: Sequence[Toll]) -> Iterator[Toll]:
    for toll in parsed:
        if not any(toll.count.overlaps(other.count) for other in light):
            yield replace(toll, seen_by="tree", sure=False)


def _with_realis(toll: Toll, tree: Tree) -> Toll:
    word = head_of(tree, toll.cue or toll.count) or head_of(tree, toll.count)
    if word is None:
        return toll
    # "Could do nothing for three": what could not be done was not done.
    # Nor does who asks for a ransom only plan to have them.
    realis = realis_of(word) if word.lemma not in ("do", "ransom") else "actual"
    if realis == "denied" and _says_so_by_not(toll, word):
        realis = "actual"
    return replace(toll, realis=realis)


_NO_LESS = re.compile(r"\bno(?:t|ne)? (?:fewer|less)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|failed)\b")


def _says_so_by_not(toll: Toll, word: Word) -> bool:
    """Whether the negation is a part of what is told: "did not survive", "never found"."""
    cue = toll.cue.text if toll.cue is not None else ""
    return (
        toll.outcome == "missing"
        or word.lemma in _WORDS["not_lost"]
        or word.lemma in load_predicates().verbs["undone"]
        or _NO_LESS.search(toll.count.text) is not None
        or _NOT.search(cue) is not None
    )
