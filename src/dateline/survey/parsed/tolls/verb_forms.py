"""The forms of a verb that say how its deed is told: modal, finite, infinitive, inverted."""

from __future__ import annotations

from dateline.syntax import Word


def has_have(step: Word) -> bool:
    """Whether it is a perfect: "would have"."""
    return any(c.lemma in ("have", "’ve") and c.dep == "aux" for c in step.children)


def is_unreal(verb: Word) -> bool:
    """Whether it is of what did not come to pass: "could have been"."""
    return is_modal(verb) and has_have(verb)


def is_modal(verb: Word) -> bool:
    """Whether a modal verb stands with it."""
    return any(c.tag == "MD" for c in verb.children)


def is_infinitive(verb: Word) -> bool:
    """Whether it is an infinitive with "to": "to strike", "to have struck"."""
    return verb.tag in ("VB", "VBN") and any(c.tag == "TO" for c in verb.children)


def is_finite(verb: Word) -> bool:
    """Whether it, or its auxiliary, has a tense."""
    if verb.tag in ("VBD", "VBZ", "VBP"):
        return True
    return any(
        c.dep in ("aux", "auxpass") and c.tag in ("VBD", "VBZ", "VBP") for c in verb.children
    )


def first_of(verb: Word) -> Word:
    """The first of the verbs that it is joined to."""
    while verb.dep == "conj" and not verb.is_root:
        verb = verb.head
    return verb


def is_inverted(verb: Word) -> bool:
    """Whether its auxiliary opens the clause as "if" would: "Were the town to fall"."""
    return verb.dep == "advcl" and any(
        c.text.lower() in ("were", "had", "should") and all(c.at < s.at for s in subjects)
        for c in verb.having("aux", "auxpass")
        if (subjects := verb.having("nsubj", "nsubjpass"))
    )
