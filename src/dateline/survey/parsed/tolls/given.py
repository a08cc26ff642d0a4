"""Numbers that somebody gives for what was told before, by what governs them in a tree.

"The women, who had washed them, say that there were, as far as they know, 22."
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.models import Span
from dateline.survey.parsed.tolls.predicates import Predicates, load_predicates
from dateline.survey.toll_counts import figure_at
from dateline.survey.toll_given import is_of_others, resumed_words
from dateline.syntax import Tree, Word

_TO = frozenset({"of", "at", "to", "as", "on"})
_ADDS = frozenset({"advmod", "quantmod", "punct", "cc", "conj", "det", "prep", "amod"})


def given_by_tree(tree: Tree) -> Iterator[Span]:
    """The bare numbers that a verb or a noun of saying or counting governs.

    By their offsets in the sentence, wherever its other words stand.
    """
    words, text = load_predicates(), tree.span.text
    for word in tree.words:
        if word.tag != "CD" or word.having("nmod", "nummod") or not _is_given(word, words):
            continue
        start = word.start - tree.span.start
        figure = figure_at(text, start, whole=True)
        if figure is None or not figure.bare or figure.start != start or is_of_others(text, figure):
            continue
        closed = resumed_words("closed").match(text, figure.end) is not None
        if closed and figure.reading.best != 1:
            yield Span(start=start, end=figure.end, text=text[start : figure.end])


def _is_given(number: Word, words: Predicates) -> bool:
    if number.dep == "nummod" and number.head.text.lower() == "more":
        number = number.head  # "at 30 or more"
    elif any(c.dep not in _ADDS or c.text == "to" for c in number.children):
        return False  # "carried by 41 to 22"
    governor = number.head
    if number.dep == "dobj":
        if any(o is not number for o in governor.having("dobj", "dative")):
            return False  # "gave him 12"
        return _says(governor, words) or _sum_reaches(governor, words)
    if number.dep == "attr":
        there = bool(governor.having("expl")) and governor.dep == "ccomp"
        return (there and _says(governor.head, words)) or _sum_reaches(governor, words)
    if number.dep != "pobj" or governor.text.lower() not in _TO:
        return False
    verb = governor.head
    if governor.text.lower() in ("to", "at") and verb.lemma != "be" and _sum_reaches(verb, words):
        return True
    speaks = verb.lemma in words.verbs["gives_figure"] and governor.text.lower() == "of"
    summed = [o for o in verb.having("dobj", "nsubjpass") if _is_sum(o, words)]
    return speaks or bool(summed)


def _says(verb: Word, words: Predicates) -> bool:
    says = verb.lemma in words.verbs["says_figure"] or verb.lemma in words.verbs["gives_figure"]
    return says and verb.pos in ("VERB", "AUX")


def _sum_reaches(verb: Word, words: Predicates) -> bool:
    """Whether a sum is what comes to a number: "the count that they made came to 34"."""
    reaches = verb.lemma in words.verbs["reaches_figure"]
    clause = [verb.head] if verb.dep in ("acl", "relcl") else []
    return reaches and any(_is_sum(s, words) for s in (*verb.having("nsubj"), *clause))


def _is_sum(noun: Word, words: Predicates) -> bool:
    """Whether a noun is of a sum of people who were told of: of nothing else it says what."""
    if noun.lemma not in words.verbs["figures"] or noun.having("compound"):
        return False
    return not any(p.text.lower() in ("of", "for", "in") for p in noun.having("prep"))
