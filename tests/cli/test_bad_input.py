"""Bad input: exit status 2, one message on standard error, no traceback, nothing spent."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import Overloaded

Run = Callable[..., Any]

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"


def refused(ended: Any, *words: str) -> None:
    """Whether a command ended as bad input should, with these words in its message."""
    assert ended.status == 2
    assert ended.out == ""
    (message,) = ended.err.strip().splitlines()
    assert message.startswith("dateline: ")
    assert "Traceback" not in ended.err
    for word in words:
        assert word in message


def test_no_such_file(dateline_command: Run) -> None:
    """Names the file, and where it was looked for."""
    refused(
        dateline_command("extract", "nowhere.txt"), "No such file", "'nowhere.txt'", str(Path.cwd())
    )


def test_a_directory(dateline_command: Run, tmp_path: Path) -> None:
    """Says that one article is one file."""
    refused(dateline_command("extract", tmp_path), str(tmp_path), "is a directory")


@pytest.mark.parametrize("content", [b"", b" \n\t\n", "\ufeff\u00a0\u200b\n".encode()])
@pytest.mark.parametrize("piped", [False, True])
def test_an_empty_article(
    dateline_command: Run, tmp_path: Path, content: bytes, piped: bool
) -> None:
    """In a file or through a pipe: nothing, white space, characters without width."""
    path = tmp_path / "blank.txt"
    path.write_bytes(content)
    if piped:
        refused(dateline_command("extract", "-", stdin=content), "empty")
    else:
        refused(dateline_command("extract", path), "blank.txt", "empty")


@pytest.mark.parametrize("name", ["map.png", "map.txt"])
def test_a_png(dateline_command: Run, tmp_path: Path, name: str) -> None:
    """Known by its bytes, whatever it is called."""
    path = tmp_path / name
    path.write_bytes(PNG)
    refused(dateline_command("extract", path), name, "PNG image")
    refused(dateline_command("extract", "-", stdin=PNG), "standard input", "PNG image")


def test_bytes_of_no_kind(dateline_command: Run, tmp_path: Path) -> None:
    """Binary data without a signature."""
    path = tmp_path / "data.txt"
    path.write_bytes(bytes(range(256)) * 40)
    refused(dateline_command("extract", path), "data.txt", "no text")


def test_fifty_megabytes_of_text(dateline_command: Run, tmp_path: Path) -> None:
    """Refused before it is read; one article is not that long."""
    path = tmp_path / "archive.txt"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"Rain fell on Lenz. " * 52_632)
    refused(dateline_command("extract", path), "archive.txt", "too large", "10 MB")


def test_too_long_a_text_through_a_pipe(dateline_command: Run) -> None:
    """Two million characters are the limit, whatever way they come."""
    ended = dateline_command("extract", "-", stdin=b"Rain fell on Lenz. " * 120_000)
    refused(ended, "standard input", "characters", "2,000,000")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", '{"text": "Rain', "broken JSON"),
        ("a.json", "[1, 2]", "array"),
        ("a.json", '{"body": "Rain"}', "`text`"),
        ("a.json", '{"text": "Rain", "published": "soon"}', "'soon'"),
        ("a.html", "<html><body></body></html>", "a.html"),
    ],
)
def test_a_file_without_an_article_in_it(
    dateline_command: Run, tmp_path: Path, name: str, content: str, words: str
) -> None:
    """Broken JSON, other JSON, a page without text."""
    (tmp_path / name).write_text(content, "utf-8")
    refused(dateline_command("extract", name), words)


@pytest.mark.parametrize("published", ["yesterday", "2024-13-01", "11.3.2024", "2024-02-30", ""])
def test_a_publication_date_that_is_none(
    dateline_command: Run, story: Path, published: str
) -> None:
    """Shows how to write one."""
    ended = dateline_command("extract", story, "--published", published)
    refused(ended, "--published", repr(published), "2024-03-11")


@pytest.mark.parametrize(
    ("provider", "nearest"),
    [
        ("opnai", "'openai'"),
        ("openai-compatble:qwen3", "'openai-compatible'"),
        ("lokal", "'local'"),
    ],
)
def test_an_unknown_provider(
    dateline_command: Run, story: Path, provider: str, nearest: str
) -> None:
    """With the nearest name."""
    ended = dateline_command("extract", story, "--provider", provider)
    refused(ended, repr(provider), "Did you mean", nearest)


def test_a_provider_like_no_other(dateline_command: Run, story: Path) -> None:
    """With those that there are."""
    refused(dateline_command("extract", story, "--provider", "zzz"), "'zzz'", "openai")


def test_a_missing_key(dateline_command: Run, story: Path) -> None:
    """With the variable to set."""
    ended = dateline_command("extract", story, "--provider", "openai")
    refused(ended, "'openai'", "key", "OPENAI_API_KEY")


def test_a_missing_key_of_a_configured_provider(dateline_command: Run, story: Path) -> None:
    """With the variable that the configuration names."""
    (story.parent / "dateline.toml").write_text(
        '[providers.mine]\nmodel = "openai:gpt-5-mini"\napi_key_env = "DESK_KEY"\n', "utf-8"
    )
    refused(dateline_command("extract", story), "'mine'", "DESK_KEY")


@pytest.mark.parametrize("provider", ["local", "llama.cpp", "llama.cpp:gemma-3-270m"])
def test_a_missing_extra(
    dateline_command: Run, story: Path, monkeypatch: pytest.MonkeyPatch, provider: str
) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    ended = dateline_command("extract", story, "--provider", provider)
    refused(ended, repr(provider), "pip install 'dateline[local]'")


def test_nothing_configured_and_nothing_installed(
    dateline_command: Run, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Says what to install, or which variables to set."""
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    monkeypatch.setitem(sys.modules, "spacy", None)
    refused(
        dateline_command("extract", story),
        "pip install 'dateline[local]'",
        "DATELINE_DEFAULT",
        "OPENAI_API_KEY",
    )


