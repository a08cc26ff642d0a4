"""A sentence's sighting by its tree, beside the one by patterns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.models import Span
from dateline.models.vocabulary import IncidentKind
from dateline.survey.discourse import load_discourse
from dateline.survey.parsed.events.background import Told, clause_of, kinds_of
from dateline.survey.parsed.events.event import Event
from dateline.survey.parsed.events.event_lexicon import event_words
from dateline.survey.parsed.events.kinds import QUIET, most_specific, shown_by
from dateline.survey.parsed.events.phrases import uncounted
from dateline.survey.parsed.events.placing import sight_placing
from dateline.survey.parsed.events.reader import Reading, kinds_of_events, shows_incident
from dateline.survey.parsed.events.realis import is_disproved
from dateline.survey.parsed.events.scene import Scene, is_sentence, placed
from dateline.survey.parsed.events.turns import Turn
from dateline.survey.parsed.tolls.realis import realis_of
from dateline.survey.tellings import Sighting
from dateline.survey.tolls import Toll
from dateline.syntax import Word

_FEWEST_WORDS = 4


def sight(reading: Reading, scene: Scene, light: Sighting | None) -> Sighting | None:
    """What a sentence tells of an incident: by its tree, and by patterns where the tree is mute."""
    if light is not None and light.frame != "deed":
        return light
    if (_is_line(scene.sentence) or _is_picture(reading, scene)) and not scene.opens():
        return None  # amid the text it is a subhead, or another story's headline
    if light is not None and load_discourse().opens_another(scene.sentence.text):
        light = replace(light, separate=True)
    told = [e for e in reading.actual if scene.is_news(reading.span(e.word))]
    if told:
        return _sight_told(reading, scene, light, told)
    if light is not None and _is_over(light, reading, scene):
        return replace(light, kinds=(), firm=True, frame="past")
    if light is not None and _is_bent(reading, scene, disproved=bool(light.tolls)):
        return None
    return _sight_untold(reading, scene, light)


def _sight_told(
    reading: Reading, scene: Scene, light: Sighting | None, told: Sequence[Event]
) -> Sighting | None:
    """The sighting of a sentence whose tree shows events of the news."""
    if (scene.chance or scene.sport) and not any(_is_armed(e) for e in told):
        return light
    turns = _turns_of(reading, told)
    light = light or _sighting(reading, scene, told, turns)
    if light is None:
        return None
    filled = _filled(light, reading, told)
    another = load_discourse().opens_another(scene.sentence.text)
    turned = (bool(turns) or another) and _is_firm(told, turns, scene)
    filled = replace(
        filled,
        kinds=most_specific(shown_by(filled, told, turns), scene.lexicon) or filled.kinds,
        firm=filled.firm or turned,
        separate=filled.separate or another,
    )
    return placed(filled, reading, scene, [e.word for e in told])


def _sight_untold(reading: Reading, scene: Scene, light: Sighting | None) -> Sighting | None:
    """The sighting of a sentence whose tree shows no event of the news."""
    if scene.chance or scene.sport:
        return light
    if reading.accusations:
        light = light or _sighting(reading, scene, (), ())
        return _filled(light, reading, ()) if light is not None else None
    if light is None:
        return sight_placing(reading, scene)
    words = [w for t in scene.triggers for w in reading.tree.within(t)]
    return placed(light, reading, scene, words) if words else light


def _is_picture(reading: Reading, scene: Scene) -> bool:
    """Whether a paragraph says no more than what a picture shows, in the present."""
    roots = reading.tree.roots
    return (
        scene.sentence == scene.paragraph
        and len(roots) == 1
        and roots[0].tag in ("VBZ", "VBP")
        and roots[0].lemma in event_words("stances")
    )


_MOST_LINE = 13  # words of a subhead or a headline


def _is_line(sentence: Span) -> bool:
    return not is_sentence(sentence) and len(sentence.text.split()) <= _MOST_LINE


def _is_bent(reading: Reading, scene: Scene, *, disproved: bool) -> bool:
    """Whether all that a sentence tells is told as denied, threatened, played, or long over.

    Args:
        reading: What its tree tells.
        scene: What else is known of it.
        disproved: Whether only a rumour that proved false is enough.
    """
    return bool(reading.events) and all(
        is_disproved(e.word)
        or (not disproved and (realis_of(e.word) in _BENT or scene.is_over(reading.span(e.word))))
        for e in reading.events
    )


_BENT = ("denied", "hypothetical", "threatened")


def _is_over(light: Sighting, reading: Reading, scene: Scene) -> bool:
    """Whether all that a sentence tells is told of a month or a year that is over."""
    words = [*(reading.span(e.word) for e in reading.events), *(t.count for t in light.tolls)]
    return bool(words) and all(scene.is_over(word) for word in words)


def _turns_of(reading: Reading, told: Sequence[Event]) -> list[Turn]:
    """The turns of phrase that tell of these events."""
    words = {e.word for e in told}
    return [t for t in reading.turns if t.word in words]


# What is told so is told so of all who suffered by it.
_WHOLLY = ("historical", "hypothetical", "denied")


def sight_beside(
    told: Told,
    reading: Reading,
    scene: Scene,
    kinds: tuple[IncidentKind, ...],
    tolls: Sequence[Toll],
) -> Sighting | None:
    """What a sentence says of what it tells beside the news; None where it has no detail of it.

    Args:
        told: The events that are told alike.
        reading: What its tree tells.
        scene: What else is known of it.
        kinds: The kinds that patterns allow.
        tolls: Its tolls.
    """
    stretches = [clause_of(event, told.realis) for event in told.events]

    def within(span: Span) -> bool:
        return any(start <= span.start and span.end <= end for start, end in stretches)

    base = Sighting(
        sentence=scene.sentence,
        paragraph=scene.paragraph,
        kinds=kinds_of(told, kinds),
        firm=True,
        separate=False,
        places=tuple(_undated(p, scene.dates) for p in scene.places() if within(p)),
        dates=tuple(filter(within, scene.dates)),
        tolls=tuple(
            replace(t, realis=told.realis if told.realis in _WHOLLY else t.realis)
            for t in tolls
            if within(t.count)
        ),
    )
    # Who is accused in the sentence may be accused of the news.
    found = _filled(base, replace(reading, accusations=()), told.events)
    turns = _turns_of(reading, told.events)
    kinds = most_specific(shown_by(found, told.events, turns), scene.lexicon) or found.kinds
    found = placed(replace(found, kinds=kinds), reading, scene, [e.word for e in told.events])
    shown = found.tolls or found.places or found.patients or found.agents or found.spot
    return found if shown else None


def _undated(place: Span, dates: Sequence[Span]) -> Span:
    """The place without the date that was taken for a part of its name: "Velm in March"."""
    inside = [d.start - place.start for d in dates if place.start < d.start < place.end]
    if not inside:
        return place
    words = place.text[: inside[0]].rstrip()
    words = words.removesuffix(" in").removesuffix(" on").rstrip(" ,")
    return Span(start=place.start, end=place.start + len(words), text=words)


def reports_violence(reading: Reading, is_aside: Callable[[Span], bool], *, chance: bool) -> bool:
    """Whether a sentence reports an attack, a death or an injury, of now or of the past.

    Args:
        reading: What its tree tells.
        is_aside: Whether what stands at a word is only talked about, or is a court's matter.
        chance: Whether it tells of an accident, where people die without anybody's deed.
    """
    words = reading.tree.words
    if len(words) < _FEWEST_WORDS or not any(w.pos in ("VERB", "AUX") for w in words):
        return False
    return any(
        _is_reported(event, reading, is_aside)
        for event in reading.events
        if not chance or event.frame.name not in ("die", "wound")
    )


def _is_reported(event: Event, reading: Reading, is_aside: Callable[[Span], bool]) -> bool:
    if event.turn and (event.frame.kind in QUIET or not _is_told(event.word)):
        return False
    if event.word.pos not in ("NOUN", "PROPN"):
        return event in reading.actual
    told = event.agents or event.victims or event.targets or event.weapons
    return bool(told) or not is_aside(reading.span(event.word))


def _is_told(word: Word) -> bool:
    """Whether a clause tells of it: not of "the family of a suicide bomber"."""
    top = word.head if word.dep in ("compound", "amod") else word
    return top.pos == "VERB" or top.dep in ("nsubj", "nsubjpass", "dobj", "ROOT")


def _is_armed(event: Event) -> bool:
    return bool(event.weapons) or event.armed


def _sighting(
    reading: Reading, scene: Scene, told: Sequence[Event], turns: Sequence[Turn]
) -> Sighting | None:
    """A sighting of what no pattern told of."""
    # "Mine kills traders": of which incident a headline tells the text says, in full.
    if not is_sentence(scene.sentence):
        return None
    firm = _is_firm(told, turns, scene)
    takes_part = any(e.agents or e.victims or e.targets or e.weapons for e in told)
    if not firm and not takes_part and not reading.accusations and not _says_when(told, scene):
        return None
    return Sighting(
        sentence=scene.sentence,
        paragraph=scene.paragraph,
        kinds=kinds_of_events(told),
        firm=firm,
        only_read=True,
        generic=not any(e.victims or e.targets or e.agents for e in told),
        separate=scene.lexicon.separate.match(scene.sentence.text) is not None,
        places=scene.places(),
        dates=scene.dates,
        claim=(scene.claims.status, scene.claims.by),
        blamed=scene.claims.blamed,
        about=scene.claims.about,
    )


def _says_when(told: Sequence[Event], scene: Scene) -> bool:
    """Whether it says when or where what was told of was: "the attack happened on Monday"."""
    occurred = any(
        e.word.dep in ("nsubj", "nsubjpass") and e.word.head.lemma in event_words("occurring")
        for e in told
    )
    return occurred and bool(scene.dates or scene.places())


def _is_firm(told: Sequence[Event], turns: Sequence[Turn], scene: Scene) -> bool:
    """Whether what is told is an incident by itself, or by the place or the day beside it."""
    if any(shows_incident(e) and not e.turn for e in told):
        return True
    if not turns and not any(e.victims or e.targets or e.people for e in told):
        return False
    if {t.kind for t in turns} == {IncidentKind.ARRESTS} and not _is_violent(told):
        # "She was arrested in May": of somebody's life, unless it says where, or how many.
        said = (bool(scene.dates), bool(scene.places()), scene.counted)
        return sum(said) > 1
    return bool(scene.dates or scene.places())


def _is_violent(told: Sequence[Event]) -> bool:
    return any(not e.turn and (e.victims or e.targets or e.people) for e in told)


def _filled(light: Sighting, reading: Reading, told: Sequence[Event]) -> Sighting:
    agents = reading.spans((a for e in told for a in e.agents), names=True)
    victims = tuple(
        uncounted(reading.tree, span)
        for span in reading.spans((v for e in told for v in e.victims), names=True)
    )
    targets = tuple(
        uncounted(reading.tree, span) for span in reading.spans(t for e in told for t in e.targets)
    )
    weapons = [
        uncounted(reading.tree, span) for span in reading.spans(w for e in told for w in e.weapons)
    ]
    blamed, claim = light.blamed, light.claim
    also: list[tuple[Span, Span | None]] = []
    for accusation in reading.accusations:
        who = reading.spans([accusation.accused], names=True)[0]
        if accusation.claimed and claim in _NO_CLAIMANT:
            claim = ("claimed", who)
        elif not accusation.claimed:
            by = reading.spans([accusation.by], names=True)[0] if accusation.by else None
            if blamed is None:
                blamed = (who, by)
            elif not who.overlaps(blamed[0]):
                also.append((who, by))
    return replace(
        light,
        firm=light.firm,
        kinds=light.kinds or kinds_of_events(told),
        agents=agents if told else light.agents,
        patients=tuple(dict.fromkeys((*victims, *targets))) or light.patients,
        weapon=_weapon(weapons, light.weapon),
        blamed=blamed,
        also_blamed=tuple(also),
        claim=claim,
        parsed=True,
    )


# Patterns may know that a deed is claimed and not by whom.
_NO_CLAIMANT = (("not_mentioned", None), ("claimed", None))


def _weapon(read: Sequence[Span], by_patterns: Span | None) -> Span | None:
    """The weapon by the tree, in the fuller words of the two: a tree may part "car bomb"."""
    if not read:
        return by_patterns
    first = read[0]
    if by_patterns is not None and first in by_patterns:
        return by_patterns
    return first
