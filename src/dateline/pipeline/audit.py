"""What the survey holds that no record covers, and what was not coded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.expressions.counts import Reading, read_count
from dateline.models import (
    Article,
    Casualty,
    Coverage,
    Finding,
    Incident,
    Place,
    PolicyContext,
    Share,
    Span,
    Statement,
)
from dateline.models.vocabulary import Severity
from dateline.pipeline.records import Records
from dateline.pipeline.stretches import Stretches
from dateline.survey import SightedIncident, Survey, Toll, distinct_tolls, spoken_quotations
from dateline.survey.parsed.tolls.deeds import BENT
from dateline.survey.sightings import is_sum_since

# "More than 20" is said of 22 and of 25, and hardly of 40.
_ROUNDED = 1.3
# "Dozens" of 24 and of 96, "several" of two and of eight.
_MANY = 4
_ENGLISH_LETTERS = 0.7  # of the letters, where no word list knows the language


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the survey saw and no record holds.

    Attributes:
        what: What it is, in the words of a finding.
        record: The kind of record that should hold it.
        span: Where it stands.
        passage: The sentence or sentences that a model is asked about.
    """

    what: str
    record: str
    span: Span
    passage: tuple[Span, ...]
    severity: Severity = "warning"

    def finding(self) -> Finding:
        """The gap as the result reports it."""
        return Finding(
            kind="uncovered",
            severity=self.severity,
            message=f"{self.what[0].upper()}{self.what[1:]}.",
            span=self.span,
        )


def find_gaps(survey: Survey, records: Records) -> tuple[Gap, ...]:
    """Incidents, tolls, claims, quotations, reported speech and deadlines that are in no record."""
    return (
        *_incident_gaps(survey, records.incidents),
        *_speech_gaps(survey, records.statements),
        *_policy_gaps(survey, records.policy),
    )


def coverage(survey: Survey, records: Records) -> Coverage:
    """How much of what the survey found the records account for."""
    tolls = [t for i in survey.incidents for t in distinct_tolls(i) if not t.named]
    casualties = [c for i in records.incidents for c in i.casualties]
    contents = Stretches(span for s in records.statements for span in s.content.spans)
    quotations = [q.inner for q, _ in spoken_quotations(survey)]
    cues = [a for a in survey.attributions if a.cue is not None]
    return Coverage(
        tolls=share([any(covers(c, t) for c in casualties) for t in tolls]),
        quotations=share([contents.touch(q) for q in quotations]),
        cues=share([any(map(contents.touch, a.content)) for a in cues]),
    )


def share(covered: Sequence[bool]) -> Share:
    """How many of what was found are covered."""
    return Share(found=len(covered), covered=sum(covered))


def _incident_gaps(survey: Survey, incidents: Sequence[Incident]) -> Iterator[Gap]:
    evidence = [span for i in incidents for span in i.evidence]
    rested_on = Stretches(evidence)
    own: list[Toll] = []
    for found in survey.incidents:
        if not any(map(rested_on.touch, found.sentences)):
            first = next(s for s in found.sightings if s.firm)
            yield Gap(
                "an incident seems to be reported here, and no record holds it",
                "incident",
                first.sentence,
                found.sentences,
            )
            continue
        own += distinct_tolls(found)
        yield from _claim_gap(found, incidents)
    yield from toll_gaps(survey, tolls_rested_on(survey, evidence, own), incidents)


def toll_gaps(
    survey: Survey, tolls: Iterable[Toll], incidents: Sequence[Incident]
) -> Iterator[Gap]:
    """Those of the tolls that are in no record."""
    casualties = [c for i in incidents for c in i.casualties]
    for toll in tolls:
        if toll.named and _is_counted(toll, incidents):
            continue
        if not any(covers(c, toll) for c in casualties) or _is_half_told(toll, casualties):
            doubtful = (
                toll.weak
                or _is_vague(toll)
                or _is_detail(toll, survey)
                or _is_retold(toll, casualties)
                or _is_one_of_more(toll, incidents)
                or _is_of_period(toll, survey)
            )
            yield Gap(
                f"a toll ({toll.outcome}) is in no record",
                "incident",
                toll.count,
                (toll.sentence,),
                "info" if doubtful or _is_of_others(toll, survey, incidents) else "warning",
            )


