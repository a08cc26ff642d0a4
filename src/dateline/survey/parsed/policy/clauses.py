"""The clause of a verb: who acts on what, and whether it is done, lies ahead or is only thought of.

An infinitive is told by what governs it: "agreed to close", "is due to meet", "ordered them to go".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.survey.parsed.events.arguments import (
    agents_of,
    is_passive,
    objects_of_prepositions,
    patients_of,
    subjects_of,
)
from dateline.survey.parsed.policy.policy_lexicon import PolicyLexicon, words_of
from dateline.survey.parsed.policy.times import names_time
from dateline.syntax import Word

Time = Literal["done", "now", "ahead", "offered", "asked", "duty", "unreal"]

_VERBAL = ("VERB", "AUX")
_AHEAD = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_WOULD = frozenset({"would", "'d", "’d"})
_UNREAL = frozenset({"may", "might", "could", "can", "ca", "should"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "once"})
_FAR = 6
_DENYING = frozenset({"no", "nobody", "none", "neither", "nothing", "never"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with what governs it.

    Attributes:
        verb: The verb.
        head: The outermost verb that it is told by: "agreed" of "agreed to close"; often itself.
        time: When it is, as its tenses and governors tell.
        negated: Whether it is denied.
        conditional: Whether it stands behind "if".
    """

    verb: Word
    head: Word
    time: Time
    negated: bool
    conditional: bool

    @property
    def passive(self) -> bool:
        """Whether the verb is in the passive."""
        return is_passive(self.verb)

    @property
    def subjects(self) -> list[Word]:
        """Who acts, as far as it is told: of a passive, who follows "by"."""
        if self.passive and self.verb.lemma in words_of("expecting") and self.head is self.verb:
            return patients_of(self.verb)  # "a delegation is expected in Velm"
        if self.passive:
            return agents_of(self.verb) or (self._governing if self.head is not self.verb else [])
        return self._governing or subjects_of(self.verb)

    @property
    def _governing(self) -> list[Word]:
        if is_passive(self.head):
            return self.head.having("nsubjpass") if self.head is not self.verb else []
        return subjects_of(self.head) or _owner(self.head)

    @property
    def objects(self) -> list[Word]:
        """What it is done to: of a passive, its subject."""
        found = patients_of(self.verb)
        if not found and self.passive and self.head is not self.verb:
            found = self.head.having("nsubj", "nsubjpass")
        return [c for word in found for c in core(word)]

    def after(self, *prepositions: str) -> list[Word]:
        """What follows one of some prepositions."""
        return objects_of_prepositions(self.verb, *prepositions)


def _owner(verb: Word) -> list[Word]:
    """Who acts in a relative clause: what it is said of."""
    if verb.dep == "relcl" and not verb.having("nsubj"):
        return [verb.head]
    return []


def core(noun: Word) -> Iterator[Word]:
    """What is meant: of "two of the crossings" the crossings too."""
    yield noun
    if noun.pos in ("NUM", "DET", "PRON", "NOUN", "ADV", "ADJ"):
        names = ("of", "in") if noun.pos == "NUM" else ("of",)
        of = [p for p in (*noun.having("prep"), *_beside(noun)) if p.text.lower() in names]
        if of and (noun.pos != "NOUN" or noun.lemma in words_of("parts")):
            yield from of[0].having("pobj")


def _beside(number: Word) -> list[Word]:
    """The preposition behind an amount, "€30m in aid", which the parser hangs on the verb."""
    if number.pos != "NUM" or number.is_root:
        return []
    return [p for p in number.head.having("prep") if number.at < p.at <= number.at + 2]


def clause_of(verb: Word, lexicon: PolicyLexicon) -> Clause | None:
    """The clause of a verb; none where no finite verb tells it."""
    chain = [verb]
    lead: Time | None = None
    for _ in range(_FAR):
        found = _governor(chain[-1], lexicon)
        if found is None:
            break
        governor, made = found
        if made == "unreal":
            return None
        lead = made if lead in (None, "ahead") and made != "done" else lead
        chain.append(governor)
    head = chain[-1]
    time = _own_time(head)
    if time is None:
        return None
    negated = any(_is_negated(word) for word in chain)
    conditional = any(c.dep == "mark" and c.lemma in _CONDITIONS for c in head.children)
    if head.lemma == "have" and head is not verb and any(c.lemma == "yet" for c in head.children):
        lead = "ahead"
    if lead is not None:
        time = lead if time in ("done", "now", "ahead") else time
    if len(chain) > 1 and head.lemma in ("be", "suppose") and _was_to_have(verb, head):
        time = "duty"
    return Clause(verb, head, time, negated, conditional)


