"""People who are counted in a sentence: the words of the count, and the word they hang on."""

from __future__ import annotations

import re

from dateline.expressions.counts import FoundCount
from dateline.expressions.people import is_plural
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.parties import MODIFIES, Party, is_part, whole_of
from dateline.survey.parsed.tolls.persons import (
    BODY_PARTS,
    FATES,
    is_listed,
    is_person,
    is_thing,
    may_be_people,
)
from dateline.survey.parsed.tolls.predicates import load_predicates
from dateline.survey.parsed.tolls.unnumbered import some_of, with_article
from dateline.survey.toll_counts import figure_at, find_figures
from dateline.syntax import Tree, Word

_AGE = re.compile(r"\s*[-–]?\s*years?[-\s]old|\s*[-–]?\s*months?[-\s]old", re.IGNORECASE)
_DEAD = frozenset({"body", "corpse", "fatality", "death", "shroud", "grave", "graf"})


def find_parties(tree: Tree, lexicon: Lexicon) -> list[Party]:
    """The people who are counted in a sentence, in order."""
    counts = find_figures(_unmarked(tree.span.text)) | _summed(tree)
    found = [p for at in sorted(counts) if (p := _counted(counts[at], tree, lexicon))]
    taken = {w for p in found for w in tree.words if p.start <= w.start < p.end}
    found += [p for p in some_of(tree) if p.head not in taken]
    taken |= {w for p in found for w in tree.words if p.start <= w.start < p.end}
    found += [p for p in with_article(tree, lexicon) if p.head not in taken]
    return sorted(found, key=lambda p: p.start)


def _unmarked(text: str) -> str:
    """The text with a blank for each quotation mark: “six or seven” villagers are counted."""
    return _SINGLE.sub(lambda found: f" {found[1]} ", text.translate(_BLANKS))


_BLANKS = str.maketrans(dict.fromkeys('“”"„«»', " "))
# "30 ‘crusaders’", in single marks, which are no apostrophes.
_SINGLE = re.compile(r"(?<!\w)[‘']([^‘’']{1,60})[’'](?!\w)")
_FIGURES = frozenset(
    {"put", "set", "place", "peg", "estimate", "stand", "rise", "climb", "number", "give", "fix"}
)


def _summed(tree: Tree) -> dict[int, FoundCount]:
    """The figures that a verb gives a sum: "put the dead at 17" is no time of day."""
    found = {}
    for word in tree.words:
        prep = word.head
        if (
            word.tag == "CD"
            and word.dep == "pobj"
            and prep.text.lower() in ("at", "to")
            and prep.head.lemma in _FIGURES
        ):
            start = word.start - tree.span.start
            if figure := figure_at(tree.span.text, start):
                found[start] = figure
    return found


def _counted(count: FoundCount, tree: Tree, lexicon: Lexicon) -> Party | None:
    offset = tree.span.start
    number = _number(tree, count.number_start + offset, count.number_end + offset)
    if number is None or _AGE.match(tree.span.text, count.number_end):
        return None
    head = _counted_head(number, count.number_start + offset)
    start, end, noun_at = count.start + offset, count.end + offset, count.number_end + offset
    noun: Word | None = head if head is not number else None
    if head is number or head.tag == "CD" or head.lemma in ("dozen", "score", "hundred", "more"):
        whole = whole_of(head)
        if whole is not None:
            if whole.tag == "CD" or whole.having("nummod"):
                end = max(end, whole.end)
            noun = whole if whole.pos != "PRON" else None
            noun_at = whole.start if noun is not None else end
        elif head is not number and head.tag == "CD":
            noun = None
    alone = noun is not None and _is_fate_alone(noun, count)
    if alone:
        head, noun, end = number, None, number.end  # "took five prisoner": not "five prisoners"
    if not alone and not _counts_people(count, head, noun, lexicon):
        return None
    if noun is not None and not count.of_people:
        end = max(end, noun.end)
    if count.reading.low == 1 and (of := whole_of(head)) is not None and of.pos == "PRON":
        end = noun_at = max(end, of.end)  # "one of them"
    # "Five dead" are counted by what became of them.
    told = noun is not None and (
        noun.pos == "ADJ"
        or noun.text.lower() in FATES
        or noun.lemma in _DEAD
        # "Eleven coffins were lowered", and not "he spoke of two coffins"
        or (noun.lemma == "coffin" and noun.dep in ("nsubj", "nsubjpass"))
    )
    one = count.reading.low == 1 and noun is not None and is_person(noun)
    known = count.of_people or noun is None or is_plural(noun.text) or told or one
    known = known or (noun is not None and is_listed(noun))
    low = count.reading.low if count.reading.low is not None else count.reading.best
    return Party(head, start, end, min(noun_at, end), low, known, is_part(head))


def _is_fate_alone(noun: Word, count: FoundCount) -> bool:
    """Whether the word behind a number says what became of them: "five prisoner"."""
    several = count.reading.low is None or count.reading.low > 1
    fights = noun.tag == "NN" and noun.text.lower() in ("fighting", "bleeding", "battling")
    return several and (fights or noun.text.lower() in ("prisoner", "hostage", "captive"))


def _counts_people(count: FoundCount, head: Word, noun: Word | None, lexicon: Lexicon) -> bool:
    """Whether people may be counted, as far as the noun shows."""
    if noun is None:
        told = any(c.text.lower() in FATES for c in head.children)  # "4 deceased"
        alone = head.dep in ("nsubj", "nsubjpass")  # "thirteen perished", whatever the verb
        return told or alone or count.of_people or count.bare or whole_of(head) is not None
    if noun.lemma in BODY_PARTS and count.reading.rule == "both":
        return False
    if count.of_people and _is_anothers(noun, count):
        return False
    return not is_thing(noun, lexicon) if count.of_people else may_be_people(noun, lexicon)


def _is_anothers(noun: Word, count: FoundCount) -> bool:
    """Whether one who is counted only says whose something is: "a dissident faction"."""
    one = count.reading.low == 1 and noun.tag == "NN" and not is_person(noun)
    return one and noun.lemma in load_predicates().verbs["bodies_of_people"]


def _counted_head(number: Word, start: int) -> Word:
    """The noun that a number stands before, itself where it stands alone.

    Args:
        number: The last of its words.
        start: Where the number begins.
    """
    head = number
    while head.dep == "conj" and head.head.start >= start:
        head = head.head  # "six or seven villagers"
    while head.dep in MODIFIES and head.head.start > head.start and not head.is_root:
        if head.head.pos not in ("NOUN", "PROPN", "NUM", "ADJ", "PRON"):
            break
        head = head.head
    return head


def _number(tree: Tree, start: int, end: int) -> Word | None:
    """The last word of a number, or the word that it is a part of."""
    inside = [w for w in tree.words if w.start < end and w.end > start]
    # "Twenty-odd convicts": the number itself.
    return next((w for w in reversed(inside) if w.dep != "punct" and w.lemma != "odd"), None)
