"""Words that say what becomes of people, by their dictionary form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from dateline.models.vocabulary import Outcome
from dateline.survey.word_lists import read_lexicon
from dateline.syntax import Word

Meanings = Mapping[str, Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicates:
    """The words of one language.

    Attributes:
        object: Verbs by what their object suffers.
        subject: Verbs by what their subject suffers.
        complement: Words said of people: "dead", "hostage".
        noun_of: Nouns whose "of" names the people.
        noun_own: Nouns that are counted themselves: "bodies".
        place: Where people are, or are taken: "hospital", "custody".
        having: What people have or suffer: "wounds".
        sum: Nouns for the sum itself: "toll".
        idiom_object: Verbs with what stands beside them, by what their object suffers.
        idiom_subject: The same, by what their subject suffers.
        verbs: Verbs by their part in a phrase that says it.
    """

    object: Meanings
    subject: Meanings
    complement: Meanings
    noun_of: Meanings
    noun_own: Meanings
    place: Meanings
    having: Meanings
    sum: Meanings
    idiom_object: Meanings
    idiom_subject: Meanings
    verbs: Mapping[str, frozenset[str]]

    def done_to_object(self, verb: Word) -> Outcome | None:
        """What a verb's object suffers, by the verb with its particle or alone."""
        return self._by_particle(self.object, verb)

    def done_to_subject(self, verb: Word) -> Outcome | None:
        """What a verb's subject suffers."""
        return self._by_particle(self.subject, verb)

    def _by_particle(self, meanings: Meanings, verb: Word) -> Outcome | None:
        for child in verb.children:
            # "Passed on this morning": a preposition without its noun is a particle.
            stranded = child.dep == "prep" and not child.children
            if child.dep not in ("prt", "advmod") and not stranded:
                continue
            both = f"{verb.lemma} {child.lemma}"
            if both in self.verbs["of_things"]:
                return None
            if outcome := meanings.get(both):
                return outcome
        return meanings.get(verb.lemma)

    def idiom_to_object(self, verb: Word) -> Outcome | None:
        """What a verb's object suffers by what stands beside the verb: "put to the sword"."""
        return self._by_idiom(self.idiom_object, verb)

    def idiom_to_subject(self, verb: Word) -> Outcome | None:
        """What a verb's subject suffers by what stands beside it: "went into hiding"."""
        return self._by_idiom(self.idiom_subject, verb)

    def _by_idiom(self, meanings: Meanings, verb: Word) -> Outcome | None:
        if verb.lemma not in self.verbs["in_idioms"]:
            return None
        for said in _beside(verb):
            if outcome := meanings.get(f"{verb.lemma} {said}"):
                return outcome
        return None

    def is_body(self, word: Word) -> bool:
        """Whether it is a part of somebody's body."""
        return word.lemma in self.verbs["limbs"] or word.lemma in self.verbs["body"]

    def said_of(self, word: Word) -> Outcome | None:
        """What an adjective or a noun says of people."""
        return self.complement.get(word.text.lower())

    def of_those(self, word: Word) -> Outcome | None:
        """What is told of "those killed"."""
        if word.text.lower() not in ("those", "these"):
            return None
        told = [self.said_of(c) for c in word.having("acl")]
        for clause in word.having("relcl"):  # "those who died", "those who were killed"
            passive = bool(clause.having("auxpass"))
            told.append((self.object if passive else self.subject).get(clause.lemma))
        return next((o for o in told if o), None)

    def of_sum(self, word: Word) -> Outcome | None:
        """What a noun for a sum counts, by itself or by what it is a sum of."""
        if word.lemma in self.verbs["figures"] or word.text.lower() in self.verbs["figures"]:
            for part in word.subtree():
                if part is not word and (
                    outcome := self.sum.get(part.text.lower()) or self.sum.get(part.lemma)
                ):
                    return outcome
        if word.tag in ("VBD", "VBZ", "VBP"):
            return None
        return self.sum.get(word.text.lower()) or self.sum.get(word.lemma)


def _beside(verb: Word) -> Iterator[str]:
    """What stands beside a verb: its object, its adverbs, its prepositions with their nouns."""
    for child in verb.children:
        if child.dep in ("dobj", "advmod", "acomp", "oprd", "prt"):
            yield child.lemma
        if child.dep not in ("prep", "advmod", "prt", "dative", "dobj"):
            continue
        for prep in (child, *child.having("prep")):
            for noun in prep.having("pobj"):
                yield f"{child.lemma} {noun.lemma}"  # "out sight", of "out of sight"
                yield f"{prep.lemma} {noun.lemma}"


@cache
def load_predicates(language: str = "en") -> Predicates:
    """The words of a language."""
    data = read_lexicon(f"{language}_predicates")

    def meanings(table: str) -> Meanings:
        return {
            word: cast("Outcome", outcome)
            for outcome, words in data[table].items()
            if outcome != "figures"
            for word in words
        }

    verbs = {name: frozenset(words) for name, words in data["verbs"].items()}
    for name, key in (
        ("hit", "verbs"),
        ("limbs", "words"),
        ("body", "words"),
        ("fatally", "words"),
        ("animate", "words"),
        ("persons", "words"),
        ("no_persons", "words"),
    ):
        verbs[name] = frozenset(data[name][key])
    verbs["no_persons_end"] = frozenset(data["no_persons"]["suffixes"])
    verbs["figures"] = frozenset(data["sum"]["figures"])
    idioms = [i for t in ("idiom_object", "idiom_subject") for i in meanings(t)]
    verbs["in_idioms"] = frozenset(i.partition(" ")[0] for i in idioms)
    plain = ("object", "subject", "complement", "noun_of", "noun_own", "place", "having", "sum")
    tables = (*plain, "idiom_object", "idiom_subject")
    return Predicates(**{name: meanings(name) for name in tables}, verbs=verbs)
