"""People who are led off, or taken in: by captors, by the police, by a hospital or a camp."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.survey.parsed.tolls.phrases import Fate
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word

_ELSEWHERE = frozenset({"to", "from", "into", "onto", "out", "off", "over", "by"})


def is_led_off(verb: Word, words: Predicates) -> bool:
    """Whether armed men lead people out of somewhere, or the police "lift" them."""
    if _is_kept(verb, words) or _is_caught(verb, words):
        return True
    if verb.lemma not in words.verbs["dragged_off"] or not done_by(verb, "captors", words):
        return False
    for prep in verb.having("prep", "advmod", "prt"):
        inner = [p for p in prep.having("prep") if p.text.lower() == "of"]
        if prep.text.lower() in ("out", "off") and (inner or prep.having("pobj")):
            return not any(
                o.lemma in words.verbs["ruins"] for p in (prep, *inner) for o in p.having("pobj")
            )
    return False


def _is_kept(verb: Word, words: Predicates) -> bool:
    """Whether captors still have them: "the kidnappers kept 12"."""
    if verb.lemma not in ("have", "keep") or not done_by(verb, "abductors", words):
        return False
    return verb.lemma == "keep" or any(c.text.lower() == "still" for c in verb.children)


def is_questioned(verb: Word, words: Predicates) -> bool:
    """Whether people were fetched "for questioning"."""
    return verb.lemma in words.verbs["questioned"] and any(
        o.lemma in words.verbs["questioning"]
        for near in (verb, *verb.having("prep", "prt", "advmod"))
        for prep in near.having("prep")
        if prep.text.lower() == "for"
        for o in prep.having("pobj")
    )


def is_led_along(verb: Word, words: Predicates) -> bool:
    """Whether people must go with armed men: "were forced to follow the gunmen"."""
    compelled = verb.having("auxpass") or verb.lemma in words.verbs["must"]
    if verb.lemma not in words.verbs["compel"] | words.verbs["must"] | {"make"} or not compelled:
        return False
    for goes in verb.having("xcomp", "ccomp", "advcl"):
        if goes.lemma not in (
            "go",
            "follow",
            "accompany",
            "walk",
            "come",
            "march",
            "leave",
            "ride",
        ):
            continue
        withs = (p for p in goes.having("prep") if p.text.lower() == "with")
        whom = [*goes.having("dobj"), *(o for p in withs for o in p.having("pobj"))]
        if any(o.lemma in words.verbs["captors"] for o in whom):
            return True
    return False


def led_kindly(verb: Word, words: Predicates) -> bool:
    """Whether somebody leads them who takes no captives: a teacher, a guide; or a bus did."""
    return done_by(verb, "led_kindly", words) and not done_by(verb, "captors", words)


def _is_caught(verb: Word, words: Predicates) -> bool:
    """Whether police catch or lift them, or captors take them, and no more is told of it."""
    if verb.lemma in words.verbs["lift"]:
        return _is_lifted(verb, words)
    if verb.lemma == "catch":
        by_police = done_by(verb, "police", words) and not verb.having("advcl", "xcomp", "ccomp")
        return by_police or (bool(verb.having("auxpass")) and _is_plain(verb, ("on", "at")))
    if verb.lemma != "take":
        return False
    alive = any(c.text.lower() == "alive" for c in verb.children)
    return alive or (done_by(verb, "captors", words) and _is_plain(verb))


def _is_lifted(verb: Word, words: Predicates) -> bool:
    """Whether it is an arrest: no ambulance, and nowhere that they are lifted from or to."""
    moved = any(p.text.lower() in _ELSEWHERE for p in verb.having("prep", "agent", "prt", "advmod"))
    by_police = done_by(verb, "police", words)
    return by_police or (bool(verb.having("auxpass")) and bool(verb.having("prep")) and not moved)


def _is_plain(verb: Word, said: tuple[str, ...] = ("on", "at", "during", "in")) -> bool:
    """Whether nothing else is told of the deed but when: "gunmen took three men"."""
    plain = ("nsubj", "nsubjpass", "dobj", "aux", "auxpass", "punct", "npadvmod", "mark")
    return all(
        c.dep in (*plain, "cc", "conj") or (c.dep == "prep" and c.text.lower() in said)
        for c in verb.children
    )


def unseen(verb: Word, words: Predicates) -> Fate | None:
    """Those whom nobody has seen, or heard from."""
    unheard = verb.lemma in words.verbs["unheard"]
    able = verb.head.head if verb.head.lemma == "able" else verb.head
    if verb.dep == "xcomp" and verb.lemma in words.verbs["out_of_reach"] and told_of_nobody(able):
        return Fate("missing", able)  # "no one has been able to reach six of the nurses"
    return Fate("missing", verb) if unheard and told_of_nobody(verb) else None


def is_taken(verb: Word) -> bool:
    """Whether it is told of people as taken, and no more but when and by whom: "14 were taken"."""
    if verb.lemma != "take" or verb.tag != "VBN":
        return False
    times = ("on", "during", "by", "before", "after", "overnight", "since")
    plain = ("agent", "npadvmod", "nsubjpass", "auxpass", "aux", "punct", "cc", "conj", "mark")
    return all(
        c.dep in plain or (c.dep in ("prep", "advmod") and c.text.lower() in (*times, "also"))
        for c in verb.children
    )


def told_of_nobody(verb: Word) -> bool:
    """Whether its subject is nobody: "no one has heard from"."""
    return any(
        s.text.lower() in ("nobody", "none") or any(c.text.lower() == "no" for c in s.children)
        for s in verb.having("nsubj")
    )


def done_by(verb: Word, who: str, words: Predicates) -> bool:
    """Whether those do it who stand in the list `who`, as its subject or behind "by"."""
    first = verb.head if verb.dep == "conj" and not verb.having("nsubj") else verb
    doers = [*first.having("nsubj"), *(o for a in verb.having("agent") for o in a.having("pobj"))]
    return any({d.lemma, d.text.lower()} & words.verbs[who] for d in doers)


def taken_in(verb: Word, words: Predicates) -> Fate | None:
    """What became of those whom a place takes in: a hospital the wounded, a camp the displaced."""
    takes = verb.lemma in ("receive", "admit", "treat") or (
        verb.lemma == "take" and any(c.text.lower() == "in" for c in verb.having("prt", "advmod"))
    )
    places = [words.place.get(s.lemma) for s in verb.having("nsubj")] if takes else []
    if "wounded" in places:
        return Fate("wounded", verb, certain=verb.lemma != "receive")
    if "killed" in places:
        return Fate("killed", verb)  # "the morgue took in 26"
    if verb.lemma in ("take", "carry", "rush", "drive") and done_by(verb, "ambulances", words):
        return Fate("wounded", verb)
    displaced = verb.lemma == "take" and "displaced" in places
    return Fate("displaced", verb, certain=False) if displaced else None


def is_flown_out(verb: Word, words: Predicates) -> bool:
    """Whether it is the wounded who are moved so: by helicopter, by ambulance."""
    if verb.lemma in words.verbs["airlift"]:
        return not any(p.text.lower() in ("from", "out") for p in verb.having("prep", "advmod"))
    if verb.lemma not in words.verbs["move"]:
        return False
    return any(
        o.lemma in words.verbs["ambulances"]
        for by in verb.having("prep", "agent")
        if by.text.lower() in ("by", "in", "on")
        for o in by.having("pobj")
    )


def to_hospital(verb: Word, words: Predicates) -> Iterator[Fate]:
    """The wounds of those who "went to hospital", and not to "the hospital" to visit."""
    for prep in verb.having("prep"):
        for place in prep.having("pobj") if prep.text.lower() == "to" else ():
            if words.place.get(place.lemma) == "wounded" and not place.having("det", "poss"):
                yield Fate("wounded", place)
