"""Whether what a word tells happened: by its verb's form, and by what the clause hangs on."""

from __future__ import annotations

from dateline.models.vocabulary import Realis
from dateline.survey.parsed.tolls.governed import SUBJECTS, is_known, ruled, says_what
from dateline.survey.parsed.tolls.realis_lexicon import attribute, governors, realis_words
from dateline.survey.parsed.tolls.subjects import as_subject, is_counted
from dateline.survey.parsed.tolls.untrue import is_borne_out, is_staged, is_untrue
from dateline.survey.parsed.tolls.verb_forms import (
    first_of,
    has_have,
    is_finite,
    is_infinitive,
    is_inverted,
    is_modal,
)
from dateline.survey.word_lists import word_set
from dateline.syntax import Word

_MOST_STEPS = 15
# Clauses that are told as facts beside what they hang on: "who", "after", "because".
_ASIDE = ("relcl", "appos", "parataxis")


def realis_of(word: Word) -> Realis:
    """Whether what `word` tells happened, as its sentence has it."""
    if any(w.is_root and _asks(w) for w in (word, *word.ancestors)):
        return "hypothetical"
    step = word
    for _ in range(_MOST_STEPS):
        # Of what it hangs on, only a verb that says no more than that it happened, or a clause
        # that it is the infinitive of, lends it its form: "nobody has claimed the attack".
        if (step is word or _lends(step, word)) and (own := _by_itself(step)) is not None:
            return own
        if is_staged(step):
            return "hypothetical"
        if step.is_root or is_borne_out(step) or _is_answered(step):
            return "actual"
        if is_untrue(step):
            return "denied"
        told = _told_by(step)
        made = None if told else _by_clause(step) or ruled(step, step.head)
        if made is not None:
            # "Could stop them killing": neither is told as a fact.
            open_ = made == "attempted" and _by_modal(step.head) == "hypothetical"
            return "hypothetical" if open_ and not has_have(step.head) else made
        if step.dep in SUBJECTS and step.pos in ("NOUN", "PROPN", "NUM", "PRON"):
            made = as_subject(step, step.head)
            return (
                "actual" if made == "planned" and _has_told(step) else made or realis_of(step.head)
            )
        if _is_told_apart(step):
            return "actual"
        above = first_of(step) if _is_own_clause(step) else step.head
        step = told or _infinitive_before(step) or above
    return "actual"


def _is_answered(deed: Word) -> bool:
    """Whether a deed that is known is only answered: "would not seek revenge for the stabbing"."""
    prep = deed.head
    answered = prep.head.lemma in realis_words()["inquiry"] and prep.lemma in ("for", "into")
    return deed.dep == "pobj" and answered and is_known(deed, "planned")


def _has_told(deed: Word) -> bool:
    """Whether what it did is told: "the assault, in which he lost an eye, was planned"."""
    return any(
        clause.tag == "VBD"
        and clause.lemma not in ("be", "plan")
        and not any(map(denies, clause.children))
        and any(
            w.text.lower() in ("which", "that") and (w.dep == "nsubj" or w.head.lemma == "in")
            for child in clause.children
            for w in (child, *child.children)
        )
        for clause in deed.having("relcl")
    )


def _told_by(clause: Word) -> Word | None:
    """The verb that only says a clause with a tense of its own, whoever it is said to.

    "Was treating 27, he told reporters", "telling a radio station that nine were missing": who
    tells somebody to do a thing orders it, who tells that it is so does not.
    """
    if not is_finite(clause) or is_modal(clause) or clause.pos not in ("VERB", "AUX"):
        return None
    verb = clause.head
    if clause.dep == "acl" and says_what(clause) and verb.dep in ("dobj", "dative"):
        verb = verb.head
    elif clause.dep != "ccomp":
        return None
    told = verb is not clause and verb.lemma in realis_words()["told"]
    if not told or any(map(denies, verb.children)):
        return None
    if is_infinitive(verb):
        return verb.head  # "rang to say that a shell had landed"
    return verb if governors().get(verb.lemma) == "planned" else None


