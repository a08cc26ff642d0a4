"""Whether an incident fits the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from re import Pattern
from typing import Literal

from dateline.models import Casualty, Finding, FindingKind, Incident, Mention, Span
from dateline.models.vocabulary import IncidentKind, Realis, Severity
from dateline.pipeline.reporting import Reporting
from dateline.survey import SurveyedSentence
from dateline.survey.parsed.tolls.anchors import is_done_to, realis_over
from dateline.survey.parsed.tolls.deeds import BENT, Deed, deed_over
from dateline.survey.tellings import Sighting

# So many values inside the evidence bear a record out where the survey does not know the words.
_BORNE_OUT = 3
_HAPPENED = ("actual", "attempted")


def check_incident(incident: Incident, reporting: Reporting) -> Iterator[Finding]:
    """Findings for what an incident says and its sentences do not."""
    sentences = reporting.touching(incident.evidence)
    # What was only attempted is told by all words for what did not come about.
    if incident.realis == "actual" and incident.kind != IncidentKind.DISRUPTED_WEAPONS_USE:
        yield from _realis(incident, sentences, reporting)
    yield from _tolls(incident, reporting)
    near = _near(incident, sentences, reporting)
    for name, mention in _parts(incident):
        span = mention.span
        # The day is often told once, far from what happened on it. What the parser put in rests
        # on its own grouping of sentences, not on the record's.
        if span is None or mention.inferred or mention.found_by == "parser" or name == "when":
            continue
        if not any(span.overlaps(s) for s in near):
            yield _finding(
                "outside_evidence",
                f"{name}: {mention.text!r} stands away from the sentences that the record "
                "rests on.",
                incident,
                name,
                span,
            )
    yield from _mixed(incident, reporting)


def check_date(incident: Incident, published: date | None) -> Iterator[Finding]:
    """A finding for what happened after it was told."""
    when = incident.when
    if published is None or when is None or when.start is None:
        return
    if incident.realis in _HAPPENED and when.start > published:
        yield _finding(
            "after_publication",
            f"It is dated {when.start}, after the article came out on {published}.",
            incident,
            "when",
            when.mention.span,
        )


def _near(
    incident: Incident, sentences: Sequence[SurveyedSentence], reporting: Reporting
) -> tuple[Span, ...]:
    """Where an incident's words may stand: its sentences, their paragraphs, their incident."""
    homes = {n for s in sentences for n in reporting.owners(s)}
    seen = (s for n in homes for s in reporting.survey.incidents[n].sentences)
    return (*incident.evidence, *reporting.paragraphs(incident.evidence), *seen)


