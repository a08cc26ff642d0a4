"""Who stands where in a verb's clause: subjects, objects and agents, spoken or understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.survey.parsed.events.event_lexicon import EventLexicon
from dateline.syntax import Word

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_VERBAL = frozenset({"VERB", "AUX"})
# How far an unspoken subject is looked for: a parse of noise may be a long chain.
_FAR = 6
_MOST = 16  # members of one list


def is_passive(verb: Word) -> bool:
    """Whether a verb is in the passive: "was killed", "men killed by", "was shot and killed"."""
    if verb.having("nsubjpass", "auxpass"):
        return True
    if verb.tag != "VBN" or verb.having("nsubj", "aux"):
        return False
    if verb.dep == "acl":
        return True
    return verb.dep == "conj" and verb.head.pos in _VERBAL and is_passive(verb.head)


def agents_of(verb: Word) -> list[Word]:
    """The heads of what follows "by" at a passive verb."""
    found = []
    for by in verb.having("agent", "prep"):
        if by.text.lower() == "by":
            found += with_conjuncts(by.having("pobj"))
    if not found and verb.dep == "conj" and verb.head.pos in _VERBAL:
        return agents_of(verb.head) if is_passive(verb.head) else []
    if not found and is_passive(verb):
        # "was kidnapped and killed by rebels": the agent stands at the last of them.
        for other in verb.having("conj"):
            if other.pos in _VERBAL and is_passive(other):
                found += agents_of_own(other)
    return found


def agents_of_own(verb: Word) -> list[Word]:
    """What follows "by" at the verb itself."""
    return [
        word
        for by in verb.having("agent", "prep")
        if by.text.lower() == "by"
        for word in with_conjuncts(by.having("pobj"))
    ]


def subjects_of(verb: Word, depth: int = 0) -> list[Word]:
    """The heads of an active verb's subject, its own or the one that it shares or is given."""
    own = verb.having("nsubj")
    if own:
        return with_conjuncts(_meant(own))
    if depth > _FAR or verb.is_root:
        return []
    head = verb.head
    if verb.dep == "relcl":
        return []
    if verb.dep == "acl":
        return with_conjuncts([head]) if verb.tag == "VBG" or verb.tag == "VB" else []
    if verb.dep == "conj" and head.pos in _VERBAL:
        return subject_or_patient(head, depth + 1)
    if verb.dep == "xcomp" and head.pos in _VERBAL:
        given = head.having("dobj")
        return with_conjuncts(given) if given else subject_or_patient(head, depth + 1)
    if verb.dep in ("advcl", "pcomp") and verb.tag in ("VBG", "VB"):
        if verb.dep == "pcomp" and not head.is_root:
            head = head.head
        if head.pos in _VERBAL and not _has_clause_between(head, verb):
            return subject_or_patient(head, depth + 1)
    return []


def _has_clause_between(verb: Word, participle: Word) -> bool:
    """Whether a relative clause stands before the participle, which may go on from that instead.

    "Police seek a man who left a bag that exploded, wounding 13": police wounded nobody.
    """
    open_ = [child for child in verb.children if verb.at < child.at < participle.at]
    return any(w.dep == "relcl" for child in open_ for w in child.subtree())


def subject_or_patient(verb: Word, depth: int = 0) -> list[Word]:
    """Whom a verb's clause is about: its subject, of a passive as well."""
    passive = verb.having("nsubjpass")
    if passive:
        return with_conjuncts(_meant(passive))
    return subjects_of(verb, depth)


def patients_of(verb: Word, depth: int = 0) -> list[Word]:
    """The heads of a verb's object, or of the subject of its passive."""
    passive = verb.having("nsubjpass")
    if passive:
        return with_conjuncts(_meant(passive))
    own = verb.having("dobj")
    if own:
        return with_conjuncts(_meant(own))
    if depth > _FAR:
        return []
    if verb.dep == "relcl" and not is_passive(verb):
        # "the man they killed": the object is the noun itself.
        return [verb.head] if verb.having("nsubj") and not _has_relative_subject(verb) else []
    if verb.dep == "acl" and is_passive(verb):
        return with_conjuncts([verb.head])
    if is_passive(verb) and verb.dep == "conj" and verb.head.pos in _VERBAL:
        return patients_of(verb.head, depth + 1)
    if not is_passive(verb):
        for other in verb.having("conj"):  # "shot and killed the mayor"
            if other.pos in _VERBAL and not is_passive(other) and not other.having("nsubj"):
                return with_conjuncts(_meant(other.having("dobj")))
    return []


def _has_relative_subject(verb: Word) -> bool:
    return any(s.text.lower() in _RELATIVES for s in verb.having("nsubj", "nsubjpass"))


def _meant(words: Sequence[Word]) -> list[Word]:
    """The words, a relative pronoun replaced by the noun that it stands for."""
    return [_antecedent(w) for w in words]


def _antecedent(word: Word) -> Word:
    if word.text.lower() not in _RELATIVES:
        return word
    verb = word.head
    for _ in range(_FAR):
        if verb.dep == "relcl" or verb.is_root:
            break
        verb = verb.head
    return verb.head if verb.dep == "relcl" and verb.head.pos != "VERB" else word


def with_conjuncts(words: Sequence[Word]) -> list[Word]:
    """The words, and those joined to them by "and" or a comma."""
    return [w for word in words for w in _conjuncts(word)]


def _conjuncts(word: Word) -> Iterator[Word]:
    open_ = [word]
    for _ in range(_MOST):
        if not open_:
            return
        at = open_.pop(0)
        yield at
        for among in at.having("prep"):  # "four people, including the mayor"
            if among.text.lower() == "including":
                open_ += among.having("pobj")
        open_ += [c for c in at.having("conj") if c.pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ")]


def objects_of_prepositions(word: Word, *names: str) -> list[Word]:
    """The heads that follow one of some prepositions at a word."""
    found = []
    for prep in word.having("prep", "agent", "prt", "advmod"):
        if prep.text.lower() in names:
            found += with_conjuncts(prep.having("pobj"))
            for inner in prep.having("prep"):  # "in front of", "from inside"
                if prep.text.lower() != "of":
                    found += with_conjuncts(inner.having("pobj"))
    return found


def with_organizations(agents: Sequence[Word], lexicon: EventLexicon) -> list[Word]:
    """The agents, and the organizations that they are from: "gunmen from the Free Army"."""
    return [w for agent in agents for w in (agent, *_sent_by(agent, lexicon))]


def _sent_by(agent: Word, lexicon: EventLexicon) -> list[Word]:
    if not (lexicon.is_person(agent) or lexicon.is_armed(agent)):
        return []
    # The parser may hang "from" upon the last of "a group of men from".
    within = (agent, *(w for of in agent.having("prep") for w in of.having("pobj")))
    return [
        w
        for at in within
        for w in objects_of_prepositions(at, "from")
        if w.lemma in lexicon.organizations or lexicon.is_armed(w)
    ]
