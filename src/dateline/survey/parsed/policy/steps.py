"""The items of policy that the verbs of a sentence tell, by its tree."""

from __future__ import annotations

from dateline.models.vocabulary import PolicyKind, PolicyStatus
from dateline.survey.parsed.policy.acts import by_act
from dateline.survey.parsed.policy.clauses import Clause, clause_of
from dateline.survey.parsed.policy.deadlines import find_due
from dateline.survey.parsed.policy.parties import is_party
from dateline.survey.parsed.policy.policy_lexicon import PolicyLexicon, words_of
from dateline.survey.parsed.policy.stances import (
    has_lasted,
    makes_demand,
    may_stand,
    takes_stand,
)
from dateline.survey.parsed.policy.step import Step, told
from dateline.syntax import Tree, Word


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
    key = key_of(word, lexicon)
    if clause.negated and takes_stand(clause, lexicon):
        return Step(clause, "position", "in_force")
    due = find_due(clause, key, lexicon)
    if due is not None:
        return Step(clause, "deadline", due.status, due.time)
    if clause.conditional or clause.time in ("unreal", "asked"):
        return None
    if makes_demand(clause, lexicon):
        return Step(clause, "position", "in_force")
    return _listed(clause, key, lexicon) if listed else None


def _listed(clause: Clause, key: str, lexicon: PolicyLexicon) -> Step | None:
    """The item that a verb of the lexicon tells."""
    if has_lasted(clause, lexicon):
        return Step(clause, "background", "in_force")
    return (
        by_act(clause, key, lexicon)
        or _by_phase(clause, key, lexicon)
        or _by_course(clause, key, lexicon)
        or by_act(clause, key, lexicon, last=True)
    )


def _is_aside(head: Word) -> bool:
    """Whether it only says when or why something else is."""
    return head.dep == "advcl" and any(
        c.lemma in words_of("asides") for c in head.children if c.dep in ("mark", "advmod")
    )


def _may_be_due(word: Word) -> bool:
    if word.lemma in words_of("due"):
        return True
    if word.tag not in ("VB", "VBN") and not word.having("prep"):
        return False
    return any(
        p.text.lower() in ("by", "within")
        for c in (word, *word.children, *(g for c in word.children for g in c.children))
        for p in c.having("prep", "agent")
    )


def key_of(verb: Word, lexicon: PolicyLexicon) -> str:
    """The verb with its particle: "call_off", "take_effect"."""
    for child in verb.children:
        if child.dep == "prt" or (
            child.dep == "advmod" and child.text.lower() in words_of("particles")
        ):
            key = f"{verb.lemma}_{child.text.lower()}"
            if child.dep == "prt" or lexicon.knows(key):  # "was cancelled back in July"
                return key
        for inner in child.children:  # "sit down there", read as "down there"
            if inner.at == verb.at + 1 and inner.text.lower() in words_of("particles"):
                return f"{verb.lemma}_{inner.text.lower()}"
        if child.dep == "dobj" and child.lemma in words_of("complete") and verb.lemma == "take":
            return f"take_{child.lemma}"
        if child.dep == "prep" and verb.lemma in ("be", "come", "enter", "remain", "stay"):
            for noun in child.having("pobj"):
                if noun.lemma in words_of("complete"):
                    return (
                        f"{'be' if verb.lemma in ('remain', 'stay') else verb.lemma}_{noun.lemma}"
                    )
    return verb.lemma


# --- what a verb makes of a noun ----------------------------------------------------------------


def _by_phase(clause: Clause, key: str, lexicon: PolicyLexicon) -> Step | None:
    status = lexicon.phases.get(key)
    if status is None:
        return None
    for noun in clause.objects:
        kind = lexicon.kind_of(_meant(noun, clause))
        if kind is None:
            continue
        if not clause.passive and not is_subject(clause, lexicon):
            continue
        if key == "pass" and kind != "legislation":
            continue
        if kind == "agreement" and clause.verb.lemma in words_of("alone") and not clause.passive:
            kind = "decision"  # nobody else is a party to it
        return _of_noun(kind, status, clause)
    return None


def _meant(noun: Word, clause: Clause) -> Word:
    """What "it" stands for in a clause that is joined to one: "the deadline passed, and it was"."""
    first = clause.head.head
    if noun.pos != "PRON" or noun.lemma != "it" or clause.head.dep != "conj":
        return noun
    return next(iter(first.having("nsubj", "nsubjpass")), noun)


def is_subject(clause: Clause, lexicon: PolicyLexicon) -> bool:
    """Whether who acts may take a step of policy."""
    subjects = clause.subjects
    return not subjects or any(is_party(w, lexicon) for w in subjects)


def _of_noun(kind: PolicyKind, status: PolicyStatus, clause: Clause) -> Step | None:
    if kind == "legislation" and status in ("in_force", "announced"):
        status = "concluded" if status == "in_force" else "pending"
    if kind == "deadline":
        status = "postponed" if clause.verb.lemma in words_of("moving") else status
        status = "pending" if status in ("announced", "in_force") else status
    ahead: PolicyStatus = "pending" if kind == "legislation" else "announced"
    if status == "postponed" or status == "rejected":
        ahead = status if clause.time == "done" else "announced"
    return told(kind, status, ahead, clause)


def _by_course(clause: Clause, key: str, lexicon: PolicyLexicon) -> Step | None:
    course = lexicon.courses.get(key)
    if course is None or clause.passive:
        return None
    for noun in clause.subjects:
        kind = lexicon.kind_of(noun) or lexicon.is_known(noun)
        if kind is None and key in words_of("lawful") and noun.pos == "NOUN":
            kind = "decision"
        if (
            kind is None
            or kind == "visit"
            or (kind == "legislation" and key not in words_of("lawful"))
        ):
            continue
        if course == "started":
            return told(kind, "in_force", "announced", clause)
        stays = course == "in_force" and bool({key, clause.verb.lemma} & words_of("staying"))
        return told(kind, course, course if stays else "announced", clause)
    return None
