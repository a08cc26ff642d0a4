"""People who leave for somewhere to hide, camp out, are driven away, or are looked for."""

from __future__ import annotations

from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word

_WITHOUT_HOME = frozenset({("lose", "home"), ("lose", "house")})
_AWAY = frozenset({"from", "out", "off", "to", "into", "across", "over"})


def has_left(verb: Word, words: Predicates) -> bool:
    """Whether those of whom the verb tells are away from home: "took to the hills".

    Only of people who live somewhere; soldiers who camp in a wood were not driven from one.
    """
    return (
        _takes_to_the_wilds(verb, words)
        or _goes_on_foot(verb)
        or _beds_down(verb, words)
        or _puts_up_shelter(verb)
    )


def is_without_home(verb: Word, noun: Word, words: Predicates) -> bool:
    """Whether what is lost or looked for is a roof: "lost their homes", "sought refuge"."""
    if verb.lemma in ("seek", "take", "find"):
        return noun.lemma in words.verbs["refuge"]
    return (verb.lemma, noun.lemma) in _WITHOUT_HOME


def is_driven_out(verb: Word, low: str, words: Predicates) -> bool:
    """Whether fighting drives people somewhere, or from somewhere: not a driver his passengers."""
    if low not in _AWAY or verb.lemma not in words.verbs["drive_out"]:
        return False
    if verb.having("auxpass"):
        return low in ("from", "out")
    return any(
        {s.lemma, s.text.lower()} & words.verbs["driving_force"] for s in verb.having("nsubj")
    )


def is_searched_for(verb: Word, words: Predicates) -> bool:
    """Whether those who dig or dive look for somebody, and not police for their suspects."""
    if verb.lemma not in words.verbs["search"]:
        return False
    subjects = [s.lemma for s in verb.having("nsubj")]
    return verb.lemma in ("dig", "dive", "dredge") or any(
        s in words.verbs["searchers"] for s in subjects
    )


def _takes_to_the_wilds(verb: Word, words: Predicates) -> bool:
    return (
        verb.lemma == "take"
        and not verb.having("dobj")
        and any(
            place.lemma in words.verbs["wilds"]
            for prep in verb.having("prep")
            if prep.text.lower() == "to"
            for place in prep.having("pobj")
        )
    )


def _goes_on_foot(verb: Word) -> bool:
    return (
        verb.lemma in ("set", "start", "head")
        and any(c.text.lower() in ("out", "off") for c in verb.having("prt", "advmod"))
        and any(o.lemma == "foot" for prep in verb.having("prep") for o in prep.having("pobj"))
    )


def _beds_down(verb: Word, words: Predicates) -> bool:
    if verb.lemma in words.verbs["bed_down"]:
        places = words.verbs["makeshift"]
    elif verb.lemma in words.verbs["dwell"]:
        places = words.verbs["canvas"]  # "live in tents", and in no school
    else:
        return False
    return any(
        place.lemma in places
        for prep in verb.having("prep")
        if prep.text.lower() in ("in", "under", "inside", "at", "beneath", "among", "along")
        for place in prep.having("pobj")
    )


def _puts_up_shelter(verb: Word) -> bool:
    return verb.lemma in ("put", "pitch", "build", "erect", "set") and any(
        o.lemma in ("shelter", "tent", "hut", "tarpaulin") for o in verb.having("dobj")
    )


def crosses(verb: Word, words: Predicates) -> bool:
    """Whether people left for elsewhere: "crossed into Chad", "poured over the border"."""
    return verb.lemma in words.verbs["cross"] and any(
        prep.text.lower() in ("into", "over", "across") for prep in verb.having("prep")
    )
