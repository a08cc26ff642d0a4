"""What a model file says of itself, and files that are none."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from tests.providers.gguf_files import write_model

from dateline.errors import ConfigError
from dateline.providers.gguf_header import read_header

SMALL = 4096


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A small one."""
    return write_model(tmp_path / "model.gguf", parameters=SMALL)


def refused(path: Path, words: str) -> None:
    """The error names the file, and says what to do."""
    with pytest.raises(ConfigError, match=words) as caught:
        read_header(path)
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_header_as_the_makers_write_it(tmp_path: Path) -> None:
    """Lists of words and numbers between the values are passed over."""
    header = read_header(write_model(tmp_path / "m.gguf", parameters=7_615_616_512, context=131072))
    assert (header.chat_tuned, header.context_tokens) == (True, 131072)
    assert header.parameters == 7_615_616_512


@pytest.mark.parametrize("template", [None, ""])
def test_without_a_chat_template_it_is_a_base_model(tmp_path: Path, template: str | None) -> None:
    """An empty one is none."""
    model = write_model(tmp_path / "m.gguf", parameters=SMALL, template=template)
    assert not read_header(model).chat_tuned


def test_the_digest_tells_models_apart(tmp_path: Path) -> None:
    """By the header, and by the weights at the end; not by the file's name."""
    models = {name: tmp_path / f"{name}.gguf" for name in ("a", "same", "tuned", "weights")}
    for name, path in models.items():
        template = "other" if name == "tuned" else "one"
        write_model(path, parameters=SMALL, template=template)
    with models["weights"].open("r+b") as file:
        file.seek(-100, os.SEEK_END)
        file.write(b"\1")
    digest = {name: read_header(path).digest for name, path in models.items()}
    assert digest["a"] == digest["same"]
    assert len(set(digest.values())) == 3


def test_a_file_that_changed_is_read_anew(model: Path) -> None:
    """However often it was read before."""
    before = read_header(model)
    write_model(model, parameters=2 * SMALL)
    assert read_header(model).parameters == 2 * before.parameters


def test_a_model_in_parts_has_the_weights_of_all(tmp_path: Path) -> None:
    """Only the first part may be named; a part that is missing is told."""
    paths = [tmp_path / f"big-0000{n}-of-00003.gguf" for n in (1, 2, 3)]
    write_model(paths[0], parameters=SMALL)
    for path in paths[1:]:
        write_model(path, parameters=SMALL, context=None, template=None)
    header = read_header(paths[0])
    assert (header.parameters, header.chat_tuned) == (3 * SMALL, True)
    with pytest.raises(ConfigError, match=r"big-00001-of-00003\.gguf"):
        read_header(paths[1])
    paths[2].unlink()
    with pytest.raises(ConfigError, match=r"00003-of-00003\.gguf' cannot be read"):
        read_header(paths[0])


@pytest.mark.parametrize("content", [b"", b"GG", b"PK\3\4 some archive", b"<html>not found</html>"])
def test_another_kind_of_file(tmp_path: Path, content: bytes) -> None:
    """By its first bytes."""
    path = tmp_path / "m.gguf"
    path.write_bytes(content)
    refused(path, "is no GGUF file")


@pytest.mark.parametrize("version", [1, 4, 3 << 24])
def test_a_version_that_cannot_be_read(model: Path, version: int) -> None:
    """The last one is of a machine with the other order of bytes."""
    with model.open("r+b") as file:
        file.seek(4)
        file.write(struct.pack("<I", version))
    refused(model, "has version")


def test_a_file_cut_off_anywhere(model: Path) -> None:
    """Within its header, and where its weights should be."""
    whole = model.read_bytes()
    header = len(whole) - 2 * SMALL - 64
    for length in (4, 10, 30, *range(50, header, 37), header - 1, header, header + SMALL // 2):
        model.write_bytes(whole[:length])
        refused(model, "is cut off or damaged")


@pytest.mark.parametrize("at", [8, 16, 24])
def test_counts_that_no_file_can_hold(model: Path, at: int) -> None:
    """Of tensors, of values, of letters in a key: an end comes at once, and no memory is asked."""
    with model.open("r+b") as file:
        file.seek(at)
        file.write(b"\xff" * 8)
    refused(model, "is cut off or damaged")


@pytest.mark.parametrize(
    "said",
    [
        {"general__type": "adapter"},
        {"general__type": "mmproj"},
        {"llama__attention__causal": False},
    ],
)
def test_a_file_that_holds_no_model_that_answers(tmp_path: Path, said: dict[str, object]) -> None:
    """An adapter, eyes for a model, a model for searching."""
    refused(write_model(tmp_path / "m.gguf", parameters=SMALL, **said), "no language model")


def test_a_file_without_a_context(tmp_path: Path) -> None:
    """A language model always has one."""
    refused(write_model(tmp_path / "m.gguf", parameters=SMALL, context=None), "no language model")
