"""The items of policy that the verbs of a sentence tell, by its tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.models.vocabulary import PolicyKind, PolicyStatus
from dateline.survey.parsed.events.event_lexicon import load_events
from dateline.survey.parsed.policy.clauses import Clause, clause_of
from dateline.survey.parsed.policy.deadlines import find_due
from dateline.survey.parsed.policy.stances import (
    has_lasted,
    makes_demand,
    may_stand,
    takes_stand,
)
from dateline.survey.parsed.policy.parties import are_many, fits, is_party
from dateline.survey.parsed.policy.policy_lexicon import Act, PolicyLexicon
from dateline.survey.parsed.policy.times import names_time
from dateline.syntax import Tree, Word

_LEADING = ("to", "into", "in", "at", "on", "onto", "for", "under")
_COMPLETE = frozenset({"effect", "force", "place", "ice", "hold"})
_PARTICLES = frozenset({"aside", "out", "back", "off", "down", "up"})
_DEADLINES = frozenset({"have", "give", "be", "must", "lapse", "expire", "run", "fall", "pass"})


@dataclass(frozen=True, slots=True)
class Step:
    """One item, by the verb that tells it.

    Attributes:
        clause: Its clause.
        kind: What it is.
        status: How far it has come.
        when: The word for its time, where the kind of item tells which one.
    """

    clause: Clause
    kind: PolicyKind
    status: PolicyStatus
    when: Word | None = None


def find_steps(tree: Tree, lexicon: PolicyLexicon) -> list[Step]:
    """The items of a sentence by their verbs, in order, one for each outermost verb."""
    found: dict[int, Step] = {}
    for word in tree.words:
        if word.pos not in ("VERB", "AUX", "ADJ") and not word.tag.startswith("VB"):
            continue
        step = _step(word, lexicon)
        if step is None:
            continue
        known = found.get(step.clause.head.at)
        # "Agreed to freeze": what is agreed tells more than that it is. Of a deadline, and of what
        # stays shut, the verb tells more than what it governs.
        if known is None or not (known.kind == "deadline" or word.dep in ("acomp", "oprd")):
            found[step.clause.head.at] = step
    return [found[at] for at in sorted(found)]


def _step(word: Word, lexicon: PolicyLexicon) -> Step | None:
    listed = word.lemma in lexicon.heads
    if not listed and not _may_be_due(word) and not may_stand(word):
        return None
    if word.pos == "ADJ" and word.lemma not in lexicon.acts:
        return None
    clause = clause_of(word, lexicon)
    if clause is None or _is_aside(clause.head):
        return None
    if clause.negated and takes_stand(clause, lexicon):
        return Step(clause, "position", "in_force")
    key = key_of(word)
    due = find_due(clause, key, lexicon)
    if due is not None:
        return Step(clause, "deadline", due.status, due.time)
    if clause.conditional or clause.time in ("unreal", "asked"):
        return None
    if makes_demand(clause, lexicon):
        return Step(clause, "position", "in_force")
    if not listed:
        return None
    if has_lasted(clause, lexicon):
        return Step(clause, "background", "in_force")
    for found in (_by_act, _by_phase, _by_course):
        step = found(clause, key, lexicon)
        if step is not None:
            return step
    return _by_act(clause, key, lexicon, last=True)


_ASIDES = frozenset({"when", "as", "since", "because", "whenever", "until"})


def _is_aside(head: Word) -> bool:
    """Whether it only says when or why something else is."""
    return head.dep == "advcl" and any(
        c.lemma in _ASIDES for c in head.children if c.dep in ("mark", "advmod")
    )


def _may_be_due(word: Word) -> bool:
    if word.lemma in _DEADLINES:
        return True
    if word.tag not in ("VB", "VBN") and not word.having("prep"):
        return False
    return any(
        p.text.lower() in ("by", "within")
        for c in (word, *word.children, *(g for c in word.children for g in c.children))
        for p in c.having("prep", "agent")
    )


def key_of(verb: Word) -> str:
    """The verb with its particle: "call_off", "take_effect"."""
    for child in verb.children:
        if child.dep == "prt" or (child.dep == "advmod" and child.text.lower() in _PARTICLES):
            return f"{verb.lemma}_{child.text.lower()}"
        for inner in child.children:  # "sit down there", read as "down there"
            if inner.at == verb.at + 1 and inner.text.lower() in _PARTICLES:
                return f"{verb.lemma}_{inner.text.lower()}"
        if child.dep == "dobj" and child.lemma in _COMPLETE and verb.lemma == "take":
            return f"take_{child.lemma}"
        if child.dep == "prep" and verb.lemma in ("be", "come", "enter", "remain", "stay"):
            for noun in child.having("pobj"):
                if noun.lemma in _COMPLETE:
                    return f"{'be' if verb.lemma in ('remain', 'stay') else verb.lemma}_{noun.lemma}"
    return verb.lemma


# --- verbs that tell a kind by themselves --------------------------------------------------------


def _by_act(
    clause: Clause, key: str, lexicon: PolicyLexicon, *, last: bool = False
) -> Step | None:
    acts = lexicon.acts.get(key, ()) if key in lexicon.acts else ()
    if key != clause.verb.lemma and not acts:
        acts = tuple(a for a in lexicon.acts.get(clause.verb.lemma, ()) if a.beside)
    for act in acts:
        if act.last == last and _allows(act, clause, lexicon):
            return _told(act.kind, act.done, act.ahead, clause)
    return None


def _allows(act: Act, clause: Clause, lexicon: PolicyLexicon) -> bool:
    verb, objects = clause.verb, clause.objects
    if act.only == "ahead" and clause.time not in ("ahead", "offered"):
        return False
    if act.passive and not clause.passive:
        return False
    if act.subject is not None and not _acts(act, clause, lexicon):
        return False
    if act.subject_is and not any(w.lemma in act.subject_is for w in clause.subjects):
        return False
    if act.object is not None and not fits(objects, act.object, lexicon):
        return False
    if act.object_is and not any(w.lemma in act.object_is for w in objects):
        return False
    if act.beside and not any(w.text.lower() in act.beside for w in _near(verb)):
        return False
    if "services" in (act.object, act.subject) and any(w.pos == "PROPN" for w in objects):
        return False
    if act.into is not None and not fits(clause.after(*_LEADING), act.into, lexicon):
        return False
    if act.joined is not None and not (
        fits(clause.after("with"), act.joined, lexicon) or are_many(clause.subjects, lexicon)
    ):
        return False
    if act.place and not _names_place(clause):
        return False
    if act.to and not any(c.text.lower() in act.to for c in verb.having("prep")):
        return False
    if act.calls and not _says_what(clause):
        return False
    if act.last and act.calls and any(
        c.lemma in load_events().verbs for c in clause.verb.having("xcomp", "ccomp")
    ):
        return False  # a threat
    if act.others and not _asks_others(clause):
        return False
    if act.purpose is not None and not fits(clause.after("for"), act.purpose, lexicon):
        return False
    return not (act.wants and not fits(clause.after(*act.to), "contents", lexicon))


def _near(verb: Word) -> Iterator[Word]:
    """What stands at a verb, or at what does."""
    for child in verb.children:
        yield child
        yield from child.children


def _acts(act: Act, clause: Clause, lexicon: PolicyLexicon) -> bool:
    subjects = clause.subjects
    if clause.passive and not subjects:
        # Who does it is left out; but whoever is on a list of their own has to be named.
        return act.subject in ("parties", "any")
    if act.plural and not (are_many(subjects, lexicon) or clause.after("with")):
        return False
    return fits(subjects, act.subject or "any", lexicon)


def _says_what(clause: Clause) -> bool:
    verb = clause.verb
    inside = [verb, *verb.having("prep"), *(w for p in verb.having("prep") for w in p.children)]
    inside += verb.having("dobj")
    return any(
        c.dep in ("xcomp", "ccomp", "advcl", "acl", "relcl") and c.tag in ("VB", "VBG", "VBP", "VBZ")
        for w in inside
        for c in w.children
        if c.at > verb.at
    )


def _asks_others(clause: Clause) -> bool:
    """Whether somebody else is to do what is wanted: "wants the observers to stay"."""
    inner = clause.verb.having("ccomp", "xcomp")
    return any(
        c.having("nsubj", "nsubjpass") and (c.tag == "VB" or _is_due(c)) for c in inner
    ) or bool(clause.verb.having("dobj") and clause.verb.having("xcomp"))


def _is_due(verb: Word) -> bool:
    return any(c.text.lower() in ("to", "must", "should", "be") for c in verb.having("aux", "auxpass"))


def _names_place(clause: Clause) -> bool:
    where = clause.after("to", "in", "at", "for", "into", "between") + clause.verb.having("dobj")
    if any(w.pos == "PROPN" or w.lemma in _PLACES for w in where):
        return True
    days = any(names_time(c) for c in clause.verb.having("prep", "npadvmod"))
    return days and clause.time in ("ahead", "offered")


_PLACES = frozenset({"valley", "town", "village", "island", "district", "zone", "capital", "region", "country", "city", "area", "front", "province", "border"})


# --- what a verb makes of a noun ----------------------------------------------------------------


def _by_phase(clause: Clause, key: str, lexicon: PolicyLexicon) -> Step | None:
    status = lexicon.phases.get(key)
    if status is None:
        return None
    for noun in clause.objects:
        kind = lexicon.kind_of(noun)
        if kind is None:
            continue
        if not clause.passive and not is_subject(clause, lexicon):
            continue
        if key == "pass" and kind != "legislation":
            continue
        if kind == "agreement" and clause.verb.lemma in _ALONE and not clause.passive:
            kind = "decision"  # nobody else is a party to it
        return _of_noun(kind, status, clause)
    return None


_ALONE = frozenset({"declare", "proclaim", "announce", "order", "decree"})


def is_subject(clause: Clause, lexicon: PolicyLexicon) -> bool:
    """Whether who acts may take a step of policy."""
    subjects = clause.subjects
    return not subjects or any(is_party(w, lexicon) for w in subjects)


def _of_noun(kind: PolicyKind, status: PolicyStatus, clause: Clause) -> Step | None:
    if kind == "legislation" and status in ("in_force", "announced"):
        status = "concluded" if status == "in_force" else "pending"
    if kind == "deadline":
        status = "postponed" if clause.verb.lemma in _MOVING else status
        status = "pending" if status in ("announced", "in_force") else status
    ahead: PolicyStatus = "pending" if kind == "legislation" else "announced"
    if status == "postponed" or status == "rejected":
        ahead = status if clause.time == "done" else "announced"
    return _told(kind, status, ahead, clause)


_MOVING = frozenset({"extend", "prolong", "push_back", "move"})


def _by_course(clause: Clause, key: str, lexicon: PolicyLexicon) -> Step | None:
    course = lexicon.courses.get(key)
    if course is None or clause.passive:
        return None
    for noun in clause.subjects:
        kind = lexicon.kind_of(noun) or lexicon.is_known(noun)
        if kind is None and key in _LAWFUL and noun.pos == "NOUN":
            kind = "decision"
        if kind is None or kind == "visit" or (kind == "legislation" and key not in _LAWFUL):
            continue
        if course == "started":
            return _told(kind, "in_force", "announced", clause)
        stays = course == "in_force" and (key in _STAYING or clause.verb.lemma in _STAYING)
        return _told(kind, course, course if stays else "announced", clause)
    return None


_STAYING = frozenset({"remain", "stay", "continue", "hold", "be"})
# What a law requires or covers is what it says, and no step.
_LAWFUL = frozenset({"take_effect", "come_force", "come_effect", "enter_force", "be_force"})


# --- how far it has come ------------------------------------------------------------------------


def _told(
    kind: PolicyKind, done: PolicyStatus, ahead: PolicyStatus, clause: Clause
) -> Step | None:
    if kind == "position":
        return None if clause.negated else Step(clause, kind, done)
    if clause.negated:
        # Who will not do it takes a position; what was not done is no step.
        return Step(clause, "position", "in_force") if clause.time == "ahead" else None
    if clause.time == "offered":
        return Step(clause, kind, "pending")
    if clause.time == "duty":
        return None
    if clause.time == "now" and clause.verb.tag == "VBG" and kind == "deployment":
        return Step(clause, kind, "announced")  # "is sending a frigate"
    return Step(clause, kind, ahead if clause.time == "ahead" else done)
