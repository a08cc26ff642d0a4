"""The parts of a report that tell of different incidents: its items, its asides to other places.

A digest, a bulletin and a live report are several reports under one headline; and within a report
a sentence that opens with a place, "In Bagha, the two camps …", leaves the place of the one before
until its paragraph ends. What somebody suffered in one of them is no toll of another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from dateline.models import Span
from dateline.survey.discourse import load_discourse
from dateline.survey.parsed.events.attachment import is_speaking
from dateline.survey.parsed.events.scene import is_sentence
from dateline.survey.sightings import SurveyedSentence
from dateline.survey.tellings import Sighting
from dateline.syntax import Tree

_HEAD = 4  # paragraphs: headline, standfirst, byline, lead
_FEWEST_OF_LEAD = 8  # words
_FEWEST_LABELS = 2
_LABEL = re.compile(
    r"(?P<name>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’ -]{1,28}[A-ZÀ-ÖØ-Þ])"
    r"(?:\s?[:–—]\s|\.(?:\s|\Z)|\s{2,}|\s*\n|\s*\Z)"
    r"|(?P<bullet>[•▪●■*–—-]\s|[0-9]{1,2}[.)]\s(?=[A-Z]))"
    r"|(?P<time>[0-2]?[0-9][.:h][0-5][0-9](?:\s?(?:[ap]\.?m\.?|GMT|UTC|BST|CET|IST|EDT|EST))?)(?!\w|%)"
)


@dataclass(frozen=True, slots=True)
class Scenes:
    """Where the parts of a report begin.

    Attributes:
        items: Where its items begin, where it has several.
        asides: The stretches that leave for another place.
        head: Where headline, standfirst and lead end.
        live: Whether its items are entries with the time of their posting.
    """

    items: tuple[int, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()
    head: int = 0
    live: bool = False

    def item(self, span: Span) -> int:
        """The number of the item that a sentence stands in; 0 before the first."""
        return bisect_right(self.items, span.start)

    def aside(self, span: Span) -> int | None:
        """The number of the aside that a sentence stands in."""
        at = bisect_right(self.asides, span.start, key=itemgetter(0)) - 1
        return at if at >= 0 and span.start < self.asides[at][1] else None


NO_SCENES = Scenes()


def find_scenes(paragraphs: Sequence[Span], sentences: Sequence[SurveyedSentence]) -> Scenes:
    """The parts of a report.

    Args:
        paragraphs: Those of the reporting.
        sentences: Its sentences.
    """
    items, live = _items(paragraphs[1:])
    head = _head(paragraphs)
    asides = tuple(
        (s.span.start, s.paragraph.span.end)
        for s in sentences
        if s.span.start > head and leaves_place(s)
    )
    return Scenes(items, asides, head, live)


def _head(paragraphs: Sequence[Span]) -> int:
    """Where the lead ends: the first paragraph that is a sentence, or else the last of the top."""
    top = paragraphs[:_HEAD]
    lead = (p for p in top if is_sentence(p) and len(p.text.split()) >= _FEWEST_OF_LEAD)
    return next(lead, top[-1]).end if top else 0


def _items(paragraphs: Sequence[Span]) -> tuple[tuple[int, ...], bool]:
    """Where paragraphs with a label begin, if there are several of one sort; whether of times."""
    found: dict[str, list[int]] = {}
    for paragraph in paragraphs:
        match = _LABEL.match(paragraph.text)
        if match is not None and match.lastgroup is not None:
            found.setdefault(match.lastgroup, []).append(paragraph.start)
    most = max(found, key=lambda sort: len(found[sort]), default="")
    if len(found.get(most, ())) < _FEWEST_LABELS:
        return (), False
    return tuple(found[most]), most == "time"


def leaves_place(sentence: SurveyedSentence) -> bool:
    """Whether a sentence opens with a place, or as one of another incident does.

    Not where it tells that something was said there.
    """
    text = sentence.span.text
    if sentence.tree is None:
        return False
    if load_discourse().opens_another(text) and sentence.sighting is None:
        return bool(sentence.places or sentence.frames.dates)
    return _OPENING.match(text) is not None and _opens_with(sentence.tree, sentence)


_OPENING = re.compile(
    r"(?:(?:Farther|Further)\s\w+,\s)?(?:In|At|Near|Outside|Around|Across|On|Over|Off|in|at|near|off)\s"
)


def _opens_with(tree: Tree, sentence: SurveyedSentence) -> bool:
    """Whether a place stands before the subject of a clause that neither speaks nor counts."""
    first = tree.words[0]
    verb = next((w for w in first.ancestors if w.pos in ("VERB", "AUX")), first)
    if is_speaking(verb) or (verb.lemma in load_discourse().counting and sentence.tolls):
        return False
    subject = next(iter(verb.having("nsubj", "nsubjpass", "expl")), None)
    comma = next((w for w in tree.words if w.text == ","), first)
    end = subject.subtree()[0].at if subject is not None else comma.at
    before = tree.words[:end]
    held = load_discourse().institutions
    if not before or any(w.lemma in held for w in before):
        return False
    return any(place.start < before[-1].end for place in sentence.places)


def tells_lead(sentence: SurveyedSentence, following: SurveyedSentence) -> bool:
    """Whether a sentence may say when and where that was of which the next one has the toll."""
    if not (sentence.places and sentence.frames.dates):
        return False
    seen = following.sighting
    return (
        seen is not None
        and seen.frame == "deed"
        and not (seen.firm or seen.places or seen.dates)
        and any(t.outcome in ("killed", "wounded") for t in seen.tolls)
    )


def opener(sentence: SurveyedSentence, *, separate: bool = True) -> Sighting | None:
    """A sentence that shows no incident by itself, as one that says where and when it was.

    Args:
        sentence: The sentence.
        separate: Whether it leaves what was told before it.
    """
    if sentence.telling == "background" or not sentence.frames.is_news(sentence.span):
        return None
    return Sighting(
        sentence=sentence.span,
        paragraph=sentence.paragraph.span,
        kinds=(),
        firm=False,
        separate=separate,
        placing=True,
        generic=True,
        places=sentence.places,
        dates=sentence.frames.dates,
    )
