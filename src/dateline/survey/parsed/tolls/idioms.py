"""Deaths and wounds that no single word tells: "never woke again", "cost him his life"."""

from __future__ import annotations

from dateline.models.vocabulary import Outcome
from dateline.survey.parsed.tolls.leaving import is_searched_for
from dateline.survey.parsed.tolls.phrases import Fate, is_negated
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Tree, Word

_NEAR = 14  # words from "cost" to the last of those who paid
_GRAVES = ("grave", "graf")
_OWN = ("his", "her", "their", "its", "both", "all")


def never_again(verb: Word, words: Predicates) -> Fate | None:
    """The death that is told as what people did not do: "never woke", "did not get up again"."""
    if not is_negated(verb) or (verb.having("dobj") and verb.lemma not in words.verbs["arrive"]):
        return None
    beside = {c.text.lower() for c in verb.children}
    never = bool(beside & words.verbs["never"])
    if verb.lemma in words.verbs["wake"] and (never or "up" in beside):
        return Fate("killed", verb)
    if verb.lemma == "get" and "up" in beside and not never and _stays_down(verb):
        return Fate("killed", verb, certain=False, others=frozenset({"wounded"}))
    if verb.lemma in words.verbs["rise"] and never and (verb.lemma == "rise" or "up" in beside):
        return Fate("killed", verb)
    if verb.lemma == "live" and any(c.lemma in ("see", "tell") for c in verb.having("xcomp")):
        return Fate("killed", verb)
    home = any(o.lemma in words.verbs["homecoming"] for o in verb.having("dobj"))
    if verb.lemma in words.verbs["arrive"] and "never" in beside and home:
        return Fate("killed", verb, others=frozenset({"missing"}))
    return None


def _stays_down(verb: Word) -> bool:
    """Whether no more is told of it: "six did not get up", and not "to vote"."""
    return _did_not(verb) and not verb.having("prep", "xcomp", "advcl", "ccomp", "npadvmod")


def never_back(verb: Word, words: Predicates) -> Fate | None:
    """The death, or the loss, of those who did not return: "never made it back"."""
    beside = {c.text.lower() for c in verb.children}
    back = bool(beside & {"back", "home"})
    made = verb.lemma == "make" and (back or "out" in beside)
    came = verb.lemma in ("come", "return") and (back or "never" in beside)
    if is_negated(verb) and came and not made and "never" not in beside:
        return Fate("missing", verb, others=frozenset({"killed", "captured"}))
    if is_negated(verb) and (made or came):
        return Fate("killed", verb, others=frozenset({"missing"}))
    if verb.lemma == "fail":
        gone = [c for c in verb.having("xcomp") if c.lemma == "return" and not _goes_to(c)]
        return Fate("missing", gone[0], others=frozenset({"killed", "captured"})) if gone else None
    if verb.lemma in words.verbs["unseen"] and is_negated(verb) and not _goes_to(verb):
        needed = {"turn": "up", "show": "up", "report": "back"}.get(verb.lemma)
        up = needed is None or needed in beside
        return Fate("missing", verb, certain=False) if up else None  # "had not turned up"
    if verb.lemma == "return" and _did_not(verb) and not _goes_to(verb):
        return Fate("missing", verb, others=frozenset({"killed", "captured"}))
    return None


def _did_not(verb: Word) -> bool:
    return bool(verb.having("neg")) and not any(c.tag == "MD" for c in verb.having("aux"))


def _goes_to(verb: Word) -> bool:
    """Whether it is told where they did not go back to: "did not return to work"."""
    return bool(verb.having("dobj", "xcomp")) or any(
        p.text.lower() not in ("from", "after", "since", "by", "on") for p in verb.having("prep")
    )


def past_help(verb: Word, words: Predicates) -> Fate | None:
    """The death of those for whom nothing could be done: "were beyond help", "past saving"."""
    for child in verb.children:
        if child.at < verb.at:
            continue
        around = {w.text.lower() for w in child.subtree()}
        if around & words.verbs["past"] and around & words.verbs["help"]:
            return Fate("killed", child)
    return None


