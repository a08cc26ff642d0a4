"""`dateline providers`: what is configured, where from, and whether it can run here."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr
from tests.providers.gguf_files import write_model

from dateline.cache import Kept, StoredAnswers
from dateline.cli.facts import masked

if TYPE_CHECKING:
    from tests.misbehaving import MisbehavingServer

Run = Callable[..., Any]
KEY = "sk-PLANTED-0123456789abcdef3f2a"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal on which no line is folded, and no embedded model."""
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setitem(sys.modules, "xllamacpp", None)


def write(text: str) -> None:
    """The configuration file."""
    Path("dateline.toml").write_text(text, "utf-8")


def flat(text: str) -> str:
    """With plain white space."""
    return " ".join(text.split())


def listed(ended: Any) -> str:
    """What was printed, with plain white space."""
    assert (ended.status, ended.err) == (0, "")
    return flat(ended.out)


def test_with_nothing_configured_the_built_in_ones_are_shown(dateline_command: Run) -> None:
    """With the variable that they miss."""
    text = listed(dateline_command("providers"))
    assert "openai model openai:gpt-5-mini (built in) can run here no:" in text
    assert "Set OPENAI_API_KEY." in text
    assert "no: 'local' needs packages that are not installed" in text
    assert "Configuration no file; built-in values" in text


def test_what_to_install_and_what_to_set_is_printed_whole(dateline_command: Run) -> None:
    """Square brackets are part of the command, and of the table's name."""
    assert "pip install 'dateline[local]'" in listed(dateline_command("providers"))
    write('[providers.lost]\nmodel = "openai-compatible:q"\n')
    assert "[providers.lost]" in listed(dateline_command("providers"))


