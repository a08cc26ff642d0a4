"""Whether what a record says happened is told as something that did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from re import Pattern
from typing import Literal

from dateline.models import Finding, Incident, Span
from dateline.models.vocabulary import IncidentKind, Realis
from dateline.pipeline.incident_parts import finding, parts
from dateline.pipeline.reporting import Reporting
from dateline.survey import SurveyedSentence
from dateline.survey.parsed.tolls.anchors import is_done_to, is_done_to_somebody, realis_over
from dateline.survey.parsed.tolls.deeds import BENT, Deed, deed_over, is_violent
from dateline.survey.tellings import Sighting
from dateline.survey.unreal import is_governed, is_to_come, is_untrue_around

# So many values inside the evidence bear a record out where the survey does not know the words.
_BORNE_OUT = 3


def check_realis(
    incident: Incident, sentences: Sequence[SurveyedSentence], reporting: Reporting
) -> Iterator[Finding]:
    """Findings where the sentences of a record tell of what did not happen, or of nothing."""
    judged = _by_trees(incident, sentences) or _by_words(incident, sentences)
    beside = _beside(incident, sentences)
    if beside is not None:
        yield finding(
            "not_actual",
            f"The record says {incident.realis}; what is hit in it is hit in what its sentence "
            f"tells as {beside}.",
            incident,
            "realis",
            incident.evidence[0] if incident.evidence else None,
        )
        return
    if judged == "happened":
        return
    if judged != "not_actual" and (not sentences or any(s.telling == "actual" for s in sentences)):
        return
    # Of sentences that name nothing that the record hits, a plan need not be of it.
    own = [s for s in sentences if _hit(incident, s)] or sentences
    tellings = {s.telling for s in own}
    lexicon = reporting.survey.lexicon
    bent = any(_holds(lexicon.attitudes, s.span, reporting) for s in own)
    # What is told to have been done to them may be an incident in words that nobody listed.
    done = any(s.tree and is_done_to(s.tree, h) for s in sentences for h in _hit(incident, s))
    if not (bent or done) and "background" not in tellings:
        bent = any(_holds(lexicon.modals, s.span, reporting) for s in own)
    span = incident.evidence[0] if incident.evidence else None
    if judged == "not_actual" or "not_actual" in tellings or bent:
        yield finding(
            "not_actual",
            f"The record says {incident.realis}; its sentence is of a threat, a plan, a fear "
            "or a denial.",
            incident,
            "realis",
            span,
        )
    elif "background" in tellings:
        yield finding(
            "not_actual",
            f"The record says {incident.realis}; its sentence is of the past, told as background.",
            incident,
            "realis",
            span,
            severity="info",
        )
    else:
        # Where trees show what is done, and nothing is to those who are named, they are not hit.
        idle = is_violent(incident.kind) and any(s.tree and _hit(incident, s) for s in sentences)
        idle = idle and not any(
            s.claims.word or (s.tree and is_done_to_somebody(s.tree)) for s in sentences
        )
        inside = sum(
            any(s.overlaps(e) for s in mention.spans for e in incident.evidence)
            for _, mention in parts(incident)
        )
        yield finding(
            "unsupported",
            "No sentence that the record rests on tells of an incident, as far as the survey "
            "knows its words.",
            incident,
            "evidence",
            span,
            severity="info" if done or (inside >= _BORNE_OUT and not idle) else "warning",
        )


def _by_trees(
    incident: Incident, sentences: Sequence[SurveyedSentence]
) -> Literal["happened", "not_actual"] | None:
    """What the trees say of the deeds that the record may mean; None where they show none."""
    if not any(s.tree for s in sentences):
        return None
    outcomes = {c.outcome for c in incident.casualties}
    deeds = [d for s in sentences for d in s.deeds if d.may_be(incident.kind, outcomes)]
    if _is_taken_back(incident, sentences):
        return "not_actual"
    anchors = set(_anchors(incident, sentences))
    if anchors and anchors <= BENT and not _told_elsewhere(incident, sentences):
        return "not_actual"
    tied = {d.realis for d in _tied(incident, sentences)}
    if (tied and tied <= BENT) or _is_only_held(incident, sentences):
        return "not_actual"
    if _is_hit_apart(incident, sentences):
        return "happened"
    told = {d.realis for d in deeds if d.sure}
    if told & {"actual", "attempted"}:
        return "happened"
    if told & BENT:
        return "not_actual"
    if anchors & {"actual", "attempted"}:
        return "happened"
    # What is only of the past says nothing of this record.
    return None if told else _by_less(sentences, {d.realis for d in deeds}, known=bool(deeds))


def _is_only_held(incident: Incident, sentences: Sequence[SurveyedSentence]) -> bool:
    """Whether those who are to be hurt are only told to be held: "will shoot the two they took"."""
    outcomes = {c.outcome for c in incident.casualties}
    if not is_violent(incident.kind) or outcomes & {"captured", "missing"}:
        return False
    told = [d for s in sentences for d in _deeds(s) if d.realis in ("actual", "attempted")]
    done = [d for d in told if d.takes or d.may_be(incident.kind, outcomes)]
    return bool(done) and all(d.takes for d in done) and any(s.menaces for s in sentences)


def _is_hit_apart(incident: Incident, sentences: Sequence[SurveyedSentence]) -> bool:
    """Whether something is done to those whom it hits in a sentence of its own, without threats."""
    return any(
        s.tree is not None
        and not s.menaces
        and not any(d.realis in BENT for d in s.deeds)
        and any(is_done_to(s.tree, span) for span in _hit(incident, s))
        for s in sentences
    )


def _is_taken_back(incident: Incident, sentences: Sequence[SurveyedSentence]) -> bool:
    """Whether a sentence that tells no such deed takes it back, or it is in an untrue report."""
    if any(s.disowns and not _tells(s, incident) for s in sentences):
        return True
    named = list(_named(incident, sentences))
    hit = [(s, span) for s in sentences for span in _hit(incident, s)]
    if hit and all(is_governed(s.text, s.span, span, plainly=True) for s, span in hit):
        return not _told_elsewhere(incident, sentences)
    if any(s.played for s in sentences) or _is_to_come(named):
        return True
    told = [] if incident.targets else [(s, t.span) for s in sentences for t in s.triggers]
    return any(is_untrue_around(s.text, s.span, words) for s, words in (*named, *told))


def _is_to_come(named: Sequence[tuple[SurveyedSentence, Span]]) -> bool:
    """Whether it will befall all that the record names, in sentences that tell nothing else.

    What has happened beside it, in other sentences, bears nothing out.
    """
    return bool(named) and all(
        s.telling != "actual" and is_to_come(s.text, s.span, span) for s, span in named
    )


def _by_words(
    incident: Incident, sentences: Sequence[SurveyedSentence]
) -> Literal["not_actual"] | None:
    """The same by words, where the trees show nothing or there are none."""
    if _is_taken_back(incident, sentences):
        return "not_actual"
    named = list(_named(incident, sentences))
    naming = {s.span for s, _ in named}
    elsewhere = any(_tells(s, incident) for s in sentences if s.span not in naming)
    if named and not elsewhere and all(is_governed(s.text, s.span, h) for s, h in named):
        return "not_actual"
    told = elsewhere or any(_tells(s, incident) for s in sentences)
    if told and _is_only_held(incident, sentences):
        return "not_actual"
    own = [s for s in sentences if _hit(incident, s)] or sentences
    # An arrest stands beside what was plotted, in words that nobody listed.
    if told or incident.kind is IncidentKind.ARRESTS:
        return None
    return "not_actual" if any(s.menaces for s in own) else None


def _tells(sentence: SurveyedSentence, incident: Incident) -> bool:
    """Whether a sentence tells a deed that may be the record's as one that happened."""
    outcomes = {c.outcome for c in incident.casualties}
    if sentence.tree is None and sentence.telling != "actual":
        return False
    return any(d.realis == "actual" and d.may_be(incident.kind, outcomes) for d in _deeds(sentence))


