"""What sounds like an incident that no record holds, and may be none."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.models import Article
from dateline.pipeline import audit, light_audit
from dateline.pipeline.records import Records
from dateline.survey import survey

SUM = "Talks go on in Dol.\n\nTwelve shepherds have been murdered in the valley since January."
MATCH = (
    "Bowlers gun down Velm\n\n"
    "VELM: Karsa ambushed the Velm batting on Friday, and gunmen among its bowlers shot dead nine "
    "wickets in an innings of 94.\n\n"
    "A batsman took a bouncer on the helmet."
)
RAID = (
    "Bowlers mourn a captain\n\n"
    "Gunmen killed 12 shepherds in the valley near Dol on Friday, the mayor said.\n\n"
    "The match was put off."
)


def _severities(text: str) -> set[str]:
    found = survey(Article.from_text(text, published=date(2024, 3, 11)))
    gaps = (
        *audit.find_gaps(found, Records(())),
        *light_audit.find_gaps(found, Records(())),
    )
    return {g.severity for g in gaps if g.record == "incident"}


@pytest.mark.parametrize("text", [SUM, MATCH])
def test_a_sum_and_a_match_are_information(text: str) -> None:
    """A sum since a month is the toll of no incident, and batsmen are not ambushed."""
    assert _severities(text) <= {"info"}


def test_a_raid_is_a_warning_wherever_games_are_named() -> None:
    """A word or two of a match make no report of one."""
    assert _severities(RAID) == {"warning"}
