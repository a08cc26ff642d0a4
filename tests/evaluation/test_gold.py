"""The gold set reads: every value of it stands in its article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import InputError
from dateline.evaluation import load_gold
from dateline.pipeline.ground import spans_of


def test_every_gold_value_stands_in_its_article(root: Path) -> None:
    """And no record rests on what is named as noise."""
    golds = load_gold(root / "gold")
    assert len(golds) >= 43
    for gold in golds:
        records = (*gold.records.incidents, *gold.records.statements, *gold.records.policy)
        text = gold.article.text
        assert all(text[s.start : s.end] == s.text for r in records for s in spans_of(r))
        assert len(gold.optional) == len(gold.records.incidents)
        assert all(words in text for words in gold.noise)


def test_half_of_it_is_never_tuned_on(root: Path) -> None:
    """The two parts are named in the files."""
    tuning, held_out = (load_gold(root / "gold", s) for s in ("tuning", "held-out"))
    assert abs(len(tuning) - len(held_out)) <= 2
    assert not {g.name for g in tuning} & {g.name for g in held_out}


def test_derived_values_are_the_golds_own(root: Path) -> None:
    """Bounds, days and codes come from the file, not from the resolvers that they measure."""
    (gold,) = [g for g in load_gold(root / "gold") if g.name == "sahel-three-attacks"]
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
