"""How a model file of the user's is asked, and that the packaged model is asked as ever."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.providers.gguf_files import write_model

from dateline.providers import Resolved, resolve
from dateline.providers.gguf_header import GgufHeader
from dateline.providers.own_file import (
    ARTICLE_ANSWER_TOKENS,
    ARTICLE_CONTEXT_TOKENS,
    ARTICLE_NEEDS_TOKENS,
    CHOICES_ANSWER_TOKENS,
    CHOICES_CONTEXT_TOKENS,
    LARGE_ENOUGH,
    FileRule,
    decide,
    described,
)
from dateline.settings import Profile, Settings


def rule(
    parameters: int = 8_000_000_000,
    context: int = 131_072,
    *,
    chat_tuned: bool = True,
    **said: object,
) -> FileRule:
    """What is decided of such a file, where the profile says so much."""
    profile = Profile.model_validate({"model": "llama.cpp:m.gguf", **said})
    return decide(GgufHeader(chat_tuned, context, parameters, "digest"), profile)


class TestTheRule:
    """From the header alone."""

    def test_a_large_chat_model_is_asked_about_the_article(self) -> None:
        """With the context that articles need, not all that it has."""
        assert rule() == FileRule("article", ARTICLE_CONTEXT_TOKENS, ARTICLE_ANSWER_TOKENS, "own")

    @pytest.mark.parametrize(
        "change",
        [
            {"chat_tuned": False},
            {"parameters": LARGE_ENOUGH - 1},
            {"context": ARTICLE_NEEDS_TOKENS - 1},
        ],
    )
    def test_each_other_one_is_asked_passage_by_passage(self, change: dict[str, int]) -> None:
        """A base model, a small one, one that has no room for an article."""
        decided = rule(**change)  # type: ignore[arg-type]
        assert (decided.asking, decided.context_tokens, decided.max_tokens) == (
            "choices",
            CHOICES_CONTEXT_TOKENS,
            CHOICES_ANSWER_TOKENS,
        )

    def test_just_enough_is_enough(self) -> None:
        """The bounds themselves count."""
        assert rule(LARGE_ENOUGH, ARTICLE_NEEDS_TOKENS).asking == "article"

    def test_no_more_context_than_it_was_trained_on(self) -> None:
        """And the answer leaves room for its question."""
        assert rule(context=8192).context_tokens == 8192
        tiny = rule(context=512)
        assert (tiny.context_tokens, tiny.max_tokens) == (512, 256)

    def test_the_template_is_its_own_where_it_has_one(self) -> None:
        """However small it is."""
        assert rule(100).template == "own"
        assert rule(chat_tuned=False).template == "concatenated"


class TestTheProfile:
    """What the user says wins, key by key."""

    def test_how_it_is_asked(self) -> None:
        """The rest follows from that."""
        small = rule(135_000_000, 8192, asking="article")
        assert small == FileRule("article", 8192, ARTICLE_ANSWER_TOKENS, "own")
        large = rule(asking="choices")
        assert (large.context_tokens, large.max_tokens) == (
            CHOICES_CONTEXT_TOKENS,
            CHOICES_ANSWER_TOKENS,
        )

    def test_its_context(self) -> None:
        """One too small for an article has it asked by passages; more is taken as it is said."""
        assert rule(context_tokens=4096).asking == "choices"
        assert rule(context_tokens=65_536) == FileRule("article", 65_536, 4096, "own")

    def test_its_longest_answer(self) -> None:
        """Of either way."""
        assert rule(max_tokens=9000).max_tokens == 9000
        assert rule(100, max_tokens=9000).max_tokens == 9000


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        (7_615_616_512, "7.6 B"),
        (999_950_000, "1000 M"),
        (134_515_008, "135 M"),
        (1000, "1000"),
    ],
)
def test_a_size_as_people_write_it(parameters: int, words: str) -> None:
    """Billions with one decimal, else millions."""
    assert described(GgufHeader(True, 8192, parameters, "")) == f"chat-tuned, {words} parameters"


def of(model: str, **said: object) -> Resolved:
    """A provider as it would be asked."""
    profile = Profile.model_validate({"model": f"llama.cpp:{model}", **said})
    return resolve(Settings(providers={"mine": profile}), "mine")


class TestResolved:
    """What the rest of dateline sees of it."""

    def test_a_file_is_asked_by_the_rule(self, tmp_path: Path) -> None:
        """Read from the file itself."""
        mine = of(str(write_model(tmp_path / "m.gguf")))
        assert (mine.asking, mine.context_tokens, mine.max_tokens) == ("article", 16_384, 4096)

    def test_another_file_of_the_same_name_is_another_model(self, tmp_path: Path) -> None:
        """No answer of the old one is taken from the cache for the new one's."""
        path = write_model(tmp_path / "m.gguf", parameters=4096)
        before = of(str(path)).identity
        assert of(str(path)).identity == before
        write_model(path, parameters=4096, template="another")
        assert of(str(path)).identity != before

    def test_a_bad_file_is_asked_nothing_and_can_be_shown(self, tmp_path: Path) -> None:
        """`check` says what is wrong with it."""
        path = tmp_path / "m.gguf"
        path.write_bytes(b"no model")
        assert (of(str(path)).header, of(str(path)).asking) == (None, "choices")

    def test_the_packaged_model_keeps_its_identity(self) -> None:
        """Answers that were cached and recorded of it stay."""
        packaged = of("gemma-3-270m")
        assert json.loads(packaged.identity) == {
            "provider": "llama.cpp",
            "protocol": "embedded",
            "base_url": None,
            "model": "gemma-3-270m",
            "max_tokens": 512,
            "sampling": {"temperature": 0.0},
            "extra_body": {},
            "output_mode": "json_schema",
            "api_version": None,
        }
        assert (packaged.asking, packaged.context_tokens) == ("choices", 4096)
        assert of("gemma-3-270m", context_tokens=8192).context_tokens == 8192
