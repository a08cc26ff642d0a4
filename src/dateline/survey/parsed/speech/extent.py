"""How far what is reported reaches: the reporter's own remarks and the next report are cut."""

from __future__ import annotations

from dataclasses import replace

from dateline.survey.parsed.speech.candidates import Candidate
from dateline.survey.parsed.speech.frames import complements_of
from dateline.survey.parsed.speech.speech_lexicon import SpeechLexicon
from dateline.syntax import Word

_VERBAL = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_BREAKS = (",", "—", "–", "-")
# Behind a comma these open a remark of the reporter's own.
_REMARKS = (
    *("while", "although", "though", "whereas", "despite"),
    *("as", "after", "amid", "when", "before"),
)
_FEWEST = 3  # words that are left of what is said


def delimited(candidate: Candidate, lexicon: SpeechLexicon) -> Candidate:
    """The candidate without the words that the speaker did not say by this cue."""
    words = candidate.words
    if candidate.frame in ("that", "before"):
        words = _without_next_cues(words, candidate, lexicon)
    if not candidate.around:
        words = _without_remarks(words)
    return replace(candidate, words=words)


def _without_next_cues(
    words: tuple[Word, ...], candidate: Candidate, lexicon: SpeechLexicon
) -> tuple[Word, ...]:
    """“Roe said A and warned that B”: the second verb is the speaker's and no part of A."""
    cue = candidate.cue[0]
    held = {w.at for w in words}
    for word in words:
        coordinate = word.dep == "conj" and word.pos in _VERBAL and word.at > cue.at
        if not coordinate or word.tag != cue.tag or word.having(*_SUBJECTS):
            continue
        if any(lexicon.reports(word, c.frame) for c in complements_of(word)):
            held -= {w.at for w in word.subtree()}
    kept = [w for w in words if w.at in held]
    while kept and len(kept) < len(words) and kept[-1].dep in ("cc", "punct"):
        kept.pop()
    return tuple(kept)


def _without_remarks(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without what a comma parts from the end: “…, who was there”, “…, while others left”."""
    kept = words
    for word in words:
        if word.dep not in ("relcl", "advcl", "prep", "mark"):
            continue
        part = word.subtree()
        # The parser often leaves the last word or the full stop to another.
        closes = part[-1].at >= kept[-1].at - 1
        if not closes or part[0].at < kept[0].at + _FEWEST:
            continue
        before = next((w for w in kept if w.at == part[0].at - 1), None)
        if before is None or before.text not in _BREAKS:
            continue
        if word.dep == "relcl" or part[0].lemma in _REMARKS:
            kept = tuple(w for w in kept if w.at < part[0].at)
    return kept
