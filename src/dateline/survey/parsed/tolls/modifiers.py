"""What the words beside a noun say of people: modifiers, clauses, the noun behind its "of"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.survey.parsed.tolls.clauses import conjuncts
from dateline.survey.parsed.tolls.objects import done_to
from dateline.survey.parsed.tolls.phrases import Fate, is_shot_dead, placed
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.survey.parsed.tolls.verbs import befalls, suffered
from dateline.syntax import Word


def said_beside(head: Word, words: Predicates) -> Iterator[Fate]:
    """What modifiers and clauses on the noun say: "14 dead", "men shot in Mach", "who died"."""
    for child in head.children:
        if child.dep in ("amod", "acomp", "oprd", "acl", "advcl", "appos", "advmod", "amod"):
            outcome = words.said_of(child)
            if outcome and child.dep != "advcl":
                # "Five bodies" are dead; "eight wounded soldiers" may do anything.
                certain = child.start > head.start or is_shot_dead(child)
                yield Fate(outcome, child, certain=certain)
                continue
        if child.dep in ("acl", "advcl") and child.tag == "VBN":
            if child.dep == "acl" and head.is_root:
                yield from befalls("nsubj", child, words)  # "800 residents set off", as a phrase
            else:
                yield from suffered(child, words)
        elif child.dep in ("relcl", "appos"):
            yield from _in_clauses(child, words)
        elif child.tag == "VBD" and child.at > head.at and child.dep in ("amod", "acl", "appos"):
            yield from befalls("nsubj", child, words)  # its subject, behind a clause between commas
        elif child.dep == "advmod" and child.text.lower() in words.verbs["fatally"]:
            yield Fate("killed", child)
        elif child.dep == "prep":
            certain = head.tag == "CD" or _is_reported(head, words)
            yield from placed(child, words, certain=certain)


def of_own(head: Word, words: Predicates) -> Iterator[Fate]:
    """What "several of their wounded" says, who are an army's own and new."""
    for prep in head.having("prep"):
        if prep.text.lower() == "of" and prep.at == head.at + 1:
            for noun in prep.having("pobj"):
                if noun.having("poss") and (outcome := words.noun_own.get(noun.text.lower())):
                    yield Fate(outcome, noun, certain=outcome in ("killed", "wounded"))


def _in_clauses(child: Word, words: Predicates) -> Iterator[Fate]:
    """What the clauses on a noun say, or on the name behind it: "a nephew, Sajjad, whom they"."""
    if child.dep == "relcl":
        yield from _relative(child, words)
    elif child.pos == "PROPN" and not is_counted(child):
        for clause in child.having("relcl"):
            yield from _relative(clause, words)


def _relative(verb: Word, words: Predicates) -> Iterator[Fate]:
    """What a relative clause says of its noun."""
    for clause in (verb, *conjuncts(verb)):
        pronoun = next(
            (
                w
                for w in clause.children
                if w.text.lower() in ("who", "whom", "that", "which")
                and w.dep in ("nsubj", "nsubjpass", "dobj")
            ),
            None,
        )
        if pronoun is not None:
            yield from befalls(pronoun.dep, clause, words)
        elif clause is not verb and not clause.having("nsubj", "nsubjpass"):
            yield from befalls("nsubjpass" if clause.having("auxpass") else "nsubj", clause, words)
        elif clause is verb and verb.having("nsubj") and not verb.having("dobj", "prep"):
            # "The five schoolgirls they dragged away"
            yield from done_to(verb, words)


def _is_reported(head: Word, words: Predicates) -> bool:
    """Whether somebody gives the figure: "spoke of 11 officers with burns"."""
    while head.dep == "conj":
        head = head.head
    prep = head.head
    while prep.dep == "conj" and prep.pos == "ADP":
        prep = prep.head  # "speak of six bodies and of nine others"
    above = prep.head if head.dep == "pobj" else head.head
    return head.dep in ("pobj", "dobj") and above.lemma in words.verbs["gives_figure"]


def is_counted(word: Word) -> bool:
    """Whether a word has a number before it, or is one."""
    return bool(word.having("nummod")) or word.tag == "CD"