def test_configured_ones_are_shown_with_where_each_value_comes_from(
    dateline_command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with its key, a variable, or nobody."""
    monkeypatch.setenv("DESK_KEY", KEY)
    monkeypatch.setenv("DATELINE_PROVIDERS__DESK__CONCURRENCY", "3")
    write(
        'default = "desk"\n'
        "budget = 5\n"
        "allow_remote = true\n"
        "[providers.desk]\n"
        'model = "openai:gpt-5-mini"\n'
        'api_key_env = "DESK_KEY"\n'
        "requests_per_minute = 60\n"
        'fallback = ["box", "lost"]\n'
        "price = { input = 0.25, output = 2 }\n"
        "[providers.box]\n"
        'model = "openai-compatible:qwen3:8b"\n'
        'base_url = "http://127.0.0.1:11434/v1"\n'
        "[providers.lost]\n"
        'model = "openai-compatible:qwen3:8b"\n',
    )
    text = listed(dateline_command("providers"))
    for words in (
        "desk model openai:gpt-5-mini (dateline.toml: providers.desk.model) asked by article",
        "key sk-…3f2a (DESK_KEY)",
        "fallback box, then lost (dateline.toml: providers.desk.fallback)",
        "at once 3 requests (DATELINE_PROVIDERS__DESK__CONCURRENCY)",
        "a minute 60 requests (dateline.toml: providers.desk.requests_per_minute)",
        "$0.25 read, $2 written, a million tokens (dateline.toml: providers.desk.price)",
        "box model openai-compatible:qwen3:8b",
        "at once 8 requests (built in)",
        "price not known",
        "'lost' has no address",
        "Default desk (dateline.toml: default)",
        "Budget $5 for a run (dateline.toml: budget.run)",
    ):
        assert words in text
    assert KEY not in text


def test_one_is_shown_in_full(dateline_command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With timeouts, limits, headers without their values, and the others left out."""
    write(
        '[providers.gate]\nmodel = "openai-compatible:m"\nbase_url = "https://example.org/v1"\n'
        f'api_key = "{KEY}"\ntimeout = 30\nextra_body = {{ route = "fast" }}\n'
        f'headers = {{ X-Team = "{KEY}-team" }}\n'
    )
    monkeypatch.setenv("DATELINE_PROVIDERS__GATE__TIMEOUT__CONNECT", "2")
    ended = dateline_command("providers", "gate")
    text = listed(ended)
    for words in (
        "gate model openai-compatible:m",
        "key sk-…3f2a (dateline.toml: providers.gate.api_key)",
        "address https://example.org/v1 (dateline.toml: providers.gate.base_url)",
        "runs elsewhere: articles leave this machine",
        "connect timeout 2 s (DATELINE_PROVIDERS__GATE__TIMEOUT__CONNECT)",
        "total timeout 30 s (dateline.toml: providers.gate.timeout.total)",
        "longest answer 4096 tokens (built in)",
        "header x-team set (dateline.toml: providers.gate.headers.x-team)",
        'extra body {"route": "fast"}',
        "can run here yes",
    ):
        assert words in text
    assert "gpt-5-mini" not in text
    assert KEY not in ended.out


def test_one_that_there_is_not(dateline_command: Run) -> None:
    """Wrong usage, with the nearest name."""
    ended = dateline_command("providers", "opnai")
    assert (ended.status, ended.out) == (2, "")
    assert "Did you mean 'openai'?" in ended.err


def test_one_whose_fallback_there_is_not(dateline_command: Run) -> None:
    """The others are shown all the same."""
    write(
        '[providers.a]\nmodel = "openai"\nfallback = "bb"\n'
        '[providers.b]\nmodel = "opnai:m"\n[providers.c]\nmodel = "openai"\nfallback = "a"\n'
    )
    text = listed(dateline_command("providers"))
    assert "fallback broken: 'a' falls back to 'bb': There is no provider 'bb'." in text
    assert "b can run here no: 'b' is 'opnai:m', and there is no provider 'opnai'." in text
    assert "c model openai:gpt-5-mini" in text


def test_providers_may_fall_back_to_each_other(dateline_command: Run) -> None:
    """Each is asked once, whichever is first."""
    write(
        '[providers.a]\nmodel = "openai"\nfallback = "b"\n'
        '[providers.b]\nmodel = "openai"\nfallback = "a"\n'
    )
    text = listed(dateline_command("providers"))
    assert "fallback b (dateline.toml: providers.a.fallback)" in text
    assert "fallback a (dateline.toml: providers.b.fallback)" in text


def test_the_cache_is_shown_with_what_it_holds(dateline_command: Run) -> None:
    """And is not made by looking."""
    write('cache = "answers.db"\n')
    text = listed(dateline_command("providers"))
    assert "answers.db, nothing in it yet (dateline.toml: cache.path)" in text
    path = Path("answers.db").absolute()
    assert not path.exists()

    async def fill() -> None:
        cache = StoredAnswers(path)
        await cache.put("a", Kept("{}", "stop"))
        await cache.aclose()

    asyncio.run(fill())
    assert "answers.db, 1 answer, 0.0 MB" in listed(dateline_command("providers"))


def test_of_a_model_file_it_is_shown_what_was_decided_and_from_what(
    dateline_command: Run, tmp_path: Path
) -> None:
    """What the file says, or what the profile says in its place."""
    path = write_model(tmp_path / "mine.gguf", context=131072)
    write(f'[providers.mine]\nmodel = "llama.cpp:{path}"\n')
    text = listed(dateline_command("providers", "mine"))
    for words in (
        "asked by article (the file: chat-tuned, 7.6 B parameters)",
        "at once 1 request (built in)",
        "longest answer 4096 tokens (the file: chat-tuned, 7.6 B parameters)",
        "context 16384 tokens (the file: trained on 131072)",
        "chat template the file's own",
    ):
        assert words in text
    write(
        f'[providers.mine]\nmodel = "llama.cpp:{path}"\nasking = "choices"\ncontext_tokens = 2048\n'
    )
    text = listed(dateline_command("providers", "mine"))
    assert "asked by choices (dateline.toml: providers.mine.asking)" in text
    assert "context 2048 tokens (dateline.toml: providers.mine.context_tokens)" in text


def test_a_base_model_is_said_to_have_no_template(dateline_command: Run, tmp_path: Path) -> None:
    """Its messages stand one after the other."""
    path = write_model(tmp_path / "base.gguf", parameters=268_098_176, template=None)
    text = listed(dateline_command("providers", f"llama.cpp:{path}"))
    assert "asked by choices (the file: base, 268 M parameters)" in text
    assert "chat template none: the messages one after the other" in text


def test_what_is_wrong_with_a_model_file_is_shown(
    dateline_command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anybody asks it."""
    monkeypatch.setattr(import_module("dateline.providers.checks"), "has_extra", lambda _: True)
    path = tmp_path / "mine.gguf"
    path.write_bytes(b"<html>not found</html>")
    text = listed(dateline_command("providers", f"llama.cpp:{path}"))
    assert f"can run here no: The model file {str(path)!r} is no GGUF file." in text


class TestParser:
    """It is asked nothing, and so there is less to say of it."""

    def test_only_what_makes_sense_is_shown(self, dateline_command: Run) -> None:
        """No address, no timeouts, no way of asking."""
        head, _, _ = dateline_command("providers", "parser").out.partition("\n\n")
        labels = [line.split("  ")[2] for line in head.splitlines()[1:]]
        assert [label.strip() for label in labels] == ["model", "price", "runs", "can run here"]

    def test_a_check_says_that_it_is_asked_nothing(self, dateline_command: Run) -> None:
        """No failure: it can run."""
        text = listed(dateline_command("providers", "parser", "--check"))
        assert "can run here yes check nothing to try" in text
        assert "is asked nothing" in text

    def test_a_check_where_it_cannot_run(
        self, dateline_command: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What is missing."""
        monkeypatch.setitem(sys.modules, "spacy", None)
        ended = dateline_command("providers", "parser", "--check")
        assert (ended.status, ended.out) == (2, "")
        assert "pip install 'dateline[parser]'" in ended.err


@pytest.mark.parametrize("columns", ["40", "80"])
def test_no_word_is_broken_on_a_narrow_terminal(
    dateline_command: Run, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """What is to be copied can be copied."""
    monkeypatch.setenv("COLUMNS", columns)
    ended = dateline_command("providers")
    text = listed(ended)
    for words in ("openai:gpt-5-mini", "Set OPENAI_API_KEY.", "'dateline[local]'"):
        assert words in text
    assert max(map(len, ended.out.splitlines())) <= int(columns)
    assert not [line for line in ended.out.splitlines() if line != line.rstrip()]


def test_a_key_that_is_none_is_told_and_not_shown(
    dateline_command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are listed all the same."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very\nsecret")
    text = listed(dateline_command("providers"))
    assert "OPENAI_API_KEY cannot be used" in text
    assert "sk-very" not in text
    assert "local" in text


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        (KEY, "sk-…3f2a"),
        ("gsk_0123456789abcdefghij", "gsk_…ghij"),
        ("0123456789abcdefghijklmn", "…klmn"),
        ("sk-0123456789abcd", "set"),
    ],
)
def test_of_a_key_the_last_four_of_many_are_shown(key: str, shown: str) -> None:
    """Of a short one they would be too much."""
    assert masked(SecretStr(key)) == shown


@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
class TestCheck:
    """One tiny real call."""

    def configure(self, server: MisbehavingServer, more: str = "") -> None:
        """A provider at the test's server."""
        write(
            f'[providers.box]\nmodel = "openai-compatible:m"\nbase_url = "{server.url}"\n'
            f'api_key = "{KEY}"\nprice = {{ input = 1, output = 2 }}\n{more}'
        )

    def test_one_that_answers(self, dateline_command: Run, server: MisbehavingServer) -> None:
        """How long it took, its tokens, and what they cost."""
        self.configure(server)
        server.answer('{"ready": true}')
        text = listed(dateline_command("providers", "box", "--check"))
        assert "check answered in" in text
        assert "100 tokens read, 7 written, $0.000114" in text
        assert len(server.requests) == 1
        assert len(str(server.requests[0].json["messages"])) < 200

    def test_all_that_can_run_are_asked(
        self, dateline_command: Run, server: MisbehavingServer
    ) -> None:
        """Those that cannot are not, and are no failure."""
        self.configure(
            server, f'[providers.two]\nmodel = "openai-compatible:n"\nbase_url = "{server.url}"'
        )
        server.answer('{"ready": true}')
        text = listed(dateline_command("providers", "--check"))
        assert text.count("check answered in") == len(server.requests) == 2
        assert {request.json["model"] for request in server.requests} == {"m", "n"}

    @pytest.mark.parametrize(
        ("status", "words"),
        [(401, "Check the key"), (404, "Check the model's name"), (503, "HTTP 503")],
    )
    def test_one_that_fails(
        self, dateline_command: Run, server: MisbehavingServer, status: int, words: str
    ) -> None:
        """Status 1, with the hint; named on standard error; asked once, without the key."""
        self.configure(server)
        server.fail(status, f"no, {KEY}")
        ended = dateline_command("providers", "--check")
        assert ended.status == 1
        assert "check failed after" in flat(ended.out)
        assert words in flat(ended.out)
        assert ended.err.startswith("dateline: box failed after")
        assert len(server.requests) == 1
        assert KEY not in ended.out + ended.err

    def test_one_that_answers_something_else(
        self, dateline_command: Run, server: MisbehavingServer
    ) -> None:
        """It is there, and cannot be used; its tokens are told."""
        self.configure(server)
        server.answer("Ready when you are!")
        ended = dateline_command("providers", "box", "--check")
        assert ended.status == 1
        assert "100 tokens read, 7 written: It answered, but not as it was asked to" in flat(
            ended.out
        )

    def test_one_that_never_answers(self, dateline_command: Run, server: MisbehavingServer) -> None:
        """It is not waited for any longer than its own timeout says."""
        self.configure(server, "timeout = 0.3\n")
        server.hang()
        ended = dateline_command("providers", "box", "--check")
        assert ended.status == 1
        assert "timeout" in ended.out

    def test_one_that_cannot_run_here(self, dateline_command: Run) -> None:
        """Wrong configuration, with what is missing; nothing else is shown."""
        ended = dateline_command("providers", "openai", "--check")
        assert (ended.status, ended.out) == (2, "")
        assert "Set OPENAI_API_KEY." in ended.err

    def test_nothing_that_can_run_here(self, dateline_command: Run) -> None:
        """There is nothing to check."""
        ended = dateline_command("providers", "--check")
        assert (ended.status, ended.out) == (2, "")
        assert "No provider that is asked anything can run here." in ended.err
