"""Gold as JSON Lines of extractions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.made import TEXT, bomb, extraction, market, quote

from dateline.errors import InputError
from dateline.evaluation import score_document
from dateline.evaluation.corpora import load_corpus

SPARSE: dict[str, Any] = {
    "id": "karsa",
    "article": {"text": TEXT, "published": "2024-03-11"},
    "noise": ["Home | World | Weather"],
    "incidents": [
        {
            "kind": "Attack",
            "perpetrators": [{"mention": "Gunmen"}],
            "casualties": [
                {"outcome": "killed", "count": {"text": "at least 14 traders", "low": 14}}
            ],
            "place": {"text": "a market in Karsa", "admin1": "ET-OR"},
            "when": "Saturday",
            "evidence": [TEXT.split("\n\n")[1]],
        },
        {"kind": "Attack", "weapon": "bomb", "optional": True, "evidence": ["in Dumo on Sunday"]},
    ],
    "statements": [
        {"kind": "direct", "content": "They came from the river,", "speaker": "Anna Bell"}
    ],
}


def written(folder: Path, *lines: Any) -> str:
    """A file of gold."""
    file = folder / "gold.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return str(file)


def test_words_alone_suffice(tmp_path: Path) -> None:
    """Places, times, counts and actors too; they get their spans."""
    (document,) = load_corpus(written(tmp_path, SPARSE))
    assert (document.id, document.corpus) == ("karsa", "gold")
    assert document.gold is not None
    first, _ = document.gold.records.incidents
    assert first.place is not None
    assert first.place.admin1 == "ET-OR"
    assert first.place.mention.spans[0].text == "a market in Karsa"
    assert first.casualties[0].count.low == 14
    assert first.perpetrators[0].mention.grounded
    assert document.gold.optional == (False, True)
    assert document.gold.noise == ((0, 22),)


def test_a_whole_extraction_is_gold_as_it_is(tmp_path: Path) -> None:
    """Measured against itself it is all right."""
    whole = extraction((market(), bomb()), (quote(),))
    data = whole.model_dump(mode="json")
    for part in ("schema_version", "records", "actors", "findings", "coverage", "receipt"):
        assert part in data
    (document,) = load_corpus(written(tmp_path, data))
    scores = score_document(document, whole)
    assert {n: t for n, t in scores.items() if t.f1 not in (None, 1.0)} == {}
    assert scores["incident"].gold == 2


def test_what_is_not_annotated_is_not_scored(tmp_path: Path) -> None:
    """Statements left out are not taken for none."""
    data = {key: value for key, value in SPARSE.items() if key != "statements"}
    (document,) = load_corpus(written(tmp_path, data))
    assert "statement" not in score_document(document, extraction((market(),), (quote(),)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"incidents": [{"kind": "Attack", "weapon": "a sword"}]}, "line 2.*'a sword'"),
        ({"incidents": [{"kind": "Riot"}]}, "line 2.*kind"),
        ({"incidents": [{"kind": "Attack", "colour": "red"}]}, "line 2.*no 'colour'"),
        (
            {"statements": [{"kind": "direct", "content": {"text": "x", "spans": [[0, 1]]}}]},
            "line 2",
        ),
        ({"article": {}}, "line 2"),
    ],
)
def test_what_does_not_hold_is_named_with_its_line(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    """Before anything is spent."""
    with pytest.raises(InputError, match=words):
        load_corpus(written(tmp_path, SPARSE, {**SPARSE, **change}))


def test_a_span_that_does_not_hold_is_an_error(tmp_path: Path) -> None:
    """The article decides."""
    span = {"start": 0, "end": 4, "text": "Mayo"}
    bad = {**SPARSE, "incidents": [{"kind": "Attack", "evidence": [span]}]}
    with pytest.raises(InputError, match="does not stand at 0-4"):
        load_corpus(written(tmp_path, bad))
