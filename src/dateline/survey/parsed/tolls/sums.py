"""Figures that a noun for a sum is given: "the toll rose to 17", "put the number of dead at 6"."""

from __future__ import annotations

from dateline.models.vocabulary import Outcome
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word

_FIGURE = ("of", "at", "to", "from", "as", "than", "by", "over", "around", "above")


def summed(head: Word, prep: Word, words: Predicates) -> tuple[Outcome, Word] | None:
    """What a figure is the sum of, where a preposition ties it to the noun for one."""
    if prep.text.lower() not in _FIGURE or not _is_figure(head):
        return None
    governor = prep.head
    while governor.pos == "ADP" and not governor.is_root:
        governor = governor.head  # "up from 12 to 15"
    if prep.text.lower() == "by":
        return None
    if governor.pos in ("NOUN", "PROPN") or _is_named_sum(governor, words):
        named = _outcome(governor, words)
        if named and (prep.text.lower() != "of" or _names_sum(governor, words)):
            return named, governor
    if prep.text.lower() in ("from", "to") and governor.pos in ("NOUN", "PROPN"):
        governor = _raises(prep, words) or governor
    if governor.pos in ("VERB", "AUX", "ADV", "ADJ"):
        for noun in (*governor.having("nsubj", "nsubjpass", "dobj", "oprd"), *_above(governor)):
            if noun is not head and (named := _outcome(noun, words)):
                return named, noun
    return None


def _is_named_sum(word: Word, words: Predicates) -> bool:
    """Whether "killed" is who they were, and no verb: "those killed", not "killed four from"."""
    told = words.sum.get(word.text.lower()) is not None
    return told and not (word.pos == "VERB" and word.having("dobj", "nsubj"))


def _raises(prep: Word, words: Predicates) -> Word | None:
    """The verb that raises a sum, where the figures behind it hang on another noun by mistake.

    "Raised the number of those held over the riot from three to seven."
    """
    verb = next((w for w in prep.ancestors if w.pos == "VERB" and w.having("dobj")), None)
    return verb if verb is not None and verb.lemma in words.verbs["raise_sum"] else None


def _above(governor: Word) -> list[Word]:
    """Where the verb adds to a clause or a noun: its own noun or its clause's subject.

    "The toll, which stood at 19", "bringing the toll to 46", "13 have died, up from nine".
    """
    if governor.dep in ("relcl", "acl"):
        return [governor.head]
    if governor.dep in ("advmod", "conj", "xcomp", "advcl", "prep", "acomp"):
        return governor.head.having("nsubj", "nsubjpass", "dobj")
    return []


def _is_figure(head: Word) -> bool:
    """Whether a number stands alone, or with those whom it counts."""
    return head.tag == "CD" or bool(head.having("nummod")) or head.lemma in _VAGUE


_VAGUE = frozenset({"dozen", "score", "hundred", "dozens", "scores", "hundreds"})


def _outcome(noun: Word, words: Predicates) -> Outcome | None:
    if noun.having("nummod") or noun.tag == "CD":
        return None
    return words.of_those(noun) or words.of_sum(noun)  # "put those killed at 26"


def _names_sum(noun: Word, words: Predicates) -> bool:
    """Whether a noun is of a sum itself: "a toll of 14", not "the deaths of 14"."""
    return noun.lemma in words.verbs["figures"]
