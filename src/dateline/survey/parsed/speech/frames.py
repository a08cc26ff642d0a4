"""What a word may govern that is said, thought or wanted: its complements, by frame.

A frame is the shape of a complement: a clause, an infinitive, an object, a preposition. Which
words report by which frames is data (`lexicons/en_speech.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.syntax import Word

_PASSIVE = ("nsubjpass", "auxpass")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_DESCRIBING = ("of", "for", "from", "with", "in", "against", "over", "to", "about", "between")
_RELATIVE = ("which", "that", "who", "whom")


@dataclass(frozen=True, slots=True)
class Complement:
    """What a word governs in one of its frames.

    Attributes:
        frame: The frame's name, as the lexicon has it.
        words: The words of the complement, in order.
        raised: Whether the subject of the cue belongs to what is said: "ten are believed dead".
    """

    frame: str
    words: tuple[Word, ...]
    raised: bool = False


def complements_of(word: Word) -> Iterator[Complement]:
    """The complements of a verb, a noun or an adjective, the likeliest to be said first."""
    if word.pos in ("NOUN", "PROPN"):
        yield from _of_noun(word)
    elif word.pos in ("ADJ", "ADV"):
        yield from _clauses(word)
        yield from _prepositional(word)
    else:
        yield from _of_verb(word)


def is_passive(verb: Word) -> bool:
    """Whether the verb stands in the passive, or is a participle that modifies a noun."""
    if any(child.dep in _PASSIVE for child in verb.children):
        return True
    return verb.tag == "VBN" and verb.dep in ("acl", "amod") and not verb.having("nsubj")


def _of_verb(verb: Word) -> Iterator[Complement]:
    if is_passive(verb):
        yield from _of_passive(verb)
        return
    objects = [w for w in verb.having("dobj") if not _is_relative(w)]
    if objects:
        yield from _with_object(verb, objects[0])
    yield from _clauses(verb)
    if not objects:
        yield from _prepositional(verb)
    yield from _raising(verb)
    if relative := _relative_object(verb):
        yield Complement("obj", tuple(relative))


def _with_object(verb: Word, spoken_of: Word) -> Iterator[Complement]:
    theme = _subtree(spoken_of)
    for predicate in verb.having("oprd"):
        yield Complement("small", _joined(theme, _subtree(predicate)))
    for clause in verb.having("xcomp", "ccomp"):
        if clause.at > spoken_of.at and _is_infinitive(clause):
            yield Complement("obj_inf", _joined(theme, _subtree(clause)))
    for preposition in (*verb.having("prep"), *spoken_of.having("prep")):
        if preposition.at > spoken_of.at and preposition.children:
            name = f"obj_{preposition.lemma}"
            yield Complement(name, _joined(theme, _subtree(preposition)))
    if not verb.having("ccomp", "oprd"):
        yield Complement("obj", _with_circumstances(verb, theme))


def _with_circumstances(verb: Word, theme: tuple[Word, ...]) -> tuple[Word, ...]:
    """The object with the phrases that follow it at once, wherever the parser hangs them."""
    words = theme
    for preposition in verb.having("prep"):
        governed = preposition.having("pobj", "pcomp")
        follows = preposition.at == words[-1].at + 1
        if follows and governed and preposition.lemma in _DESCRIBING:
            words = _joined(words, _subtree(preposition))
    return words


def _clauses(word: Word) -> Iterator[Complement]:
    for clause in word.having("ccomp", "xcomp"):
        # Only verbs of speaking stand behind the clause that they report.
        name = "before" if clause.at < word.at else _clause_frame(clause)
        yield Complement(name, _subtree(clause))


def _clause_frame(clause: Word) -> str:
    if _is_infinitive(clause):
        return "obj_inf" if clause.having("nsubj", "nsubjpass") else "inf"
    first = clause.subtree()[0]
    if first.tag in ("WP", "WRB", "WDT", "WP$") or (
        first.dep == "mark" and first.lemma in ("whether", "if")
    ):
        return "wh"
    if clause.tag == "VBG" and not clause.having("aux"):
        return "ing"
    subjects = clause.having("nsubj", "nsubjpass")
    if subjects and clause.pos not in ("VERB", "AUX"):
        return "small"
    if not subjects and clause.pos in ("NOUN", "ADJ", "PROPN"):
        return "predicate"
    return "that"


def _prepositional(word: Word) -> Iterator[Complement]:
    for preposition in word.having("prep", "agent", "dative"):
        for governed in preposition.having("pobj", "pcomp"):
            name = preposition.lemma
            if word.having("prt"):
                name = f"{word.having('prt')[0].lemma}_{name}"
            yield Complement(name, _subtree(governed))


def _raising(verb: Word) -> Iterator[Complement]:
    """By "seem" and "appear": "the town appears to have fallen"."""
    subjects = verb.having("nsubj")
    for clause in verb.having("xcomp", "oprd", "acomp"):
        if subjects and not verb.having("dobj"):
            said = _joined(_subtree(subjects[0]), _subtree(clause))
            yield Complement("raise", said, raised=True)


def _of_passive(verb: Word) -> Iterator[Complement]:
    subjects = verb.having("nsubjpass")
    yield from (
        Complement(f"pass_{c.frame}", c.words)
        for c in _clauses(verb)
        if c.frame not in ("inf", "small", "predicate")
    )
    theme = _subtree(subjects[0]) if subjects else ()
    if not subjects and verb.dep in ("acl", "amod"):
        theme = _without(_subtree(verb.head), verb)
    for clause in verb.having("xcomp", "oprd", "ccomp"):
        if theme and (clause.dep != "ccomp" or _is_infinitive(clause)):
            yield Complement("pass_raise", _joined(theme, _subtree(clause)), raised=True)
            yield Complement("pass_inf", _subtree(clause))
    for preposition in verb.having("prep"):
        for governed in preposition.having("pobj", "pcomp"):
            if theme:
                said = _joined(theme, _subtree(preposition))
                yield Complement(f"pass_raise_{preposition.lemma}", said, raised=True)
            yield Complement(f"pass_{preposition.lemma}", _subtree(governed))
    if theme:
        yield Complement("pass", theme, raised=True)


def _of_noun(noun: Word) -> Iterator[Complement]:
    for clause in noun.having("acl", "ccomp", "relcl"):
        marks = clause.having("mark")
        if clause.dep == "relcl" and not _is_infinitive(clause):
            continue
        if _is_infinitive(clause):
            yield Complement("inf", _subtree(clause))
        elif marks and marks[0].lemma in ("that", "whether", "if"):
            yield Complement("that", _subtree(clause))
    yield from _prepositional(noun)
    if noun.head.lemma == "be" and noun.dep == "nsubj":  # "the aim is to", "the fear is that"
        for clause in noun.head.having("ccomp", "xcomp"):
            yield Complement("be", _subtree(clause))


def _relative_object(verb: Word) -> list[Word] | None:
    """The noun that a relative clause is about: "the plan that he described"."""
    if verb.dep != "relcl" or not any(_is_relative(w) for w in verb.having("dobj", "pobj")):
        return None
    return list(_without(_subtree(verb.head), verb))


def _is_relative(word: Word) -> bool:
    return word.tag in ("WDT", "WP") or (word.lemma in _RELATIVE and word.tag == "IN")


def _is_infinitive(clause: Word) -> bool:
    return any(w.dep == "aux" and w.lemma == "to" for w in clause.children)


def _subtree(word: Word) -> tuple[Word, ...]:
    return tuple(word.subtree())


def _without(words: tuple[Word, ...], cut: Word) -> tuple[Word, ...]:
    gone = {w.at for w in cut.subtree()}
    return tuple(w for w in words if w.at not in gone)


def _joined(first: tuple[Word, ...], second: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(sorted({w.at: w for w in (*first, *second)}.values(), key=lambda w: w.at))
