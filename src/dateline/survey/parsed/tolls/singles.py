"""Single people: named, or told of as "the driver", "his wife", "a third", "a 22-year-old"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.expressions.people import is_plural, is_singular
from dateline.expressions.places import resolve_place
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.parties import MODIFIES, ONE, ORDINALS, Party
from dateline.survey.parsed.tolls.persons import is_person, is_thing
from dateline.survey.parsed.tolls.predicates import load_predicates
from dateline.syntax import Tree, Word

# "A third died", "injuring a third"
_ROLES = ("nsubj", "nsubjpass", "npadvmod", "dobj", "conj")
_YEARS = re.compile(r"(?:\d+|[a-z]+)-year-")


def find_named(tree: Tree, lexicon: Lexicon) -> Iterator[Party]:
    """Single people who are named, or told of as "the driver", "a third", "a 22-year-old"."""
    for word in tree.words:
        if _is_the_other(word):
            yield _single(word, word.start - len("the "), word.start, known=True)
        if (aged := _of_age(word, tree)) is not None:
            yield aged
        elif (article := _of_ordinal(word, tree)) is not None:
            yield _single(word, article.start, word.start, known=True)
        elif _is_aged(word):
            yield _single(word, word.start, word.start, known=True)
        elif word.tag in ("NN", "NNP") and (word.dep not in MODIFIES or _has_died(word)):
            yield from _titled(word)
            yield from _definite(word, lexicon)


def _has_died(word: Word) -> bool:
    """Whether a deed that is told as his follows: "the teenager's death"."""
    return word.dep == "poss" and word.head.lemma in ("death", "murder", "killing", "abduction")


def _is_aged(word: Word) -> bool:
    """Whether it is a name with an age behind it that the tree takes for no name: "Petrov, 41,"."""
    capital = word.text[0].isupper() and not word.text.isupper()
    aged = any(c.tag == "CD" and c.at == word.at + 2 for c in word.having("appos"))
    return capital and aged and word.tag == "JJ" and word.dep in ("nsubj", "nsubjpass", "dobj")


def _titled(word: Word) -> Iterator[Party]:
    """One whose name stands right behind what he is: "fruit packer Ram Paswan of Gaya"."""
    names = [c for c in word.having("appos") if c.tag == "NNP"]
    if not names or word.tag != "NN" or not is_person(word) or word.having("det", "poss"):
        return
    parts = sorted((*names[0].having("compound"), names[0]), key=lambda w: w.at)
    if parts[0].at == word.at + 1 and all(w.text[0].isupper() for w in parts):
        yield Party(
            word,
            parts[0].start,
            names[0].end,
            parts[0].start,
            1,
            known=True,
            part=False,
            named=True,
        )


def _definite(word: Word, lexicon: Lexicon) -> Iterator[Party]:
    """One who is told of as "the driver" or "his wife", or by name."""
    definite = [
        c
        for c in word.having("det", "poss")
        if c.at < word.at and (c.dep == "poss" or c.text.lower() in ("the", "that", "this"))
    ]
    if any(c.lemma in ("whose", "my", "our", "your") for c in definite):
        return
    if definite and word.tag == "NN":
        if word.lemma in ("body", "corpse", "victim", "casualty", "coffin", "hand", "death"):
            return
        if is_person(word) and not is_thing(word, lexicon) and not _is_known_thing(word):
            start = min(w.start for w in definite[0].subtree())
            yield _single(word, start, word.start, known=True)
    elif word.tag == "NNP" and not any(c.dep == "poss" for c in definite):
        begins = _name_start(word, lexicon)
        if begins is not None:
            known = _has_title(word) or _is_apposed(word)
            yield _single(word, begins, begins, known=known)


def _is_known_thing(word: Word) -> bool:
    """Whether it is a building or a vehicle that ends as a noun of people does: "the canteen"."""
    return word.lemma in load_predicates().verbs["no_persons"]


def _of_age(word: Word, tree: Tree) -> Party | None:
    """One of whom only the age is told: "a 22-year-old", and no "22-year-old house"."""
    if word.text.lower() not in ("old", "olds") or word.is_root:
        return None
    words = tree.words
    lead = "".join(w.text for w in words[max(0, word.at - 4) : word.at])
    number = words[word.at - 4] if word.at >= 5 else None
    following = words[word.at + 1] if word.at + 1 < len(words) else None
    if number is None or not _YEARS.fullmatch(lead.lower()):
        return None
    if following is not None and following.tag.startswith(("NN", "JJ", "VBG")):
        return None
    article = words[number.at - 1]
    if article.text.lower() not in ONE:
        return None
    # Before a clause the tree may take the age for an attribute, and another word for the noun.
    head = article.head if word.dep == "amod" else word
    return Party(
        head, article.start, word.end, number.start, low=1, known=True, part=False, named=True
    )


def _is_the_other(word: Word) -> bool:
    """Whether it is "the other", of two who were told of."""
    the = word.having("det")
    return (
        word.text.lower() == "other"
        and word.dep in ("nsubj", "nsubjpass", "dobj")
        and any(c.text.lower() == "the" and c.at == word.at - 1 for c in the)
    )


def _of_ordinal(word: Word, tree: Tree) -> Word | None:
    """The article of "a third", of those who are told of one by one; not "a third of the town"."""
    if word.lemma not in ORDINALS or word.having("prep"):
        return None
    following = tree.words[word.at + 1] if word.at + 1 < len(tree.words) else None
    # "Cost a third his leg": the tree takes it for a word of the leg's.
    pays = word.dep == "amod" and following is not None and following.tag == "PRP$"
    if word.dep not in _ROLES and not pays:
        return None
    article = tree.words[word.at - 1] if word.at else None
    return article if article is not None and article.dep == "det" else None


def _single(word: Word, start: int, noun: int, *, known: bool) -> Party:
    return Party(word, start, word.end, noun, low=1, known=known, part=False, named=True)


def _name_start(word: Word, lexicon: Lexicon) -> int | None:
    """Where the name of a person begins; None where it may be another's, or a place's."""
    before = [w for w in word.children if w.dep == "amod" and is_singular(w.text)]
    before += [w for w in word.subtree() if w.dep in ("compound", "nmod") and w.at < word.at]
    before.sort(key=lambda w: w.at)
    # "Truck driver Kolo Yakasa": what he is may stand before his name.
    small = [n for n, w in enumerate(before) if w.text[0].islower()]
    if small and is_person(before[small[-1]]):
        before = before[small[-1] + 1 :]
    parts = [*before, word]
    if not all(w.text[0].isupper() for w in parts) or word.dep == "appos":
        return None
    titled = is_singular(parts[0].text)
    text = " ".join(w.text for w in parts)
    if not titled and lexicon.actor_kind(text) is not None:
        return None
    if len(parts) < 2 and not titled and not _is_surname(word, lexicon):
        return None
    # "The soldier Pedro Ruiz", but no "the Baltic Star"
    named = any(c.dep == "det" for c in word.children) and not small
    return None if named else parts[0].start


def _has_title(name: Word) -> bool:
    """Whether what he is stands before his name: "the community radio reporter Sadique Momade"."""
    return any(
        is_person(w) and w.at < name.at
        for c in name.having("compound", "amod", "nmod")
        for w in (c, *c.having("compound"))
    )


def _is_apposed(name: Word) -> bool:
    """Whether what he is stands behind his name: "Igor Petrov, a paymaster of the brigade"."""
    return any(c.tag == "NN" and is_person(c) for c in name.having("appos"))


def _is_surname(word: Word, lexicon: Lexicon) -> bool:
    """Whether one capital word may be the name of a person: told what was done to him."""
    if word.dep not in ("nsubjpass", "dobj") or len(word.text) < 4 or word.text.isupper():
        return False
    if is_thing(word, lexicon) or is_plural(word.text):
        return False
    place = resolve_place(word.text)  # "Bowlers gun down Khulna"
    return place is None or place.country is None
