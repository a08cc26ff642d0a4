"""Record types of the user's own: asked, grounded, resolved, audited, and read back."""

from __future__ import annotations

import sys
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Literal

import pytest

from dateline.errors import ConfigError
from dateline.models import Article, Derived, Extraction, Mention, Model, OtherRecord, Record, Span
from dateline.pipeline.run import Options
from dateline.pipeline.types import RecordType
from dateline.testing import ScriptedProvider, run_scripted

ROOT = Path(__file__).parents[2]
SHIPS = "it will buy four battery-powered ships from the Rauma yard for 210 million euros"
FIRST = (
    f"Ferry operator Saarte Line said on Thursday {SHIPS}, and close its Virtsu repair shop by the "
    "end of June."
)
BUYS: dict[str, Any] = {
    "company": "Saarte Line",
    "action": "buys",
    "what": SHIPS,
    "price": "210 million euros",
    "number": "four battery-powered ships",
    "when": None,
    "evidence": [FIRST],
}
CLOSES = BUYS | {
    "action": "closes",
    "what": "close its Virtsu repair shop",
    "price": None,
    "number": None,
    "when": "by the end of June",
}


@pytest.fixture(scope="module")
def example() -> Any:
    """The module `examples/announcements.py`."""
    spec = spec_from_file_location("announcements", ROOT / "examples" / "announcements.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["announcements"] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def article() -> Article:
    """The example's article."""
    text = (ROOT / "examples" / "announcement.txt").read_text("utf-8")
    return Article.from_text(text, published=date(2024, 3, 14))


def coded(example: Any, article: Article, *answers: Any, **options: Any) -> Extraction:
    """What comes of the article where the model answers so."""
    provider = ScriptedProvider({"Announcement": list(answers)}, **options)
    return run_scripted(article, provider, options=Options(own_types=(example.ANNOUNCEMENT,)))


def test_a_records_words_are_proved_and_read_like_ours(example: Any, article: Article) -> None:
    """Mentions have spans, a count its bounds, a time its days."""
    result = coded(example, article, [BUYS, CLOSES])
    buys, closes = result.records["announcement"]
    assert (buys.id, closes.id) == ("announcement1", "announcement2")
    assert buys.company.span.text == "Saarte Line"
    assert article.text[buys.what.span.start : buys.what.span.end] == SHIPS
    assert (buys.number.low, buys.number.high) == (4, 4)
    assert closes.when.start is not None
    assert closes.action == "closes"


def test_what_does_not_stand_in_the_article_is_dropped_and_listed(
    example: Any, article: Article
) -> None:
    """A price that nobody named is a finding and no value."""
    result = coded(example, article, [BUYS | {"price": "120 million euros"}])
    (record,) = result.records["announcement"]
    assert record.price is None
    assert any(f.value == "120 million euros" for f in result.findings)


def test_a_record_without_what_it_requires_is_dropped(example: Any, article: Article) -> None:
    """No company, no announcement."""
    result = coded(example, article, [BUYS | {"company": "Baltic Ferries"}])
    assert result.records == {"announcement": ()}
    assert any(f.value == "Baltic Ferries" for f in result.findings)


def test_the_same_record_told_twice_is_one(example: Any, article: Article) -> None:
    """As with ours."""
    result = coded(
        example, article, [BUYS, BUYS, BUYS | {"what": "buy four battery-powered ships"}]
    )
    assert len(result.records["announcement"]) == 1


def test_a_sign_that_no_record_rests_on_is_asked_about_and_then_a_finding(
    example: Any, article: Article
) -> None:
    """The delivery is in no record: the model is asked for it once, and does not give it."""
    provider = ScriptedProvider({"Announcement": [[BUYS], []]})
    result = run_scripted(article, provider, options=Options(own_types=(example.ANNOUNCEMENT,)))
    asked = provider.asked_about("Announcement")
    assert len(asked) == 2
    assert "The ships will be delivered between 2026 and 2028" in asked[1][-1]["content"]
    uncovered = [f for f in result.findings if "announcement" in f.message]
    assert [f.kind for f in uncovered] == ["uncovered"]
    assert uncovered[0].span is not None


def test_a_value_away_from_its_evidence_is_a_finding(example: Any, article: Article) -> None:
    """The words stand in the article, and not where the record says."""
    result = coded(example, article, [BUYS | {"company": "Northern Crossing"}])
    assert {f.kind for f in result.findings} >= {"outside_evidence"}


def test_the_question_holds_the_users_instructions_after_the_article(
    example: Any, article: Article
) -> None:
    """The article is the prefix that all record types share."""
    provider = ScriptedProvider({"Announcement": [[BUYS]]})
    result = run_scripted(article, provider, options=Options(own_types=(example.ANNOUNCEMENT,)))
    asked = provider.asked_about("Announcement")[0][-1]["content"]
    assert asked.index("Saarte Line") < asked.index("Announcements: what a company says")
    used = {p.id: p for p in result.receipt.prompts}
    assert set(used) == {"incident", "statement", "policy-context", "announcement"}
    assert used["announcement"].sha256 != used["incident"].sha256
    assert "announcement" in result.receipt.usage_by_record


def test_a_small_model_is_not_asked_and_that_is_said(example: Any, article: Article) -> None:
    """It chooses among what the survey saw, and the survey knows only our records."""
    result = coded(example, article, [BUYS], asking="choices")
    assert result.records == {"announcement": ()}
    assert any("announcement: not asked" in f.message for f in result.findings)


def test_json_comes_back_as_the_users_type_where_it_is_named(
    example: Any, article: Article
) -> None:
    """And loses nothing where it is not."""
    result = coded(example, article, [BUYS, CLOSES])
    written = result.model_dump_json()
    known = {"records": {"announcement": example.Announcement}}
    assert Extraction.model_validate_json(written, context=known) == result
    unknown = Extraction.model_validate_json(written)
    assert isinstance(unknown.records["announcement"][0], OtherRecord)
    assert unknown.model_dump_json() == written


def test_a_template_of_the_users_own_takes_the_place_of_instructions(
    example: Any, article: Article, tmp_path: Path
) -> None:
    """It may include dateline's partials."""
    (tmp_path / "announcement.jinja").write_text(
        "{# id: announcement version: 7 #}\n"
        "{% block article_system %}Code announcements.{% endblock %}\n"
        '{% block article_user %}{% include "_article.jinja" %} Which?{% endblock %}\n'
        '{% block gaps %}{% include "_gaps.jinja" %}{% endblock %}\n'
        '{% block cut_off %}{% include "_cut_off.jinja" %}{% endblock %}\n'
        '{% block reask %}{% include "_reask.jinja" %}{% endblock %}\n',
        "utf-8",
    )
    own = RecordType("announcement", example.Announcement, templates=tmp_path)
    provider = ScriptedProvider({"Announcement": [[BUYS]]})
    result = run_scripted(article, provider, options=Options(own_types=(own,)))
    assert provider.asked_about("Announcement")[0][0]["content"] == "Code announcements."
    assert [p.version for p in result.receipt.prompts if p.id == "announcement"] == [7]


class Priced(Record):
    """A record with a field that nothing could prove."""

    what: Mention
    price: float


class Inner(Model):
    """A value with such a field."""

    name: str


class Nested(Record):
    """A record that holds it."""

    inner: tuple[Inner, ...]


class Fine(Record):
    """All that a model may write, and a field that it is not asked for."""

    what: Mention
    sure: bool
    side: Literal["a", "b"] | None
    where: tuple[Span, ...] = ()
    total: Derived[int] = 0


class NoRecord(Model):
    """A model that is no record."""

    what: Mention


@pytest.mark.parametrize(
    ("name", "model", "words"),
    [
        ("priced", Priced, "Priced.price is of type float"),
        ("nested", Nested, "Nested.inner.name is of type str"),
        ("fine", NoRecord, "no subclass of dateline.Record"),
        ("Fine one", Fine, "cannot be the name"),
        ("incident", Fine, "one of dateline's own"),
    ],
)
def test_a_type_that_could_not_hold_is_refused(name: str, model: type[Any], words: str) -> None:
    """When it is made, and not when an article is paid for."""
    with pytest.raises(ConfigError, match=words):
        RecordType(name, model, instructions="…")


def test_a_type_needs_one_prompt() -> None:
    """Instructions or a template, and not both."""
    with pytest.raises(ConfigError, match="either instructions or templates"):
        RecordType("fine", Fine)
    with pytest.raises(ConfigError, match="either instructions or templates"):
        RecordType("fine", Fine, instructions="…", templates=Path())