def _infinitive_before(step: Word) -> Word | None:
    """The infinitive that a bare verb goes on from, where it was joined to the verb above both.

    "They planned to cut the line and rob the bank".
    """
    if step.dep != "conj" or step.tag != "VB" or step.having("nsubj", "aux"):
        return None
    return next((x for x in step.head.having("xcomp") if x.at < step.at and is_infinitive(x)), None)


def _by_clause(step: Word) -> Realis | None:
    """What a clause that is told beside another is: a fact, but for a condition."""
    if is_infinitive(step):
        return None
    if step.dep == "acl" and step.tag == "VBN" and not says_what(step):
        return None if governors().get(step.head.lemma) else "actual"  # "workers taken at gunpoint"
    if step.dep in ("acl", "relcl") and step.head.lemma == "case" and step.head.head.lemma == "in":
        return "hypothetical"  # "in case the fighting reaches the town"
    if step.dep in ("acl", "relcl") and _is_feared_day(step.head):
        return "hypothetical"  # "dread the day when the town falls"
    if step.dep in _ASIDE:
        return None if says_what(step) else "actual"
    return _by_mark(step) if step.dep == "advcl" else None


def _is_feared_day(noun: Word) -> bool:
    feared = noun.dep in ("dobj", "pobj") and governors().get(noun.head.lemma) == "hypothetical"
    return feared and noun.lemma in realis_words()["day"]


def _is_own_clause(step: Word) -> bool:
    """Whether it is a clause joined to another, with a finite verb of its own."""
    return step.pos in ("VERB", "AUX") and step.dep == "conj" and is_finite(step)


def _is_told_apart(step: Word) -> bool:
    """Whether what holds for the clause that it is joined to need not hold for it."""
    if step.dep == "ccomp" and any(
        p.text == ";" and step.at < p.at < step.head.at for p in step.head.having("punct")
    ):
        return True  # "they burned the town; its colonel denies it": no clause of the second
    first = first_of(step)
    past = any(w.tag == "VBD" for w in (step, *step.having("aux", "auxpass")))
    if _is_own_clause(step) and past and step.head.tag == "VB":
        return True  # a past is joined to no infinitive: "could not run and were shot"
    return _is_own_clause(step) and first.dep in ("ROOT", "advcl", "relcl") and not is_modal(first)


def _lends(step: Word, deed: Word) -> bool:
    if step.lemma in realis_words()["occur"] or step.dep in ("xcomp", "aux", "conj"):
        return True
    # "Will hold a protest": the verb only says that the noun's deed is done.
    done = step.lemma in realis_words()["do"] and deed.dep == "dobj" and deed.head is step
    return (done and not is_known(deed, "planned")) or _is_manner(deed, step)


def _is_manner(noun: Word, verb: Word) -> bool:
    """Whether a noun says only why a deed is done: "will down tools in protest"."""
    prep = noun.head
    bare = noun.dep == "pobj" and not noun.having("det", "poss", "amod")
    return bare and prep.text.lower() == "in" and prep.head is verb and verb.pos == "VERB"


def _asks(root: Word) -> bool:
    last = root.subtree()[-1]
    return last.text == "?" or any(c.text == "?" for c in root.children)


def _by_itself(step: Word) -> Realis | None:
    """What a word's own auxiliaries, negation and attributes make of it."""
    for child in step.children:
        made = attribute(child.text.lower()) if child.dep == "amod" else None
        if made is not None and not _came_about(step):
            return made
        if denies(child) and not is_counted(step):
            return "denied"
    if (modal := _by_modal(step)) is not None:
        return modal
    if step.tag in ("VBZ", "VBP") and _is_of_whoever(step):
        return "threatened"
    if is_inverted(step):
        return "hypothetical"
    if any(m.text.lower() in realis_words()["whether"] for m in step.having("mark")):
        return "hypothetical"
    if (
        step.pos == "VERB"
        and is_infinitive(step)
        and step.head.lemma == "be"
        and step.dep == "xcomp"
    ):
        return "planned"  # "was to have been left beneath a carousel"
    return None


