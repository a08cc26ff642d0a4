"""Whether what a word tells happened: by its verb's form, and by what the clause hangs on."""

from __future__ import annotations

from dateline.models.vocabulary import Realis
from dateline.survey.parsed.tolls.realis_lexicon import governors, realis_words
from dateline.survey.parsed.tolls.untrue import is_staged, is_untrue
from dateline.survey.parsed.tolls.verb_forms import (
    first_of,
    has_have,
    is_finite,
    is_infinitive,
    is_inverted,
    is_modal,
    is_unreal,
)
from dateline.syntax import Word

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FUTURE = ("will", "shall", "'ll", "wo", "’ll")
_OPEN = ("would", "could", "may", "might", "should", "must", "can", "ca")
_NOT = ("not", "n't", "n’t", "no", "never", "neither")
_NOBODY = ("no", "none", "neither", "nobody", "nothing")
_GOVERNED = ("of", "to", "for", "against", "with", "about", "from", "at", "on", "in")
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
        if step.is_root:
            return "actual"
        if is_untrue(step):
            return "denied"
        if (made := _by_clause(step) or _ruled(step, step.head)) is not None:
            return made
        if step.dep in _SUBJECTS and step.pos in ("NOUN", "PROPN", "NUM", "PRON"):
            return _as_subject(step, step.head)
        if _is_told_apart(step):
            return "actual"
        step = first_of(step) if _is_own_clause(step) else step.head
    return "actual"


def _by_clause(step: Word) -> Realis | None:
    """What a clause that is told beside another is: a fact, but for a condition."""
    if is_infinitive(step):
        return None
    if step.dep == "acl" and step.tag == "VBN" and not says_what(step):
        return None if governors().get(step.head.lemma) else "actual"  # "workers taken at gunpoint"
    if step.dep in ("acl", "relcl") and step.head.lemma == "case" and step.head.head.lemma == "in":
        return "hypothetical"  # "in case the fighting reaches the town"
    if step.dep in _ASIDE:
        return None if says_what(step) else "actual"
    return _by_mark(step) if step.dep == "advcl" else None


def says_what(clause: Word) -> bool:
    """Whether a clause says what its noun is about: "the rumour that children were abducted"."""
    if clause.dep not in ("acl", "relcl"):
        return False
    that = next((c for c in clause.children if c.text.lower() == "that" and c.at < clause.at), None)
    if that is None or that.dep in _SUBJECTS:
        return False
    # As an object, "that" leaves no room for another: "that a priest was abducted".
    full = clause.having("nsubjpass") or any(o is not that for o in clause.having("dobj"))
    return that.dep == "mark" or bool(full)


def _is_own_clause(step: Word) -> bool:
    """Whether it is a clause joined to another, with a finite verb of its own."""
    return step.pos in ("VERB", "AUX") and step.dep == "conj" and is_finite(step)


def _is_told_apart(step: Word) -> bool:
    """Whether what holds for the clause that it is joined to need not hold for it."""
    first = first_of(step)
    if _is_own_clause(step) and step.tag == "VBD" and step.head.tag == "VB":
        return True  # a past joined to an infinitive by mistake
    return _is_own_clause(step) and first.dep in ("ROOT", "advcl", "relcl") and not is_modal(first)


def _lends(step: Word, deed: Word) -> bool:
    if step.lemma in realis_words()["occur"] or step.dep in ("xcomp", "aux", "conj"):
        return True
    # "Will hold a protest": the verb only says that the noun's deed is done.
    done = step.lemma in realis_words()["do"] and deed.dep == "dobj" and deed.head is step
    return (done and not _is_known(deed, "planned")) or _is_manner(deed, step)


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
        made = _attribute(child.text.lower()) if child.dep == "amod" else None
        if made is not None and not _came_about(step):
            return made
        if denies(child):
            return "denied"
    if (modal := _by_modal(step)) is not None:
        return modal
    if is_inverted(step):
        return "hypothetical"
    if step.having("mark") and any(
        m.text.lower() in ("if", "unless", "whether", "lest") for m in step.having("mark")
    ):
        return "hypothetical"
    if (
        step.pos == "VERB"
        and is_infinitive(step)
        and step.head.lemma == "be"
        and step.dep == "xcomp"
    ):
        return "planned"  # "was to have been left beneath a carousel"
    return None


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
        return child.text.lower() in _NOT
    if child.dep in ("nsubj", "nsubjpass"):
        return any(w.text.lower() in _NOBODY for w in (child, *child.children))
    return False


