"""What else is known of a sentence whose tree is read, and where and when its events were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dateline.models import Span
from dateline.survey.claims import Claims
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.events.attachment import count_own, events_words, nearest_first
from dateline.survey.parsed.events.reader import Reading
from dateline.survey.parsed.events.when import find_hours
from dateline.survey.parsed.events.where import places_of, unnamed_spot
from dateline.survey.tellings import Sighting
from dateline.syntax import Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What else is known of a sentence whose tree is read.

    Attributes:
        sentence: The sentence.
        paragraph: Its paragraph.
        lexicon: The language's lexicon.
        claims: Who claims a deed in it, by patterns.
        is_news: Whether what stands at a word is told as the news, and by the reporter.
        is_over: Whether what stands at a word is told of a month or a year that is over.
        chance: Whether it tells of an accident.
        sport: Whether it tells of a game.
        opens: Whether it is of the headline or the lead.
        counted: Whether it has a number of people with what became of them.
        places: The places in it.
        dates: The expressions of time in it.
        triggers: The words by which patterns know an incident.
    """

    sentence: Span
    paragraph: Span
    lexicon: Lexicon
    claims: Claims
    is_news: Callable[[Span], bool]
    is_over: Callable[[Span], bool]
    chance: bool
    sport: bool
    opens: Callable[[], bool]
    counted: bool
    places: Callable[[], tuple[Span, ...]]
    dates: tuple[Span, ...]
    triggers: tuple[Span, ...] = ()


def placed(found: Sighting, reading: Reading, scene: Scene, words: Sequence[Word]) -> Sighting:
    """The sighting with where and when its events were, what is said of them alone first."""
    tree, events = reading.tree, events_words(words)
    places, aside = places_of(tree, found.places, events)
    dates, _ = nearest_first(tree, found.dates, events)
    hours, _ = nearest_first(tree, find_hours(scene.sentence, found.dates), events)
    return replace(
        found,
        places=places,
        aside=aside,
        spot=unnamed_spot(tree, events),
        dates=dates,
        hours=hours,
        own=(count_own(tree, places, events), count_own(tree, dates, events)),
    )


def is_sentence(sentence: Span) -> bool:
    """Whether it ends as a sentence does; a headline does not."""
    return sentence.text.rstrip("\"”’'»)] ").endswith((".", "!", ":", ";", "…", "?"))
