"""Those whom the tree ties to the wrong word, or who are told of by a pronoun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dateline.survey.parsed.tolls.objects import done_to, of_verb
from dateline.survey.parsed.tolls.parties import Party
from dateline.survey.parsed.tolls.phrases import Fate, is_negated
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.survey.parsed.tolls.verbs import befalls
from dateline.syntax import Tree, Word

_SUBJECTS = ("nsubj", "nsubjpass")
_HARMED = ("killed", "wounded", "captured")


def tied_amiss(head: Word, words: Predicates) -> Fate | None:
    """What became of one who stands where a subject or an object does, but is tied elsewhere.

    "In Mora, a former mayor, Musa Bello, was shot": to the place. "A bomb wounded Igor Petrov, a
    clerk": as the subject.
    """
    verb = _lost_verb(head)
    if verb is not None:
        dep = "nsubjpass" if verb.having("auxpass") else "nsubj"
        return next(iter(befalls(dep, verb, words)), None)
    verb = head.head
    second = head.dep == "nsubj" and head.at > verb.at and not verb.having("dobj")
    if second and any(s.at < verb.at for s in verb.having("nsubj")):
        outcome = words.done_to_object(verb)
        return of_verb(outcome, verb, words) if outcome else None
    return None


def _lost_verb(head: Word) -> Word | None:
    """The verb without a subject whose first word, a place, has taken its subject."""
    place = head.head
    if head.dep != "appos" or place.dep != "pobj" or place.tag != "NNP":
        return None
    verb = place.head.head
    if place.head.dep != "prep" or verb.at < head.at or verb.having(*_SUBJECTS):
        return None
    return verb if verb.pos == "VERB" else None


def by_pronoun(
    parties: Sequence[Party], told: Mapping[int, Fate | None], tree: Tree, words: Predicates
) -> Iterator[tuple[int, Fate]]:
    """Those of whom only a pronoun tells, by where they stand: "stopped a youth and shot him".

    Only where it can be of nobody else in the sentence.
    """
    for pronoun in tree.words:
        low, verb = pronoun.text.lower(), _done_to(pronoun)
        if low not in ("him", "her") or verb is None or is_negated(verb):
            continue
        fate = next((f for f in done_to(verb, words) if f.outcome in _HARMED and f.certain), None)
        if fate is None:
            continue
        doers = _doers(verb, tree)
        may_be = [
            p
            for p in parties
            if p.low == 1 and p.known and p.end <= pronoun.start and p.head not in doers
            if _agrees(p.head, low, words) and not _tells(p.head, words)
        ]
        if len(may_be) == 1 and told.get(may_be[0].start) is None:
            yield may_be[0].start, fate


def _done_to(pronoun: Word) -> Word | None:
    """The verb whose object a pronoun is, also with what it says of him: "shot him dead"."""
    if pronoun.dep == "dobj":
        return pronoun.head
    beside = pronoun.dep == "nsubj" and pronoun.head.tag == "JJ"
    return pronoun.head.head if beside and pronoun.head.dep in ("ccomp", "oprd") else None


def _doers(verb: Word, tree: Tree) -> list[Word]:
    """The subjects of a verb, its own or that of the verb that it is joined to.

    "He ran to the gate and guards shot him": the tree may tie the guards to the gate.
    """
    before = tree.words[verb.at - 1] if verb.at else verb
    if before.dep == "conj" and before.tag in ("NNS", "NN", "NNP") and before.head is not verb:
        return [before]
    while not verb.having(*_SUBJECTS) and verb.dep in ("conj", "advcl", "xcomp"):
        verb = verb.head
    own = verb.having(*_SUBJECTS)
    return [*own, *(w for s in own for w in s.having("appos", "conj"))]


def _agrees(head: Word, pronoun: str, words: Predicates) -> bool:
    """Whether a noun may be he, or she."""
    others = words.verbs["male"] if pronoun == "her" else words.verbs["female"]
    return head.lemma not in others


def _tells(head: Word, words: Predicates) -> bool:
    """Whether somebody only sees, calls or stops another: "a neighbour called the police"."""
    return head.dep in _SUBJECTS and head.head.lemma in words.verbs["bystanders"]
