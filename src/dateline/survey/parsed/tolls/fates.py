"""What became of people, by what governs the words for them in a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.models.vocabulary import Outcome
from dateline.survey.parsed.tolls.amiss import told_amiss
from dateline.survey.parsed.tolls.blows import extracted, shared_by
from dateline.survey.parsed.tolls.idioms import of_no_avail, of_none, sought
from dateline.survey.parsed.tolls.modifiers import is_counted, of_own, said_beside
from dateline.survey.parsed.tolls.nouns import by_body, by_noun
from dateline.survey.parsed.tolls.phrases import Fate
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.survey.parsed.tolls.prepositions import accompanied, by_verb, taken_up, told_between
from dateline.survey.parsed.tolls.sums import summed
from dateline.survey.parsed.tolls.verbs import befalls, suffered
from dateline.syntax import Word

_WORST: tuple[Outcome, ...] = ("killed", "wounded", "missing", "captured", "displaced")
_MOST_STEPS = 12
_SAID_BY_ITSELF = frozenset({"wounded", "injured", "hurt", "missing", "captured"})


def fate_of(head: Word, words: Predicates) -> Fate | None:
    """What became of those whom `head` names: the worst of all that is told of them."""
    told = list(_told(head, words, _MOST_STEPS))
    if head.dep == "conj" and head.text.lower() in _SAID_BY_ITSELF:
        told = [f for f in told if f.cue is head] or told  # "losses at 12 killed and 30 hurt"
    if not told:
        return None
    worst = min(told, key=lambda f: (_WORST.index(f.outcome), not f.certain))
    others = frozenset(f.outcome for f in told).union(*(f.others for f in told)) - {worst.outcome}
    return replace(worst, others=others)


def _told(head: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    if steps == 0:
        return
    yield from of_own(head, words)
    governed = list(_governed(head, words, steps))
    yield from governed
    yield from said_beside(head, words)
    own = words.noun_own.get(head.text.lower()) or words.noun_own.get(head.lemma)
    # "Three injured protesters", "26 bodies": told by nothing else.
    if own and (head.pos in ("NOUN", "PROPN", "ADJ") or head.tag in ("VBN", "JJ")):
        certain = own == "killed" and head.lemma not in ("victim", "casualty", "kill", "life")
        yield Fate(own, head, certain=certain)


def _governed(head: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    """What the word that governs `head` says of it."""
    governor, dep = head.head, head.dep
    if head.is_root:
        return
    if dep == "conj":
        yield from _of_conjunct(head, governor, words, steps)
    elif dep == "appos" and head.start > governor.start and _tells_of(governor):
        yield from _told_of_list(governor, words, steps - 1)
        if outcome := words.sum.get(governor.text.lower()):
            yield Fate(outcome, governor)
    elif dep in ("nsubj", "nsubjpass", "dobj", "attr", "dative", "csubj"):
        yield from befalls(dep, governor, words)
    elif dep == "pobj":
        yield from _by_preposition(head, governor, words, steps)
    elif dep == "poss" or (dep == "nmod" and head.having("case")):
        yield from by_body(governor, words)
    elif (told := told_amiss(head, governor, words)) is not None:
        yield from told
    elif dep in ("nmod", "amod", "meta", "npadvmod", "dep", "nummod", "intj", "oprd"):
        yield from _fragment(head, governor, words)


def _of_conjunct(head: Word, governor: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    """What is told of the word that `head` is joined to, which holds for it too."""
    if _is_taken_over(governor, words):
        yield Fate("captured", governor.head)  # "took the tanker and her 19 Filipinos"
    elif governor.pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
        if not list(said_beside(head, words)):
            yield from _told_of_list(governor, words, steps - 1)
    elif governor.pos == "VERB" and head.pos in ("NOUN", "PROPN", "NUM"):
        # "Killed a builder and two of his men", the second tied to the verb
        for first in [o for o in governor.having("dobj") if o.at < head.at][-1:]:
            yield from _told_of_list(first, words, steps - 1)


def _fragment(head: Word, governor: Word, words: Predicates) -> Iterator[Fate]:
    """What a headline's or a list's word says: "12 dead, 40 hurt", "two rebels killed"."""
    dep = head.dep
    if dep == "nummod" and governor.pos in ("NOUN", "PROPN") and governor.tag == "NNS":
        return
    if outcome := words.said_of(governor) or words.sum.get(governor.text.lower()):
        yield Fate(outcome, governor, certain=dep in ("nummod", "npadvmod", "nmod"))
    elif (
        dep in ("npadvmod", "meta", "dep", "oprd")
        and governor.tag == "VBN"
        and governor.start > head.start
    ):
        yield from suffered(governor, words)


def _told_of_list(first: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    """What is told of the first of a list, which holds for the others too."""
    yield from _governed(first, words, steps)
    if outcome := words.of_sum(first) if first.dep in ("ROOT", "nsubj") else None:
        yield Fate(outcome, first)


def _tells_of(named: Word) -> bool:
    """Whether they are the same people: of a name, or of "450 households (3,150 people)"."""
    return not is_counted(named) or named.lemma in ("family", "household")


def _by_preposition(head: Word, prep: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    """What a preposition's governor says of its noun: "the deaths of 14", "the toll at 14"."""
    governor, low = prep.head, prep.text.lower()
    if low in ("including", "include", "like", "except", "besides"):
        return
    if (apart := _by_itself(head, prep, words)) is not None:
        yield from apart
        return
    if (company := accompanied(prep)) is not None:
        yield from _of_company(company, words, steps)
        return
    if (found := summed(head, prep, words)) is not None:
        yield Fate(found[0], found[1])
    elif low == "with" and _is_taken_over(governor, words):
        yield Fate("captured", governor.head)  # "hijacked a tanker with 22 crew"
    elif low in ("of", "to") and governor.pos in ("NOUN", "PROPN"):
        if low == "of" and governor.lemma in words.verbs["bodies_of_men"]:
            yield from _told(governor, words, steps - 1)
        elif (fate := by_noun(governor, low, words)) is not None:
            yield fate
    else:
        yield from by_verb(head, prep, words)
        if low in ("for", "on", "at"):
            yield from taken_up(prep, words)