def _by_modal(step: Word) -> Realis | None:
    """What a modal verb makes of its own."""
    modal = next((c for c in step.children if c.tag == "MD"), None)
    if modal is None or step.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    low = modal.text.lower()
    if low in _FUTURE or (low == "would" and not has_have(step)):
        return _future(step)
    # "Could see three bodies": what was seen is there.
    seen = low in ("could", "can", "ca") and step.lemma in realis_words()["perceive"]
    return "hypothetical" if low in _OPEN and not seen else None


def _future(step: Word) -> Realis:
    """A future is a threat where somebody threatens, and otherwise a plan."""
    for word in step.ancestors:
        made = governors().get(word.lemma)
        if made in ("threatened", "hypothetical", "denied"):
            return made
    if any(m.text.lower() in ("if", "unless") for c in step.having("advcl") for m in c.children):
        return "threatened"
    return "planned"


def _attribute(low: str) -> Realis | None:
    for realis in ("planned", "threatened", "hypothetical", "attempted", "denied"):
        if low in realis_words()[realis]:
            return realis
    return None


def _by_mark(clause: Word) -> Realis:
    """What the conjunction of a clause makes of it."""
    marks = {m.text.lower() for m in clause.having("mark", "advmod")}
    if "before" in marks and any(a.lemma == "matter" for a in clause.head.having("attr")):
        return "hypothetical"  # "only a matter of time before"
    if marks & {"if", "unless", "lest"}:
        return "hypothetical"
    return "actual"


def _ruled(step: Word, above: Word) -> Realis | None:
    """What the word above makes of the deed, where it governs it."""
    if step.dep in ("advmod", "npadvmod", "punct", "nsubjpass") and step.pos != "NOUN":
        return None
    made = made_by(above)
    if _is_of_any(step, above) and not has_have(above):
        return "hypothetical"
    if step.dep == "ccomp" and _is_corrected(above):
        return "denied"
    if step.dep in ("acl", "relcl") and says_what(step):
        made = made or _attribute_of(above)
    if step.dep == "dobj" and (
        _disowned(step, above)
        if made is None
        else made == "denied" and step.lemma in realis_words()["disowned"]
    ):
        return "actual"  # "denied carrying out the bombing", "denied a role in it": there was one
    if made is None and step.dep == "dobj" and is_infinitive(above) and _is_known(step, "planned"):
        return "actual"
    if is_infinitive(step) and step.dep == "xcomp" and above.lemma in realis_words()["about_to"]:
        return made or "planned"  # "was about to stab"
    if step.dep in (*_SUBJECTS, "conj") or (above.pos in ("NUM", "ADJ") and made is None):
        return None
    if is_infinitive(step) and step.dep in ("advcl", "xcomp", "acl", "ccomp"):
        return _of_infinitive(step, above, made)
    if made is None or (above.dep == "relcl" and step.dep == "advcl"):
        return None
    return _of_clause(step, above, made) or _of_noun(step, above, made)


def _is_corrected(verb: Word) -> bool:
    """Whether it tells again what the article's own medium told before: "we reported earlier"."""
    own = any(s.text.lower() == "we" for s in verb.having("nsubj"))
    before = any(a.text.lower() in realis_words()["before_this"] for a in verb.having("advmod"))
    return own and before and verb.lemma in realis_words()["told"]


def _attribute_of(noun: Word) -> Realis | None:
    """What the adjectives of a noun make of what it is about: "baseless reports that"."""
    made = (_attribute(c.text.lower()) for c in noun.having("amod"))
    return next((m for m in made if m is not None), None)


def _disowned(step: Word, above: Word) -> bool:
    """Whether somebody only denies having done what is known to have been done."""
    return (
        _is_known(step, "planned")
        and above.lemma in realis_words()["do"]
        and governors().get(above.head.lemma) == "denied"
    )


def _of_clause(step: Word, above: Word, made: Realis) -> Realis | None:
    """What the word above makes of a clause that hangs on it."""
    if step.dep not in ("ccomp", "acl", "xcomp", "pcomp", "relcl"):
        return None
    if made in ("denied", "hypothetical"):
        return _negated(made, above)
    if step.tag == "VBG" or not is_finite(step):
        return made
    return made if made == "threatened" and is_modal(step) else None


def _of_noun(step: Word, above: Word, made: Realis) -> Realis | None:
    """What the word above makes of a noun that it governs, by itself or with a preposition."""
    if step.dep in ("dobj", "pobj", "attr", "oprd", "acomp", "dative"):
        # A deed that is known already was done, whatever is planned about it: "to avenge the".
        return _negated(made, above) if not _is_known(step, made) else "actual"
    if step.dep == "prep" and made == "denied" and step.text.lower() == "as":
        return made  # "dismissed as rumour reports that"
    if step.dep == "prep" and (step.text.lower() not in _GOVERNED or _told_of_place(step)):
        return None
    return _negated(made, above) if step.dep in ("prep", "compound") else None