def _governor(word: Word, lexicon: PolicyLexicon) -> tuple[Word, Time] | None:
    """The verb that an infinitive or a participle is told by, and what that makes of it."""
    head = word.head
    if word.is_root:
        return None
    if word.dep == "conj" and word.tag == "VB" and head.pos in _VERBAL and not _has_own(word):
        return _governor(head, lexicon)
    infinitive = any(c.text.lower() == "to" for c in word.having("aux"))
    if word.dep in ("acomp", "oprd") and head.pos in _VERBAL:
        return head, "done"
    if word.dep not in ("xcomp", "ccomp", "advcl", "acl"):
        return None
    if not infinitive and not (word.dep == "xcomp" and word.tag in ("VBG", "VBN")):
        return None
    lead = lexicon.leads.get(head.lemma)
    if word.dep == "advcl" and (head.lemma not in words_of("take_adverbial") and lead != "asked"):
        return word, "unreal"  # a purpose
    if lead is None or (head.pos in ("NOUN", "PROPN")):
        return head, "unreal"
    return head, "done" if lead == "through" else lead


def _has_own(word: Word) -> bool:
    return any(c.dep in ("aux", "nsubj", "nsubjpass") for c in word.children)


def _was_to_have(verb: Word, head: Word) -> bool:
    """“Was to have been signed by May”, “was supposed to be”: it was not."""
    if head.lemma == "suppose":
        return any(c.tag == "VBD" for c in head.having("auxpass"))
    return head.tag == "VBD" and any(c.text.lower() == "have" for c in verb.having("aux"))


def _own_time(head: Word) -> Time | None:
    aux = {c.text.lower() for c in head.having("aux", "auxpass")}
    if not aux and head.dep == "conj" and head.head.pos in _VERBAL and head.tag in ("VB", "VBN"):
        return _own_time(head.head)
    if aux & _AHEAD:
        return "ahead"
    if aux & _WOULD:
        return "ahead" if _is_reported(head) else "unreal"
    if aux & _UNREAL:
        return "unreal"
    if "must" in aux or (head.lemma == "have" and any(True for _ in head.having("xcomp"))):
        return "duty" if "must" in aux else "now"
    if "to" in aux:
        return None
    if head.tag == "VBD" or aux & {"has", "have", "had", "was", "were", "been", "did", "'s", "’s"}:
        return "done"
    if head.tag in ("VBZ", "VBP") or aux & {"is", "are", "'re", "’re", "does", "do", "being"}:
        return "ahead" if _is_on_day(head) else "now"
    if head.tag == "VBN" and head.dep in ("ROOT", "ccomp", "acl", "conj", "relcl"):
        return "done"
    return "done" if head.tag == "VBG" and head.dep == "conj" else None


def _is_on_day(verb: Word) -> bool:
    """“Votes again on Monday”: the simple present with a day tells what is fixed."""
    if verb.tag not in ("VBZ", "VBP") or verb.having("auxpass"):
        return False
    return any(names_time(child) for child in verb.having("prep", "npadvmod", "advmod"))


def _is_reported(head: Word) -> bool:
    word = head
    while word.dep == "conj":
        word = word.head
    return (word.dep == "ccomp" and word.head.lemma in words_of("saying")) or any(
        c.lemma in words_of("saying") for c in word.having("parataxis", "ccomp")
    )


def _is_negated(word: Word) -> bool:
    for child in word.children:
        if child.dep == "neg" or (child.dep == "advmod" and child.lemma == "never"):
            return True
        if child.dep in ("nsubj", "nsubjpass") and (
            child.lemma in _DENYING or any(c.lemma in _DENYING for c in child.having("det"))
        ):
            return True
    return False