def _deeds(sentence: SurveyedSentence) -> Sequence[Deed]:
    """What a sentence tells: by its tree, or else what words alone tell as having happened."""
    if sentence.tree is not None:
        return sentence.deeds
    deeds = [Deed(t.count, "actual", outcome=t.outcome) for t in sentence.happened]
    deeds += [
        Deed(t.span, "actual", kind=t.kind)
        for t in sentence.triggers
        if sentence.frames.is_actual(t.span, verb=True)
    ]
    return deeds


def _named(
    incident: Incident, sentences: Sequence[SurveyedSentence]
) -> Iterator[tuple[SurveyedSentence, Span]]:
    """Whom and what the record hits and counts, or where it is, with the sentences of each."""
    hit = [(s, span) for s in sentences for span in _hit(incident, s)]
    place = incident.place.mention.spans if incident.place is not None else ()
    yield from hit or [(s, span) for s in sentences for span in place if span in s.span]


def _anchors(incident: Incident, sentences: Sequence[SurveyedSentence]) -> Iterator[Realis]:
    """How what governs those whom the record hits and counts is told, where that shows it."""
    for sentence in sentences:
        for span in _hit(incident, sentence):
            told = realis_over(sentence.tree, span, sentence.deeds) if sentence.tree else None
            if told is not None:
                yield told


