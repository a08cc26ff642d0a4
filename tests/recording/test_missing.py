"""What is said, and what is made of it, where a request has changed since it was recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.recording.conftest import Server, rewritten, settings

from dateline import Article, Extraction, Extractor
from dateline.errors import NotRecorded
from dateline.pipeline import choices
from dateline.recording import missing as missing_answers
from dateline.recording.files import read_data
from dateline.recording.report import NEAREST


def read(article: Article, folder: Path, **profile: Any) -> Extraction:
    """The article read from its cassette."""
    with Extractor(settings=settings(folder, **profile)) as extractor:
        return extractor.extract(article, published=date(2024, 3, 11))


def rename(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """One field of the schema of choices, and nothing else of what is asked."""
    create_model = choices.create_model

    def renamed(name: str, **given: Any) -> Any:
        return create_model(name, **{new if n == old else n: v for n, v in given.items()})

    monkeypatch.setattr(choices, "create_model", renamed)


def test_a_changed_field_of_the_schema_is_not_answered(
    raid: tuple[Article, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The prompt is the same; the message shows which field."""
    rename(monkeypatch, "place", "location")
    with pytest.raises(NotRecorded) as raised:
        read(*raid)
    said = str(raised.value)
    assert "-      - place\n+      - location\n" in said
    assert "\nRecord it: " in said
    assert "Incidents in the news" not in said


def test_of_an_article_that_has_changed_the_old_one_is_the_nearest(
    raid: tuple[Article, Path],
) -> None:
    """Its cassette has another name; what else lies there, and cannot be read, is no matter."""
    article, folder = raid
    (folder / "other").mkdir()
    (folder / "other" / "broken.yaml").write_text("interactions: [", "utf-8")
    with pytest.raises(NotRecorded) as raised:
        read(Article.from_text(article.text.replace("Sunday", "Tuesday")), folder)
    said = str(raised.value)
    assert "is not there, or empty. The nearest of others, in " in said
    assert f"{next((folder / 'openai').iterdir()).name}', differs:\n" in said
    assert "\n-" in said
    assert "\n+" in said
    assert "Record it" in said


def test_the_same_request_under_another_name_shows_no_empty_difference(
    raid: tuple[Article, Path],
) -> None:
    """A cassette that was renamed, or that a test recorded."""
    article, folder = raid
    recorded = next((folder / "openai").iterdir())
    recorded.rename(recorded.with_name("renamed.yaml"))
    with pytest.raises(NotRecorded) as raised:
        read(article, folder)
    said = str(raised.value)
    assert "renamed.yaml', holds it, and is not played: its name is another. Record it" in said
    assert "differs" not in said


def noted(folder: Path, parser: str | None) -> None:
    """What the cassette says of the parser."""
    rewritten(folder, lambda data: data["metadata"].update(parser=parser))


@pytest.mark.parametrize(
    ("recorded", "missing", "hint"),
    [
        ("en_core_web_sm 3.8.0", "spacy", "It was recorded where the parser is installed"),
        ("not said", "spacy", "It may have been recorded where the parser is installed"),
        (None, None, "It was recorded without the parser, which is installed here"),
        ("en_core_web_sm 3.8.0", None, "Record it"),
        (None, "spacy", "Record it"),
    ],
)
def test_the_parser_is_named_where_it_makes_the_difference(
    raid: tuple[Article, Path],
    monkeypatch: pytest.MonkeyPatch,
    recorded: str | None,
    missing: str | None,
    hint: str,
) -> None:
    """Without it a small model is asked other things than with it."""
    article, folder = raid
    if recorded != "not said":
        noted(folder, recorded)
    monkeypatch.setattr(missing_answers, "missing_parser", lambda: missing)
    with pytest.raises(NotRecorded) as raised:
        read(article, folder, max_tokens=400)
    assert raised.value.hint.startswith(hint)
    assert "ecord it: run the same with DATELINE_RECORDING" in raised.value.hint
    assert ("dateline[parser]" in raised.value.hint) == ("recorded where" in hint)


def test_a_recording_says_whether_the_parser_had_a_part(
    raid: tuple[Article, Path], server: Server
) -> None:
    """As the receipt has it."""
    article, folder = raid
    with Extractor(settings=settings(folder, "record", api_key="sk-1234567890")) as extractor:
        receipt = extractor.extract(article, published=date(2024, 3, 11)).receipt
    (path,) = folder.rglob("*.yaml")
    assert receipt.parser is not None
    assert read_data(path)["metadata"]["parser"] == receipt.parser


def test_old_answers_can_be_read_as_far_as_they_fit(
    raid: tuple[Article, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each for the question nearest to its own; all of them where the model alone is new."""
    before = read(*raid)
    monkeypatch.setenv(NEAREST, "1")
    after = read(*raid, model="openai:another-model")
    assert after.incidents == before.incidents
    assert after.statements == before.statements


def test_an_old_answer_that_does_not_fit_costs_its_own_records_alone(
    raid: tuple[Article, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking for it again is refused, and never given another question's answer."""
    before = read(*raid)
    monkeypatch.setenv(NEAREST, "1")
    rename(monkeypatch, "place", "location")
    after = read(*raid)
    assert after.statements == before.statements
    assert any(f.kind == "unanswered" for f in after.findings)


def test_without_a_recording_there_are_no_old_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error is the usual one."""
    monkeypatch.setenv(NEAREST, "1")
    with pytest.raises(NotRecorded, match="is not there, or empty"):
        read(Article.from_text("Gunmen killed two guards in Sarnel, police said."), tmp_path)
