"""The records of the articles in a dataframe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from dateline.batch.inputs import Columns
from dateline.batch.reading import articles_at_once
from dateline.daft import engine
from dateline.daft.checkpoint import Checkpoint
from dateline.daft.rows import ARTICLE_ID, RESULTS, columns_of, rows_of
from dateline.daft.shares import share
from dateline.daft.worker import Task, Worker
from dateline.errors import ConfigError
from dateline.pipeline.types import RecordType
from dateline.settings import Settings
from dateline.wiring import Extractor
from dateline.wiring.configuration import Configuration

if TYPE_CHECKING:
    import daft

_LOTS = 16  # articles handed to a worker, for each that it reads at once
_READ = "_dateline_read"


def extract(
    df: daft.DataFrame,
    settings: Settings | None = None,
    *,
    provider: str | None = None,
    columns: Mapping[str, str] | None = None,
    workers: int | None = None,
    batch_size: int | None = None,
    checkpoint: str | None = None,
    checkpoint_seconds: float = 5.0,
    retry_failed: bool = False,
    on_change: str | None = None,
    record_types: Sequence[RecordType] = (),
) -> daft.DataFrame:
    """The dataframe, with what was read of each article.

    Four columns of text are added: `article_id`, the same for the same words and day; `extraction`,
    JSON that `Extraction.model_validate_json` reads; and where there is none, `error` with the name
    of the error and `problem` with the reason. A row that fails stays, and costs no other.

    Nothing is read before Daft wants the rows, by `collect`, `write_parquet` and the like, and all
    is each time that it does, unless there is a checkpoint, or they were collected. How
    requests under way, rate limits and the budget of the run are parted among workers: each has
    its N-th part (`dateline.daft.shares`). Keys are not sent along where they stand in variables:
    each worker's machine needs them.

    Args:
        df: Articles, with the columns `text` or `html`, and optionally `id`, `published`, `title`,
            `url` and `source`.
        settings: `Settings.load()` where they are left out.
        provider: Who reads; the configured default where it is left out.
        columns: What the dataframe calls them, by our names: `{"text": "body"}`.
        workers: Processes that read. With Daft's own runner 1 where it is left out, which is this
            process; with its Ray runner one for each processor of the cluster, and no more than
            requests that may be under way.
        batch_size: Rows that a worker is handed at a time; 16 for each that it reads at once where
            it is left out.
        checkpoint: A folder that all workers see, or one of an object store. What was read is kept
            there as it comes, and not asked for again by a restarted job.
        checkpoint_seconds: How often. A worker that is killed has what came since read once more.
        retry_failed: Read once more what the checkpoint has as failed.
        on_change: "resume", where the checkpoint was begun with another configuration and what was
            read is to stand.
        record_types: Record types of your own.

    Raises:
        MissingExtra: daft is not installed.
        ConfigError: It cannot run here; or the configuration of the checkpoint was another.
        InputError: The dataframe has no column that holds an article.
    """
    engine.load()
    settings = settings if settings is not None else Settings.load()
    if on_change not in (None, "resume"):
        raise ConfigError(f"on_change is {on_change!r}.", hint='Say "resume", or leave it out.')
    called = columns_of(columns, df.column_names)
    looked = _look(settings, provider, record_types)
    workers = _workers(workers, looked.concurrency)
    kept, spent = None, Decimal(0)
    if checkpoint is not None:
        kept = Checkpoint(checkpoint)
        kept.begin(looked.configuration, resume=on_change == "resume")
        spent = kept.spent() if settings.budget.run is not None else spent
    own = share(settings, provider, workers, spent=spent)
    task = Task(
        settings=own,
        provider=provider,
        record_types=tuple(record_types),
        names=tuple(name for name in called.wanted if name in df.column_names),
        columns=called,
        run=uuid4().hex[:12],
        checkpoint=kept,
        every=checkpoint_seconds,
    )
    # At once: as many as the share of requests keeps busy.
    size = batch_size or _LOTS * _look(own, provider, record_types).at_once
    plan = _Plan(task, workers, size)
    files = kept.files() if kept is not None else []
    return plan.resumed(df, files, retry_failed=retry_failed) if files else plan.read(df)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What an extractor says of itself."""

    concurrency: int
    at_once: int
    configuration: Configuration


