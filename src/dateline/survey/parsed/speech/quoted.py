"""Who speaks a direct quotation where no pattern shows it: by its tree, or by what went before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.models import Span
from dateline.survey.attributions import Attribution
from dateline.survey.parsed.speech.phrases import source_of_noun
from dateline.survey.parsed.speech.sources import source_noun, subject_of
from dateline.syntax import Tree, Word

_VERBAL = ("VERB", "AUX")
_COMPLEMENTS = ("ccomp", "xcomp", "dobj", "parataxis", "oprd", "dep")
_FARTHEST = 1500  # characters from one quotation to the next of the same speaker
_MARKS = "“”\"'‘’«»„` "


def with_speaker(tree: Tree, direct: Attribution) -> Attribution:
    """A quotation without a source with that of the verb that governs it or stands beside it."""
    if direct.source is not None or direct.cue is not None:
        return direct
    quoted = {w.at for part in direct.content for w in tree.within(part)}
    outside = [w for w in tree.words if w.at not in quoted]
    cue = _verb_beside(tree, outside, quoted, direct)
    noun = (subject_of(cue) or _inverted_subject(cue)) if cue is not None else None
    if cue is None or noun is None or noun.at in quoted:
        return direct
    return replace(direct, cue=tree.span_of([cue]), source=source_of_noun(tree, noun))


def with_subject(tree: Tree, said: Attribution) -> Attribution:
    """A statement with the subject of its cue as source, where a clause was taken for one.

    “Holding signs, the strikers said …”: patterns may take the words before for who speaks.
    """
    known = said.source.speaker if said.source is not None else None
    doubtful = known is None or any(w.pos in _VERBAL for w in tree.within(known))
    if said.cue is None or not doubtful:
        return said
    cue = next((w for w in tree.words if w.start == said.cue.start), None)
    if cue is None or cue.pos != "VERB" or cue.lemma == "accord":
        return said
    subjects = cue.having("nsubj")
    noun = source_noun(cue, "that") if subjects else None
    if noun is None or any(_holds(part, noun) for part in said.content):
        return said
    source = source_of_noun(tree, noun)
    if known is not None and (known.overlaps(source.speaker) or _holds(known, noun)):
        return said
    return replace(said, source=source)


def _holds(part: Span, word: Word) -> bool:
    return part.start <= word.start < part.end


def _verb_beside(
    tree: Tree, outside: Sequence[Word], quoted: set[int], direct: Attribution
) -> Word | None:
    verbs = [w for w in outside if w.pos in _VERBAL]
    for verb in verbs:
        if any(c.at in quoted for c in verb.having(*_COMPLEMENTS)):
            return verb
    first = direct.content[0]
    verbs = [w for w in verbs if w.pos == "VERB"]
    opens = not tree.span.text[: first.start - tree.span.start].strip(_MARKS)
    behind = [w for w in verbs if w.start >= first.end and w.having("nsubj")]
    if opens and behind:
        return behind[0]
    before = [w for w in verbs if w.start < first.start]
    if before and before[-1].having("nsubj"):
        return before[-1]
    return next((w for w in before if w.is_root), None)


def _inverted_subject(verb: Word) -> Word | None:
    """“…,” thundered the captain: the parser takes who speaks for an object."""
    return next((w for w in verb.having("dobj") if w.pos in ("NOUN", "PROPN")), None)


def with_earlier_speakers(said: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The statements in order, those quoted without a source as by whoever was quoted before."""
    found: list[Attribution] = []
    last: Attribution | None = None
    for one in sorted(said, key=lambda a: a.sentence.start):
        orphan = one.kind == "direct" and one.source is None
        if orphan and last is not None and one.sentence.start - last.sentence.end < _FARTHEST:
            one = replace(one, source=last.source, continued=True)
        if one.source is not None and one.kind != "indirect":
            last = one
        found.append(one)
    return tuple(found)
