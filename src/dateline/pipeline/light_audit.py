"""What a model left out, as far as a light look shows: for articles that the parser does not read.

Passages in quotation marks that no record holds; tolls of the sentences that records rest on; and
an incident that was left out altogether where a sentence shows it by itself, with a word of the
surest and a number of people. Not looked for: indirect speech, claims, deadlines, and incidents
that take several sentences to show.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.models import Coverage
from dateline.pipeline.audit import incident_gap, is_of_games, quotation_gaps, share
from dateline.pipeline.gaps import Gap
from dateline.pipeline.records import Records
from dateline.pipeline.stretches import Stretches
from dateline.pipeline.toll_beside import is_headline
from dateline.pipeline.toll_gaps import covers, toll_gaps, tolls_rested_on
from dateline.survey import Survey, SurveyedSentence, Toll, spoken_quotations
from dateline.survey.toll_sums import is_sum_since


def find_gaps(survey: Survey, records: Records) -> tuple[Gap, ...]:
    """Incidents, tolls and quotations that are in no record."""
    return (
        *_incident_gaps(survey, records),
        *toll_gaps(survey, tolls_to_hold(survey, records), records.incidents, "light"),
        *quotation_gaps(survey, records.statements),
    )


def coverage(survey: Survey, records: Records) -> Coverage:
    """How much the records account for of the quotations, and of their own sentences' tolls."""
    casualties = [c for i in records.incidents for c in i.casualties]
    contents = Stretches(span for s in records.statements for span in s.content.spans)
    tolls = tolls_to_hold(survey, records)
    return Coverage(
        tolls=share([any(covers(c, t, survey.lexicon) for c in casualties) for t in tolls]),
        quotations=share([contents.touch(q.inner) for q, _ in spoken_quotations(survey)]),
    )


def tolls_to_hold(survey: Survey, records: Records) -> Iterator[Toll]:
    """The tolls that some record should hold: those of the sentences that it rests on."""
    return tolls_rested_on(survey, records.incident_evidence)


def _incident_gaps(survey: Survey, records: Records) -> Iterator[Gap]:
    rested_on = Stretches(records.incident_evidence)
    casualties = [c for i in records.incidents for c in i.casualties]
    for sentence in survey.sentences:
        if rested_on.touch(sentence.span):
            continue
        # A headline says again what the text tells, often of an incident without any toll.
        if records.incidents and is_headline(sentence.span):
            continue
        # Only its triggers make a sentence firm, and they are found sooner than its tolls.
        if not sentence.triggers:
            continue
        # The toll of an incident that a record holds may be told again, far from its evidence; and
        # a sentence without any does not show an incident by itself.
        if all(any(covers(c, t, survey.lexicon) for c in casualties) for t in sentence.tolls):
            continue
        if sentence.shows_incident:
            yield incident_gap(
                sentence.span, (sentence.span,), doubted=_may_be_none(sentence, survey)
            )


def _may_be_none(sentence: SurveyedSentence, survey: Survey) -> bool:
    """Whether it may tell of a match, or of all that happened since a month."""
    summed = sentence.tolls and all(is_sum_since(t, survey.lexicon) for t in sentence.tolls)
    return bool(summed) or is_of_games(survey)
