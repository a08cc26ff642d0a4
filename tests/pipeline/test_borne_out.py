"""What bears an incident out where no list has the words that tell it."""

from __future__ import annotations

import pytest

from dateline.models import Article, Incident
from dateline.models.vocabulary import IncidentKind as K
from dateline.pipeline.borne_out import names_its_kind


def _record(kind: K, text: str) -> Incident:
    return Incident(kind=kind, evidence=tuple(Article.from_text(text).paragraphs))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (K.PEACEFUL_PROTEST, "Some forty people with black flags stood in the rain."),
        (K.PEACEFUL_PROTEST, "Bakers, possibly 3,000 of them, walked to the square with a band."),
        (K.PEACEFUL_PROTEST, "In Dol, by contrast, there is singing."),
        (K.PEACEFUL_PROTEST, "A couple of hundred have sat down around a fountain."),
        (K.LOOTING, "Looters had come with carts and taken the doors."),
        (K.SHELLING, "She showed a reporter a shell case that came through the roof."),
        (K.OTHER, "The two nurses were let go on Sunday."),
        (K.ARRESTS, "A pupil who wrote that the school would burn is in juvenile detention."),
        (K.ARRESTS, "Two brothers were taken from a brick kiln on Thursday night."),
        (K.ARRESTS, "Police rounded up nine men over a plot to burn the mill."),
        (K.ATTACK, "The union accused the wardens of flogging two of its stewards."),
        (K.ABDUCTION, "The clerk has not been seen since Friday."),
        (K.PROTEST_WITH_INTERVENTION, "The marchers were driven back with water cannon."),
    ],
)
def test_who_or_what_only_such_an_incident_has_bears_it_out(kind: K, text: str) -> None:
    """Crowds, looters, what was fired, who was let go."""
    assert names_its_kind(_record(kind, text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (K.PEACEFUL_PROTEST, "The mayor stood in the rain until the car had left."),
        (K.PEACEFUL_PROTEST, "Some 3,000 voters are on the list of the town."),
        (K.ARRESTS, "The lawyer denied that his client was in custody."),
        (K.LOOTING, "The shop opens at nine and sells doors."),
        (K.SHELLING, "She showed a reporter a jar of honey."),
        (K.ATTACK, "Some forty people with black flags stood in the rain."),
        (K.LOOTING, "It rubbished a note that the clinic had been burned."),
        (K.OTHER, "Eviction of 900 families has been set for August."),
        (K.OTHER, "The nurses are to be set free on Sunday."),
        (K.ARRESTS, "Looters had come with carts and taken the doors."),
    ],
)
def test_other_sentences_bear_nothing_out(kind: K, text: str) -> None:
    """Nor does a crowd bear out an attack."""
    assert not names_its_kind(_record(kind, text))
