"""People who leave for somewhere to hide, camp out, are driven away, or are looked for."""

from __future__ import annotations

from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word

_WITHOUT_HOME = frozenset({("lose", "home"), ("lose", "house"), ("lose", "roof")})
_AT = frozenset(
    {
        "in",
        "under",
        "inside",
        "at",
        "beneath",
        "among",
        "along",
        "on",
        "beside",
        "outside",
        "around",
    }
)
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
        or words.idiom_to_subject(verb) == "displaced"
        or words.idiom_to_object(verb) == "displaced"
    )


def has_moved(verb: Word, words: Predicates) -> bool:
    """Whether they went elsewhere, as those who flee do, and anybody may.

    Only of whole families and of many who live somewhere.
    """
    return (
        _leaves_home(verb, words)
        or _lodges_with_kin(verb, words)
        or _is_put_up(verb, words)
        or _crosses_over(verb, words)
        or _runs_into_the_wilds(verb, words)
        or kept_away(verb, words)
        or is_housed(verb, words)
        or has_arrived(verb, words)
    )


def is_housed(verb: Word, words: Predicates) -> bool:
    """Whether others put people up, or took them away: "were housed in schools", "put on buses"."""
    if not verb.having("auxpass"):
        return False
    low, up = ("in", "into", "under", "inside"), [c.text.lower() for c in verb.having("prt")]
    places = _places(verb, low)
    if verb.lemma in words.verbs["house"] and (verb.lemma != "put" or "up" in up):
        return any(o.lemma in words.verbs["crowded"] for o in places)
    if verb.lemma in ("put", "load", "pile"):
        return any(o.lemma in words.verbs["coaches"] for o in _places(verb, ("on", "onto", "into")))
    return verb.lemma in words.verbs["ferried_off"]


def has_arrived(verb: Word, words: Predicates) -> bool:
    """Whether they came where others live, as families do who flee: "have reached Toumour"."""
    if verb.lemma not in words.verbs["turn_up"] or verb.having("xcomp", "auxpass"):
        return False
    to = ("in", "at", "to", "into") if verb.lemma != "come" else ("to", "into")
    goals = [*verb.having("dobj"), *_places(verb, to)]
    purpose = any(p.text.lower() == "for" for p in verb.having("prep"))
    known = words.verbs["homeland"] | words.verbs["crowded"]
    return not purpose and any(
        o.lemma in known or (o.pos == "PROPN" and o.tag != "NNPS") for o in goals
    )


def _places(verb: Word, low: tuple[str, ...]) -> list[Word]:
    return [o for p in verb.having("prep") if p.text.lower() in low for o in p.having("pobj")]


def kept_away(verb: Word, words: Predicates) -> bool:
    """Whether people cannot go home: "have not been able to return"."""
    if not _cannot(verb):
        return False
    goes = [
        verb,
        *(x for c in verb.having("acomp") for x in c.having("xcomp")),
        *verb.having("xcomp"),
    ]
    return any(
        v.lemma in ("return", "go", "come")
        and (
            any(c.text.lower() in ("home", "back") for c in v.having("advmod", "prt"))
            or any(
                o.lemma in words.verbs["homeland"] | words.verbs["rooms"]
                for p in v.having("prep")
                if p.text.lower() == "to"
                for o in p.having("pobj")
            )
        )
        for v in goes
    )


def _cannot(verb: Word) -> bool:
    negated = bool(verb.having("neg"))
    able = any(c.lemma == "able" for c in verb.having("acomp"))
    afraid = any(c.lemma in ("unable", "afraid", "reluctant") for c in verb.having("acomp"))
    could = any(c.text.lower() in ("can", "ca", "could") for c in verb.having("aux"))
    dare = verb.lemma in ("dare", "manage", "refuse", "fear")
    return afraid or (negated and (able or could or dare))