def test_a_remote_provider_where_articles_must_not_leave(
    dateline_command: Run, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused, and says which setting forbids it."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-not-a-key")
    (story.parent / "dateline.toml").write_text("allow_remote = false\n", "utf-8")
    ended = dateline_command("extract", story, "--provider", "openai")
    refused(ended, "'openai'", "allow_remote")
    assert "sk-not-a-key" not in ended.err


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("default = \n", "not valid TOML"),
        ('defualt = "openai"\n', "'default'"),
        ("[providers.x]\nmodel = 3\n", "providers.x.model"),
        ("concurrency = 0\n", "concurrency"),
    ],
)
@pytest.mark.parametrize("command", [("extract", "story.txt"), ("providers",)])
def test_a_broken_configuration(
    dateline_command: Run, story: Path, toml: str, words: str, command: tuple[str, ...]
) -> None:
    """Names the file and the key."""
    path = story.parent / "dateline.toml"
    path.write_text(toml, "utf-8")
    refused(dateline_command(*command), "dateline.toml", words)


def test_an_output_that_cannot_be_written(
    dateline_command: Run, story: Path, asked: list[Any]
) -> None:
    """Names the file."""
    path = story.parent / "no" / "such" / "folder.json"
    ended = dateline_command("extract", story, "--published", "2024-03-11", "-o", path)
    refused(ended, str(path), "cannot be written")


