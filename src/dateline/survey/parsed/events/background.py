"""What a sentence tells beside the news, by its tree: the past, a threat, a plot, a war game.

Only what is told so plainly that nobody would doubt it: a threat needs a word for threatening, a
plan a word for plotting, the past a date, and each somebody or something that is hit. A risk, a
wish, an order or a denial by whoever is accused is no incident.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.models import Span
from dateline.models.vocabulary import IncidentKind, Realis
from dateline.survey.parsed.events.arguments import is_passive
from dateline.survey.parsed.events.event import Event
from dateline.survey.parsed.events.event_lexicon import event_words, load_events
from dateline.survey.parsed.events.reader import Reading, kinds_of_events, shows_incident
from dateline.survey.parsed.events.realis import is_disproved
from dateline.survey.parsed.tolls.realis import realis_of
from dateline.survey.triggers import EXPLOSIVE
from dateline.syntax import Tree, Word

# Of a whole war, or of a span of years, a toll is a sum over many events.
_SPAN = re.compile(
    r"\b(?:since|frequently|often|repeatedly|regularly|routinely)\b"
    r"|\b(?:over|in|during|for)\sthe\s(?:past|last)\s\w+\s(?:years|months|decades)"
    r"|\b[0-9]+\stimes\b|\b(?:many|several|numerous|hundreds\sof|dozens\sof)\s\w+\s(?:have|has)\b",
    re.IGNORECASE,
)
_NAMED = ("nsubj", "nsubjpass", "pobj", "dobj", "compound")
_BLASTS = ("explode", "bombing", "shelling", "airstrike")
_MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Told:
    """The events of a sentence that are told alike, none of them as the news.

    Attributes:
        realis: How they are told.
        events: The events, in order.
    """

    realis: Realis
    events: tuple[Event, ...]


def told_beside(
    reading: Reading,
    is_past: Callable[[Span], bool],
    is_open: Callable[[Span], bool],
    is_played: Callable[[Span], bool],
) -> tuple[Told, ...]:
    """What a sentence tells as past, threatened, planned or denied; each once.

    Args:
        reading: What its tree tells.
        is_past: Whether what stands at a word is told of a day long gone, and by no court.
        is_open: Whether it is the reporter's own report: neither quoted nor a story.
        is_played: Whether an exercise or a war game plays it through.
    """
    found: dict[Realis, list[Event]] = {}
    for event in reading.events:
        where = reading.span(event.word)
        if not is_open(where):
            continue
        realis = _told_as(event, where, is_past, is_played)
        if realis in _TESTS and _TESTS[realis](event):
            found.setdefault(realis, []).append(event)
    if _is_sum(reading.tree):
        found.pop("historical", None)
    return tuple(Told(realis, tuple(events)) for realis, events in found.items())


def _told_as(
    event: Event,
    where: Span,
    is_past: Callable[[Span], bool],
    is_played: Callable[[Span], bool],
) -> Realis | None:
    """How an event is told; None where it is only thought of."""
    if is_disproved(event.word):
        return "denied"
    if is_played(where):
        return "hypothetical"
    realis = realis_of(event.word)
    if realis == "actual" and is_past(where):
        return "historical"
    return None if realis == "hypothetical" else realis


def _is_sum(tree: Tree) -> bool:
    """Whether a sentence tells of a war, or of all that happened in some years."""
    if _SPAN.search(tree.span.text):
        return True
    return any(word.lemma in event_words("sums") and word.dep in _NAMED for word in tree.words)


def clause_of(event: Event, realis: Realis) -> tuple[int, int]:
    """Where the clause stands that tells an event: of a noun, that of the word it hangs on.

    What is of the past is told with the clause that it is beside: "a boy died when police fired".
    """
    word = event.word
    head = word if word.pos in ("VERB", "AUX", "ADJ") or word.is_root else word.head
    while realis == "historical" and head.dep in ("advcl", "xcomp") and not head.is_root:
        head = head.head
    words = head.subtree()
    return words[0].start, words[-1].end


def kinds_of(told: Told, by_patterns: tuple[IncidentKind, ...]) -> tuple[IncidentKind, ...]:
    """The kinds that what is told allows: by its weapon first, then by patterns and frames."""
    lexicon = load_events()
    by_frames = kinds_of_events(told.events)
    kinds = [k for k in by_frames if k in EXPLOSIVE]
    words = {e.word.lemma for e in told.events}
    people = any(lexicon.is_person(v) or v.pos == "PROPN" for e in told.events for v in e.victims)
    if words & {"bomb", "blow", "dynamite"} and not kinds:
        kinds.append(IncidentKind.REMOTE_EXPLOSIVE)
    elif words == {"burn"} and not people:
        kinds.append(IncidentKind.LOOTING)
    return tuple(dict.fromkeys((*kinds, *by_patterns, *by_frames)))


def _hits(event: Event) -> bool:
    """Whether somebody, or something that can be hit, is named as hit by violence."""
    lexicon = load_events()
    if event.frame.name == "die":
        return False
    # "Attacked the idea" is a figure of speech; a building or a name is hit.
    solid = any(lexicon.is_structure(t) or t.pos == "PROPN" for t in event.targets)
    struck = bool(event.victims) or solid
    if shows_incident(event):
        return struck or event.people or event.armed or bool(event.weapons)
    if event.frame.name in ("damage", "attack", "abduct", "wound"):
        return struck
    return event.frame.name == "fire" and bool(event.targets or event.victims)


def _governors(word: Word) -> Iterator[Word]:
    """The words that it hangs on, as far as its own clause goes."""
    for _ in range(_MOST_STEPS):
        if word.is_root or word.dep == "relcl":
            return
        word = word.head
        yield word


def _is_threatened(event: Event) -> bool:
    return _hits(event) and any(_threatens(word) for word in _governors(event.word))


def _threatens(word: Word) -> bool:
    if word.lemma in event_words("threatening"):
        return not any(c.dep == "neg" for c in word.children)
    if word.lemma not in event_words("warning"):
        return False
    lexicon = load_events()
    voices = word.having("nsubj", "poss")
    if not voices and word.dep in ("dep", "conj"):  # "leaflets left at doors warned"
        voices = word.head.having("nsubj", "nsubjpass")
    return any(lexicon.is_armed(v) or _voice(v) in event_words("voices") for v in voices)


def _voice(word: Word) -> str:
    """The word's dictionary form: at the head of a sentence it may pass for a name."""
    low = word.text.lower()
    return low.removesuffix("s") if word.pos == "PROPN" else word.lemma