def _leaves_home(verb: Word, words: Predicates) -> bool:
    """Whether those who live somewhere leave it: "have left", "left Liancourt for the coast"."""
    if verb.lemma == "pack":
        things = any(o.lemma in words.verbs["belongings"] for o in verb.having("dobj"))
        return things or any(c.text.lower() == "up" for c in verb.having("prt"))
    if verb.lemma in words.verbs["resettle"]:
        return not verb.having("dobj") and any(
            w.pos == "PROPN" or w.lemma in words.verbs["homeland"] | words.verbs["canvas"]
            for prep in verb.having("prep")
            if prep.text.lower() in ("to", "into")
            for w in prep.subtree()
        )
    if verb.lemma not in ("leave", "quit", "depart"):
        return False
    left = verb.having("dobj")
    gone = any(_may_be_home(o, words) for o in left)
    return gone or (verb.lemma == "leave" and not left and not verb.having("xcomp", "oprd"))


def _may_be_home(place: Word, words: Predicates) -> bool:
    """Whether people may live there: a town, and no square from which a crowd sets out."""
    if place.pos == "PROPN":
        return place.text.lower() not in words.verbs["public_places"]
    return place.lemma in words.verbs["homeland"]


def _is_put_up(verb: Word, words: Predicates) -> bool:
    """Whether people live where nobody does: "have settled in the schools of the town"."""
    return verb.lemma in words.verbs["put_up"] and any(
        o.lemma in words.verbs["crowded"]
        for prep in verb.having("prep")
        if prep.text.lower() in _AT | {"into"}
        for o in prep.having("pobj")
    )


def _lodges_with_kin(verb: Word, words: Predicates) -> bool:
    """Whether people stay with others who have a home: "are staying with relatives"."""
    return verb.lemma in words.verbs["lodge"] and any(
        o.lemma in words.verbs["kin"]
        for prep in verb.having("prep")
        if prep.text.lower() in ("with", "among")
        for o in prep.having("pobj")
    )


def _crosses_over(verb: Word, words: Predicates) -> bool:
    """Whether people went to another side: "crossed the border", "crossed over to Uganda"."""
    if verb.lemma not in words.verbs["cross"]:
        return False
    over = any(c.text.lower() in ("over", "across") for c in verb.having("prt", "advmod"))
    line = any(o.lemma in words.verbs["frontier"] for o in verb.having("dobj"))
    return line or (over and bool(verb.having("prep")))


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


def is_nowhere(verb: Word) -> bool:
    """Whether nobody can find them: "were nowhere to be found"."""
    return verb.lemma == "be" and any(
        c.text.lower() == "nowhere" for c in verb.having("advmod", "acomp", "attr")
    )


def is_sought_for(verb: Word, words: Predicates) -> bool:
    """Whether it is told of those who are looked for: "are still being searched for"."""
    still = any(c.text.lower() == "still" for c in verb.having("advmod"))
    stranded = any(p.text.lower() == "for" and not p.children for p in verb.having("prep"))
    return verb.lemma in words.verbs["search"] and still and stranded


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


def _runs_into_the_wilds(verb: Word, words: Predicates) -> bool:
    return verb.lemma in words.verbs["take_to"] and any(
        place.lemma in words.verbs["wilds"]
        for prep in verb.having("prep")
        if prep.text.lower() == "into"
        for place in prep.having("pobj")
    )


def _goes_on_foot(verb: Word) -> bool:
    return (
        verb.lemma in ("set", "start", "head")
        and any(c.text.lower() in ("out", "off") for c in verb.having("prt", "advmod"))
        and any(o.lemma == "foot" for prep in verb.having("prep") for o in prep.having("pobj"))
    )


def _beds_down(verb: Word, words: Predicates) -> bool:
    night = verb.lemma == "spend" and any(o.lemma == "night" for o in verb.having("dobj"))
    if night or verb.lemma in words.verbs["bed_down"]:
        places = words.verbs["makeshift"]
    elif verb.lemma in words.verbs["dwell"]:
        places = words.verbs["canvas"]  # "live in tents", and in no school
    else:
        return False
    return any(
        place.lemma in places
        for of in (verb, *verb.having("dobj"))
        for prep in of.having("prep")
        if prep.text.lower() in _AT
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
