"""Sentences that say no more than when or where that was which the report has told of."""

from __future__ import annotations

from dateline.survey.discourse import load_discourse
from dateline.survey.parsed.events.attachment import is_speaking
from dateline.survey.parsed.events.event_lexicon import load_events
from dateline.survey.parsed.events.reader import Reading
from dateline.survey.parsed.events.scene import Scene, is_sentence, placed
from dateline.survey.tellings import Sighting
from dateline.syntax import Word


def sight_placing(reading: Reading, scene: Scene) -> Sighting | None:
    """What says no more than when or where was what is told of: "the carnage began on Thursday"."""
    if not is_sentence(scene.sentence):
        return None
    discourse, text = load_discourse(), scene.sentence.text
    root = _told(reading)
    if root is None or root.tag not in ("VBD", "VBN") or not scene.is_news(reading.span(root)):
        return None
    happened = root.lemma in discourse.happening and any(
        w.lemma in discourse.happenings for w in root.having("nsubj", "nsubjpass")
    )
    acts = discourse.doers.match(text.lower()) and root.lemma not in load_events().unreal
    if is_speaking(root) or not (happened or acts) or not (scene.dates or scene.places()):
        return None
    base = Sighting(
        sentence=scene.sentence,
        paragraph=scene.paragraph,
        kinds=(),
        firm=False,
        separate=False,
        placing=True,
        generic=True,
        places=scene.places(),
        dates=scene.dates,
        parsed=True,
    )
    found = placed(base, reading, scene, [root])
    return found if found.own is not None and any(found.own) else None


def _told(reading: Reading) -> Word | None:
    """The verb of what a sentence tells, or says that somebody told."""
    root = next(iter(reading.tree.roots), None)
    if root is not None and is_speaking(root):
        return next(iter(root.having("ccomp")), root)
    return root
