"""Words for items of policy with what they tell, from a data file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from dateline.models.vocabulary import PolicyKind, PolicyStatus
from dateline.survey.word_lists import read_lexicon, word_set
from dateline.syntax import Word

Course = Literal["announced", "in_force", "concluded", "suspended", "started"]
Lead = Literal["ahead", "offered", "through", "asked"]


@dataclass(frozen=True, slots=True)
class Act:
    """What verbs tell of by themselves, given what stands beside them.

    Attributes:
        kind: The kind of the item.
        done: Its state when the verb tells of something done.
        ahead: Its state when it lies ahead.
        only: Whether it counts only when it lies ahead.
        subject: The list that a subject has to be of.
        subject_is: The words that a subject has to be one of.
        plural: Whether more than one have to act.
        object: The list that an object has to be of, or "any".
        object_is: The words that an object has to be one of.
        passive: Whether it counts in the passive alone.
        beside: Words of which one has to stand at the verb.
        into: The list of what "on", "into", "to" or "under" has to be followed by.
        joined: The list of what "with" has to be followed by.
        place: Whether a place has to be named where it leads.
        to: Prepositions of which one has to stand at the verb.
        calls: Whether an infinitive or a clause has to say what is wanted.
        wants: Whether what is wanted is on the list of what can be demanded.
        others: Whether somebody else has to be the one who is to do it.
        purpose: The list of what "for" has to be followed by.
        last: Whether it counts only where nothing else tells more.
    """

    kind: PolicyKind
    done: PolicyStatus = "in_force"
    ahead: PolicyStatus = "announced"
    only: Literal["ahead"] | None = None
    subject: str | None = None
    subject_is: frozenset[str] = frozenset()
    plural: bool = False
    object: str | None = None
    object_is: frozenset[str] = frozenset()
    passive: bool = False
    beside: frozenset[str] = frozenset()
    into: str | None = None
    joined: str | None = None
    place: bool = False
    to: frozenset[str] = frozenset()
    calls: bool = False
    wants: bool = False
    others: bool = False
    purpose: str | None = None
    last: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class PolicyLexicon:
    """Verbs and nouns for items of policy, by lemma.

    Attributes:
        nouns: The kind that a noun is for.
        qualified: Nouns that count only with a word before them, or with "of" behind.
        phases: What a verb makes of such a noun that is its object.
        courses: What a verb tells of such a noun that is its subject.
        acts: The verbs that tell a kind by themselves.
        leads: What a verb or an adjective makes of the infinitive that it governs.
        lists: Words for those who take part, by the list's name.
        counted: Words of the lists of which one alone does not count.
        lasting: By "verbs", "states", "subjects": what has been so for long.
        heads: The verbs of all of these: no other needs a second look.
    """

    nouns: Mapping[str, PolicyKind]
    qualified: frozenset[str]
    phases: Mapping[str, PolicyStatus]
    courses: Mapping[str, Course]
    acts: Mapping[str, tuple[Act, ...]]
    leads: Mapping[str, Lead]
    lists: Mapping[str, frozenset[str]]
    counted: frozenset[str]
    lasting: Mapping[str, frozenset[str]]
    heads: frozenset[str]

    def kind_of(self, noun: Word) -> PolicyKind | None:
        """The kind of item that a noun is for, with what stands beside it."""
        name = name_of(noun)
        kind = self.nouns.get(name)
        if name == "vote" and any(p.lemma == "on" for p in noun.having("prep")):
            return "legislation"
        if kind is None or (name in self.qualified and not _is_qualified(noun)):
            return "sanction" if _is_sanction(noun, name) else None
        return "sanction" if _is_sanction(noun, name) else kind

    def knows(self, key: str) -> bool:
        """Whether it holds a verb with this particle."""
        return key in self.phases or key in self.courses or key in self.acts

    def is_known(self, noun: Word) -> PolicyKind | None:
        """The kind that a noun may be for: "the deal", of which something else is told."""
        return self.nouns.get(name_of(noun))

    def is_one_of(self, word: Word, name: str) -> bool:
        """Whether a word is on a list of those who take part, or of things."""
        words = self.lists.get(name)
        if words is None:  # a kind's own nouns
            return self.kind_of(word) == name
        low = word.text.lower()
        if word.lemma in self.counted and word.tag == "NN":
            return False
        return name_of(word) in words or low in words or _singular(low) in words


def name_of(noun: Word) -> str:
    """The lemma; of "cease-fire" and the like both parts, of "car-ban" the last."""
    if noun.lemma in ("fire", "run", "off", "election", "vote"):
        for part in noun.having("compound", "amod", "nmod", "punct", "dep", "prefix"):
            whole = part.lemma + noun.lemma
            if whole in ("ceasefire", "rerun", "runoff", "revote", "by-election"):
                return whole
    if noun.lemma == "law" and any(c.lemma == "martial" for c in noun.having("amod", "compound")):
        return "emergency"
    if noun.lemma == "state":
        for of in noun.having("prep"):
            if of.lemma == "of" and of.having("pobj"):
                return of.having("pobj")[0].lemma
    low = noun.lemma.lower()
    return low.rpartition("-")[2] if "-" in low and low not in ("by-election",) else low


def _is_sanction(noun: Word, name: str) -> bool:
    """“A travel ban”, "an asset freeze"."""
    return name in ("ban", "freeze") and any(
        c.text.lower() in words_of("barred") for c in noun.having("compound", "nmod", "amod")
    )


def _is_qualified(noun: Word) -> bool:
    if noun.lemma == "round":  # of talks, not of shots
        inner = [w.lemma for p in noun.having("prep") for w in p.having("pobj")]
        if inner:
            return bool({"talk", "negotiation", "consultation", "dialogue"} & set(inner))
        return any(c.lemma in words_of("rounds") for c in noun.having("amod"))
    return any(
        c.dep in ("compound", "amod", "nmod", "nummod", "poss", "acl", "relcl")
        or (c.dep == "prep" and c.lemma in ("with", "between", "of", "on", "for"))
        for c in noun.children
    )


def _singular(word: str) -> str:
    """A noun that passes for a name keeps its plural: "Ministers"."""
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


@cache
def load_policy() -> PolicyLexicon:
    """The lexicon of English policy."""
    data = read_lexicon("policy")
    acts: dict[str, tuple[Act, ...]] = {}
    for table in data["acts"]:
        act = _act(table)
        for verb in table["verbs"]:
            acts[verb] = (*acts.get(verb, ()), act)
    phases = cast("dict[str, PolicyStatus]", dict(_inverted(data["phases"])))
    courses = cast("dict[str, Course]", dict(_inverted(data["courses"])))
    return PolicyLexicon(
        nouns=cast("dict[str, PolicyKind]", dict(_inverted(data["nouns"]))),
        qualified=frozenset(noun for nouns in data["qualified"].values() for noun in nouns),
        phases=phases,
        courses=courses,
        acts=acts,
        leads=cast("dict[str, Lead]", dict(_inverted(data["leads"]))),
        lists={name: frozenset(words) for name, words in data["lists"].items()},
        counted=frozenset(data["counted"]["words"]),
        lasting=(lasting := {name: frozenset(ws) for name, ws in data["background"].items()}),
        heads=frozenset(
            verb.partition("_")[0] for verb in (*phases, *courses, *acts, *lasting["verbs"])
        ),
    )


def words_of(name: str) -> frozenset[str]:
    """The words of one of the lists that clauses are read by."""
    return word_set("policy", "words", name)


_SETS = ("object_is", "subject_is", "beside", "to")


def _act(table: Mapping[str, Any]) -> Act:
    fields: dict[str, Any] = {
        k: frozenset(v) if k in _SETS else v for k, v in table.items() if k != "verbs"
    }
    for name, ours in (("with", "joined"), ("for", "purpose")):
        if name in fields:
            fields[ours] = fields.pop(name)
    return Act(**fields)


def _inverted(table: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((word, name) for name, words in table.items() for word in words)
