"""Whether what stands beside an unsure verb makes it tell of violence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.survey.parsed.events.arguments import agents_of, is_passive, subjects_of
from dateline.survey.parsed.events.event import Event
from dateline.survey.parsed.events.event_lexicon import load_events
from dateline.syntax import Word

Test = Callable[[Event, Word], bool]


def tells_of_violence(event: Event, word: Word) -> bool:
    """Whether a verb that often tells of other things tells of violence here.

    "Hit" and "seized" need somebody armed, a weapon, or people hurt or taken.
    """
    test = _TESTS.get(event.frame.name)
    if test is None:
        return event.armed and event.frame.name == "clash"
    return test(event, word)


def _wounds(event: Event, word: Word) -> bool:
    if word.lemma in ("beat", "burn"):
        return bool(event.victims) and (event.armed or is_passive(word))
    return bool(event.victims) or event.people or event.armed


def _attacks(event: Event, word: Word) -> bool:
    hit = bool(event.targets or event.victims)
    destroyed = word.lemma == "destroy" and bool(event.targets)
    return bool(event.weapons) or (event.armed and hit) or destroyed


def _abducts(event: Event, word: Word) -> bool:
    if word.lemma == "hold":
        return any(
            c.lemma in ("hostage", "captive", "prisoner")
            for c in word.having("dobj", "oprd", "xcomp", "advcl")
        )
    lexicon = load_events()
    event.victims = [v for v in event.victims if lexicon.is_person(v) or v.pos == "PROPN"]
    return bool(event.victims) and (event.armed or is_passive(word))


def _damages(event: Event, word: Word) -> bool:
    if word.lemma == "blow":
        return _particle(word, "up")
    if word.lemma == "set":
        return _object_is(word, "fire") or _particle(word, "ablaze", "afire", "on")
    nouns = load_events().nouns
    by_event = any(w.lemma in nouns for w in (*subjects_of(word), *agents_of(word)))
    return bool(event.weapons or event.targets) or event.armed or by_event


def _explodes(event: Event, word: Word) -> bool:
    return bool(event.weapons) and (word.lemma != "go" or _particle(word, "off"))


def _launches(event: Event, word: Word) -> bool:
    return bool(event.weapons) and (word.lemma != "use" or event.armed)


def _fires(event: Event, word: Word) -> bool:
    if word.lemma == "open":
        return _object_is(word, "fire")
    return bool(event.targets or event.victims) or event.armed


_TESTS: Mapping[str, Test] = {
    "wound": _wounds,
    "attack": _attacks,
    "abduct": _abducts,
    "damage": _damages,
    "explode": _explodes,
    "launch": _launches,
    "fire": _fires,
}


def _particle(word: Word, *names: str) -> bool:
    return any(c.text.lower() in names for c in word.having("prt", "advmod", "prep"))


def _object_is(word: Word, *names: str) -> bool:
    return any(c.lemma in names for c in word.having("dobj", "nsubjpass", "oprd", "acomp", "attr"))
