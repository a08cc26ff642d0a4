"""Files, folders, tables and streams: a row that cannot be read says why, and costs no other."""

from __future__ import annotations

import builtins
import csv
import gzip
import io
import json
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from dateline.batch.inputs import Columns, Inputs, Row, packed, unpacked
from dateline.errors import InputError, MissingExtra
from dateline.models import Article

TEXT = "Gunmen killed 14 traders at a market in Karsa on Saturday, the mayor said."
PAGE = f"<html><body><article><p>{TEXT}</p><p>{TEXT} Again.</p></article></body></html>"
DAYS = (None, date(2024, 3, 11), date(2024, 3, 12))


def read(*named: Path | str, columns: tuple[str, ...] = (), stream: bytes = b"") -> list[Row]:
    """All rows of what is named."""
    inputs = Inputs([str(n) for n in named], Columns.of(columns), io.BytesIO(stream))
    inputs.check()
    return list(inputs.rows())


def told(rows: list[Row]) -> list[tuple[int, str | None]]:
    """Where rows stand, and their text or what is wrong."""
    return [(r.place, r.problem or getattr(r.content, "text", None)) for r in rows]


def lines(path: Path, *rows: object) -> Path:
    """A file of JSON Lines; bytes as they are."""
    written = [r if isinstance(r, bytes) else json.dumps(r).encode() for r in rows]
    path.write_bytes(b"\n".join(written) + b"\n")
    return path


def test_json_lines_with_everything_that_may_stand_beside_a_text(tmp_path: Path) -> None:
    """By the names of the contract; what else stands there is left alone."""
    row = {
        "id": 7,
        "text": TEXT,
        "published": "2024-03-11T10:00:00Z",
        "title": "T",
        "url": "https://a.example/1",
        "source": "The Gazette",
        "section": "World",
    }
    (found,) = read(lines(tmp_path / "a.jsonl", row))
    article = unpacked(packed(found.content))
    assert (found.given_id, found.place, article.text) == ("7", 1, TEXT)
    assert (article.published, article.title) == (date(2024, 3, 11), "T")
    assert (article.url, article.source) == ("https://a.example/1", "The Gazette")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"text": ', "broken JSON at line 1"),
        (b'["a"]', "holds an array"),
        (b'{"body": "x"}', "neither `text` nor `html`"),
        (b'{"text": ""}', "`text` is empty"),
        (b'{"text": 3}', "`text` is 3, and a string was expected"),
        (b'{"text": "x", "published": "soon"}', "`published` is 'soon', and no date"),
        (b'{"text": "x", "titel": "T"}', "Did you mean `title`?"),
        (b'{"text": "\xff"}', "not UTF-8: byte 0xff"),
        (b'{"text": "' + b"x" * 10_000_001 + b'"}', "longer than 10 MB"),
    ],
)
def test_a_line_that_cannot_be_read(tmp_path: Path, line: bytes, problem: str) -> None:
    """Is a row with its reason and its line; those around it are read."""
    first, broken, last = read(lines(tmp_path / "a.jsonl", {"text": "A"}, line, {"text": "B"}))
    assert [first.content.text, last.content.text] == ["A", "B"]
    assert (broken.place, broken.content, last.place) == (2, None, 3)
    assert problem in broken.problem


def test_blank_lines_and_a_byte_order_mark_are_no_rows(tmp_path: Path) -> None:
    """They count as lines all the same."""
    path = lines(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "A"}', b"", b"  ", {"text": "B"})
    assert told(read(path)) == [(1, "A"), (4, "B")]


def test_compressed_tables_are_read(tmp_path: Path) -> None:
    """By the end of their names."""
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "A"}\n'))
    assert told(read(path)) == [(1, "A")]
    assert Inputs([str(path)]).count() is None


@pytest.mark.parametrize("damage", ["cut", "turned"])
@pytest.mark.parametrize(("name", "head"), [("a.jsonl.gz", b""), ("a.csv.gz", b"text\n")])
def test_a_compressed_table_that_breaks_off_is_read_up_to_there(
    tmp_path: Path, name: str, head: bytes, damage: str
) -> None:
    """A download that was cut, or a bit that turned: what follows is a row that says so."""
    row = "%s\n" if head else '{"text": "%s"}\n'
    rows = "".join(row % sha256(b"%d" % n).hexdigest() for n in range(3_000)).encode()
    whole = bytearray(gzip.compress(head + rows))
    half = len(whole) // 2
    whole[half:] = b"" if damage == "cut" else bytes(b ^ 0xFF for b in whole[half:])
    path = tmp_path / name
    path.write_bytes(whole)
    *good, last = read(path)
    assert len(good) > 100
    odd = [r.problem for r in (*good, last) if r.problem and "From here on" in r.problem]
    assert len(odd) == 1


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz"])
def test_a_table_that_is_not_what_its_name_says_is_refused(tmp_path: Path, name: str) -> None:
    """Before anything is asked."""
    (tmp_path / name).write_bytes(b"hello")
    with pytest.raises(InputError, match=rf"{name}' cannot be read: Not a gzipped file"):
        read(tmp_path / name)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_quotation_marks_and_lines_inside(tmp_path: Path, separator: str) -> None:
    """Parted by whatever parts the header; places are lines of the file."""
    path = tmp_path / "a.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerows(
            [["id", "text", "published"], ["a", "One,\n“two”", "2024-03-11"], ["b", "Three", ""]]
        )
    rows = read(path)
    assert told(rows) == [(2, "One,\n“two”"), (4, "Three")]
    assert [row.given_id for row in rows] == ["a", "b"]
    assert rows[0].content.published == date(2024, 3, 11)
    assert Inputs([str(path)]).count() == 2


