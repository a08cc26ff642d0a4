"""Tolls of reports, ranged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.events.made import report

from dateline.events.tolls import bounds_of, ranged
from dateline.export.schemes.tolls import reliable
from dateline.models import Incident
from dateline.models.vocabulary import Realis


def told_as(realis: Realis) -> Incident:
    """An incident whose only toll is told so."""
    incident = report("a").incident
    (toll,) = incident.casualties
    return incident.model_copy(update={"casualties": (toll.model_copy(update={"realis": realis}),)})


@pytest.mark.parametrize("realis", ["actual", "historical"])
def test_what_came_about_counts(realis: Realis) -> None:
    """It is told of, here and in the exports of schemes."""
    incident = told_as(realis)
    assert bounds_of(incident, "killed") == (14, 14, 14)
    assert reliable(incident, "killed")


@pytest.mark.parametrize("realis", ["attempted", "planned", "threatened", "denied", "hypothetical"])
def test_what_did_not_come_about_is_no_toll(realis: Realis) -> None:
    """Neither here nor in the exports of schemes."""
    incident = told_as(realis)
    assert bounds_of(incident, "killed") is None
    assert reliable(incident, "killed") == ()
    assert ranged([replace(report("a"), incident=incident)]) == ()
