"""Whether an incident fits the sentences that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dateline.models import Casualty, Finding, Incident, Span
from dateline.models.vocabulary import IncidentKind
from dateline.pipeline.borne_out import names_its_kind
from dateline.pipeline.incident_parts import finding, parts
from dateline.pipeline.realis_checks import check_realis
from dateline.pipeline.reporting import Reporting
from dateline.survey import SurveyedSentence, Toll
from dateline.survey.word_lists import word_set

_HAPPENED = ("actual", "attempted")
_TOLD_OTHERWISE = ("threatened", "denied", "attempted")


def check_incident(incident: Incident, reporting: Reporting) -> Iterator[Finding]:
    """Findings for what an incident says and its sentences do not."""
    sentences = reporting.touching(incident.evidence)
    yield from check_realis_alone(incident, reporting)
    yield from _tolls(incident, reporting)
    near = _near(incident, sentences, reporting)
    for name, mention in parts(incident):
        span = mention.span
        # The day is often told once, far from what happened on it. What the parser put in rests
        # on its own grouping of sentences, not on the record's.
        if span is None or mention.inferred or mention.found_by == "parser" or name == "when":
            continue
        if not any(span.overlaps(s) for s in near):
            yield finding(
                "outside_evidence",
                f"{name}: {mention.text!r} stands away from the sentences that the record "
                "rests on.",
                incident,
                name,
                span,
                # The place is often told once, before what happened there.
                severity="info" if name == "place" and _is_told_before(span, near) else "warning",
            )
    yield from _mixed(incident, reporting)


def _is_told_before(span: Span, sentences: Sequence[Span]) -> bool:
    return all(span.end <= s.start for s in sentences)


def check_realis_alone(incident: Incident, reporting: Reporting) -> Iterator[Finding]:
    """Findings where an incident is told as actual, and its sentences tell of none."""
    # What was only attempted is told by all words for what did not come about.
    if incident.realis != "actual" or incident.kind == IncidentKind.DISRUPTED_WEAPONS_USE:
        return
    for found in check_realis(incident, reporting.touching(incident.evidence), reporting):
        # What it is told by is in no list, and is no less of its kind.
        unsure = found.kind == "unsupported" or incident.kind is IncidentKind.ARRESTS
        known = unsure and names_its_kind(incident)
        yield found.model_copy(update={"severity": "info"}) if known else found


def check_date(incident: Incident, published: date | None) -> Iterator[Finding]:
    """A finding for what happened after it was told."""
    when = incident.when
    if published is None or when is None or when.start is None:
        return
    if incident.realis in _HAPPENED and when.start > published:
        yield finding(
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
            yield finding(
                "not_actual",
                f"{name}: {casualty.count.mention.text!r} is counted as {casualty.outcome}; "
                "the words are of a threat, a plan, a fear or a denial.",
                incident,
                f"{name}.realis",
                span,
                severity="warning" if _is_open_by_words(sentence, span) else "info",
            )


def _is_open_by_words(sentence: SurveyedSentence, span: Span) -> bool:
    """Whether words beside a toll make a threat, a plan, a fear or a denial of it.

    Where its tree alone takes it for a plan, one word may hang on a wrong one.
    """
    tolls = [t for t in sentence.not_actual if t.count.overlaps(span)]
    return any(
        t.realis in (None, *_TOLD_OTHERWISE) or not sentence.frames.happened(t.count, t.cue)
        for t in tolls
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
    mortal = casualty.outcome == "killed" and any(_is_mortal(t) for t in tolls)
    sure = all(t.sure and not t.weak for t in tolls) and not (elsewhere or mortal)
    joined = any(_is_joined(t, span, casualty, incident) for t in tolls)
    yield finding(
        "wrong_outcome",
        f"{name}: {casualty.count.mention.text!r} is counted as {casualty.outcome}; the "
        f"sentence has them {' or '.join(sorted(seen))}.",
        incident,
        f"{name}.outcome",
        span,
        severity="warning" if sure and not joined else "info",
    )


def _is_joined(toll: Toll, span: Span, casualty: Casualty, incident: Incident) -> bool:
    """Whether a record counts apart those whom the survey took together.

    "Killed four gang members and a Kenyan officer was hit": the latter opens a clause.
    """
    return span != toll.count and any(
        other is not casualty and other.outcome == toll.outcome and s.overlaps(toll.count)
        for other in incident.casualties
        for s in other.count.mention.spans
    )


def _is_mortal(toll: Toll) -> bool:
    """Whether the wounds are told as ones to die of: "mortally wounded"."""
    if toll.outcome != "wounded" or toll.cue is None:
        return False
    before = toll.sentence.text[: toll.cue.start - toll.sentence.start]
    mortal = word_set("en_tolls", "outcomes", "mortal")
    return before.rstrip().lower().endswith(tuple(mortal))


def _mixed(incident: Incident, reporting: Reporting) -> Iterator[Finding]:
    """Whether the words of the record come from the sentences of different incidents."""
    homes: dict[int, str] = {}
    for name, mention in parts(incident):
        if name.split(".")[0] not in ("place", "casualties", "weapon"):
            continue
        owners = reporting.owners_at(mention.span)
        if len(owners) == 1:
            homes.setdefault(owners[0], f"{name} ({mention.text!r})")
    if len(homes) > 1:
        yield finding(
            "mixed_evidence",
            f"Its words belong to different incidents: {' and '.join(homes.values())}.",
            incident,
            "evidence",
            incident.evidence[0] if incident.evidence else None,
            # Which sentences tell of one incident the survey only supposes.
            severity="info",
        )
