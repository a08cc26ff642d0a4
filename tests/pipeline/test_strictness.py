"""What is done with values that are not proved, and the one further question about gaps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.pipeline.test_run import ARTICLE, MAYOR, QUOTE, RIGHT, TALKS, raid, said, toll

from dateline.errors import UngroundedAnswer
from dateline.models import Extraction

Extract = Callable[..., Extraction]


def test_unproved_values_are_dropped_by_default(extract: Extract, scripted: Any) -> None:
    """And listed."""
    result = extract(ARTICLE, scripted(RIGHT | {"Incident": [[raid(place="Lenz")]]}))
    assert result.incidents[0].place is None
    assert [f.value for f in result.findings if f.kind == "ungrounded"] == ["Lenz"]


def test_flagged_values_are_kept_without_a_span(extract: Extract, scripted: Any) -> None:
    """Kept as written, `grounded` false, and listed all the same."""
    script = RIGHT | {"Incident": [[raid(place="Lenz")]]}
    result = extract(ARTICLE, scripted(script), grounding="flag")
    place = result.incidents[0].place
    assert place is not None
    assert (place.mention.text, place.mention.grounded, place.mention.spans) == ("Lenz", False, ())
    assert "kept, unproved" in next(f.message for f in result.findings if f.kind == "ungrounded")
    assert Extraction.model_validate_json(result.model_dump_json()) == result


def test_a_flagged_quotation_is_kept_too(extract: Extract, scripted: Any) -> None:
    """A record that would be dropped for what it cannot do without."""
    script = {"Statement": [[said("We will have our revenge")]]}
    result = extract(ARTICLE, scripted(script), grounding="flag")
    flagged = [s for s in result.statements if not s.content.grounded]
    assert [s.content.text for s in flagged] == ["We will have our revenge"]


def test_an_error_only_where_it_is_asked_for(extract: Extract, scripted: Any) -> None:
    """It names what was not proved, and says how to have findings instead."""
    script = RIGHT | {"Incident": [[raid(place="Lenz")]]}
    with pytest.raises(UngroundedAnswer, match="'Lenz'") as raised:
        extract(ARTICLE, scripted(script), grounding="raise")
    assert "strict" in raised.value.hint
    assert extract(ARTICLE, scripted(RIGHT), grounding="raise").incidents


def test_what_was_left_out_is_asked_about_once_more(extract: Extract, scripted: Any) -> None:
    """One further question for the kind of record, with the sentences; its answer counts."""
    provider = scripted(RIGHT | {"Statement": [[MAYOR], [said(QUOTE)]]})
    result = extract(ARTICLE, provider)
    conversations = provider.asked_about("Statement")
    assert len(conversations) == 2
    assert QUOTE in conversations[1][-1]["content"]
    assert conversations[1][: len(conversations[0])] == conversations[0]
    (quoted,) = [s for s in result.statements if s.kind == "direct"]
    assert quoted.found_by == "both"


def test_what_stays_left_out_is_a_finding(extract: Extract, scripted: Any) -> None:
    """An incident that the model will not see; nothing is asked a third time."""
    provider = scripted({"Incident": [[], []], "PolicyContext": [[TALKS]]})
    result = extract(ARTICLE, provider)
    assert len(provider.asked_about("Incident")) == 2
    gaps = [f for f in result.findings if f.kind == "uncovered" and f.severity == "warning"]
    assert any("incident" in f.message for f in gaps)
    assert result.coverage.tolls.found == 1
    assert result.coverage.tolls.covered == 0


def test_nothing_more_is_asked_where_nothing_is_left_out(extract: Extract, scripted: Any) -> None:
    """Right answers cost what they cost."""
    provider = scripted(RIGHT)
    result = extract(ARTICLE, provider)
    assert len(provider.asked) == 3
    assert result.coverage.tolls == result.coverage.tolls.model_copy(update={"covered": 1})


def test_a_toll_left_out_joins_its_incident(extract: Extract, scripted: Any) -> None:
    """The further answer is the same incident, with the toll that was missing."""
    provider = scripted(
        RIGHT
        | {"Incident": [[raid(casualties=[])], [raid(casualties=[toll("at least 14 traders")])]]}
    )
    (incident,) = extract(ARTICLE, provider).incidents
    assert [c.count.low for c in incident.casualties] == [14]
