"""What was read, kept in a folder of Parquet files while a job runs: it can be restarted.

Each worker writes files of its own, and nobody writes to a file twice: a file is there whole, or
not at all. What stands in one is not asked for again.

Daft has checkpoints of its own (`read_parquet(checkpoint=…)`). They note keys once all that a
source's partition leads to is written, allow only plans without joins and aggregations, skip what
was done instead of giving it, and run on Ray alone. An answer that was paid for has to be kept when
it comes, by both runners, whatever is done with it afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from dateline.daft.rows import RESULTS, Result
from dateline.errors import ConfigurationChanged, InputError, StoreError
from dateline.wiring.configuration import Configuration

_PARTS = "parts"
_CONFIGURATION = "configuration.json"
_COLUMNS = (*RESULTS, "spent")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder, on a disk that all workers see or in an object store (`s3://bucket/folder`).

    Attributes:
        folder: Its path or address.
    """

    folder: str

    def begin(self, configuration: Configuration, *, resume: bool) -> None:
        """Make the folder, or go on with it.

        Raises:
            ConfigurationChanged: It was begun with another configuration, and `resume` is False.
            StoreError: It cannot be used.
        """
        system, root = _system(self.folder)
        try:
            system.create_dir(f"{root}/{_PARTS}", recursive=True)
            before = self._configuration()
            if before is None:
                self._write(_CONFIGURATION, json.dumps(dict(configuration)).encode())
        except OSError as error:
            raise StoreError(f"The checkpoint {self.folder!r} cannot be used: {error}.") from error
        if before is None or resume:
            return
        names = {**before, **configuration}
        changed = [name for name in names if before.get(name) != configuration.get(name)]
        if changed:
            raise ConfigurationChanged(
                f"The checkpoint {self.folder!r} was begun with another configuration: "
                f"{', '.join(changed)}.",
                hint='on_change="resume" keeps what was read, and reads the rest as configured '
                "now; another folder begins anew.",
            )

    def files(self) -> list[str]:
        """The addresses of what is there, as Daft reads them."""
        return [self._address(path) for path in self._paths()]

    def finished(self, run: str) -> dict[str, str]:
        """By the ids of what workers of a run have read so far, the file that has it."""
        import pyarrow.parquet as pq

        system, _ = _system(self.folder)
        found: dict[str, str] = {}
        for path in self._paths():
            if _name(path).startswith(run):
                ids = pq.read_table(path, columns=[RESULTS[0]], filesystem=system)
                found |= dict.fromkeys(filter(None, ids.column(0).to_pylist()), path)
        return found

    def read(self, path: str) -> dict[str, Result]:
        """The results in a file, by their ids."""
        import pyarrow.parquet as pq

        system, _ = _system(self.folder)
        rows = pq.read_table(path, columns=list(RESULTS), filesystem=system).to_pylist()
        return {row[RESULTS[0]]: Result(**row, settled=True) for row in rows if row[RESULTS[0]]}

    def spent(self, whose: str = "") -> Decimal:
        """What it says was spent, in US dollars.

        Args:
            whose: A run, or a worker of a run; all where it is left out.
        """
        import pyarrow.parquet as pq

        system, _ = _system(self.folder)
        total = Decimal(0)
        for path in self._paths():
            if _name(path).startswith(whose):
                for amount in pq.read_table(path, columns=["spent"], filesystem=system)[0]:
                    total += Decimal(amount.as_py())
        return total

    def add(self, whose: str, results: Sequence[Result], spent: Decimal) -> str:
        """Keep results, or with none of them what was spent; the path of the file that has them.

        Args:
            whose: The worker of a run that read them.
            results: What was read.
            spent: What it spent since it last added some, in US dollars.

        Raises:
            OSError: They cannot be kept.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        rows: list[dict[str, str | None]] = [
            {name: getattr(result, name) for name in RESULTS} | {"spent": "0"} for result in results
        ]
        rows = rows or [dict.fromkeys(RESULTS)]  # a row of no article
        rows[0]["spent"] = str(spent)
        schema = pa.schema([(name, pa.string()) for name in _COLUMNS])
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink, compression="zstd")
        return self._write(f"{_PARTS}/{whose}-{uuid4().hex[:12]}.parquet", sink.getvalue())

    def _write(self, name: str, content: Any) -> str:
        """Write a file whole. An object store shows no other; on a disk it gets its name last."""
        from pyarrow.fs import LocalFileSystem

        system, root = _system(self.folder)
        on_disk = isinstance(system, LocalFileSystem)
        first = f"{root}/{name}.{uuid4().hex[:8]}.unfinished" if on_disk else f"{root}/{name}"
        with system.open_output_stream(first) as stream:
            stream.write(content)
        if on_disk:
            system.move(first, f"{root}/{name}")
        return f"{root}/{name}"

    def _configuration(self) -> Configuration | None:
        system, root = _system(self.folder)
        try:
            with system.open_input_stream(f"{root}/{_CONFIGURATION}") as stream:
                told: dict[str, str] = json.loads(stream.read())
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise InputError(f"{self.folder!r} is no checkpoint of ours: {error}.") from error
        return told

    def _paths(self) -> Iterator[str]:
        from pyarrow.fs import FileSelector

        system, root = _system(self.folder)
        for info in system.get_file_info(FileSelector(f"{root}/{_PARTS}", allow_not_found=True)):
            if info.path.endswith(".parquet"):
                yield info.path

    def _address(self, path: str) -> str:
        scheme, mark, _ = self.folder.partition("://")
        return f"{scheme}://{path}" if mark and scheme != "file" else path


@cache
def _system(folder: str) -> tuple[Any, str]:
    """The file system that a folder is on, and its path there."""
    from pyarrow.fs import FileSystem

    address = folder if "://" in folder else Path(folder).absolute().as_uri()
    try:
        system, path = FileSystem.from_uri(address)
    except (ValueError, OSError) as error:
        raise InputError(f"The checkpoint {folder!r} is no folder: {error}.") from error
    return system, path.rstrip("/")


def _name(path: str) -> str:
    return path.rpartition("/")[2]
