"""What became of people, by what governs the words for them in a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.models.vocabulary import Outcome
from dateline.survey.parsed.tolls.amiss import told_amiss
from dateline.survey.parsed.tolls.blows import extracted, pierced_part, shared_by, takes_limb
from dateline.survey.parsed.tolls.clauses import conjuncts
from dateline.survey.parsed.tolls.idioms import of_no_avail, of_none, own_deed, sought
from dateline.survey.parsed.tolls.objects import done_to
from dateline.survey.parsed.tolls.phrases import Fate, is_negated, is_shot_dead, placed
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
    yield from _of_own(head, words)
    governed = list(_governed(head, words, steps))
    yield from governed
    yield from _said_beside(head, words)
    own = words.noun_own.get(head.text.lower()) or words.noun_own.get(head.lemma)
    # "Three injured protesters", "26 bodies": told by nothing else.
    if own and (head.pos in ("NOUN", "PROPN", "ADJ") or head.tag in ("VBN", "JJ")):
        certain = own == "killed" and head.lemma not in ("victim", "casualty", "kill", "life")
        yield Fate(own, head, certain=certain)


def _of_own(head: Word, words: Predicates) -> Iterator[Fate]:
    """What "several of their wounded" says, who are an army's own and new."""
    for prep in head.having("prep"):
        if prep.text.lower() == "of" and prep.at == head.at + 1:
            for noun in prep.having("pobj"):
                if noun.having("poss") and (outcome := words.noun_own.get(noun.text.lower())):
                    yield Fate(outcome, noun, certain=outcome in ("killed", "wounded"))


def _said_beside(head: Word, words: Predicates) -> Iterator[Fate]:
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


def _in_clauses(child: Word, words: Predicates) -> Iterator[Fate]:
    """What the clauses on a noun say, or on the name behind it: "a nephew, Sajjad, whom they"."""
    if child.dep == "relcl":
        yield from _relative(child, words)
    elif child.pos == "PROPN" and not _is_counted(child):
        for clause in child.having("relcl"):
            yield from _relative(clause, words)


def _is_reported(head: Word, words: Predicates) -> bool:
    """Whether somebody gives the figure: "spoke of 11 officers with burns"."""
    while head.dep == "conj":
        head = head.head
    prep = head.head
    while prep.dep == "conj" and prep.pos == "ADP":
        prep = prep.head  # "speak of six bodies and of nine others"
    above = prep.head if head.dep == "pobj" else head.head
    return head.dep in ("pobj", "dobj") and above.lemma in words.verbs["gives_figure"]


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
        yield from _by_body(governor, words)
    elif (told := told_amiss(head, governor, words)) is not None:
        yield from told
    elif dep in ("nmod", "amod", "meta", "npadvmod", "dep", "nummod", "intj", "oprd"):
        yield from _fragment(head, governor, words)


def _of_conjunct(head: Word, governor: Word, words: Predicates, steps: int) -> Iterator[Fate]:
    """What is told of the word that `head` is joined to, which holds for it too."""
    if _is_taken_over(governor, words):
        yield Fate("captured", governor.head)  # "took the tanker and her 19 Filipinos"
    elif governor.pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
        if not list(_said_beside(head, words)):
            yield from _told_of_list(governor, words, steps - 1)
    elif governor.pos == "VERB" and head.pos in ("NOUN", "PROPN", "NUM"):
        # "Killed a builder and two of his men", the second tied to the verb
        for first in [o for o in governor.having("dobj") if o.at < head.at][-1:]:
            yield from _told_of_list(first, words, steps - 1)


def _by_body(part: Word, words: Predicates) -> Iterator[Fate]:
    """What befalls those of whose body a part is hit: "breaking an assistant's collarbone"."""
    is_object = part.dep in ("dobj", "nsubjpass")
    if (is_object and words.is_body(part) and part.head.lemma in words.verbs["harm_body"]) or (
        part.lemma in words.verbs["limbs"] and takes_limb(part, words)
    ):
        yield Fate("wounded", part.head)
    elif (told := pierced_part(part, words) or own_deed(part, words)) is not None:
        yield told


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
    return not _is_counted(named) or named.lemma in ("family", "household")


def _is_counted(word: Word) -> bool:
    return bool(word.having("nummod")) or word.tag == "CD"


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
        elif (fate := _by_noun(governor, low, words)) is not None:
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


def _by_noun(noun: Word, low: str, words: Predicates) -> Fate | None:
    """What a noun says of those whom its "of" or its "to" names: "the deaths of 14"."""
    is_object = noun.dep in ("dobj", "nsubjpass")
    if noun.lemma in ("life", "lives"):
        took = noun.head.lemma in words.verbs["lives"] and is_object
        return Fate("killed", noun.head) if took else None
    if low == "of" and noun.lemma in words.verbs["signs"] and _is_awaited(noun, words):
        return Fate("missing", noun)
    outcome = words.noun_of.get(noun.lemma)
    if outcome and (low == "of" or outcome != "killed"):
        told = outcome != "missing" or noun.lemma == "disappearance" or _is_unknown(noun)
        return Fate(outcome, noun) if told else None
    if low == "of" and is_object and noun.head.lemma in words.verbs["razed"]:
        homes = noun.text.lower() in ("homes", "houses", "huts", "shelters", "flats", "dwellings")
        return Fate("displaced", noun.head, certain=False) if homes else None
    if low == "of" and is_object and noun.head.lemma == "empty":
        return Fate("displaced", noun.head, certain=False)
    if low == "of" and (wound := pierced_part(noun, words)) is not None:
        return wound
    harmed = noun.head.lemma in words.verbs["harm_body"]
    is_part = low == "of" and words.is_body(noun) and is_object
    if is_part and (harmed or noun.lemma in words.verbs["limbs"]):
        return Fate("wounded", noun.head, certain=harmed)
    if noun.lemma in ("treatment", "aid") and low == "to":
        return Fate("wounded", noun)
    return None


def _is_awaited(news: Word, words: Predicates) -> bool:
    """Whether somebody waits for it: "wait for news of nine boys"."""
    above = news.head.head if news.dep == "pobj" else news.head
    return news.dep in ("dobj", "pobj") and above.lemma in words.verbs["wait"]


def _is_unknown(noun: Word) -> bool:
    verb = noun.head
    return verb.lemma in ("be", "remain", "know", "stay") and (
        is_negated(verb)
        or is_negated(noun)
        or any(w.lemma in ("unknown", "unclear") for w in verb.children)
    )
