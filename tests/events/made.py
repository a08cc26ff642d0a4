"""Reports for the tests of events."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dateline.events import Report
from dateline.models import Actor, Casualty, Count, Incident, Mention, Perpetrator, Place, When

DAY = date(2024, 3, 11)


def report(article: str, **told: Any) -> Report:
    """An attack on a mill in Kisoro on 11 March with 14 dead, but for what is given."""
    day = told.get("day", DAY)
    killed = told.get("killed", 14)
    low, best, high = killed if isinstance(killed, tuple) else (killed, killed, killed)
    toll = Casualty(
        outcome="killed",
        count=Count(mention=Mention(text=f"{killed} people"), low=low, best=best, high=high),
    )
    place = Place(
        mention=Mention(text=told.get("town", "Kisoro")),
        country=told.get("country", "UG"),
        admin1=told.get("admin1", "UG-410"),
        latitude=told.get("latitude"),
        longitude=told.get("longitude"),
        geo_precision=told.get("precision", 1),
    )
    when = When(mention=Mention(text="Monday"), start=day, end=day, precision="day")
    incident = Incident(
        id=told.get("id", "i1"),
        kind=told.get("kind", "Attack"),
        realis=told.get("realis", "actual"),
        perpetrators=(
            Perpetrator(mention=Mention(text=told.get("by", "gunmen")), basis="stated_as_fact"),
        ),
        targets=(Actor(mention=Mention(text=told.get("target", "a flour mill"))),),
        casualties=() if killed is None else (toll,),
        place=place if told.get("place", True) else None,
        when=when if day else None,
    )
    return Report(article, incident, told.get("published", (day or DAY) + timedelta(days=1)))
