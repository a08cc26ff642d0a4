"""People counted without a figure: "one of the four", "both his daughters", "a sarpanch"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.expressions.people import is_plural
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.parties import (
    MODIFIES,
    ONE,
    ORDINALS,
    Party,
    is_part,
    whole_of,
)
from dateline.survey.parsed.tolls.persons import (
    BODY_PARTS,
    FATES,
    is_listed,
    is_person,
    may_be_people,
)
from dateline.syntax import Tree, Word

_SEVERAL = ("several", "some", "many", "dozens", "scores", "most")
# "An earlier figure", "a toll": nobody, but how many they are.
_SUMS = frozenset({"number", "figure", "toll", "count", "total", "tally", "estimate", "sum"})


def some_of(tree: Tree) -> Iterator[Party]:
    """Those whom no number counts by itself: "one of the four", "both his daughters"."""
    for word in tree.words:
        if word.text.lower() == "one" and (of := whole_of(word)) is not None:
            # "One of the four" would be read as four: the number alone.
            if of.tag == "CD" or of.having("nummod"):
                yield Party(word, word.start, word.end, word.end, low=1, known=True, part=False)
            elif of.text.lower() in FATES or is_listed(of) or _are_hurt(of):
                yield Party(word, word.start, of.end, of.start, low=1, known=True, part=False)
        elif word.text.lower() in _SEVERAL and (of := whole_of(word)) is not None:
            # "Several of their wounded", which no noun of people ends
            if of.text.lower() in FATES and of.having("poss"):
                yield Party(word, word.start, of.end, of.start, low=None, known=True, part=False)
        elif (
            word.text.lower() == "both" and (of := whole_of(word)) is not None and of.pos == "PRON"
        ):
            part = of.text.lower() != "them"
            yield Party(word, word.start, of.end, of.end, low=2, known=True, part=part)
        elif word.tag == "NNS" and is_plural(word.text):
            both = [c for c in word.children if c.text.lower() == "both" and c.at < word.at]
            if both and word.having("poss"):
                start, noun = both[0].start, word.start
                yield Party(word, start, word.end, noun, low=2, known=True, part=False)


def _are_hurt(those: Word) -> bool:
    """Whether they are told of by what became of them: "one of those hurt"."""
    return those.text.lower() == "those" and any(c.text.lower() in FATES for c in those.children)


def with_article(tree: Tree, lexicon: Lexicon) -> Iterator[Party]:
    """People whose noun no list holds: "a sarpanch", "11 Pattons" are for their verb to tell."""
    for word in tree.words:
        if word.tag not in ("NN", "NNP", "JJ") or word.pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        # "An assistant's collarbone"
        if word.dep in MODIFIES and not (word.pos == "NOUN" and _is_apart(word, tree)):
            continue
        one = next(
            (c for c in word.having("det", "nummod") if c.text.lower() in ONE and c.at < word.at),
            _lent_article(word, tree),
        )
        if word.lemma in BODY_PARTS or (one is not None and word.having("poss")):
            continue  # "cost a third his leg": the article is another's
        if one is None or word.pos == "ADJ" or word.lemma in ORDINALS or word.lemma in _SUMS:
            continue
        if not may_be_people(word, lexicon) or len(word.text) < 3:
            continue
        # Where the noun does not show a person, the verb has to.
        pair = word.lemma == "couple"
        known, low = pair or is_person(word), 2 if pair else 1
        part, end = is_part(word), _hyphened(word, tree)
        yield Party(word, one.start, end, word.start, low=low, known=known, part=part)


def _lent_article(word: Word, tree: Tree) -> Word | None:
    """The article of one whom the tree gives as a word of what is his: "broke a surveyor's arm"."""
    following = tree.words[word.at + 1] if word.at + 1 < len(tree.words) else None
    if word.dep not in MODIFIES or following is None or following.tag != "POS":
        return None
    first = min(w.at for w in word.subtree())
    before = tree.words[first - 1] if first else None
    lent = before is not None and before.text.lower() in ("a", "an") and before.head is word.head
    return before if lent else None


def _hyphened(word: Word, tree: Tree) -> int:
    """Where a noun ends that the tree parts at its hyphen: "a passer-by"."""
    behind = tree.words[word.at + 1 : word.at + 3]
    if len(behind) == 2 and behind[0].text == "-" and behind[0].start == word.end:
        return behind[1].end
    return word.end


def _is_apart(word: Word, tree: Tree) -> bool:
    """Whether somebody is told of before what is theirs: "an assistant's arm", "cost him his life".

    The tree may take the second noun for the head of the first.
    """
    following = tree.words[word.at + 1] if word.at + 1 < len(tree.words) else None
    if following is None:
        return word.dep == "poss"
    return word.dep == "poss" or following.tag in ("PRP$", "POS")
