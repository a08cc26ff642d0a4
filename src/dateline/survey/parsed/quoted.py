"""Direct quotations by their trees: who speaks, and which of the quoted words are spoken."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from dateline.models import Span
from dateline.survey.attributions import Attribution
from dateline.survey.parsed.phrases import source_of_noun
from dateline.survey.parsed.sources import source_noun, subject_of
from dateline.survey.parsed.speech_lexicon import SpeechLexicon
from dateline.syntax import Tree, Word

_VERBAL = ("VERB", "AUX")
OFF = os.environ.get("OFF", "").split(",")
_FARTHEST = 1500  # characters from one quotation to the next of the same speaker
_FEWEST = 4  # words of a quotation that goes on behind the cue


def completed(tree: Tree, direct: Attribution, speech: SpeechLexicon) -> Attribution:
    """The quotation with its cue and source, and without words that are only marked."""
    if "parts" not in OFF:
        direct = _spoken_parts(direct)
    outside = [w for w in tree.words if not any(p.overlaps(_span(tree, w)) for p in direct.content)]
    if direct.cue is not None and "dsrc" not in OFF:
        cue = next((w for w in outside if w.start == direct.cue.start), None)
        noun = source_noun(cue, "that") if cue is not None and cue.pos in _VERBAL else None
        if noun is not None and noun in outside:
            return replace(direct, source=source_of_noun(tree, noun))
        return direct
    if direct.source is not None or "dcue" in OFF:
        return direct
    cue = _verb_beside(tree, outside, direct)
    if cue is None:
        return direct
    noun = subject_of(cue)
    if noun is None or noun not in outside:
        return direct
    return replace(direct, cue=_span(tree, cue), source=source_of_noun(tree, noun))


def with_earlier_speakers(said: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The statements, those quoted without a source as by whoever was quoted before."""
    found: list[Attribution] = []
    last: Attribution | None = None
    for one in sorted(said, key=lambda a: a.sentence.start):
        if one.kind == "direct" and one.source is None and last is not None:
            near = one.sentence.start - last.sentence.end < _FARTHEST
            if near:
                one = replace(one, source=last.source, continued=True)
        if one.source is not None and one.kind != "indirect":
            last = one
        found.append(one)
    return tuple(found)


def _spoken_parts(direct: Attribution) -> Attribution:
    """Without what is quoted behind the cue and is too short to be more than a marked word."""
    kept = [direct.content[0]]
    for part in direct.content[1:]:
        ended = part.text.rstrip()[-1:] in ",.!?…" and part.text[:1].isupper()
        if len(part.text.split()) >= _FEWEST or ended:
            kept.append(part)
    return replace(direct, content=tuple(kept)) if len(kept) < len(direct.content) else direct


def _verb_beside(tree: Tree, outside: Sequence[Word], direct: Attribution) -> Word | None:
    """The verb that governs the quotation, or the first one beside it that has a subject."""
    inside = {w.at for p in direct.content for w in tree.within(p)}
    for verb in outside:
        if verb.pos in _VERBAL and any(
            c.at in inside for c in verb.having("ccomp", "xcomp", "dobj", "parataxis", "oprd", "dep")
        ):
            return verb
    end = direct.content[0].end
    behind = [w for w in outside if w.start >= end and w.pos == "VERB" and w.having("nsubj")]
    if behind and not tree.span.text[: direct.content[0].start - tree.span.start].strip("“”\"'‘ "):
        return behind[0]
    before = [w for w in outside if w.start < direct.content[0].start and w.pos == "VERB"]
    if before and before[-1].having("nsubj"):
        return before[-1]
    return next((w for w in before if w.is_root), None)


def _span(tree: Tree, word: Word) -> Span:
    return tree.span_of([word])
