"""The gate: floors hold, rise by themselves, and go down with a reason only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.evaluation.made import bomb, extraction, gold, market

from dateline.errors import ConfigError
from dateline.evaluation.corpora import digest
from dateline.evaluation.floors import (
    CorpusFloors,
    Floors,
    as_toml,
    breaches,
    measured,
    read_floors,
)
from dateline.evaluation.metrics import BY_NAME
from dateline.evaluation.results import CorpusResult, result_of
from dateline.evaluation.runs import Outcome

TODAY = date(2024, 3, 11)
START = Floors("local", corpora={"made": CorpusFloors(None, "", {})})


def result(*incidents: object, problem: str | None = None) -> CorpusResult:
    """What a reader came to that finds these incidents."""
    document = gold()
    found = None if problem else extraction(tuple(incidents))  # type: ignore[arg-type]
    return result_of("made", [document], [("local", [Outcome(document, found, problem)])])


GOOD, POOR = result(market(), bomb()), result(market())
SET = measured(START, [GOOD], reason=None, today=TODAY)


def test_what_was_measured_holds() -> None:
    """The floors are of these documents, and one for each gated metric that they allow."""
    assert SET.corpora["made"].digest == digest(GOOD.documents)
    assert SET.corpora["made"].floors["incident"] == 1.0
    assert set(SET.corpora["made"].floors) <= set(BY_NAME)
    assert breaches(SET, [GOOD]) == []


def test_what_is_less_is_a_fault_with_both_numbers() -> None:
    """Metric by metric."""
    faults = breaches(SET, [POOR])
    assert "made: incident is 0.666, its floor 1.000" in faults
    assert not any("incident.kind " in fault for fault in faults)


def test_a_ceiling_is_broken_upwards() -> None:
    """Records on noise are best few."""
    document = gold()
    menu = market(id="i9", evidence=(document.article.paragraphs[0],))
    faults = breaches(SET, [result(market(), bomb(), menu)])
    assert "made: noise is 0.334, its ceiling 0.000" in faults


def test_floors_rise_and_do_not_sink() -> None:
    """Setting them again with less keeps them."""
    low = measured(START, [POOR], reason=None, today=TODAY)
    assert low.corpora["made"].floors["incident"] == 0.666
    assert measured(low, [GOOD], reason=None, today=TODAY).corpora["made"].floors["incident"] == 1
    kept = measured(SET, [POOR], reason=None, today=TODAY)
    assert kept.corpora["made"].floors == SET.corpora["made"].floors
    assert kept.lowered == ()


def test_a_floor_goes_down_with_a_reason_that_is_kept(tmp_path: Path) -> None:
    """With both values and the day; the others stay."""
    lowered = measured(SET, [POOR], reason="fewer „wrong“ ones", today=TODAY)
    told = {entry.metric: entry for entry in lowered.lowered}
    assert (told["incident"].before, told["incident"].after) == (1.0, 0.666)
    assert "incident.kind" not in told
    file = tmp_path / "floors.toml"
    file.write_text(as_toml(lowered), "utf-8")
    assert read_floors(file) == lowered
    assert breaches(lowered, [POOR]) == []


def test_other_documents_have_other_floors() -> None:
    """A changed corpus is not measured against them."""
    document = gold("another")
    other = result_of("made", [document], [("local", [Outcome(document, extraction())])])
    assert breaches(SET, [other]) == ["made: its documents are others; set the floors again."]


def test_an_article_that_could_not_be_read_is_a_fault() -> None:
    """It would leave the figures higher."""
    faults = breaches(SET, [result(problem="refused")])
    assert "made: story could not be read: refused" in faults
    assert "made: incident is not measured, its floor 1.000" in faults


def test_the_file_of_the_repository_is_whole(root: Path) -> None:
    """It reads, has floors for each corpus, and is written as the tool writes it."""
    file = root / "evaluation" / "floors.toml"
    floors = read_floors(file)
    assert "own" in floors.corpora
    assert all(corpus.floors for corpus in floors.corpora.values())
    assert all(floors.corpora[c].floors["grounding"] == 1.0 for c in floors.corpora)
    assert as_toml(floors) == file.read_text("utf-8")
    assert all(entry.reason for entry in floors.lowered)


@pytest.mark.parametrize("content", ["", "provider = 1\nseed = [", "provider = 'x'"])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    """With its path."""
    file = tmp_path / "floors.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(ConfigError, match=r"floors\.toml"):
        read_floors(file)