_MANY_OF_PERIOD = 50
_SUM = re.compile(r"\b(?:number|total)\sof\b", re.IGNORECASE)


def _is_of_period(toll: Toll, survey: Survey) -> bool:
    """Whether it is a sum over more than the news: "11 were murdered in the state this year"."""
    sentence = survey.sentence_at(toll.sentence.start)
    if sentence is None or sentence.tree is None or toll.cue is None:
        return False
    if is_sum_since(toll):
        return True
    reading = read_count(toll.count.text)
    many = reading is not None and (reading.low or reading.best or 0) >= _MANY_OF_PERIOD
    return (many or _SUM.search(sentence.span.text) is not None) and sentence.frames.is_of_period(
        toll.count
    )


def _is_half_told(toll: Toll, casualties: Sequence[Casualty]) -> bool:
    """Whether records hold only some of those who are told of together."""
    reading = read_count(toll.count.text)
    if reading is None or reading.rule != "sum":
        return False
    held = [c for c in casualties if any(s.overlaps(toll.count) for s in c.count.mention.spans)]
    numbers = [c.count.best or c.count.low for c in held]
    return bool(held) and None not in numbers and sum(n or 0 for n in numbers) < (reading.low or 0)


def _is_counted(toll: Toll, incidents: Sequence[Incident]) -> bool:
    """Whether someone who is named may be among those whom a record beside it counts."""
    return any(
        casualty.outcome in {toll.outcome, *toll.others}
        for incident in incidents
        if any(toll.sentence.overlaps(span) for span in incident.evidence)
        for casualty in incident.casualties
    )


def _is_vague(toll: Toll) -> bool:
    """Whether only its tree shows the toll, of one who is threatened or feared for."""
    reading = read_count(toll.count.text)
    single = reading is None or reading.best == 1
    return toll.seen_by == "tree" and single and toll.realis not in (None, "actual")


def _is_retold(toll: Toll, casualties: Sequence[Casualty]) -> bool:
    """Whether it may be one of those whom a record counts by other words.

    A headline sums up what the text tells; "a man" is he whom the text names.
    """
    same = [c for c in casualties if c.outcome in {toll.outcome, *toll.others}]
    if _is_headline(toll.sentence):
        return bool(same)
    reading = read_count(toll.count.text)
    return (
        reading is not None
        and reading.best == 1
        and any(c.count.best in (1, None) and _NAMED.search(c.count.mention.text) for c in same)
    )


_NAMED = re.compile(r"\b[A-Z][\w’'-]+\s[A-Z][\w’'-]+")


def _is_one_of_more(toll: Toll, incidents: Sequence[Incident]) -> bool:
    """Whether one person may be among the several that a record of the sentence counts."""
    reading = read_count(toll.count.text)
    if toll.seen_by == "both" or toll.realis is None or reading is None or reading.best != 1:
        return False
    return any(
        casualty.outcome == toll.outcome and (casualty.count.best or casualty.count.low or 0) > 1
        for incident in incidents
        if any(toll.sentence.overlaps(span) for span in incident.evidence)
        for casualty in incident.casualties
    )


def _is_of_others(toll: Toll, survey: Survey, incidents: Sequence[Incident]) -> bool:
    """Whether it is told of a deed that none of the records beside it can mean.

    The toll of an attack of long ago in a sentence on which only news rests, or of a threat.
    """
    sentence = survey.sentence_at(toll.sentence.start)
    if sentence is None or sentence.tree is None or toll.realis is None:
        return False
    beside = {
        i.realis for i in incidents if any(toll.sentence.overlaps(span) for span in i.evidence)
    }
    if toll.realis in BENT:
        return not beside & {*BENT, "attempted"}
    return "historical" not in beside and sentence.frames.is_past(toll.count)


