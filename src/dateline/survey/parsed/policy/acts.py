"""Verbs that tell a kind of policy by themselves, given what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.survey.parsed.events.event_lexicon import load_events
from dateline.survey.parsed.policy.clauses import Clause
from dateline.survey.parsed.policy.parties import are_many, fits
from dateline.survey.parsed.policy.policy_lexicon import Act, PolicyLexicon, words_of
from dateline.survey.parsed.policy.step import Step, told
from dateline.survey.parsed.policy.times import names_time
from dateline.syntax import Word

_LEADING = ("to", "into", "in", "at", "on", "onto", "for", "under")


def by_act(clause: Clause, key: str, lexicon: PolicyLexicon, *, last: bool = False) -> Step | None:
    """The item that a verb tells by what stands beside it; the `last` where nothing told more."""
    acts = lexicon.acts.get(key, ())
    if key != clause.verb.lemma and not acts:
        acts = tuple(a for a in lexicon.acts.get(clause.verb.lemma, ()) if a.beside)
    for act in acts:
        if act.last == last and _allows(act, clause, lexicon):
            return told(act.kind, act.done, act.ahead, clause)
    return None


def _allows(act: Act, clause: Clause, lexicon: PolicyLexicon) -> bool:
    return (
        _is_ready(act, clause)
        and _has_subject(act, clause, lexicon)
        and _has_object(act, clause, lexicon)
        and _has_phrases(act, clause, lexicon)
        and _has_wishes(act, clause, lexicon)
    )


def _is_ready(act: Act, clause: Clause) -> bool:
    """Whether it is told in the tense and voice that the act needs."""
    if act.only == "ahead" and clause.time not in ("ahead", "offered"):
        return False
    return clause.passive or not act.passive


def _has_object(act: Act, clause: Clause, lexicon: PolicyLexicon) -> bool:
    objects = clause.objects
    if act.object is not None and not fits(objects, act.object, lexicon):
        return False
    if act.object_is and not any(w.lemma in act.object_is for w in objects):
        return False
    # A "Transit" is no service.
    named = any(w.pos == "PROPN" for w in objects)
    return not (named and "services" in (act.object, act.subject))


def _has_phrases(act: Act, clause: Clause, lexicon: PolicyLexicon) -> bool:
    """Whether the words and prepositions stand beside the verb that the act needs."""
    verb = clause.verb
    if act.beside and not any(w.text.lower() in act.beside for w in _near(verb)):
        return False
    if act.to and not any(c.text.lower() in act.to for c in verb.having("prep")):
        return False
    if act.into is not None and not fits(clause.after(*_LEADING), act.into, lexicon):
        return False
    if act.purpose is not None and not fits(clause.after("for"), act.purpose, lexicon):
        return False
    together = act.joined is None or are_many(clause.subjects)
    if not together and not fits(clause.after("with"), act.joined or "any", lexicon):
        return False
    return not act.place or _names_place(clause)


def _has_wishes(act: Act, clause: Clause, lexicon: PolicyLexicon) -> bool:
    """Whether it says what is wanted, ordered or promised, where the act needs it."""
    if act.wants and not fits(clause.after(*act.to), "contents", lexicon):
        return False
    if act.others and not _asks_others(clause):
        return False
    if not act.calls:
        return True
    inner = clause.verb.having("xcomp", "ccomp")
    if not _says_what(clause) or any(c.lemma in words_of("unsaid") for c in inner):
        return False
    # To promise an attack is a threat.
    return not (act.last and any(c.lemma in load_events().verbs for c in inner))


def _near(verb: Word) -> Iterator[Word]:
    """What stands at a verb, or at what does."""
    for child in verb.children:
        yield child
        yield from child.children


def _has_subject(act: Act, clause: Clause, lexicon: PolicyLexicon) -> bool:
    subjects = clause.subjects
    if act.subject_is and not any(w.lemma in act.subject_is for w in subjects):
        return False
    if act.subject is None:
        return True
    if clause.passive and not subjects:
        # Who does it is left out; but whoever is on a list of their own has to be named.
        return act.subject in ("parties", "any")
    if act.plural and not (are_many(subjects) or clause.after("with")):
        return False
    return fits(subjects, act.subject, lexicon)


def _says_what(clause: Clause) -> bool:
    verb = clause.verb
    inside = [verb, *verb.having("prep"), *(w for p in verb.having("prep") for w in p.children)]
    inside += verb.having("dobj")
    return any(
        c.dep in ("xcomp", "ccomp", "advcl", "acl", "relcl")
        and c.tag in ("VB", "VBG", "VBP", "VBZ")
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
    return any(
        c.text.lower() in ("to", "must", "should", "be") for c in verb.having("aux", "auxpass")
    )


def _names_place(clause: Clause) -> bool:
    where = clause.after("to", "in", "at", "for", "into", "between") + clause.verb.having("dobj")
    if any(w.pos == "PROPN" or w.lemma in words_of("places") for w in where):
        return True
    days = any(names_time(c) for c in clause.verb.having("prep", "npadvmod"))
    return days and clause.time in ("ahead", "offered")
