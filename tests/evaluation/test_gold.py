"""The gold set reads: every value of it stands in its article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.evaluation import GoldArticle, load_gold
from dateline.pipeline.ground import spans_of


@pytest.fixture(scope="module")
def golds(root: Path) -> tuple[GoldArticle, ...]:
    """The gold set of the checkout."""
    return load_gold(root / "gold")


def test_every_gold_value_stands_in_its_article(golds: tuple[GoldArticle, ...]) -> None:
    """And no record rests on what is named as noise."""
    assert len(golds) >= 43
    for gold in golds:
        records = (*gold.records.incidents, *gold.records.statements, *gold.records.policy)
        text = gold.article.text
        assert all(text[s.start : s.end] == s.text for r in records for s in spans_of(r))
        assert len(gold.optional) == len(gold.records.incidents)
        assert all(words in text for words in gold.noise)


def test_half_of_it_is_never_tuned_on(golds: tuple[GoldArticle, ...]) -> None:
    """The two parts are named in the files."""
    tuning = [g for g in golds if g.split == "tuning"]
    assert abs(2 * len(tuning) - len(golds)) <= 2
    assert {g.split for g in golds} == {"tuning", "held-out"}


def test_one_part_is_read_alone(tmp_path: Path) -> None:
    """And both where none is named."""
    for name, split in (("a", "tuning"), ("b", "held-out")):
        (tmp_path / f"{name}.txt").write_text("It rained.", "utf-8")
        data = {"split": split, "published": "2024-03-11"}
        (tmp_path / f"{name}.json").write_text(json.dumps(data), "utf-8")
    read = {split: load_gold(tmp_path, split) for split in ("tuning", "held-out", None)}
    assert {split: [g.name for g in gold] for split, gold in read.items()} == {
        "tuning": ["a"],
        "held-out": ["b"],
        None: ["a", "b"],
    }


def test_derived_values_are_the_golds_own(golds: tuple[GoldArticle, ...]) -> None:
    """Bounds, days and codes come from the file, not from the resolvers that they measure."""
    (gold,) = [g for g in golds if g.name == "sahel-three-attacks"]
    assert all(i.place and i.place.country for i in gold.records.incidents)
    assert all(c.count.low for i in gold.records.incidents for c in i.casualties)


def test_a_value_that_does_not_stand_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    """With the file and the words."""
    (tmp_path / "story.txt").write_text("Gunmen killed nine officers on Sunday.", "utf-8")
    statement = {
        "kind": "indirect",
        "content": "Gunmen killed ten officers",
        "speaker": None,
        "resolved_speaker": None,
        "speaker_role": None,
        "anonymous": False,
        "cue": None,
        "act": "assert",
    }
    data = {"split": "tuning", "published": "2024-03-11", "statements": [statement]}
    (tmp_path / "story.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(InputError, match=r"story\.json.*ten officers"):
        load_gold(tmp_path)


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    """It says what it looked for."""
    with pytest.raises(InputError, match=r"NAME\.json"):
        load_gold(tmp_path)