def _is_planned(event: Event) -> bool:
    above = list(_governors(event.word))
    return (
        _hits(event)
        and any(_plots(word) for word in above)
        and not any(word.lemma in event_words("disputing") for word in above)
    )


def _plots(word: Word) -> bool:
    """Whether it tells of a plot: an attack that "was intended" to do harm was made."""
    if any(c.dep == "neg" for c in word.children):
        return False
    return word.lemma in event_words("plotting") and not (
        word.lemma == "intend" and is_passive(word)
    )


def _is_denied(event: Event) -> bool:
    """Whether a report of it is denied: whoever denies a deed of their own says no more of it."""
    reported = any(word.lemma in event_words("reports") for word in _governors(event.word))
    return _hits(event) and (reported or is_disproved(event.word))


def _is_played_out(event: Event) -> bool:
    """Whether what an exercise plays through hits somebody, or leaves people dead."""
    dead = event.frame.name == "die" and bool(event.victims or event.people)
    return _hits(event) or dead or event.turned


def _is_of_past(event: Event) -> bool:
    if any(word.lemma in event_words("charging") for word in _governors(event.word)):
        return False
    if event.turned or _leaves_hurt(event.word):
        return True
    noun = event.word.pos in ("NOUN", "PROPN")
    if noun and not (_is_told(event.word) and (event.agents or _is_struck(event))):
        return False
    # "When police opened fire": whom they hit the rest of the sentence may say.
    return (
        _hits(event)
        or (event.frame.name == "fire" and event.armed)
        or (event.frame.name in _BLASTS and shows_incident(event))
    )


def _leaves_hurt(noun: Word) -> bool:
    """Whether it is the subject of what came of it: "a raid left thirty dead"."""
    return (
        noun.pos == "NOUN"
        and noun.dep == "nsubj"
        and noun.head.lemma in event_words("told_results")
    )


def _is_struck(event: Event) -> bool:
    return bool(event.victims or event.targets or event.weapons)


def _is_told(noun: Word) -> bool:
    """Whether a clause tells the deed that a noun names, and does not only speak of it."""
    return noun.dep in ("nsubj", "nsubjpass", "ROOT") or noun.head.lemma in load_events().light


_TESTS: dict[Realis, Callable[[Event], bool]] = {
    "historical": _is_of_past,
    "threatened": _is_threatened,
    "planned": _is_planned,
    "denied": _is_denied,
    "hypothetical": _is_played_out,
}