def test_an_output_that_cannot_be_written_costs_nothing(
    dateline_command: Run, story: Path, asked: list[Any]
) -> None:
    """Bad input is refused before money is spent."""
    path = story.parent / "no" / "such" / "folder.json"
    dateline_command("extract", story, "-o", path)
    assert asked == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract",),
        ("extract", "story.txt", "--format", "xml"),
        ("extract", "story.txt", "--nonsense"),
        ("schema", "events"),
        ("nonsense",),
    ],
)
def test_wrong_usage(dateline_command: Run, story: Path, arguments: tuple[str, ...]) -> None:
    """Status 2 as well, with the usage and no traceback."""
    ended = dateline_command(*arguments)
    assert ended.status == 2
    assert "Usage:" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("extract", ""), "FILE is empty"),
        (("extract", " "), "FILE is empty"),
        (("extract", "story.txt", "-o", ""), "-o is empty"),
        (("extract", "story.txt", "--provider", ""), "name is empty"),
        (("schema", "--write", ""), "--write is empty"),
        (("schema", "--write", "story.txt"), "is a file"),
        (("schema", "--write", "story.txt/below"), "cannot be written"),
    ],
)
def test_what_is_empty_or_no_folder_is_named(
    dateline_command: Run, story: Path, arguments: tuple[str, ...], words: str
) -> None:
    """An unset variable in a script leaves an empty argument."""
    refused(dateline_command(*arguments), words)


def test_a_model_file_that_is_not_there_is_told_before_anything_else(
    dateline_command: Run, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One message: not that the publication date is missing too."""
    monkeypatch.setattr(import_module("dateline.providers.checks"), "has_extra", lambda _: True)
    ended = dateline_command("extract", story, "--provider", "llama.cpp:/no/such.gguf")
    refused(ended, "no model file", "/no/such.gguf")


def test_an_output_in_a_folder_that_may_not_be_written_costs_nothing(
    dateline_command: Run, story: Path, asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried first; root may write everywhere, hence the pretence."""

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with monkeypatch.context() as patched:
        patched.setattr("dateline.cli.options.read_article", lambda _: None)
        refused(dateline_command("extract", story, "-o", "out.json"), "'out.json'", "denied")
    assert asked == []


def test_an_output_that_was_there_is_left_alone_where_the_model_fails(
    dateline_command: Run, story: Path
) -> None:
    """And none is left behind where there was none."""
    old = story.parent / "old.json"
    old.write_text("old", "utf-8")
    for name in ("old.json", "new.json"):
        dateline_command("extract", story, "--provider", "nobody", "-o", name)
    assert old.read_text("utf-8") == "old"
    assert not (story.parent / "new.json").exists()


def test_a_provider_that_fails_is_no_wrong_usage(
    dateline_command: Run, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 1, one message."""

    class Failing(nullcontext[None]):
        def __init__(self, *_: object, **__: object) -> None:
            super().__init__()

        def extract(self, *_: object, **__: object) -> None:
            raise Overloaded("scripted is busy.", provider="scripted", model="m", hint="Wait.")

    monkeypatch.setattr("dateline.wiring.Extractor", Failing)
    ended = dateline_command("extract", story, "--published", "2024-03-11")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err == "dateline: scripted is busy. Wait.\n"


def test_an_interrupt_ends_without_a_traceback(
    dateline_command: Run, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the status that shells know it by."""

    class Interrupted:
        def __init__(self, *_: object, **__: object) -> None:
            raise KeyboardInterrupt

    monkeypatch.setattr("dateline.wiring.Extractor", Interrupted)
    ended = dateline_command("extract", story, "--published", "2024-03-11")
    assert (ended.status, ended.out, ended.err) == (130, "", "")


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("extract", ["story.txt", "--format", "tabel"]),
        ("status", ["runs.db", "--format", "tabel"]),
        ("evaluate", ["gold.jsonl", "--format", "tabel"]),
    ],
)
def test_a_choice_that_is_none(dateline_command: Run, command: str, options: list[str]) -> None:
    """Says what there is to choose from, and nothing of who checked it."""
    ended = dateline_command(command, *options)
    assert (ended.status, ended.out) == (2, "")
    assert "Invalid value for '--format': 'tabel' is not one of " in " ".join(ended.err.split())