def _is_known(step: Word, made: Realis) -> bool:
    return made in ("planned", "threatened") and any(
        c.dep == "det" and c.text.lower() in ("the", "that", "this") for c in step.children
    )


def _told_of_place(prep: Word) -> bool:
    return prep.text.lower() in ("in", "at", "on", "with") and prep.head.pos == "VERB"


def _negated(made: Realis, above: Word) -> Realis | None:
    """The same, but that "did not deny the attack" leaves it what it is."""
    if made == "denied" and any(c.dep == "neg" for c in above.children):
        # "Did not rule out a raid"
        return "hypothetical" if above.lemma in realis_words()["open_if_not"] else None
    return made


def made_by(above: Word) -> Realis | None:
    """What a word makes of the deed that it governs, by its particle or alone: "made up"."""
    phrases = (f"{above.lemma} {c.lemma}" for c in above.having("prt"))
    made = (governors().get(phrase) for phrase in phrases)
    return next((m for m in made if m is not None), governors().get(above.lemma))


def _of_infinitive(step: Word, above: Word, made: Realis | None) -> Realis | None:
    if above.lemma in realis_words()["carried_out"]:
        return None
    if made is not None:
        return made
    if above.lemma == "be" or above.pos == "ADJ":
        return "planned"
    if step.dep == "advcl" or above.pos in ("NOUN", "VERB"):
        return "planned"
    return None


def _is_supposed(deed: Word, verb: Word) -> bool:
    """Whether its clause is a condition, or of any deed that might be done."""
    if any(m.text.lower() in ("if", "unless") for m in verb.having("mark")):
        return True
    any_deed = is_modal(verb) and any(c.lemma == "any" for c in deed.having("det"))
    return any_deed or _is_warned_of(deed, verb)


def _is_warned_of(deed: Word, verb: Word) -> bool:
    """Whether a deed that nobody knows of might do this: "warns that an attack could drown"."""
    bent = ("threatened", "hypothetical")
    supposed = any(governors().get(w.lemma) in bent for w in verb.ancestors)
    return _is_any(deed) and is_modal(verb) and supposed


def _is_any(deed: Word) -> bool:
    """Whether nobody is told to know of it: "an attack", "another attack"."""
    return any(c.text.lower() in ("a", "an", "another", "any") for c in deed.having("det"))


def _is_of_any(deed: Word, verb: Word) -> bool:
    """Whether it is only of any such deed that something would be: "would treat an attack as"."""
    would = any(c.tag == "MD" and c.text.lower() in _OPEN for c in verb.children)
    return deed.dep == "dobj" and deed.pos == "NOUN" and would and _is_any(deed)


def _said_of(verb: Word) -> Realis | None:
    """What a deed is said to be: "the report was false"."""
    if verb.lemma in realis_words()["bears_out"] and any(c.dep == "neg" for c in verb.children):
        return "denied"  # "the account does not stand up"
    if any(c.lemma in realis_words()["ahead"] for c in verb.having("advmod", "acomp", "prt")):
        return "hypothetical"  # "a raid is days away"
    for child in verb.having("acomp", "attr", "oprd", "xcomp"):
        if child.dep == "xcomp":
            if verb.lemma in realis_words()["proves"] and (said := _said_of(child)) is not None:
                return said  # "turned out to be a prank"
            continue
        if (said := _attribute(child.text.lower())) or (said := governors().get(child.lemma)):
            return said
    return None


def _as_subject(step: Word, verb: Word) -> Realis:
    """What a deed is that is the subject of a verb: "an attack is being planned"."""
    lists = realis_words()
    if any(s.at > step.at for s in verb.having("nsubj")) and (made := made_by(verb)):
        return made  # "an attack the cell had sketched": its object
    if any(c.tag == "JJR" for c in verb.having("acomp")):
        return "actual"  # "the attack would have been worse if"
    if verb.lemma == "fail" and verb.having("xcomp"):
        return "attempted"
    if any(c.dep == "neg" for c in verb.children) and verb.lemma in lists["occur"]:
        return "denied"
    if verb.lemma in lists["occur"] and is_modal(verb):
        return realis_of(verb)
    if step.dep == "nsubjpass" and (made := made_by(verb)):
        # "The attack could have been prevented", "the attack had been planned for months"
        known = _is_known(step, made) and has_have(verb)
        return "actual" if known or (made == "attempted" and is_unreal(verb)) else made
    if _is_supposed(step, verb):
        return "hypothetical"
    if (said := _said_of(verb)) is not None:
        return said
    if verb.dep in ("xcomp", "conj", "ccomp") and verb.tag == "VB" and verb.lemma in lists["occur"]:
        return realis_of(verb)
    return "actual"
