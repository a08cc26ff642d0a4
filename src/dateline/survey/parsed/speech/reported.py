"""Indirect and mixed speech of a sentence, by its tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dateline.models import Span
from dateline.survey.attributions import Attribution, attribution
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.speech.candidates import Candidate, candidates_in
from dateline.survey.parsed.speech.extent import delimited
from dateline.survey.parsed.speech.phrases import said_spans, source_of_noun
from dateline.survey.parsed.speech.speech_lexicon import SpeechLexicon
from dateline.survey.quotations import Quotation
from dateline.syntax import Tree, Word

_FEWEST = 2  # words: "criticised him" tells of nothing that was said
_MARKED = 3  # words in quotation marks that are too few for a cue to be part of what is quoted


def find_reported_by_tree(
    tree: Tree,
    part: Span,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
    speech: SpeechLexicon,
) -> list[Attribution]:
    """What is reported in a part of a sentence, in order.

    Args:
        tree: The sentence.
        part: Where cues are looked for; what is said may reach beyond.
        quotations: The quotations of the sentence.
        lexicon: The words of its language.
        speech: The words that report.
    """
    outside = _outside(tree.within(part), quotations)
    chosen = _chosen(_parted(candidates_in(tree, outside, speech), speech))
    found = (_coded(tree, c, quotations, lexicon, speech) for c in chosen)
    return sorted((a for a in found if a is not None), key=lambda a: a.content[0].start)


def _outside(words: Sequence[Word], quotations: Sequence[Quotation]) -> list[Word]:
    longer = [q for q in quotations if len(q.inner.text.split()) > _MARKED]
    starts = [q.outer.start for q in longer]
    kept = []
    for word in words:
        n = bisect_right(starts, word.start) - 1
        if n < 0 or word.start >= longer[n].outer.end:
            kept.append(word)
    return kept


def _parted(candidates: Sequence[Candidate], speech: SpeechLexicon) -> list[Candidate]:
    """Each with its own words; a cue that is cut out of another's words has its source."""
    parted = [delimited(c, speech) for c in candidates]
    sources = {
        word.at: whole.source
        for whole, own in zip(candidates, parted, strict=True)
        for word in whole.words
        if word not in own.words and word.dep == "conj"
    }
    return [replace(c, source=sources.get(c.cue[0].at) or c.source) for c in parted if c.words]


def _chosen(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that no other holds: of what is reported within a report, the outer one stands."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-len(c.words), c.words[0].at)):
        own = {w.at for w in candidate.words}
        if candidate.cue[0].at in taken or len(own & taken) * 2 > len(own):
            continue
        words = tuple(w for w in candidate.words if w.at not in taken)
        kept.append(replace(candidate, words=words))
        taken |= own
    return kept


def _coded(
    tree: Tree,
    candidate: Candidate,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
    speech: SpeechLexicon,
) -> Attribution | None:
    cue = tree.span_of(candidate.cue)
    parts = said_spans(tree, candidate.words, quotations, [w.start for w in candidate.cue])
    source = source_of_noun(tree, candidate.source) if candidate.source is not None else None
    said = attribution(parts, tree.span, cue, source, quotations, lexicon)
    if said is None or sum(len(p.text.split()) for p in said.content) < _FEWEST:
        return None
    if said.act == "assert" and candidate.cue[0].lemma in speech.acts:
        said = replace(said, act=speech.acts[candidate.cue[0].lemma])
    return wholly_quoted(said, quotations)


def wholly_quoted(said: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    """The statement as a direct one, without its marks, where they enclose all of it."""
    inside: list[Span] = []
    for part in said.content:
        held = [q for q in quotations if q.outer.start <= part.start and part.end <= q.outer.end]
        if not held:
            return said
        inside.append(held[0].inner)
    return replace(said, kind="direct", content=tuple(inside))