def _by_itself(head: Word, prep: Word, words: Predicates) -> Iterable[Fate] | None:
    """What a preposition says in a way of its own; None where its governor says it."""
    low = prep.text.lower()
    if prep.dep == "prt":
        return befalls("dobj", prep.head, words)  # "took in 19"
    if low == "by":
        return [had] if (had := shared_by(prep, words)) is not None else []
    if low == "between" and (verb := told_between(prep)) is not None:
        return befalls("nsubjpass" if verb.having("auxpass") else "nsubj", verb, words)
    gone = of_none(head, prep) or of_no_avail(prep, words) or sought(prep, words)
    gone = gone or extracted(prep, words)
    return [gone] if gone is not None else None


def _of_company(told: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    """What became of those who are named first: "the mayor was killed along with"."""
    if told.pos not in ("VERB", "AUX"):
        yield from _told_of_list(told, words, steps - 1)
    elif told.having("dobj"):
        yield from befalls("dobj", told, words)
    else:
        passive = told.having("auxpass", "nsubjpass") or told.dep in ("acl", "advcl")
        yield from befalls("nsubjpass" if passive else "nsubj", told, words)


def _is_taken_over(noun: Word, words: Predicates) -> bool:
    """Whether it is a ship or a bus that somebody seizes, with all who are on board."""
    return (
        noun.dep in ("dobj", "nsubjpass")
        and noun.head.lemma in words.verbs["take_over"]
        and any(w.lemma in words.verbs["vehicles"] for w in (noun, *noun.having("compound")))
    )
