"""Parquet, DuckDB and frames: the same rows, with types and with what their columns hold."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.export.made import ODD_TEXTS, extraction, incident, market, with_text

from dateline.errors import InputError, MissingExtra
from dateline.export import Coded, coded, export, to_frame
from dateline.export.tables import TABLES
from dateline.export.tables.arrow import Gathered, Room

parquet = pytest.importorskip("pyarrow.parquet")
duckdb = pytest.importorskip("duckdb")
ARTICLES = (*coded([extraction(), with_text("one"), with_text("two")]),)


def coded_text(text: str) -> Coded:
    """An article of that text."""
    (article,) = coded([with_text(text)])
    return article


def rows(name: str) -> list[tuple[Any, ...]]:
    """What a table is to hold."""
    return [row for article in ARTICLES for row in TABLES[name].rows(article)]


@pytest.mark.parametrize("name", TABLES)
def test_parquet_holds_the_rows(name: str, tmp_path: Path) -> None:
    """With types, and with what each column holds in the schema."""
    export(ARTICLES, "parquet", tmp_path / "out")
    table = parquet.read_table(tmp_path / "out" / f"{name}.parquet")
    found = [tuple(row.values()) for row in table.to_pylist()]
    assert found == rows(name)
    first = table.schema.field("article_id")
    assert first.metadata[b"description"] == b"The article's id."


@settings(max_examples=20, deadline=None)
@given(ODD_TEXTS)
def test_parquet_keeps_any_text(text: str) -> None:
    """Character for character."""
    (article,) = coded([with_text(text)])
    gathered = Gathered(TABLES["articles"])
    for row in TABLES["articles"].rows(article):
        assert not gathered.add(row)
    assert gathered.take().to_pylist()[0]["text"] == f"{text}."
    assert gathered.take() is None


@pytest.mark.parametrize(("bound", "most"), [("_MOST_ROWS", 3), ("_MOST_CHARACTERS", 9_000)])
def test_rows_are_packed_before_they_are_many(
    bound: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many rows, or so much text: Python needs ten times the room for them."""
    monkeypatch.setattr(f"dateline.export.tables.arrow.{bound}", most)
    gathered = Gathered(TABLES["articles"])
    (row,) = TABLES["articles"].rows(coded_text("x" * 999))
    sizes = []
    for _ in range(7):
        gathered.add(row)
        sizes.append(gathered.size)
    assert sizes[:2] == [0, 0]
    assert sizes[2] == sizes[3] == sizes[4] > 3_000
    assert sizes[5] == 2 * sizes[2]
    assert gathered.take().num_rows == 7
    assert gathered.size == 0


def test_the_largest_table_is_written_where_there_is_no_more_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All tables share it, so that what is held does not grow with their number."""
    monkeypatch.setattr("dateline.export.tables.arrow._MOST_ROWS", 1)
    monkeypatch.setattr("dateline.export.tables.arrow._MOST_BYTES", 20_000)
    written: list[tuple[str, int]] = []
    room = Room()
    adders = {
        name: room.of(TABLES[name], lambda rows, name=name: written.append((name, rows.num_rows)))
        for name in ("articles", "actors")
    }
    (large,) = TABLES["articles"].rows(coded_text("x" * 1_000))
    small, _ = TABLES["actors"].rows(ARTICLES[0])
    for _ in range(8):
        adders["actors"](small)
        adders["articles"](large)
    assert {name for name, _ in written} == {"articles"}
    assert min(rows for _, rows in written) > 1
    room.clear()
    assert sum(rows for name, rows in written if name == "articles") == 8
    assert [rows for name, rows in written if name == "actors"] == [8]


def test_one_duckdb_file_holds_every_table(tmp_path: Path) -> None:
    """With comments that say what columns hold; a file of an earlier export is replaced."""
    out = tmp_path / "all.duckdb"
    for _ in range(2):
        export(ARTICLES, "duckdb", out)
    with duckdb.connect(str(out), read_only=True) as database:
        for name in TABLES:
            at = [i for i, c in enumerate(TABLES[name].columns) if c.type != "time"]
            columns = ", ".join(f'"{TABLES[name].columns[i].name}"' for i in at)
            found = database.execute(f'SELECT {columns} FROM "{name}"').fetchall()
            assert found == [tuple(row[i] for i in at) for row in rows(name)]
        told = database.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'targets'")
        assert told.fetchall() == [(TABLES["targets"].doc,)]
        joined = database.execute(
            "SELECT i.kind, c.low FROM incidents i JOIN casualties c USING (article_id, record_id) "
            "WHERE i.date_from = DATE '2024-03-09' ORDER BY c.low"
        )
        assert joined.fetchall() == [("Attack", 3), ("Attack", 14)]
    assert [path.name for path in tmp_path.iterdir()] == ["all.duckdb"]


@pytest.mark.parametrize("format_", ["csv", "parquet", "duckdb", "jsonl", "acled"])
def test_a_failure_on_the_way_leaves_nothing_behind(format_: Any, tmp_path: Path) -> None:
    """No half of a file that looks whole; what was there before stays."""

    def broken() -> Iterator[Coded]:
        yield ARTICLES[0]
        raise InputError("line 2 holds no extraction")

    out = tmp_path / "out"
    with pytest.raises(InputError, match="line 2"):
        export(broken(), format_, out)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == []


@pytest.mark.parametrize("fault", [duckdb.IOException, duckdb.FatalException])
def test_a_full_disk_under_duckdb_is_an_input_error(
    fault: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the place, and without a file that looks whole."""

    def full(_: Room) -> None:
        raise fault("Could not write file: No space left on device")

    monkeypatch.setattr(Room, "clear", full)
    with pytest.raises(InputError, match=r"all\.duckdb' cannot be written.*No space left"):
        export(ARTICLES, "duckdb", tmp_path / "all.duckdb")
    assert not list(tmp_path.iterdir())