def test_rows_of_csv_that_cannot_be_read(tmp_path: Path) -> None:
    """Say why, and the others are read."""
    path = tmp_path / "a.csv"
    path.write_bytes(b'text,title\nA,T\nB\nC,T,X\n"",T\n\xff,T\nD,T\n')
    assert told(read(path)) == [
        (2, "A"),
        (3, "The row has 1 fields, and the header 2."),
        (4, "The row has 3 fields, and the header 2."),
        (5, read(path)[3].problem),
        (6, "The row is not UTF-8. Save the table as UTF-8."),
        (7, "D"),
    ]
    assert "`text` is empty" in read(path)[3].problem


@pytest.mark.parametrize(
    ("rows", "good", "problem"),
    [
        (b'A,T\n"He said,T\nC,T\nD,T\n', ["A"], "is never closed"),
        (b'A,T\n"He said "no" to her",T\nC,T\n', ["A", "C"], "is written twice"),
    ],
)
def test_a_quotation_mark_too_many_swallows_no_rows(
    tmp_path: Path, rows: bytes, good: list[str], problem: str
) -> None:
    """A reader that does not mind would make one article of all that follows."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"text,title\n" + rows)
    found = read(path)
    assert [row.content.text for row in found if row.content is not None] == good
    (odd,) = [row for row in found if row.problem]
    assert odd.place == 3
    assert problem in odd.problem
    assert Inputs([str(path)]).count() is not None


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_table_in_utf_16_is_refused_as_a_whole(tmp_path: Path, name: str) -> None:
    """As a spreadsheet saves "Unicode text": not line by line."""
    path = tmp_path / name
    path.write_text('text,title\n{"text": "A"}\n', "utf-16")
    with pytest.raises(InputError, match=r"UTF-16\. Save it as UTF-8\."):
        read(path)


def parquet(path: Path, **columns: list) -> Path:
    """A Parquet table."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    pq.write_table(pa.table(columns), path, row_group_size=2)
    return path


def test_parquet_with_days_as_it_holds_them(tmp_path: Path) -> None:
    """Row by row; columns that are not wanted are not read."""
    path = parquet(
        tmp_path / "a.parquet",
        id=[1, 2, 3],
        text=["A", None, "C"],
        published=[datetime(2024, 3, 11, 10), None, None],
        vector=[[0.1], [0.2], [0.3]],
    )
    rows = read(path)
    assert [(row.place, row.given_id) for row in rows] == [(1, "1"), (2, None), (3, "3")]
    assert rows[0].content.published == date(2024, 3, 11)
    assert "`text` is null" in rows[1].problem
    assert Inputs([str(path)]).count() == 3