def _is_detail(toll: Toll, survey: Survey) -> bool:
    """Whether one person may be among those of a larger number that the same sentence gives.

    "The dead were now two, a lorry driver having died on the operating table."
    """
    reading = read_count(toll.count.text)
    if reading is None or reading.best != 1:
        return False
    sentence = survey.sentence_at(toll.sentence.start)
    return sentence is not None and any(
        other.outcome == toll.outcome
        and other.cue != toll.cue
        and other.count.end < toll.count.start
        and (read := read_count(other.count.text)) is not None
        and (read.best or read.low or 0) > 1
        for other in sentence.tolls
    )


def tolls_rested_on(
    survey: Survey, evidence: Sequence[Span], own: Iterable[Toll] = ()
) -> Iterator[Toll]:
    """The tolls that some record should hold, in order, each number once.

    Those of any sentence that a record rests on: what it makes of a past event or a threat, it
    should make of its toll. And the `own` tolls of incidents that the survey saw and a record
    rests on.
    """
    seen: dict[tuple[str, str], Span] = {}
    at: set[int] = set()
    told = [*own, *(t for s in survey.touching(evidence) for t in (*s.tolls, *s.singles))]
    for toll in sorted(told, key=lambda t: t.count.start):
        key = (toll.outcome, toll.count.text.casefold())
        if key not in seen or (seen[key] == toll.sentence and toll.count.start not in at):
            seen.setdefault(key, toll.sentence)
            at.add(toll.count.start)
            yield toll


def _claim_gap(found: SightedIncident, incidents: Sequence[Incident]) -> Iterator[Gap]:
    said = next((s for s in found.sightings if s.claim[0] != "not_mentioned"), None)
    if said is None:
        return
    own = [
        i
        for i in incidents
        if any(span.overlaps(s) for span in i.evidence for s in found.sentences)
    ]
    if all(i.claim.status == "not_mentioned" for i in own):
        yield Gap(
            "a claim of responsibility, or its absence, is in no record",
            "incident",
            said.sentence,
            (said.sentence,),
            "info",
        )


_MORE = re.compile(r"\b(?:more|others?|another|further|additional)\b", re.IGNORECASE)


def covers(casualty: Casualty, toll: Toll) -> bool:
    """Whether a record holds the toll, at this place or told again at another."""
    reading = read_count(toll.count.text)
    if any(span.overlaps(toll.count) for span in casualty.count.mention.spans):
        return True
    if reading is None or casualty.outcome not in {toll.outcome, *toll.others}:
        return False
    count = casualty.count
    if (count.low, count.best) == (reading.low, reading.best):
        if _MORE.search(toll.count.text) or _MORE.search(count.mention.text):
            return False  # "two more" are others than the two of whom it told before
        if any(span in toll.sentence for span in count.mention.spans):
            return False  # "two soldiers and two nurses": nobody is told of twice in one sentence
        # One killed here and one killed there are two, unless they are called the same.
        headline = _is_headline(toll.sentence)
        return reading.best != 1 or headline or _one_noun(count.mention.text, toll.count.text)
    if reading.high is not None and reading.high in (count.high, count.best):
        return True  # "up to 19" of "between 15 and 19"
    known = count.best or count.low
    return known is not None and _retold(known, reading)


def _is_headline(sentence: Span) -> bool:
    return sentence.text.rstrip("\"”’'»)")[-1:] not in ".!?…:;"


def _one_noun(left: str, right: str) -> bool:
    """Whether two counts name people by one noun: "a policeman", "one policeman"."""
    ours, theirs = left.lower().split(), right.lower().split()
    return ours[-1] == theirs[-1]


def _retold(known: int, reading: Reading) -> bool:
    """Whether vague or round words may be of a number that is told exactly: "dozens" of 41."""
    if reading.low is not None and (reading.vague or reading.rule == "more than N"):
        return reading.low <= known <= reading.low * (_MANY if reading.vague else _ROUNDED)
    if reading.approximate and reading.best is not None:
        return known <= _ROUNDED * reading.best and reading.best <= _ROUNDED * known
    return False


def quotation_gaps(survey: Survey, statements: Sequence[Statement]) -> Iterator[Gap]:
    """Passages in quotation marks that no record holds."""
    contents = Stretches(span for s in statements for span in s.content.spans)
    for quotation, sentence in spoken_quotations(survey):
        if not contents.touch(quotation.inner):
            yield Gap("a quotation is in no record", "statement", quotation.inner, (sentence,))


