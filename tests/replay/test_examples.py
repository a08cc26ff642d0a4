"""The example articles, replayed from what a real model answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import vcr
import yaml

from dateline import Article, Extraction, Extractor, Settings
from dateline.models import Model, Span

EXAMPLES = {
    "raid-and-roadside-bomb": date(2024, 3, 11),
    "conflicting-tolls": date(2023, 10, 19),
    "ceasefire-talks": date(2022, 11, 30),
}
BRIEF = (
    "Gunmen killed three farmers near the town of Bokkos on Monday, police said. "
    "“They came on motorbikes,” said Musa Danladi, a herder. "
    "The state governor met tribal leaders on Tuesday and imposed a curfew."
)
PROVIDERS = ("openai", "openai-compatible")


def _cases() -> list[object]:
    return [
        pytest.param(
            provider,
            name,
            marks=[pytest.mark.vcr, pytest.mark.default_cassette(f"{provider}/{name}.yaml")],
            id=f"{provider}-{name}",
        )
        for provider in PROVIDERS
        for name in EXAMPLES
    ]


def _read(root: Path, settings: Settings, provider: str, name: str) -> Extraction:
    article = Article.from_file(root / "examples" / f"{name}.txt")
    with Extractor(provider, settings=settings) as extractor:
        return extractor.extract(article, published=EXAMPLES[name])


def _spans(value: object) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, Model):
        return [s for name in type(value).model_fields for s in _spans(getattr(value, name))]
    if isinstance(value, tuple):
        return [s for item in value for s in _spans(item)]
    return []


@pytest.mark.parametrize(("provider", "name"), _cases())
def test_every_span_of_a_replayed_extraction_holds(
    root: Path, settings: Settings, provider: str, name: str
) -> None:
    """Whatever the model wrote, each span slices to its text, and the JSON loses nothing."""
    result = _read(root, settings, provider, name)
    spans = _spans(result)
    assert spans
    assert all(result.article.text[s.start : s.end] == s.text for s in spans)
    assert Extraction.model_validate_json(result.model_dump_json()) == result
    assert result.receipt.usage.completion_tokens > 0
    assert {p.id for p in result.receipt.prompts} <= {"incident", "statement", "policy-context"}


@pytest.mark.part
@pytest.mark.vcr
@pytest.mark.default_cassette("openai-compatible/raid-and-roadside-bomb.yaml")
def test_the_raid_and_the_bomb_are_two_incidents(root: Path, settings: Settings) -> None:
    """Two places, two tolls: the model and the parser agree on what was found."""
    result = _read(root, settings, "openai-compatible", "raid-and-roadside-bomb")
    assert len(result.incidents) == 2
    assert {i.found_by for i in result.incidents} == {"both"}
    assert any(s.found_by == "both" for s in result.statements)
    assert all(i.when and i.when.start for i in result.incidents)


@pytest.mark.part
@pytest.mark.vcr
@pytest.mark.default_cassette("openai-compatible/ceasefire-talks.yaml")
def test_a_policy_story_has_no_incident(root: Path, settings: Settings) -> None:
    """Talks, deadlines and statements, and nothing that happened to anybody."""
    result = _read(root, settings, "openai-compatible", "ceasefire-talks")
    assert result.incidents == ()
    assert result.policy_context
    assert result.statements


@pytest.mark.vcr
@pytest.mark.default_cassette("openai/whole-article.yaml")
def test_what_a_small_model_invents_about_a_whole_article_is_refused(settings: Settings) -> None:
    """Asked for free text it copies the prompt's own examples: findings, and no records."""
    with Extractor("whole", settings=settings) as extractor:
        result = extractor.extract(BRIEF, published=date(2024, 5, 8))
    invented = {str(f.value) for f in result.findings if f.kind == "ungrounded"}
    assert invented
    assert not any(result.article.locate(words) for words in invented)
    assert [s.found_by for s in result.statements if s.kind == "direct"] == ["parser"]
    asked = {call.question for call in result.receipt.calls}
    assert {"incident", "statement", "policy-context"} <= asked
    # What the parser saw and the model left out is asked about once more.
    assert any(question.endswith("left out") for question in asked)


def test_a_changed_answer_changes_the_records(
    root: Path, settings: Settings, tmp_path: Path, same_json: Callable[..., None]
) -> None:
    """The records come from the recorded answers: another answer, other records."""
    recorded = root / "cassettes/openai-compatible/raid-and-roadside-bomb.yaml"
    changed = tmp_path / "changed.yaml"
    changed.write_text(_without_statements(recorded.read_text("utf-8")), "utf-8")

    before = _replayed(recorded, root, settings, same_json)
    after = _replayed(changed, root, settings, same_json)

    assert any(s.found_by == "both" for s in before.statements)
    assert {s.found_by for s in after.statements} == {"parser"}
    assert after.incidents == before.incidents


def _replayed(
    cassette: Path, root: Path, settings: Settings, same_json: Callable[..., None]
) -> Extraction:
    player = vcr.VCR(record_mode=vcr.mode.NONE, match_on=["method", "path", "json_body"])
    player.register_matcher("json_body", same_json)
    with player.use_cassette(str(cassette)):
        return _read(root, settings, "openai-compatible", "raid-and-roadside-bomb")


def _without_statements(cassette: str) -> str:
    """The cassette with "no statement here" for every answer about one."""
    data = yaml.safe_load(cassette)
    for interaction in data["interactions"]:
        body = json.loads(interaction["response"]["body"]["string"])
        message = body["choices"][0]["message"]
        answer = json.loads(message["content"])
        if "content" in answer:
            message["content"] = json.dumps({**answer, "content": None})
        interaction["response"]["body"]["string"] = json.dumps(body)
    return str(yaml.safe_dump(data))