def test_parquet_without_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Says how to install it, before anything is read."""
    parquet(tmp_path / "a.parquet", text=["A"])
    real = builtins.__import__

    def without(name: str, *rest: object):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"dateline\[parquet\]"):
        read(tmp_path)


def test_a_file_that_is_called_parquet_and_is_none(tmp_path: Path) -> None:
    """Is told at once where it is named, and is a row where it lies in a folder."""
    path = tmp_path / "a.parquet"
    path.write_bytes(b"not one")
    with pytest.raises(InputError, match="no Parquet table"):
        read(path)
    (row,) = read(tmp_path)
    assert "no Parquet table" in row.problem


def test_columns_of_other_names(tmp_path: Path) -> None:
    """Are mapped, and win over ours."""
    row = {"body": "A", "text": "a teaser", "date": "2024-03-11", "key": "x"}
    given = ("text=body", "published=date", "id=key")
    (found,) = read(lines(tmp_path / "a.jsonl", row), columns=given)
    assert (found.content.text, found.content.published, found.given_id) == (
        "A",
        date(2024, 3, 11),
        "x",
    )


def test_a_table_without_a_text_is_told_before_anything_is_read(tmp_path: Path) -> None:
    """With the columns that it has, and what to write."""
    path = tmp_path / "a.csv"
    path.write_text("headline,body\nT,A\n")
    with pytest.raises(InputError, match=r"it has `headline`, `body`.*--map text=body"):
        read(path)
    assert told(read(path, columns=("text=body",))) == [(2, "A")]
    with pytest.raises(InputError, match="no column `content`, which --map names"):
        read(path, columns=("text=content",))


@pytest.mark.parametrize("said", ["text", "text=", "body=text", "=x"])
def test_a_mapping_that_maps_nothing(said: str) -> None:
    """Is refused with an example."""
    with pytest.raises(InputError, match="--map text=body"):
        Columns.of([said])


def test_a_folder_is_read_in_order_and_what_is_no_article_is_counted(tmp_path: Path) -> None:
    """Hidden files and folders are passed over; a broken file is a row."""
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("no")
    (tmp_path / "b" / "2.html").write_text(PAGE)
    (tmp_path / "1.txt").write_text(TEXT)
    (tmp_path / "3.json").write_text(json.dumps({"text": "C"}))
    (tmp_path / "4.txt").write_bytes(b"\0\1\2" * 50)
    (tmp_path / "5.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    lines(tmp_path / "6.jsonl", {"text": "D"}, {"text": "E"})
    inputs = Inputs([str(tmp_path)])
    rows = list(inputs.rows())
    names = [Path(row.source).name for row in rows]
    assert names == ["1.txt", "3.json", "4.txt", "6.jsonl", "6.jsonl", "2.html"]
    assert "no text" in rows[2].problem
    assert TEXT in unpacked(packed(rows[-1].content)).text
    assert inputs.left_out == {".png": 1}
    assert inputs.count() == 6


def test_standard_input_is_json_lines() -> None:
    """Read as it comes; how much there is nobody knows."""
    rows = read("-", stream=b'{"text": "A"}\n{"text": "B"}\n')
    assert [(row.source, row.place) for row in rows] == [
        ("standard input", 1),
        ("standard input", 2),
    ]
    assert Inputs(["-"]).count() is None


def test_what_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    """With where it was looked for."""
    with pytest.raises(InputError, match="No such file or folder"):
        read(tmp_path / "none")
    with pytest.raises(InputError, match="Standard input is closed"):
        Inputs(["-"]).check()


def test_a_day_for_what_has_none_of_its_own(tmp_path: Path) -> None:
    """A row's own day wins, and one that the text or the page says; kept, it comes back so."""
    folder = tmp_path / "archive"
    folder.mkdir()
    lines(folder / "a.jsonl", {"text": TEXT}, {"text": TEXT, "published": "2024-03-11"})
    (folder / "b.txt").write_text(f"Published 9 March 2024\n\n{TEXT}", "utf-8")
    (folder / "c.html").write_text(PAGE, "utf-8")
    (folder / "d.json").write_bytes(b"broken")
    otherwise = date(2024, 3, 12)
    rows = [*Inputs([str(folder)], published=otherwise).rows()]
    days = [unpacked(packed(row.content)).published for row in rows if row.content]
    assert days == [otherwise, date(2024, 3, 11), date(2024, 3, 9), otherwise]
    assert rows[-1].problem


def test_a_day_for_what_has_none_makes_another_article_of_it(tmp_path: Path) -> None:
    """As a day in the row would: a run that read it without a day reads it again."""
    path = lines(tmp_path / "a.jsonl", {"text": TEXT}, {"text": TEXT, "published": "2024-03-11"})
    ids = [[row.article_id for row in Inputs([str(path)], published=day).rows()] for day in DAYS]
    (undated, own), (given, same), (other, still) = ids
    assert given == own == same == still
    assert len({undated, given, other}) == 3


def test_an_article_is_known_by_its_words_and_its_day(tmp_path: Path) -> None:
    """Whatever file it stands in, and whatever stands beside it."""
    (tmp_path / "a.txt").write_text(TEXT)
    lines(tmp_path / "b.jsonl", {"text": TEXT, "title": "T"}, {"text": TEXT + " "})
    one, same, other = read(tmp_path)
    assert one.article_id == same.article_id != other.article_id
    given = Row("articles", 1, Article(text=TEXT))
    assert given.article_id == one.article_id
    assert Row("x", 1, Article(text=TEXT, published=date(2024, 3, 11))).article_id != one.article_id


def test_an_article_that_is_kept_comes_back_as_it_was() -> None:
    """Also with half a character in it, which reading refuses, and a guessed encoding."""
    article = Article.from_text(TEXT, published=date(2024, 3, 11), title="T")
    assert unpacked(packed(article)) == article
    (row,) = Inputs([__file__]).rows()
    assert unpacked(packed(row.content)).text == Path(__file__).read_text("utf-8")
