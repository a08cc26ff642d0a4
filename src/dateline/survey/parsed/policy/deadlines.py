"""Deadlines by their verbs: "has until", "gave them ten days to", "must … by", "runs out on"."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.models.vocabulary import PolicyStatus
from dateline.survey.parsed.policy.clauses import Clause
from dateline.survey.parsed.policy.policy_lexicon import PolicyLexicon, words_of
from dateline.survey.parsed.policy.times import is_span, is_time, names_time
from dateline.syntax import Word


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: its state and the word that names its time."""

    status: PolicyStatus
    time: Word | None


def find_due(clause: Clause, key: str, lexicon: PolicyLexicon) -> Due | None:
    """The deadline that a clause tells, if it tells one."""
    verb = clause.verb
    if verb.lemma == "have" and clause.head is verb:
        return _had(clause)
    if verb.lemma == "give":
        return _given(clause)
    if key in words_of("lapse") or verb.lemma in words_of("lapse"):
        found = _lapsing(clause, key, lexicon)
        if found is not None:
            return found
    by = due_by(verb)
    if by is None and clause.head is not verb:
        by = due_by(clause.head)
    if by is None:
        return None
    if clause.conditional:
        return Due("pending", by) if clause.negated else None
    if clause.time == "duty" and _was(clause):
        return Due("missed", by)
    return Due("pending", by) if _is_bound(clause) else None


def _is_bound(clause: Clause) -> bool:
    """Whether somebody has to do it: "must", "is to", "was asked to", "is due"."""
    verb, head = clause.verb, clause.head
    if clause.time in ("duty", "asked"):
        return True
    if head is verb:
        return verb.lemma == "be" and any(c.lemma == "due" for c in verb.having("acomp"))
    return head.lemma in words_of("ordering") or (head.lemma == "be" and clause.time == "ahead")


def _was(clause: Clause) -> bool:
    past = clause.head.tag == "VBD" or any(c.tag == "VBD" for c in clause.head.having("auxpass"))
    return past and clause.head is not clause.verb


def due_by(verb: Word) -> Word | None:
    """The time that "by", "before" or "within" names at a verb, or at its last object."""
    places = [verb, *(w for w in verb.having("dobj", "acomp", "attr", "nsubjpass"))]
    places += [w for p in verb.having("prep") for w in p.having("pobj")]
    for place in places:
        for prep in (*place.having("prep", "agent"),):
            if prep.text.lower() in ("by", "within", "before"):
                found = next((w for w in prep.having("pobj") if is_time(w)), None)
                if found is not None:
                    return found
    return None


def _until(verb: Word) -> Word | None:
    places = [verb, *verb.having("dobj", "dative")]
    for place in places:
        for prep in place.having("prep"):
            if prep.text.lower() in ("until", "till"):
                for word in prep.having("pobj", "pcomp"):
                    if is_time(word):
                        return word
    return None


def _task(verb: Word) -> bool:
    """Whether something is to be done in the time: "to pay", "in which to appeal"."""
    for child in (
        *verb.children,
        *(g for c in verb.having("dobj", "npadvmod") for g in c.children),
    ):
        if child.dep in ("acl", "relcl", "xcomp", "advcl", "ccomp") and child.tag == "VB":
            if child.lemma == "live":
                continue  # what a doctor gives
            return True
    return False


def _had(clause: Clause) -> Due | None:
    verb = clause.verb
    if clause.negated or clause.time not in ("now", "done", "ahead"):
        return None
    until = _until(verb)
    if until is not None and not [w for w in verb.having("dobj") if not is_time(w)]:
        return Due("pending", until)
    for word in verb.having("dobj", "npadvmod"):
        if is_span(word) and _task(verb):
            return Due("pending", word)
    return None


def _given(clause: Clause) -> Due | None:
    verb = clause.verb
    if clause.negated or clause.time not in ("now", "done", "ahead"):
        return None
    until = _until(verb)
    if until is not None:
        return Due("pending", until)
    spans = [w for w in verb.having("dobj", "npadvmod", "oprd") if is_span(w)]
    if not spans:
        return None
    told = verb.having("dative", "nsubjpass") or len(verb.having("dobj")) > 1
    # "Was given eight months": a sentence, and no time to do something in.
    short = spans[0].lemma in ("hour", "day", "week")
    return Due("pending", spans[0]) if _task(verb) or (told and short) else None


def _whole(noun: Word) -> list[Word]:
    """What a noun is a part of: a clause behind "the mandate of the mission" is often its own."""
    if noun.dep == "pobj" and noun.head.text.lower() == "of":
        return [noun.head.head]
    return []


def _lapsing(clause: Clause, key: str, lexicon: PolicyLexicon) -> Due | None:
    verb = clause.verb
    subjects = [w for s in clause.subjects for w in (s, *_whole(s))]
    if (
        clause.negated
        or clause.passive
        or not any(lexicon.is_one_of(s, "lapsing") for s in subjects)
    ):
        return None
    fixed = any(lexicon.kind_of(s) == "deadline" for s in subjects)
    when = next((c for c in verb.children if names_time(c) and c.dep != "nsubj"), None)
    at = when.having("pobj")[0] if when is not None and when.having("pobj") else when
    if key == "fall" or verb.lemma == "fall":
        due = any(c.lemma == "due" for c in verb.children)
        return Due("pending", at) if due and at is not None else None
    if verb.lemma == "run" and key != "run_out":
        return None
    if clause.time == "done":
        return Due("missed", at) if fixed else None
    if verb.lemma == "pass" or (verb.lemma == "end" and not fixed and at is None):
        return None
    return Due("pending", at) if at is not None or fixed else None