def _look(settings: Settings, provider: str | None, record_types: Sequence[RecordType]) -> _Looked:
    """Whether it can run, and how.

    Raises:
        ConfigError: It cannot.
    """
    with Extractor(provider, settings=settings, record_types=record_types) as extractor:
        return _Looked(extractor.concurrency, articles_at_once(extractor), extractor.configuration)


def _workers(wanted: int | None, concurrency: int) -> int:
    if wanted is not None:
        if wanted < 1:
            raise ConfigError(f"workers is {wanted}, and somebody has to read.")
        return wanted
    if engine.runner() != "ray":
        return 1
    return min(engine.processors(), concurrency or engine.processors())


@dataclass(frozen=True, slots=True)
class _Plan:
    """How rows become results.

    Attributes:
        task: What each worker does.
        workers: How many there are.
        size: Rows that one is handed at a time.
    """

    task: Task
    workers: int
    size: int

    def read(self, df: daft.DataFrame) -> daft.DataFrame:
        """The dataframe, with the columns that workers add."""
        package = engine.load()
        on_ray = engine.runner() == "ray"
        kind = package.DataType.struct(dict.fromkeys(RESULTS, package.DataType.string()))
        # A batch method that is not async: of async ones Daft starts as many as it likes.
        package.method.batch(return_dtype=kind, batch_size=self.size)(Worker.read)  # marks it
        if self.workers == 1 and not on_ray:
            made = package.cls(Worker, use_process=False)
        else:  # limits hold for a process: each worker is one, and Daft has so many of them
            made = package.cls(Worker, max_concurrency=self.workers)
        worker = made(self.task)
        if on_ray:
            df = df.into_batches(self.size)  # so that there is something for each of them
        read = df.with_column(_READ, worker.read(*self._cells()))
        found = {name: package.col(_READ)[name] for name in RESULTS}
        return read.with_columns(found).exclude(_READ)

    def resumed(
        self, df: daft.DataFrame, files: Sequence[str], *, retry_failed: bool
    ) -> daft.DataFrame:
        """The same, with what is in the files taken from there."""
        package = engine.load()
        settled = _settled(package.read_parquet(list(files)), retry_failed=retry_failed)
        called, names = self.task.columns, self.task.names
        # In this process: to start another takes longer than the work.
        batch = package.func.batch(return_dtype=package.DataType.string(), use_process=False)
        tell = batch(_Ids(called, names))
        told = df.with_column(ARTICLE_ID, tell(*self._cells()))
        left = told.join(settled.select(ARTICLE_ID), on=ARTICLE_ID, how="anti")
        done = told.join(settled, on=ARTICLE_ID, how="inner")
        order = [*df.column_names, *RESULTS]
        return done.select(*order).concat(self.read(left.exclude(ARTICLE_ID)).select(*order))

    def _cells(self) -> list[Any]:
        package = engine.load()
        return [package.col(name) for name in self.task.names]


class _Ids:
    """The ids of the articles in rows."""

    __name__ = __qualname__ = "article_ids"

    def __init__(self, columns: Columns, names: Sequence[str]) -> None:
        self._columns = columns
        self._names = names

    def __call__(self, *cells: Any) -> Any:
        import pyarrow as pa

        rows = rows_of(self._names, cells, self._columns)
        return pa.array([row.article_id for row in rows], type=pa.large_string())


def _settled(parts: daft.DataFrame, *, retry_failed: bool) -> daft.DataFrame:
    """Each article of the checkpoint once; where it was read and had failed before, as read."""
    parts = parts.select(*RESULTS)
    read = parts.where(parts["error"].is_null()).distinct(ARTICLE_ID)
    if retry_failed:
        return read
    failed = parts.where(~parts["error"].is_null()).distinct(ARTICLE_ID)
    only_failed = failed.join(read.select(ARTICLE_ID), on=ARTICLE_ID, how="anti")
    return read.concat(only_failed.select(*RESULTS))
