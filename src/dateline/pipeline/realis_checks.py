"""Whether what a record says happened is told as something that did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from re import Pattern
from typing import Literal

from dateline.models import Finding, Incident, Span
from dateline.models.vocabulary import IncidentKind, Realis
from dateline.pipeline.incident_parts import finding, parts
from dateline.pipeline.reporting import Reporting
from dateline.pipeline.told_deeds import Case
from dateline.survey import SurveyedSentence
from dateline.survey.befallen import without_asides
from dateline.survey.parsed.tolls.anchors import is_done_to, is_open
from dateline.survey.parsed.tolls.deeds import BENT, is_violent
from dateline.survey.tellings import Sighting
from dateline.survey.unreal import is_governed, is_to_come, is_untrue_around

# So many values inside the evidence bear a record out where the survey does not know the words.
_BORNE_OUT = 3


def check_realis(
    incident: Incident, sentences: Sequence[SurveyedSentence], reporting: Reporting
) -> Iterator[Finding]:
    """Findings where the sentences of a record tell of what did not happen, or of nothing."""
    case = Case(incident, sentences)
    judged = _by_befalling(case) or _by_trees(case) or _by_words(case)
    beside = _beside(incident, sentences)
    if beside is not None and judged != "happened":
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
    own = case.naming or sentences
    tellings = {s.telling for s in own}
    lexicon = reporting.survey.lexicon
    aims = case.is_of_aims
    # What is told to have been done to them may be an incident in words that nobody listed.
    done = any(s.tree and is_done_to(s.tree, span) for s, span in case.hit)
    bent = not (aims or done) and any(_holds(lexicon.attitudes, s.span, reporting) for s in own)
    if not (bent or done or aims) and "background" not in tellings:
        bent = any(_is_left_open(s, case, lexicon.modals) for s in own)
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
            severity="info" if done or inside >= _BORNE_OUT else "warning",
        )


def _is_left_open(sentence: SurveyedSentence, case: Case, modals: Pattern[str]) -> bool:
    """Whether a modal verb leaves open what the sentence tells, though not of others alone."""
    if not modals.search(without_asides(sentence.span.text)):
        return False
    hit = [span for s, span in case.hit if s is sentence]
    return sentence.tree is None or not hit or any(is_open(sentence.tree, h) for h in hit)


def _by_befalling(case: Case) -> Literal["happened"] | None:
    """What became of them, in so many words, unless a sentence takes it back."""
    return "happened" if case.befell and not _is_taken_back(case) else None


def _by_trees(case: Case) -> Literal["happened", "not_actual"] | None:
    """What the trees say of the deeds that the record may mean; None where they show none."""
    if not any(s.tree for s in case.sentences):
        return None
    if _is_taken_back(case):
        return "not_actual"
    anchors = set(case.anchors())
    if anchors and anchors <= BENT and not case.told_elsewhere:
        return "not_actual"
    tied = {d.realis for d in case.tied()}
    if (tied and tied <= BENT) or _is_only_held(case):
        return "not_actual"
    if _is_hit_apart(case):
        return "happened"
    deeds = [d for s, d in case.deeds if s.tree is not None]
    told = {d.realis for d in deeds if d.sure}
    if told & {"actual", "attempted"}:
        return "happened"
    if told & BENT:
        return "not_actual"
    if anchors & {"actual", "attempted"}:
        return "happened"
    # What is only of the past says nothing of this record.
    if told or case.is_of_aims:
        return None
    return _by_less(case.sentences, {d.realis for d in deeds}, known=bool(deeds))


def _is_only_held(case: Case) -> bool:
    """Whether those who are to be hurt are only told to be held: "will shoot the two they took"."""
    held = case.incident.kind is IncidentKind.ABDUCTION or case.outcomes & {"captured", "missing"}
    if held or not is_violent(case.incident.kind):
        return False
    told = [d for s in case.sentences for d in s.told if d.realis in ("actual", "attempted")]
    done = [d for d in told if d.takes or case.may_be(d)]
    return bool(done) and all(d.takes for d in done) and any(s.menaces for s in case.sentences)


def _is_hit_apart(case: Case) -> bool:
    """Whether something is done to those whom it hits in a sentence of its own, without threats."""
    return any(
        s.tree is not None
        and not s.menaces
        and not any(d.realis in BENT for d in s.deeds)
        and is_done_to(s.tree, span)
        for s, span in case.hit
    )


def _is_taken_back(case: Case) -> bool:
    """Whether a sentence that tells no such deed takes it back, or it is in an untrue report."""
    if case.disowned or case.explained_away:
        return True
    if case.hit and all(is_governed(s.text, s.span, h, plainly=True) for s, h in case.hit):
        return not case.told_elsewhere
    if any(s.played for s in case.sentences) or _is_to_come(case):
        return True
    told = (
        [] if case.incident.targets else [(s, t.span) for s in case.sentences for t in s.triggers]
    )
    return any(is_untrue_around(s.text, s.span, words) for s, words in (*case.named, *told))


def _is_to_come(case: Case) -> bool:
    """Whether it will befall all that the record names, in sentences that tell nothing else.

    What has happened beside it, in other sentences, bears nothing out.
    """
    return bool(case.named) and all(
        is_to_come(s.text, s.span, span) and s.telling != "actual" for s, span in case.named
    )


def _by_words(case: Case) -> Literal["not_actual"] | None:
    """The same by words, where the trees show nothing or there are none."""
    if _is_taken_back(case):
        return "not_actual"
    naming = {s.span for s, _ in case.named}
    elsewhere = any(s.span not in naming for s, _ in case.told)
    governed = (is_governed(s.text, s.span, span) for s, span in case.named)
    if case.named and not elsewhere and all(governed):
        return "not_actual"
    if case.told and _is_only_held(case):
        return "not_actual"
    # An arrest stands beside what was plotted, in words that nobody listed.
    if case.told or case.is_of_aims or case.incident.kind is IncidentKind.ARRESTS:
        return None
    return "not_actual" if any(s.menaces for s in case.naming or case.sentences) else None


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
