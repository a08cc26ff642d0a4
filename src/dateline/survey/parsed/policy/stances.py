"""What is refused, and what has long been so: told by tense and denial, whatever the verb."""

from __future__ import annotations

from dateline.survey.parsed.events.arguments import subjects_of
from dateline.survey.parsed.policy.clauses import Clause
from dateline.survey.parsed.policy.parties import is_official
from dateline.survey.parsed.policy.policy_lexicon import PolicyLexicon, words_of
from dateline.syntax import Word

_DENYING = frozenset({"no", "nobody", "none", "neither", "nothing"})
_SELF = frozenset({"it", "he", "she", "they", "we"})


def may_stand(word: Word) -> bool:
    """Whether a verb is denied or a duty at all: most are not, and need no second look."""
    return word.pos in ("VERB", "AUX") and any(
        c.dep == "neg"
        or c.text == "must"
        or (c.dep in ("nsubj", "nsubjpass") and c.lemma in _DENYING)
        for c in word.children
    )


def takes_stand(clause: Clause, lexicon: PolicyLexicon) -> bool:
    """Whether somebody of office says what they will not do, or will not have done."""
    verb, head = clause.verb, clause.head
    if head is not verb or verb.lemma in words_of("no_stand") or clause.conditional:
        return False
    subjects = subjects_of(verb) or verb.having("nsubjpass")
    if verb.lemma in words_of("intending") and clause.time in ("now", "done"):
        return any(is_official(s, lexicon) and s.pos != "PRON" for s in subjects)
    if clause.time != "ahead":
        return False
    if head.dep == "ccomp" and head.head.lemma in words_of("saying"):
        if not any(is_official(s, lexicon) for s in subjects_of(head.head)):
            return False
        return any(
            s.text.lower() in _SELF or s.lemma in _DENYING or is_official(s, lexicon)
            for s in subjects
        )
    return any(is_official(s, lexicon) and s.pos != "PRON" for s in subjects)


def makes_demand(clause: Clause, lexicon: PolicyLexicon) -> bool:
    """Whether somebody of office says what others must do."""
    head = clause.head
    return (
        clause.time == "duty"
        and head.dep == "ccomp"
        and head.head.lemma in words_of("saying")
        and any(is_official(s, lexicon) and s.pos != "PRON" for s in subjects_of(head.head))
        and any(is_official(s, lexicon) for s in subjects_of(head))
    )


def has_lasted(clause: Clause, lexicon: PolicyLexicon) -> bool:
    """Whether it has been so since some day: a war, martial law, a quarrel."""
    verb = clause.verb
    if clause.negated or not any(c.text.lower() in ("has", "have") for c in verb.having("aux")):
        return False
    if not any(
        c.text.lower() == "since"
        for c in (*verb.children, *(g for w in verb.children for g in w.children))
    ):
        return False
    if verb.lemma in lexicon.lasting["verbs"]:
        return True
    if verb.lemma != "be":
        return False
    states = clause.after("at", "in", "under")
    return any(w.lemma in lexicon.lasting["states"] for w in states) or any(
        w.lemma in lexicon.lasting["subjects"] for w in clause.subjects
    )