def test_articles_are_taken_one_after_another(tmp_path: Path) -> None:
    """None is kept: each is gone by the time that the next but one is asked for."""
    import gc
    import weakref

    seen: list[weakref.ref[Any]] = []

    def articles() -> Iterator[Coded]:
        for number in range(20):
            each = Coded(f"a{number}", with_text(str(number)))
            seen.append(weakref.ref(each.extraction))
            yield each
            del each
            gc.collect()
            assert sum(ref() is not None for ref in seen) <= 2

    gc.collect()
    gc.freeze()  # what other tests have left is not walked twenty times more
    export(articles(), "parquet", tmp_path / "out")
    assert len(seen) == 20


def test_a_frame_has_the_rows_and_the_types(tmp_path: Path) -> None:
    """Of pandas and of polars: whole numbers stay whole beside empty cells."""
    frame = extraction().to_frame("casualties")
    assert frame["low"].tolist() == [14, 3]
    assert str(frame["high"].dtype) == "Int64"
    assert extraction().to_frame("incidents")["date_from"].dt.date.tolist() == [date(2024, 3, 9)]
    other = extraction().to_frame("casualties", library="polars")
    assert other["high"].to_list() == [None, 3]
    both = to_frame("incidents", [extraction(), extraction()], library="polars")
    assert both["article_id"].n_unique() == 2


@pytest.mark.parametrize(
    ("library", "types"),
    [
        ("pandas", ("datetime64[s]", "Int64", "Float64", "string", "string")),
        ("polars", ("Date", "Int64", "Float64", "String", "String")),
    ],
)
def test_dates_are_dates_and_numbers_may_be_null(library: Any, types: tuple[str, ...]) -> None:
    """Of incidents, with or without a time and a place."""
    bare = incident(id="i2", when=None, place=None)
    for found in ((market(), bare), (bare,), ()):
        frame = extraction(incidents=found).to_frame("incidents", library=library)
        columns = ("date_from", "geo_precision", "latitude", "place", "weapon")
        assert tuple(str(frame[column].dtype) for column in columns) == types
    whole = extraction(incidents=(market(), bare)).to_frame("incidents", library="polars")
    assert whole["date_from"].to_list() == [date(2024, 3, 9), None]
    assert whole["geo_precision"].to_list() == [1, None]


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("name", TABLES)
def test_every_table_makes_a_frame_even_an_empty_one(name: str, library: Any) -> None:
    """With its columns."""
    columns = [c.name for c in TABLES[name].columns]
    assert list(to_frame(name, [extraction()], library=library).columns) == columns
    assert list(to_frame(name, [], library=library).columns) == columns


def test_another_library_is_refused() -> None:
    """With those there are."""
    with pytest.raises(InputError, match="pandas and polars"):
        to_frame("incidents", [], library="spark")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("module", "extra", "use"),
    [
        ("pyarrow", "export", lambda out: export(ARTICLES, "parquet", out)),
        ("duckdb", "export", lambda out: export(ARTICLES, "duckdb", out)),
        ("pandas", "pandas", lambda _: to_frame("incidents", [])),
        ("polars", "polars", lambda _: to_frame("incidents", [], library="polars")),
    ],
)
def test_a_missing_package_is_told_with_what_to_install(
    module: str, extra: str, use: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is written."""
    for name in [m for m in sys.modules if m.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_Without(module), *sys.meta_path])
    with pytest.raises(MissingExtra, match=rf"pip install 'dateline\[{extra}\]'"):
        use(tmp_path / "out")
    assert not (tmp_path / "out").exists()


class _Without:
    """An import system in which one package is not installed."""

    def __init__(self, module: str) -> None:
        self._module = module

    def find_spec(self, name: str, *_: object) -> None:
        if name.partition(".")[0] == self._module:
            raise ModuleNotFoundError(f"No module named {name!r}", name=self._module)
