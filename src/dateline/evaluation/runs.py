"""Readers taken over gold documents: what is read is kept, and read once."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile

from pydantic import ValidationError

from dateline.errors import ConfigError, DatelineError
from dateline.evaluation.documents import GoldDocument
from dateline.evaluation.readers import Reader
from dateline.models import Article, Extraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article.

    Attributes:
        document: The gold document.
        extraction: What was read; None where that failed.
        problem: Why it failed.
        resumed: Whether it was read in an earlier run.
    """

    document: GoldDocument
    extraction: Extraction | None
    problem: str | None = None
    resumed: bool = False


Progress = Callable[[Reader, Outcome], None]


class RunFolder:
    """Extractions in files, by reader and article.

    An extraction is found again only where the article, the provider's configuration, the prompts
    and the code are the same as when it was made.

    Args:
        path: The folder; made when the first extraction is kept.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self, reader: Reader, article: Article) -> Extraction | None:
        """What the reader made of the article before; None where it did not, or it is broken."""
        try:
            return Extraction.model_validate_json(self._file(reader, article).read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, reader: Reader, article: Article, extraction: Extraction) -> None:
        """Keep an extraction: whole, or not at all.

        Raises:
            ConfigError: The folder cannot be written.
        """
        file = self._file(reader, article)
        half = file.with_suffix(f".{os.getpid()}.tmp")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            half.write_text(extraction.model_dump_json(), "utf-8")
            half.replace(file)
        except OSError as error:
            raise self._not_written(error) from error

    def check(self) -> None:
        """Whether extractions can be kept, before anything is spent on them.

        Raises:
            ConfigError: The folder cannot be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=self.path):
                pass
        except OSError as error:
            raise self._not_written(error) from error

    def _not_written(self, error: OSError) -> ConfigError:
        return ConfigError(
            f"The run folder {str(self.path)!r} cannot be written: {error.strerror}.",
            hint="Name another with --runs.",
        )

    def _file(self, reader: Reader, article: Article) -> Path:
        name = sha256(article.model_dump_json().encode()).hexdigest()[:24]
        return self.path / reader.fingerprint / f"{name}.json"


async def read_all(
    readers: Sequence[Reader],
    documents: Sequence[GoldDocument],
    folder: RunFolder | None,
    progress: Progress = lambda *_: None,
) -> list[list[Outcome]]:
    """What each of the readers makes of each of the documents, in their order.

    An article that fails is an outcome with its problem, and costs the others nothing. What was
    read by then is in the folder if it is interrupted.

    Args:
        readers: Who reads.
        documents: What is read.
        folder: Where extractions are kept; nowhere if None.
        progress: Called after each article.

    Raises:
        ConfigError: What is read cannot be kept.
    """
    if folder is not None:
        folder.check()
    outcomes = []
    for reader in readers:
        turns = asyncio.Semaphore(reader.at_once)
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [
                    group.create_task(_read(reader, d, folder, turns, progress)) for d in documents
                ]
        except BaseExceptionGroup as failed:
            raise failed.exceptions[0] from None
        finally:
            await reader.close()
        outcomes.append([task.result() for task in tasks])
    return outcomes


async def _read(
    reader: Reader,
    document: GoldDocument,
    folder: RunFolder | None,
    turns: asyncio.Semaphore,
    progress: Progress,
) -> Outcome:
    async with turns:
        kept = folder.get(reader, document.article) if folder else None
        outcome = (
            Outcome(document, kept, resumed=True) if kept else await _extracted(reader, document)
        )
        if folder and outcome.extraction and not outcome.resumed:
            folder.put(reader, document.article, outcome.extraction)
    progress(reader, outcome)
    return outcome


async def _extracted(reader: Reader, document: GoldDocument) -> Outcome:
    try:
        return Outcome(document, await reader.extract(document.article))
    except DatelineError as error:
        return Outcome(document, None, str(error))
    except Exception as error:  # a fault of ours in one article costs no other
        return Outcome(document, None, f"{type(error).__name__}: {error}")
