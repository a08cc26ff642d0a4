"""Who speaks a direct quotation where no pattern shows it: by its tree, or by what went before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.models import Span
from dateline.survey.attributions import Attribution
from dateline.survey.parsed.events.event_lexicon import load_events
from dateline.survey.parsed.speech.phrases import source_of_noun
from dateline.survey.parsed.speech.sources import source_noun, subject_of
from dateline.survey.parsed.speech.speech_lexicon import SpeechLexicon
from dateline.syntax import Tree, Word

_VERBAL = ("VERB", "AUX")
_COMPLEMENTS = ("ccomp", "xcomp", "dobj", "parataxis", "oprd", "dep")
_FARTHEST = 1500  # characters from one quotation to the next of the same speaker
_CALLS = ("?", "!", "…")
_LONGEST_CLAUSE = 16  # words
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


def with_clause_behind(
    text: str, behind: Tree | None, direct: Attribution, lexicon: SpeechLexicon
) -> Attribution:
    """A question or a call with the speaker of the clause that follows it: “Why?” Roe asked.

    Such a clause passes for a sentence of its own where it begins with a name.
    """
    if behind is None or direct.content[-1].text.rstrip()[-1:] not in _CALLS:
        return direct
    first = behind.words[0]
    if first.text[:1] in _MARKS or len(behind.words) > _LONGEST_CLAUSE:
        return direct
    verb = next((w for w in behind.roots if w.lemma in lexicon.speaking), None)
    if verb is None or verb.having("ccomp", "xcomp", "neg"):
        return direct
    noun = subject_of(verb) or _inverted_subject(verb)
    if noun is None or noun.pos not in ("NOUN", "PROPN", "PRON"):
        return direct
    start, end = direct.sentence.start, behind.span.end
    return replace(
        direct,
        sentence=Span(start=start, end=end, text=text[start:end]),
        cue=behind.span_of([verb]),
        source=source_of_noun(behind, noun),
    )


def with_subject(tree: Tree, said: Attribution) -> Attribution:
    """A statement with the subject of its cue as source, where a clause was taken for one.

    “Holding signs, the strikers said …”: patterns may take the words before for who speaks.
    """
    known = said.source.speaker if said.source is not None else None
    cue = next((w for w in tree.words if said.cue and w.start == said.cue.start), None)
    if cue is None or cue.pos != "VERB" or cue.lemma == "accord":
        return said
    doubtful = known is None or any(w.pos in _VERBAL for w in tree.within(known))
    own = cue.having("nsubj")
    if not own and not (doubtful or _opens_aside(tree, known)):
        return said
    noun = source_noun(cue, "that") if own or not doubtful else None
    if noun is None or any(_holds(part, noun) for part in said.content):
        return said
    source = source_of_noun(tree, noun)
    if known is not None and (known.overlaps(source.speaker) or _holds(known, noun)):
        # "Late on Sunday the governor": the day is no part of who speaks.
        words = tree.within(known)
        within = {w.at for w in noun.subtree()}
        aside = bool(words) and words[0].at not in within and words[0].at < noun.at
        if not aside or not _holds(known, noun) or not _is_time(words[0]):
            return said
    elif not doubtful and not load_events().may_speak(noun):
        return said
    return replace(said, source=source)


def _is_time(word: Word) -> bool:
    return word.pos in ("ADP", "ADV", "SCONJ") or word.dep == "npadvmod"


def _opens_aside(tree: Tree, known: Span | None) -> bool:
    """Whether the words tell where or when: "Here in the capital", "Following a meeting"."""
    words = tree.within(known) if known is not None else []
    return bool(words) and words[0].pos in ("ADP", "ADV", "SCONJ")


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
