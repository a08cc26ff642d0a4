"""The parser's own records: what the survey found, in the product's types. It only points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.expressions.counts import read_count
from dateline.models import (
    Casualty,
    Claim,
    Count,
    Incident,
    Mention,
    Place,
    PolicyContext,
    Statement,
    When,
)
from dateline.survey.attributions import Attribution
from dateline.survey.background import Background
from dateline.survey.chosen import best_date, best_kind, best_place, distinct_tolls
from dateline.survey.grouping import SightedIncident
from dateline.survey.lexicon import Lexicon
from dateline.survey.participants import PARSER, mention, perpetrators, targets
from dateline.survey.policy import PolicyItem
from dateline.survey.tolls import Toll


def code_incident(
    found: SightedIncident,
    attributions: Sequence[Attribution],
    published: date | None,
    lexicon: Lexicon,
) -> Incident:
    """The incident that its sentences tell of, each field from the sentence that says most."""
    place, when = best_place(found), best_date(found, published)
    return Incident(
        found_by=PARSER,
        kind=best_kind(found),
        perpetrators=perpetrators(found, lexicon),
        targets=targets(found, lexicon),
        claim=_claim(found),
        weapon=next((mention(s.weapon) for s in found.sightings if s.weapon), None),
        casualties=tuple(_casualty(t, attributions) for t in distinct_tolls(found)),
        place=Place(mention=mention(place)) if place else None,
        when=When(mention=mention(when)) if when else None,
        evidence=found.sentences,
    )


def code_background(
    found: Background, said: Sequence[Attribution], published: date | None, lexicon: Lexicon
) -> Incident:
    """The incident that is told beside the news, with how it is told."""
    told = code_incident(found.incident, said, published, lexicon)
    return told.model_copy(update={"realis": found.realis})


def code_statement(said: Attribution, lexicon: Lexicon) -> Statement:
    """The statement that an attribution makes."""
    source = said.source
    speaker = None
    if source is not None and said.continued:
        speaker = Mention.at(source.speaker, found_by=PARSER)
    elif source is not None:
        speaker = mention(source.speaker)
    return Statement(
        found_by=PARSER,
        kind=said.kind,
        content=Mention.at(*said.content, found_by=PARSER),
        speaker=speaker,
        speaker_role=mention(source.role) if source and source.role else None,
        anonymous=source is not None and _anonymous(source.speaker.text, lexicon),
        cue=mention(said.cue) if said.cue else None,
        act=said.act,
    )


def code_policy(item: PolicyItem) -> PolicyContext:
    """The policy item that a clause states."""
    return PolicyContext(
        found_by=PARSER,
        kind=item.kinds[0],
        what=mention(item.what),
        actors=tuple(mention(a) for a in item.actors[:2]),
        when=When(mention=mention(item.dates[0])) if item.dates else None,
        status=item.statuses[0] if item.statuses else "unknown",
        evidence=(item.sentence,),
    )


def _casualty(toll: Toll, attributions: Sequence[Attribution]) -> Casualty:
    said = next((a for a in attributions if any(toll.count in c for c in a.content)), None)
    source = mention(said.source.speaker) if said and said.source else None
    if toll.source is not None:  # "the ministry put the toll at 28"
        source = mention(toll.source)
    return Casualty(
        outcome=toll.outcome,
        count=_count(toll),
        group=mention(toll.group) if toll.group else None,
        according_to=source,
        realis=toll.realis or "actual",
    )


def _count(toll: Toll) -> Count:
    """The words for the count; of one who is named, the one: no words of a name say so."""
    if toll.named and read_count(toll.count.text) is None:
        return Count(mention=mention(toll.count), low=1, best=1, high=1, rule="singular")
    return Count(mention=mention(toll.count))


def _claim(found: SightedIncident) -> Claim:
    for status, by in (s.claim for s in found.sightings):
        if status != "not_mentioned":
            return Claim(status=status, by=mention(by) if by else None)
    return Claim()


def _anonymous(words: str, lexicon: Lexicon) -> bool:
    return lexicon.anonymous.search(words) is not None and not any(
        w[0].isupper() for w in words.split()[1:]
    )
