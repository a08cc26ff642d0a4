"""What a GGUF file says of itself, read without its weights.

Not with the `gguf` package, whose reader makes an array of every token of the vocabulary: of the
packaged model that takes 10 s of CPU and 700 MB, and this a fraction of a second.
The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import hashlib
import mmap
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod
from pathlib import Path
from typing import Any

from dateline.errors import ConfigError

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_STRING, _ARRAY = 8, 9
_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?"}
_NUMBERS |= {10: "Q", 11: "q", 12: "d"}
_ALIGNMENT = 32  # where the file does not say
_WEIGHTS_A_BYTE = 8  # no type stores more
_END = 1 << 16
_PART = re.compile(r"(.*)-(\d{5})-of-(\d{5})\.gguf")


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What there is to know of a model before it is loaded.

    Attributes:
        chat_tuned: Whether it brings a chat template.
        context_tokens: What it was trained to read and write at most.
        parameters: How many weights it has.
        digest: Of the header, the size and the end of the file: another model has another.
    """

    chat_tuned: bool
    context_tokens: int
    parameters: int
    digest: str


def read_header(path: Path) -> GgufHeader:
    """The header of the model at `path`; of one in several files, with the weights of all.

    Raises:
        ConfigError: The file is no GGUF file of a language model, or not a whole one.
    """
    path = path.expanduser().resolve()
    first, *others = map(_read_now, _parts(path))
    if first.context_tokens == 0:
        raise _refused(path, "is no language model that answers")
    return replace(first, parameters=first.parameters + sum(o.parameters for o in others))


def _parts(path: Path) -> Iterator[Path]:
    """The file, and those that belong to it: `NAME-00001-of-00003.gguf` and so on."""
    named = _PART.fullmatch(path.name)
    if named is None:
        yield path
        return
    stem, number, last = named.groups()
    first = f"{stem}-{1:05}-of-{last}.gguf"
    if int(number) != 1:
        raise ConfigError(f"{str(path)!r} is not the model's first part.", hint=f"Name {first!r}.")
    for each in range(1, int(last) + 1):
        yield path.with_name(f"{stem}-{each:05}-of-{last}.gguf")


def _read_now(path: Path) -> GgufHeader:
    try:
        now = path.stat()
        return _read(path, now.st_size, now.st_mtime_ns)
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from error


@lru_cache(maxsize=64)
def _read(path: Path, size: int, _changed: int) -> GgufHeader:
    """One file, read once for as long as it is the same."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise _refused(path, "is no GGUF file")
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            try:
                return _header(path, data, size)
            except (struct.error, ValueError, OverflowError) as error:
                raise _refused(path, "is cut off or damaged") from error


def _header(path: Path, data: mmap.mmap, size: int) -> GgufHeader:
    cursor = _Cursor(data, len(_MAGIC))
    version = cursor.number("I")
    if version not in _VERSIONS:
        raise _refused(path, f"has version {version} of GGUF, which llama.cpp does not read")
    tensors, pairs = cursor.number("Q"), cursor.number("Q")
    said = dict(cursor.pair() for _ in range(pairs))
    weights, stored = 0, 0
    for _ in range(tensors):
        count, offset = cursor.tensor()
        weights += count
        stored = max(stored, offset + count // _WEIGHTS_A_BYTE)
    alignment = int(said.get("general.alignment") or _ALIGNMENT)
    if size < -(-cursor.at // alignment) * alignment + stored:
        raise _refused(path, "is cut off or damaged")
    digest = hashlib.sha256(data[: cursor.at])
    digest.update(data[-_END:])
    digest.update(str(size).encode())
    return GgufHeader(
        chat_tuned=bool(said.get("tokenizer.chat_template")),
        context_tokens=_context(said),
        parameters=weights,
        digest=digest.hexdigest(),
    )


def _context(said: dict[str, Any]) -> int:
    """The context of a model that answers; 0 of an adapter, a projector, or one for searching."""
    architecture = said.get("general.architecture")
    if said.get("general.type", "model") != "model":
        return 0
    if said.get(f"{architecture}.attention.causal") is False:
        return 0
    return int(said.get(f"{architecture}.context_length") or 0)


def _refused(path: Path, what: str) -> ConfigError:
    return ConfigError(
        f"The model file {str(path)!r} {what}.",
        hint="What a file has to be: docs/models.md. It may have to be fetched again.",
    )


class _Cursor:
    """Goes through a file value by value; `struct.error` where it ends too early."""

    def __init__(self, data: mmap.mmap, at: int) -> None:
        self._data, self.at = data, at

    def number(self, code: str) -> Any:
        (value,) = struct.unpack_from(f"<{code}", self._data, self.at)
        self.at += struct.calcsize(f"<{code}")
        return value

    def text(self) -> str:
        start = self._past(self.number("Q"))
        return self._data[start : self.at].decode("utf-8")

    def pair(self) -> tuple[str, Any]:
        """A key with its value; None for a list, which is passed over."""
        key, kind = self.text(), self.number("I")
        if kind == _STRING:
            return key, self.text()
        if kind != _ARRAY:
            return key, self.number(_code(kind))
        of, count = self.number("I"), self.number("Q")
        if of == _STRING:
            for _ in range(count):
                self._past(self.number("Q"))
        else:
            self._past(count * struct.calcsize(f"<{_code(of)}"))
        return key, None

    def tensor(self) -> tuple[int, int]:
        """How many weights it has, and where they begin."""
        self.text()
        shape = [self.number("Q") for _ in range(self.number("I"))]
        self.number("I")  # its type
        return prod(shape), self.number("Q")

    def _past(self, length: int) -> int:
        """Where the next `length` bytes start, having gone past them."""
        start = self.at
        self.at += length
        if self.at > len(self._data):
            raise struct.error("the file ends here")
        return start


def _code(kind: int) -> str:
    if kind not in _NUMBERS:
        raise struct.error("there is no value of that type")
    return _NUMBERS[kind]