def of_no_avail(prep: Word, words: Predicates) -> Fate | None:
    """The death of those for whom help came too late, or a grave was dug."""
    verb = prep.head
    if prep.text.lower() != "for":
        return None
    if verb.lemma == "do" and any(o.text.lower() == "nothing" for o in verb.having("dobj")):
        return Fate("killed", verb)  # "could do nothing for three of them"
    if verb.lemma == "dig" and any(o.lemma in _GRAVES for o in verb.having("dobj")):
        return Fate("killed", verb)
    late = any(c.text.lower() == "late" for c in verb.children)
    help_ = any(s.lemma in words.verbs["help"] for s in verb.having("nsubj"))
    return Fate("killed", verb) if late and help_ and verb.lemma in ("come", "arrive") else None


def robbed_of(verb: Word, words: Predicates) -> Fate | None:
    """What the object of "robbed her of her sight", "deprived him of a leg" has lost."""
    if verb.lemma not in words.verbs["rob"]:
        return None
    beside = [p for word in (verb, *verb.having("dobj")) for p in word.having("prep")]
    for prep in beside:
        for noun in prep.having("pobj") if prep.text.lower() == "of" else ():
            if outcome := _lost(noun, words):
                return Fate(outcome, verb)
    return None


def set_alight(verb: Word, words: Predicates) -> Fate | None:
    """The burns of those who are set on fire, and may have died of them."""
    if verb.lemma != "set":
        return None
    beside = {c.text.lower() for c in verb.children}
    beside |= {o.lemma for p in verb.having("prep") if p.text == "on" for o in p.having("pobj")}
    burns = bool(beside & words.verbs["alight"])
    return Fate("wounded", verb, others=frozenset({"killed"})) if burns else None


def left_for_dead(verb: Word) -> Fate | None:
    """The wounds of those who were left for dead."""
    left = verb.lemma == "leave" and any(
        w.text.lower() == "dead" and w.dep in ("pobj", "pcomp")
        for prep in verb.having("prep")
        if prep.text.lower() == "for"
        for w in prep.children
    )
    return Fate("wounded", verb, others=frozenset({"killed"})) if left else None


def taken_by_fire(verb: Word, words: Predicates) -> Fate | None:
    """The death of those whom a fire or a bomb took: "the blaze claimed a nurse and two"."""
    if verb.lemma not in ("claim", "take"):
        return None
    deadly = any({s.lemma, s.text.lower()} & words.verbs["deadly"] for s in verb.having("nsubj"))
    plain = all(
        c.dep
        in ("nsubj", "dobj", "punct", "aux", "prep", "advmod", "npadvmod", "cc", "conj", "mark")
        for c in verb.children
    )
    return Fate("killed", verb) if deadly and plain else None


def beaten_down(verb: Word, words: Predicates) -> bool:
    """Whether somebody is beaten to the ground, or senseless, as no team or town is."""
    return verb.lemma in words.verbs["beat_down"] and any(
        o.lemma in words.verbs["floored"]
        for prep in verb.having("prep", "dative")
        if prep.text.lower() in ("to", "into", "with")
        for o in prep.having("pobj")
    )


def paid(start: int, end: int, tree: Tree, words: Predicates) -> Fate | None:
    """What it cost somebody, whichever way the tree has the two objects of "cost".

    "Cost a corporal his life and another soldier his right eye": whose something follows at once
    is who lost it.

    Args:
        start: Where the words for those who paid begin.
        end: Where they end.
        tree: The sentence's tree.
        words: What words say of people.
    """
    offset = tree.span.start
    if "cost" not in tree.span.text[: start - offset]:
        return None
    behind = [w for w in tree.words if w.start >= end][:5]
    before = [w for w in tree.words if w.start < start][-_NEAR:]
    verb = next((w for w in reversed(before) if w.lemma == "cost" and w.tag != "NN"), None)
    if verb is None or not behind or behind[0].text.lower() not in _OWN:
        return None
    if any(w.text in (";", ":", ".") for w in before[before.index(verb) :]):
        return None
    lost = next((o for w in behind[1:] if (o := _lost(w, words))), None)
    return Fate(lost, verb) if lost else None