def _speech_gaps(survey: Survey, statements: Sequence[Statement]) -> Iterator[Gap]:
    quotations = list(quotation_gaps(survey, statements))
    yield from quotations
    told = Stretches(
        [*(s for said in statements for s in said.content.spans), *(g.span for g in quotations)]
    )
    for said in survey.attributions:
        if not any(map(told.touch, said.content)):
            yield Gap(
                f"{said.kind} speech is in no record",
                "statement",
                said.content[0],
                (said.sentence,),
                "info",
            )


def _policy_gaps(survey: Survey, policy: Sequence[PolicyContext]) -> Iterator[Gap]:
    held = [span for p in policy for span in (*p.what.spans, *p.evidence)]
    for item in survey.policy:
        if item.kinds[0] == "deadline" and not any(item.what.overlaps(s) for s in held):
            yield Gap(
                "a deadline is in no record", "policy-context", item.what, (item.sentence,), "info"
            )


def not_coded(article: Article, survey: Survey) -> Iterator[Finding]:
    """Findings for what was set aside, what is hostile, and what could not be surveyed."""
    for part in article.set_aside:
        yield Finding(
            kind="set_aside",
            severity="info",
            message=f"Taken for a {part.reason}; kept in the text and not coded.",
            span=part.span,
        )
    for hostile in survey.hostile:
        yield Finding(
            kind="hostile",
            severity="warning",
            message=f"This is {hostile.description}; no value may rest on it.",
            span=hostile.span,
        )
    if article.left_out:
        yield Finding(
            kind="set_aside",
            severity="info",
            message=(
                f"The page showed {len(article.left_out)} other pieces of text; they are kept in "
                "article.left_out and not coded."
            ),
        )
    if article.assumed_encoding:
        yield Finding(
            kind="encoding",
            severity="warning",
            message=f"The file is not UTF-8; it was read as {article.assumed_encoding}.",
        )
    if not _is_surveyed(article, survey):
        language = article.language or "unknown"
        yield Finding(
            kind="language",
            severity="warning",
            message=(
                f"The article's language is {language}, and the survey has a lexicon for "
                f"{survey.lexicon.language} only: of what a model leaves out it sees quotation "
                "marks alone."
            ),
        )


def _is_surveyed(article: Article, survey: Survey) -> bool:
    """Whether the lexicon is one of the article's language, as far as that is known."""
    if article.language is not None:
        return article.language == survey.lexicon.language
    letters = [c for c in article.text if c.isalpha()]
    return sum(c.isascii() for c in letters) >= _ENGLISH_LETTERS * len(letters)


def nothing_asked() -> Finding:
    """The finding for an article in which the survey saw nothing to ask a small model about."""
    return Finding(
        kind="unanswered",
        severity="warning",
        message=(
            "Nothing was asked: the survey saw no incident, speech or policy. "
            "It reads English only; for other languages use a model that is asked about the "
            "whole article."
        ),
    )


def _open_place(place: Place) -> str | None:
    words = place.mention.text
    if place.candidates:
        options = ", ".join(f"{c.name} ({c.admin1 or c.country})" for c in place.candidates[:4])
        return f"{words!r} may be several places: {options}."
    return None if place.country else f"{words!r} was not found in the gazetteer."


def unresolved(records: Records) -> Iterator[Finding]:
    """Findings for times and places that could not be worked out."""
    for incident in records.incidents:
        if incident.place is not None and (problem := _open_place(incident.place)):
            yield Finding(
                kind="unresolved",
                severity="info",
                message=problem,
                span=incident.place.mention.span,
                record=incident.id,
                field="place",
            )
    timed: tuple[Incident | PolicyContext, ...] = (*records.incidents, *records.policy)
    for record in timed:
        if record.when is not None and record.when.start is None:
            yield Finding(
                kind="unresolved",
                severity="info",
                message=f"{record.when.mention.text!r} was not resolved to a day.",
                span=record.when.mention.span,
                record=record.id,
                field="when",
            )