def _realis(
    incident: Incident, sentences: Sequence[SurveyedSentence], reporting: Reporting
) -> Iterator[Finding]:
    judged = _by_trees(incident, sentences)
    beside = _beside(incident, sentences)
    if beside is not None:
        yield _finding(
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
    tellings = {s.telling for s in sentences}
    lexicon = reporting.survey.lexicon
    bent = any(_holds(lexicon.attitudes, s.span, reporting) for s in sentences)
    if not bent and "background" not in tellings:
        bent = any(_holds(lexicon.modals, s.span, reporting) for s in sentences)
    span = incident.evidence[0] if incident.evidence else None
    if judged == "not_actual" or "not_actual" in tellings or bent:
        yield _finding(
            "not_actual",
            f"The record says {incident.realis}; its sentence is of a threat, a plan, a fear "
            "or a denial.",
            incident,
            "realis",
            span,
        )
    elif "background" in tellings:
        yield _finding(
            "not_actual",
            f"The record says {incident.realis}; its sentence is of the past, told as background.",
            incident,
            "realis",
            span,
            severity="info",
        )
    else:
        inside = sum(
            any(s.overlaps(e) for s in mention.spans for e in incident.evidence)
            for _, mention in _parts(incident)
        )
        # What is told to have been done to them may be an incident in words that nobody listed.
        done = any(s.tree and is_done_to(s.tree, h) for s in sentences for h in _hit(incident, s))
        yield _finding(
            "unsupported",
            "No sentence that the record rests on tells of an incident, as far as the survey "
            "knows its words.",
            incident,
            "evidence",
            span,
            severity="warning" if inside < _BORNE_OUT and not done else "info",
        )


def _by_trees(
    incident: Incident, sentences: Sequence[SurveyedSentence]
) -> Literal["happened", "not_actual"] | None:
    """What the trees say of the deeds that the record may mean; None where they show none."""
    outcomes = {c.outcome for c in incident.casualties}
    deeds = [d for s in sentences for d in s.deeds if d.may_be(incident.kind, outcomes)]
    if any(s.disowns and not any(d.realis == "actual" for d in s.deeds) for s in sentences):
        return "not_actual"
    anchors = set(_anchors(incident, sentences))
    if anchors and anchors <= BENT:
        return "not_actual"
    tied = {d.realis for d in _tied(incident, sentences)}
    if tied and tied <= BENT:
        return "not_actual"
    told = {d.realis for d in deeds if d.sure}
    if told & {"actual", "attempted"}:
        return "happened"
    if told & BENT:
        return "not_actual"
    if anchors & {"actual", "attempted"}:
        return "happened"
    # What is only of the past says nothing of this record.
    return None if told else _by_less(sentences, {d.realis for d in deeds})


def _anchors(incident: Incident, sentences: Sequence[SurveyedSentence]) -> Iterator[Realis]:
    """How what governs those whom the record hits and counts is told, where that shows it."""
    for sentence in sentences:
        for span in _hit(incident, sentence):
            told = realis_over(sentence.tree, span, sentence.deeds) if sentence.tree else None
            if told is not None:
                yield told


def _hit(incident: Incident, sentence: SurveyedSentence) -> list[Span]:
    """Those whom a record hits and counts, as a sentence names them."""
    told = [*(t.mention for t in incident.targets), *(c.count.mention for c in incident.casualties)]
    return [s for mention in told for s in mention.spans if s in sentence.span]


def _tied(incident: Incident, sentences: Sequence[SurveyedSentence]) -> Iterator[Deed]:
    """The deeds that the record's own words hang on: whom and what it hits, where and with what."""
    parts = [m for name, m in _parts(incident) if not name.startswith("perpetrators")]
    for sentence in sentences:
        for span in (s for m in parts for s in m.spans if s in sentence.span):
            deed = deed_over(sentence.tree, span, sentence.deeds) if sentence.tree else None
            if deed is not None:
                yield deed


def _by_less(
    sentences: Sequence[SurveyedSentence], told: set[Realis]
) -> Literal["not_actual"] | None:
    """The same, where no word for a deed is known in its form: by threats and plans."""
    if told & {"actual", "attempted"}:
        return None
    bent = [s for s in sentences if s.menaces or any(d.realis in BENT for d in s.deeds)]
    others = [s for s in sentences if s not in bent]
    return "not_actual" if bent and all(s.telling != "actual" for s in others) else None


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


def _tolls(incident: Incident, reporting: Reporting) -> Iterator[Finding]:
    for number, casualty in enumerate(incident.casualties):
        span = casualty.count.mention.span
        sentence = reporting.sentence_of(span) if span else None
        if span is None or sentence is None:
            continue
        name = f"casualties.{number}"
        yield from _outcome(incident, casualty, span, sentence, name)
        happened = incident.realis in _HAPPENED and casualty.realis in _HAPPENED
        if happened and any(t.count.overlaps(span) for t in sentence.not_actual):
            yield _finding(
                "not_actual",
                f"{name}: {casualty.count.mention.text!r} is counted as {casualty.outcome}; "
                "the words are of a threat, a plan, a fear or a denial.",
                incident,
                f"{name}.realis",
                span,
            )


def _outcome(
    incident: Incident, casualty: Casualty, span: Span, sentence: SurveyedSentence, name: str
) -> Iterator[Finding]:
    """A warning where the outcome is told right beside the number, and no other in the sentence."""
    tolls = [t for t in sentence.tolls if t.count.overlaps(span)]
    seen = {t.outcome for t in tolls}
    if not seen or casualty.outcome in seen.union(*(t.others for t in tolls)):
        return
    elsewhere = any(t.outcome == casualty.outcome for t in sentence.tolls)
    sure = all(t.sure and not t.weak for t in tolls) and not elsewhere
    yield _finding(
        "wrong_outcome",
        f"{name}: {casualty.count.mention.text!r} is counted as {casualty.outcome}; the "
        f"sentence has them {' or '.join(sorted(seen))}.",
        incident,
        f"{name}.outcome",
        span,
        severity="warning" if sure else "info",
    )


def _mixed(incident: Incident, reporting: Reporting) -> Iterator[Finding]:
    """Whether the words of the record come from the sentences of different incidents."""
    homes: dict[int, str] = {}
    for name, mention in _parts(incident):
        if name.split(".")[0] not in ("place", "casualties", "weapon"):
            continue
        owners = reporting.owners_at(mention.span)
        if len(owners) == 1:
            homes.setdefault(owners[0], f"{name} ({mention.text!r})")
    if len(homes) > 1:
        yield _finding(
            "mixed_evidence",
            f"Its words belong to different incidents: {' and '.join(homes.values())}.",
            incident,
            "evidence",
            incident.evidence[0] if incident.evidence else None,
            # Which sentences tell of one incident the survey only supposes.
            severity="info",
        )


def _parts(incident: Incident) -> Iterator[tuple[str, Mention]]:
    """The values of an incident that its own sentences should hold, by field."""
    for number, casualty in enumerate(incident.casualties):
        yield f"casualties.{number}", casualty.count.mention
    if incident.place is not None:
        yield "place", incident.place.mention
    if incident.when is not None:
        yield "when", incident.when.mention
    if incident.weapon is not None:
        yield "weapon", incident.weapon
    for number, perpetrator in enumerate(incident.perpetrators):
        yield f"perpetrators.{number}", perpetrator.mention
    for number, target in enumerate(incident.targets):
        yield f"targets.{number}", target.mention


def _finding(
    kind: FindingKind,
    message: str,
    incident: Incident,
    field: str | None,
    span: Span | None,
    *,
    severity: Severity = "warning",
) -> Finding:
    return Finding(
        kind=kind, severity=severity, message=message, span=span, record=incident.id, field=field
    )
