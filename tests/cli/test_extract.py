"""`dateline extract`: results on standard output or in a file, all else on standard error."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cli.canned import Canned

from dateline.models import Extraction

Run = Callable[..., Any]


def test_json_is_an_extraction(dateline_command: Run, story: Path, asked: list[Any]) -> None:
    """Everything, in the form that the models read back."""
    ended = dateline_command("extract", story, "--published", "2024-03-11", "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    result = Extraction.model_validate_json(ended.out)
    assert result.article.text == story.read_text("utf-8")
    assert result.incidents[0].casualties[0].count.low == 14
    assert "“They came [from] the river,”" in ended.out


def test_jsonl_is_the_same_on_one_line(
    dateline_command: Run, story: Path, asked: list[Any]
) -> None:
    """One article, one line."""
    whole = dateline_command("extract", story, "--published", "2024-03-11", "--format", "json")
    line = dateline_command("extract", story, "--published", "2024-03-11", "--format", "jsonl")
    assert line.out.endswith("}\n")
    assert line.out.count("\n") == 1
    assert json.loads(line.out) == json.loads(whole.out)


def test_the_table_has_the_words(dateline_command: Run, story: Path, asked: list[Any]) -> None:
    """What, where, when, how many, who said what; findings; and what it cost."""
    ended = dateline_command("extract", story, "--published", "2024-03-11")
    assert (ended.status, ended.err) == (0, "")
    for words in (
        "Incidents",
        "Attack",
        "a market in Karsa",
        "on Saturday",
        "2024-03-09",
        "at least 14 traders",
        "14 or more",
        "Anna Bell",
        "They came [from] the river",  # no markup of rich's
        "The two sides will resume talks in Geneva on Friday",
        "negotiation",
        "these words do not stand in the article",
        "1 uncovered",
        "scripted (script-1)",
        "321 prompt tokens",
        "cost unknown",
    ):
        assert words in " ".join(ended.out.split()), words


def test_html_is_the_page_of_the_extraction(
    dateline_command: Run, story: Path, asked: list[Any]
) -> None:
    """The same as from Python."""
    arguments = ("extract", story, "--published", "2024-03-11", "--format")
    result = Extraction.model_validate_json(dateline_command(*arguments, "json").out)
    page = dateline_command(*arguments, "html")
    assert (page.status, page.err) == (0, "")
    assert page.out == result.to_html()
    assert page.out.startswith("<!doctype html>")
    assert "They came [from] the river" in page.out


def test_a_narrow_terminal_cuts_no_words(
    dateline_command: Run, story: Path, asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines fold; nothing ends in an ellipsis."""
    monkeypatch.setenv("COLUMNS", "60")
    ended = dateline_command("extract", story, "--published", "2024-03-11")
    assert ended.status == 0
    assert "…" not in ended.out
    assert "Geneva" in ended.out


@pytest.mark.parametrize("output_format", ["table", "json", "jsonl", "html"])
def test_o_writes_a_file_and_prints_nothing(
    dateline_command: Run, story: Path, asked: list[Any], output_format: str
) -> None:
    """What would have been printed, in UTF-8."""
    arguments = ("extract", story, "--published", "2024-03-11", "--format", output_format)
    printed = dateline_command(*arguments)
    ended = dateline_command(*arguments, "-o", "out.txt")
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert Path("out.txt").read_text("utf-8") == printed.out


def test_a_dash_reads_standard_input(dateline_command: Run, story: Path, asked: list[Any]) -> None:
    """Text or HTML, told apart by what it is."""
    piped = dateline_command(
        "extract", "-", "--published", "2024-03-11", "--format", "json", stdin=story.read_bytes()
    )
    assert piped.status == 0
    assert Extraction.model_validate_json(piped.out).article.text == story.read_text("utf-8")
    rows = "".join(f"<p>{p}</p>" for p in story.read_text("utf-8").split("\n") if p)
    page = f"<html><body><article>{rows}</article></body></html>"
    dateline_command("extract", "-", stdin=page.encode())
    assert "<p>" not in asked[-1][1].text
    assert "Gunmen killed at least 14 traders" in asked[-1][1].text


def test_provider_and_date_are_handed_on(
    dateline_command: Run, story: Path, asked: list[Any]
) -> None:
    """As they were given."""
    dateline_command("extract", story, "--provider", "mine", "--published", "2024-03-11")
    provider, article, published = asked[0]
    assert (provider, published) == ("mine", date(2024, 3, 11))
    assert article.text == story.read_text("utf-8")


def test_a_missing_publication_date_is_told(
    dateline_command: Run, story: Path, asked: list[Any]
) -> None:
    """On standard error, with what to give; the result stands."""
    ended = dateline_command("extract", story, "--format", "json")
    assert ended.status == 0
    assert "--published" in ended.err
    assert Extraction.model_validate_json(ended.out)


def test_the_date_of_the_file_is_enough(dateline_command: Run, asked: list[Any]) -> None:
    """A JSON article brings its own."""
    Path("a.json").write_text('{"text": "Rain fell on Lenz.", "published": "2024-03-11"}', "utf-8")
    ended = dateline_command("extract", "a.json")
    assert (ended.status, ended.err) == (0, "")
    assert asked[0][1].published == date(2024, 3, 11)


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_another_encoding_is_read_with_a_warning_that_names_it(
    dateline_command: Run, asked: list[Any], encoding: str
) -> None:
    """The words come out right, and the guess is told."""
    text = "La región de Nariño pidió más médicos, según el señor Ibáñez, alcalde de Túquerres.\n"
    Path("nota.txt").write_bytes(text.encode(encoding))
    ended = dateline_command("extract", "nota.txt", "--published", "2024-03-11", "--format", "json")
    assert ended.status == 0
    article = asked[0][1]
    assert article.text == text
    assert article.assumed_encoding
    (warning,) = ended.err.strip().splitlines()
    assert "nota.txt" in warning
    assert article.assumed_encoding in warning


def test_quiet_says_nothing_but_errors(dateline_command: Run, asked: list[Any]) -> None:
    """Neither the encoding nor the missing date; a missing file is still told."""
    Path("nota.txt").write_bytes("Llovió en Túquerres y en toda la región.".encode("latin-1"))
    ended = dateline_command("extract", "nota.txt", "--quiet")
    assert (ended.status, ended.err) == (0, "")
    assert dateline_command("extract", "nowhere.txt", "--quiet").err


@pytest.mark.parametrize(
    ("fail_on", "status", "words"),
    [(None, 0, ""), ("error", 0, ""), ("warning", 1, "1 finding of severity warning or error")],
)
def test_findings_can_be_made_a_failure(
    dateline_command: Run,
    story: Path,
    asked: list[Any],
    fail_on: str | None,
    status: int,
    words: str,
) -> None:
    """The result is printed all the same, and the count is told."""
    options = ["--fail-on", fail_on] if fail_on else []
    ended = dateline_command(
        "extract", story, "--published", "2024-03-11", "--format", "json", "--quiet", *options
    )
    assert ended.status == status
    assert Extraction.model_validate_json(ended.out)
    assert words in ended.err


@pytest.mark.parametrize("grounding", ["strict", "flag", "raise"])
def test_grounding_is_handed_on(
    dateline_command: Run, story: Path, asked: list[Any], grounding: str
) -> None:
    """Over the configuration's."""
    Path("dateline.toml").write_text('grounding = "flag"\n', "utf-8")
    assert dateline_command("extract", story, "--quiet", "--grounding", grounding).status == 0
    assert dateline_command("extract", story, "--quiet").status == 0
    assert [made.grounding for made in Canned.made if made] == [grounding, "flag"]
