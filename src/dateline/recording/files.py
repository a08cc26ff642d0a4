"""Cassettes on the disk: whole or not at all."""

from __future__ import annotations

import copy
import gzip
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.errors import BadCassette
from dateline.recording import layout
from dateline.recording.bounds import read_text

SUFFIXES = (".yaml", ".yaml.gz")
_PART = ".part"
_NAME_LENGTH = 50


def read_data(path: Path) -> dict[str, Any]:
    """What a cassette holds.

    Raises:
        FileNotFoundError: It is not there.
        BadCassette: It cannot be read; names it.
    """
    text = read_text(path)
    try:
        return layout.read_cassette(text)
    except BadCassette as error:
        raise BadCassette(
            f"The cassette {str(path)!r} is refused: {error.message}", hint=error.hint
        ) from error


def write_data(path: Path, data: dict[str, Any]) -> None:
    """Write a cassette: beside its place first, and then there in one step."""
    encoded = layout.write_cassette(data).encode("utf-8")
    if path.suffix == ".gz":
        encoded = gzip.compress(encoded, mtime=0)  # the same bytes for the same cassette
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{path.name[:_NAME_LENGTH]}."  # its name and more would be too long for a file
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=_PART)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(encoded)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def cassettes_in(folder: Path) -> list[Path]:
    """All cassettes below a folder, in order."""
    return sorted(p for p in folder.rglob("*") if p.name.endswith(SUFFIXES) and p.is_file())


def half_written(folder: Path) -> list[Path]:
    """What `write_data` had begun below a folder when its process was killed."""
    return sorted(p for p in folder.rglob(f".*{_PART}") if p.is_file())


class Persister:
    """What vcrpy loads and saves through.

    Args:
        further: Cassettes that are played too; what is recorded goes into the first alone.
        anew: The first of them is not loaded, and what is saved takes its place.
    """

    def __init__(self, further: Sequence[str] = (), *, anew: bool = False) -> None:
        self._further = tuple(further)
        self._anew = anew

    def load_cassette(self, cassette_path: str, serializer: Any) -> tuple[Any, ...]:  # noqa: ARG002
        """See vcrpy's `FilesystemPersister`; a cassette that is not there is an empty one."""
        from vcr.persisters.filesystem import CassetteNotFoundError
        from vcr.serialize import deserialize

        found: list[dict[str, Any]] = []
        paths = (*(() if self._anew else (str(cassette_path),)), *self._further)
        for path in dict.fromkeys(paths):
            try:
                found.append(read_data(Path(path)))
            except FileNotFoundError:
                continue
        if not found:
            raise CassetteNotFoundError(str(cassette_path))
        whole = {**found[0], "interactions": [i for one in found for i in one["interactions"]]}
        return tuple(deserialize("", _Ready(whole)))

    def save_cassette(
        self,
        cassette_path: str,
        cassette_dict: dict[str, Any],
        serializer: Any,  # noqa: ARG002
    ) -> None:
        """See vcrpy's `FilesystemPersister`."""
        from vcr.serialize import serialize

        # vcrpy turns bodies into text where they are: the cassette may be played on.
        serialize(copy.deepcopy(cassette_dict), _Write(Path(cassette_path)))


class _Ready:
    """A serializer whose text is read already, and bounded by the file it came from."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    def deserialize(self, _text: str) -> dict[str, Any]:
        return self._data


class _Write:
    """A serializer that writes by itself."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def serialize(self, data: dict[str, Any]) -> str:
        write_data(self._path, data)
        return ""


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