def _is_of_whoever(verb: Word) -> bool:
    """Whether it tells what becomes of anyone who does something: "whoever testifies dies"."""
    return any(
        w.text.lower() in realis_words()["whoever"]
        for subject in verb.having("nsubj", "csubj", "nsubjpass", "csubjpass")
        for w in (subject, *subject.children)
    )


def _came_about(deed: Word) -> bool:
    """Whether what was threatened or planned is told to have come: "the threatened attack came"."""
    verb = deed.head
    return (
        deed.dep == "nsubj"
        and verb.lemma in realis_words()["came_about"]
        and verb.tag == "VBD"
        and not verb.having("neg")
    )


def denies(child: Word) -> bool:
    """Whether a word beside a verb or a noun says that there was none."""
    if child.dep in ("neg", "det", "preconj"):
        return child.text.lower() in realis_words()["not"] and not _is_of_bound(child)
    if child.dep in ("nsubj", "nsubjpass"):
        none = (w for w in (child, *child.children) if w.text.lower() in realis_words()["nobody"])
        return any(not _is_of_bound(w) for w in none) or _is_not_one(child)
    return False


def _is_not_one(subject: Word) -> bool:
    """Whether it is not even one to whom it was done: "not a single house was burned"."""
    beside = {c.text.lower() for c in (subject, *subject.children)}
    done = subject.dep == "nsubjpass" and subject.head.lemma not in word_set(
        "en_unreal", "trees", "gone"
    )
    return done and "not" in beside and not beside.isdisjoint(realis_words()["one"])


def _is_of_bound(no: Word) -> bool:
    """Whether it only says how many there were at least: "no fewer than 30"."""
    beside = (no.head, *no.head.children)
    return any(w.at == no.at + 1 and w.text.lower() in realis_words()["bound"] for w in beside)


def _by_modal(step: Word) -> Realis | None:
    """What a modal verb makes of its own."""
    modal = next((c for c in step.children if c.tag == "MD"), None)
    if modal is None or step.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    low = modal.text.lower()
    if low == "would" and _came_later(step):
        return None
    if low in realis_words()["future"] or (low == "would" and not has_have(step)):
        return _future(step)
    # "Could see three bodies": what was seen is there.
    seen = low in realis_words()["able"] and step.lemma in realis_words()["perceive"]
    return "hypothetical" if low in realis_words()["open"] and not seen else None


def _came_later(verb: Word) -> bool:
    """Whether a past looks ahead to what came of it: "the bomb which would kill six"."""
    if verb.lemma == "go" and verb.having("xcomp") and verb.having("prt", "advmod"):
        return True  # "would go on to kill"
    if any(c.text.lower() in realis_words()["later"] for c in verb.having("advmod", "npadvmod")):
        return verb.dep == "relcl" or verb.is_root
    counted = any(o.having("nummod") for o in verb.having("dobj"))
    known = any(d.text.lower() == "the" for d in verb.head.having("det"))
    return verb.dep == "relcl" and counted and known and verb.head.head.tag == "VBD"


def _future(step: Word) -> Realis:
    """A future is a threat where somebody threatens, and otherwise a plan."""
    for word in step.ancestors:
        made = governors().get(word.lemma)
        if made in ("threatened", "hypothetical", "denied"):
            return made
    if any(
        m.text.lower() in realis_words()["condition"]
        for c in step.having("advcl")
        for m in c.children
    ):
        return "threatened"
    return "planned"


def _by_mark(clause: Word) -> Realis:
    """What the conjunction of a clause makes of it."""
    marks = {m.text.lower() for m in clause.having("mark", "advmod")}
    if "before" in marks and any(a.lemma == "matter" for a in clause.head.having("attr")):
        return "hypothetical"  # "only a matter of time before"
    cases = (o.lemma for p in clause.having("prep") for o in p.having("pobj"))
    in_case = "case" in cases and clause.subtree()[0].text.lower() == "in"
    if in_case or marks & realis_words()["condition"]:
        return "hypothetical"  # "if", "in case the school is struck"
    return "actual"
