"""Extractions read from files, and the ids of their articles."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from tests.export.made import ODD_TEXTS, extraction, market, with_text

from dateline.errors import InputError
from dateline.export import Coded, article_id, coded, export, read_extractions, unique
from dateline.models import Extraction


@given(ODD_TEXTS)
def test_json_lines_come_back_as_they_were(text: str) -> None:
    """Whatever stands in the article, and whatever a program takes for the end of a line."""
    whole = with_text(text)
    lines = "".join(e.model_dump_json() + "\n" for e in (whole, whole)).encode()
    assert list(read_extractions(io.BytesIO(lines))) == [whole, whole]


def test_the_json_lines_export_is_read_back(tmp_path: Path) -> None:
    """Nothing is lost on the way: findings, receipt and records of the user's own types too."""
    out = tmp_path / "all.jsonl"
    export(coded([extraction(), with_text("a\u2028b")]), "jsonl", out)
    assert list(read_extractions(out)) == [extraction(), with_text("a\u2028b")]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("many", [False, True])
def test_a_json_file_is_read_too(tmp_path: Path, indent: int | None, many: bool) -> None:
    """Of one extraction, or a list of them, however it is laid out."""
    one = json.loads(extraction().model_dump_json())
    file = tmp_path / "all.json"
    file.write_text(json.dumps([one, one] if many else one, indent=indent), "utf-8")
    assert list(read_extractions(file)) == [extraction()] * (2 if many else 1)


def test_a_line_that_is_no_extraction_is_named_and_costs_no_other(tmp_path: Path) -> None:
    """With the file and the number of the line."""
    file = tmp_path / "runs.jsonl"
    good = extraction().model_dump_json()
    file.write_text(f'{good}\n\n{{"article": 3}}\nrubbish\n{good}\n', "utf-8")
    skipped: list[InputError] = []
    assert len(list(read_extractions(file, skipped=skipped.append))) == 2
    told = [str(error).partition(" holds no extraction")[0] for error in skipped]
    assert told == [f"{file}, line 3", f"{file}, line 4"]
    with pytest.raises(InputError, match="line 3 holds no extraction: article"):
        list(read_extractions(file))


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(InputError, match="cannot be read"):
        list(read_extractions(tmp_path / "none.jsonl"))


def test_a_binary_file_is_refused_at_once(tmp_path: Path) -> None:
    """And not line by line."""
    file = tmp_path / "runs.db"
    file.write_bytes(b"SQLite format 3\0" + b"\n\0" * 100)
    skipped: list[InputError] = []
    with pytest.raises(InputError, match=r"runs\.db' is no text"):
        list(read_extractions(file, skipped=skipped.append))
    assert not skipped


def test_an_unfinished_json_file_is_an_input_error() -> None:
    """As one that was cut off is."""
    with pytest.raises(InputError, match="is no JSON"):
        list(read_extractions(io.BytesIO(b'{\n"article":')))


def test_an_articles_id_is_made_of_its_text_and_day() -> None:
    """So it is the same in every export, and another one for another day."""
    first, other = extraction(), with_text("other")
    later = first.article.model_copy(update={"published": None})
    ids = [article_id(e) for e in (first, first, other, extraction(article=later))]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_a_second_reading_of_an_article_has_an_id_of_its_own() -> None:
    """Keys hold in one export, whoever read the article how often."""
    readings: list[Extraction] = [extraction(), with_text("b"), extraction(), extraction()]
    own = article_id(extraction())
    ids = [each.article_id for each in coded(readings)]
    assert ids == [own, article_id(with_text("b")), f"{own}#2", f"{own}#3"]


def test_ids_of_several_sources_are_kept_apart() -> None:
    """As those of a store and of a file may be the same."""
    given = [Coded(name, extraction()) for name in ("a", "b", "a")]
    assert [each.article_id for each in unique(given)] == ["a", "b", "a#2"]


def test_a_line_that_was_cut_off_costs_none_of_those_before(tmp_path: Path) -> None:
    """As the last one of a run that was killed, or of a disk that was full."""
    file = tmp_path / "runs.jsonl"
    good = extraction().model_dump_json()
    file.write_text(f"{good}\n{good}\n{good[: len(good) // 2]}", "utf-8")
    skipped: list[InputError] = []
    assert len(list(read_extractions(file, skipped=skipped.append))) == 2
    assert "line 3 holds no extraction" in str(skipped[0])


def test_a_value_that_cannot_be_is_told_in_our_words(tmp_path: Path) -> None:
    """Without what pydantic puts before them."""
    told = extraction(incidents=(market(),)).model_dump(mode="json")
    told["incidents"][0]["place"]["mention"] = {"text": "Maiduguri", "inferred": True}
    file = tmp_path / "runs.jsonl"
    file.write_text(json.dumps(told), "utf-8")
    with pytest.raises(InputError, match="mention: the inferred mention 'Maiduguri' needs"):
        list(read_extractions(file))


def test_what_gzip_packed_is_unpacked(tmp_path: Path) -> None:
    """From a file of whatever name, and from a pipe."""
    packed = gzip.compress(f"{extraction().model_dump_json()}\n".encode() * 2)
    file = tmp_path / "runs.jsonl.gz"
    file.write_bytes(packed)
    assert list(read_extractions(file)) == [extraction()] * 2
    pipe = io.BufferedReader(io.BytesIO(packed))  # type: ignore[arg-type]
    assert list(read_extractions(pipe)) == [extraction()] * 2


@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_packed_file_that_is_damaged_is_an_input_error(tmp_path: Path, damage: str) -> None:
    """What came out of it before the damage was read."""
    lines = "".join(f"{with_text(str(n)).model_dump_json()}\n" for n in range(300)).encode()
    packed = bytearray(gzip.compress(lines))
    if damage == "cut":
        del packed[-100:]
    else:
        packed[-8] ^= 255  # the checksum
    file = tmp_path / "runs.jsonl.gz"
    file.write_bytes(packed)
    found = []
    with pytest.raises(InputError, match="cannot be unpacked to its end"):
        for each in read_extractions(file):
            found.append(each)  # noqa: PERF402  # kept, although the next one fails
    assert len(found) > 100