def _told_elsewhere(incident: Incident, sentences: Sequence[SurveyedSentence]) -> bool:
    """Whether a sentence that does not name those whom the record hits tells its deed as a fact.

    "The army denied shelling the hospital" beside "Shells killed nine": they were shelled.
    """
    outcomes = {c.outcome for c in incident.casualties}
    return any(
        d.sure and d.realis == "actual" and d.may_be(incident.kind, outcomes)
        for s in sentences
        if not _hit(incident, s)
        for d in s.deeds
    )


def _hit(incident: Incident, sentence: SurveyedSentence) -> list[Span]:
    """Those whom a record hits and counts, as a sentence names them."""
    told = [*(t.mention for t in incident.targets), *(c.count.mention for c in incident.casualties)]
    return [s for mention in told for s in mention.spans if s in sentence.span]


def _tied(incident: Incident, sentences: Sequence[SurveyedSentence]) -> Iterator[Deed]:
    """The deeds that the record's own words hang on: whom and what it hits, where and with what."""
    values = [m for name, m in parts(incident) if not name.startswith("perpetrators")]
    for sentence in sentences:
        for span in (s for m in values for s in m.spans if s in sentence.span):
            deed = deed_over(sentence.tree, span, sentence.deeds) if sentence.tree else None
            if deed is not None:
                yield deed


def _by_less(
    sentences: Sequence[SurveyedSentence], told: set[Realis], *, known: bool
) -> Literal["not_actual"] | None:
    """The same, where no word for a deed is known in its form: by threats and plans.

    What other sentences tell of another kind of deed, an arrest beside a plot, bears nothing out.
    """
    if told & {"actual", "attempted"}:
        return None
    bent = [s for s in sentences if s.menaces or any(d.realis in BENT for d in s.deeds)]
    others = [s for s in sentences if s not in bent]
    alone = not known or all(s.telling != "actual" for s in others)
    return "not_actual" if bent and alone else None


def _beside(incident: Incident, sentences: Sequence[SurveyedSentence]) -> Realis | None:
    """How the trees tell the very deed that hits the record's targets, where it is no news."""
    hit = [s for t in incident.targets for s in t.mention.spans]
    hit += [s for c in incident.casualties for s in c.count.mention.spans]
    told = [r for s in sentences for r, beside in s.beside if any(_strikes(beside, h) for h in hit)]
    if not told or any(_strikes(s.sighting, span) for s in sentences for span in hit):
        return None
    return told[0]


def _strikes(sighting: Sighting | None, span: Span) -> bool:
    """Whether a sighting names what stands there as hit or counted."""
    if sighting is None:
        return False
    return any(span.overlaps(s) for s in (*sighting.patients, *(t.count for t in sighting.tolls)))


def _holds(pattern: Pattern[str], sentence: Span, reporting: Reporting) -> bool:
    return pattern.search(reporting.article.text, sentence.start, sentence.end) is not None