def _lost(noun: Word, words: Predicates) -> Outcome | None:
    if noun.lemma in ("life", "live") or noun.text.lower() == "lives":
        return "killed"
    if noun.text.lower() in ("homes", "houses"):
        return "displaced"
    return "wounded" if noun.pos == "NOUN" and words.is_body(noun) else None


def of_none(noun: Word, prep: Word) -> Fate | None:
    """The death of all, where it is told that none of them lived: "not one of the 18 survived"."""
    none = prep.head
    if prep.text.lower() not in ("of", "among", "aboard", "on"):
        return None
    if none.pos == "VERB":  # "Of the 14 guards, none survived"
        none = next((s for s in none.having("nsubj") if s.at > prep.at), none)
    if none.dep != "nsubj":
        return None
    verb = none.head
    no_one = none.text.lower() in ("none", "nobody", "neither") or (
        none.text.lower() == "one"
        and any(
            c.text.lower() in ("not", "no", "never") for c in (*none.children, *verb.having("neg"))
        )
        and (noun.at > none.at or prep.head is not none)
    )
    return Fate("killed", verb) if no_one and lives(verb) else None


def lives(verb: Word) -> bool:
    """Whether it is told that people live: "survived", "left the mosque alive"."""
    leaves = verb.lemma in ("leave", "come", "get", "emerge", "return", "make", "escape", "walk")
    beside = {c.text.lower() for c in verb.children}
    if verb.lemma == "live":
        open_ = any(c.text.lower() in ("may", "might", "could") for c in verb.having("aux"))
        return (
            not open_
            and not verb.having("dobj")
            and not beside & {"in", "at", "there", "here", "near"}
        )
    return verb.lemma == "survive" or (leaves and "alive" in beside)


def sought(prep: Word, words: Predicates) -> Fate | None:
    """Those for whom somebody digs or dives: "rescuers searched for nine miners"."""
    looked = prep.text.lower() == "for" and is_searched_for(prep.head, words)
    return Fate("missing", prep.head, apart=True) if looked else None


def is_silent(verb: Word, words: Predicates) -> bool:
    """Whether people "have given no sign of life", or nobody knows "where they are"."""
    signs = [o for o in verb.having("dobj") if o.lemma in words.verbs["signs"]]
    if verb.lemma in ("give", "show", "send") and any(
        is_negated(verb) or is_negated(o) for o in signs
    ):
        of = [o.lemma for s in signs for p in s.having("prep") for o in p.having("pobj")]
        return not of or bool({"life", "themselves", "being"} & set(of))
    if verb.lemma != "be" or verb.dep != "ccomp" or verb.head.lemma != "know":
        return False
    nobody = any(s.text.lower() in ("nobody", "none") or is_negated(s) for s in _subjects(verb))
    return (nobody or is_negated(verb.head)) and any(
        c.text.lower() == "where" for c in verb.children
    )


def _subjects(clause: Word) -> list[Word]:
    return clause.head.having("nsubj")


def own_deed(deed: Word, words: Predicates) -> Fate | None:
    """What is told of him whose death somebody announces: "confirmed the teenager's death"."""
    outcome = words.noun_of.get(deed.lemma)
    told = deed.dep in ("dobj", "nsubjpass") and deed.head.lemma in words.verbs["deed_told"]
    if outcome is None or not told or is_negated(deed.head):
        return None
    by = any(p.text.lower() == "of" for p in deed.having("prep"))  # "the army's arrest of two"
    return None if by or outcome == "missing" else Fate(outcome, deed)
