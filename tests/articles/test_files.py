"""Articles from files: read in whatever form and encoding, or refused with the reason."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles import files, from_file, read_bytes
from dateline.errors import InputError
from dateline.models.article import Article

STORY = (
    "Nine die in market raid\r\n\r\nGunmen came by boat, the mayor of Oruma said on Monday, and "
    "burnt the market down.\r\n\r\nNo group has said that it was behind the raid.\r\n"
)
PAGE = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>Nine die in market raid</title>"
    '<meta property="article:published_time" content="2021-06-05"></head><body><article>'
    "<h1>Nine die in market raid</h1><p>Gunmen came by boat, the mayor of Oruma said on Monday, "
    "and burnt the market down.</p><p>No group has said that it was behind the raid, which left "
    "nine people dead.</p></article></body></html>"
)
RUSSIAN = (
    "Не менее девяти человек погибли в понедельник, когда вооружённые люди напали на рынок, "
    "сообщил мэр. Он пообещал провести расследование."
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content, byte for byte."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(path: Path) -> str:
    """What the error says of a file that cannot be read; it names the file and a next step."""
    with pytest.raises(InputError) as caught:
        from_file(path)
    assert repr(str(path)) in caught.value.message
    assert caught.value.hint
    return str(caught.value)


# --- what is read --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.txt", "a.md", "A.TXT", "a.story", "a"])
def test_text_is_kept_character_for_character(tmp_path: Path, name: str) -> None:
    """Line ends too, so that offsets hold against the file."""
    article = from_file(write(tmp_path, name, STORY))
    assert article.text == STORY
    assert article.assumed_encoding is None


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.HTML", "a.aspx", "a"])
def test_pages_are_read_as_pages(tmp_path: Path, name: str) -> None:
    """By the suffix, or by how they begin."""
    article = from_file(write(tmp_path, name, "\n<!-- saved -->\n" + PAGE))
    assert article.published == date(2021, 6, 5)
    assert "<p>" not in article.text


def test_markup_in_a_text_file_is_text(tmp_path: Path) -> None:
    """The suffix says that it is to be kept as it is."""
    assert from_file(write(tmp_path, "a.txt", PAGE)).text == PAGE


def test_a_path_may_be_a_string(tmp_path: Path) -> None:
    """And `Article.from_file` is this function."""
    path = write(tmp_path, "a.txt", STORY)
    assert from_file(str(path)) == from_file(path) == Article.from_file(path)


def test_json_holds_text_and_what_is_known_of_it(tmp_path: Path) -> None:
    """Other keys are no concern of ours."""
    record = {
        "text": STORY,
        "published": "2021-06-06",
        "title": "Raid",
        "source": "Herald",
        "url": "https://herald.example/1",
        "id": 7,
    }
    article = from_file(write(tmp_path, "a.json", json.dumps(record)))
    assert (article.text, article.published) == (STORY, date(2021, 6, 6))
    assert (article.title, article.source) == ("Raid", "Herald")
    assert article.url == "https://herald.example/1"


def test_json_may_hold_a_page(tmp_path: Path) -> None:
    """What the record says goes before what the page says."""
    record = {"html": PAGE, "text": "", "source": "Herald", "published": None}
    article = from_file(write(tmp_path, "a.json", json.dumps(record)))
    assert (article.published, article.source) == (date(2021, 6, 5), "Herald")
    record["published"] = "2021-06-07"
    article = from_file(write(tmp_path, "a.json", json.dumps(record)))
    assert (article.published, article.title) == (date(2021, 6, 7), "Nine die in market raid")


@pytest.mark.parametrize(
    "published", ["2021-06-06", "2021-06-06T23:30:00-05:00", "2021-06-06T10:42:00Z", " 20210606 "]
)
def test_json_dates_are_dates_or_times(tmp_path: Path, published: str) -> None:
    """The day is the one that the publisher wrote."""
    record = json.dumps({"text": STORY, "published": published})
    assert from_file(write(tmp_path, "a.json", record)).published == date(2021, 6, 6)


# --- encodings -----------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_stated_encoding_is_not_assumed(tmp_path: Path, encoding: str) -> None:
    """UTF-8, or any other with its mark."""
    article = from_file(write(tmp_path, "a.txt", RUSSIAN.encode(encoding)))
    assert (article.text, article.assumed_encoding) == (RUSSIAN, None)


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r"])
@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_a_guessed_encoding_is_named(tmp_path: Path, encoding: str, name: str) -> None:
    """So that the reader of the result can doubt it."""
    content = json.dumps({"text": RUSSIAN}, ensure_ascii=False) if "json" in name else RUSSIAN
    article = from_file(write(tmp_path, name, content.encode(encoding)))
    assert (article.text, article.assumed_encoding) == (RUSSIAN, encoding)


def test_a_page_declares_its_encoding(tmp_path: Path) -> None:
    """Then nothing is assumed."""
    page = PAGE.replace("utf-8", "windows-1251").replace("Gunmen", "Боевики")
    article = from_file(write(tmp_path, "a.html", page.encode("windows-1251")))
    assert "Боевики" in article.text
    assert article.assumed_encoding is None


# --- what is refused -----------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path) -> None:
    """And where it was looked for."""
    said = refusal(tmp_path / "none.txt")
    assert said.startswith("No such file")
    assert str(Path.cwd()) in said


def test_a_directory(tmp_path: Path) -> None:
    """There is a command for those."""
    said = refusal(tmp_path)
    assert "is a directory" in said
    assert "Name a file in it." in said


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    """Too long for the system, or with a character that no path has."""
    assert "could not be read" in refusal(tmp_path / ("x" * 5000))
    with pytest.raises(InputError):
        from_file("a\0b")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that runs as root could read it all the same."""

    def deny(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "a.txt", STORY)
    monkeypatch.setattr(Path, "open", deny)
    assert "permission denied" in refusal(path)


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is asked first."""
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "open", lambda *args, **kwargs: pytest.fail("was opened"))
    said = refusal(path)
    assert "more than 10 MB" in said
    assert "10,000,001" in said


def test_standard_input_that_is_too_large() -> None:
    """It has no size before it is read."""
    with pytest.raises(InputError, match="'standard input' is too large: more than 10 MB"):
        read_bytes(b"a" * (files.MAX_BYTES + 1), name="standard input", suffix="")


def test_text_that_is_too_long_is_refused_in_the_files_name(tmp_path: Path) -> None:
    """The limit on characters, with the file that broke it."""
    said = refusal(write(tmp_path, "a.txt", "word " * 500_000))
    assert "2,500,000 characters" in said
    assert "Split it" in said


BINARY = {
    "PDF": b"%PDF-1.7\n1 0 obj",
    "PNG": b"\x89PNG\r\n\x1a\n\0\0",
    "JPEG": b"\xff\xd8\xff\xe0\0",
    "GIF": b"GIF89a\1\0",
    "ZIP": b"PK\x03\x04\x14\0",
    "gzip": b"\x1f\x8b\x08\0",
    "RTF": b"{\\rtf1 a",
    "Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "Parquet": b"PAR1\x15\0",
    "WebP": b"RIFF\x10\0",
    "SQLite": b"SQLite format 3\0",
    "video": b"\0\0\0\x18ftypmp42",
    "weights": b"GGUF\3\0\0\0",
}


@pytest.mark.parametrize("kind", BINARY)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a"])
def test_a_known_kind_of_binary_file_is_named(tmp_path: Path, kind: str, name: str) -> None:
    """Whatever it is called."""
    said = refusal(write(tmp_path, name, BINARY[kind]))
    assert "is no text: it looks like" in said
    assert kind in said


@pytest.mark.parametrize(
    "data", [b"Oruma\0Monday", bytes(range(256)) * 20, b"\x01\x02\x03 word " * 50]
)
def test_other_binary_data_is_refused(tmp_path: Path, data: bytes) -> None:
    """NUL and control characters, which text does not have."""
    assert "is no text" in refusal(write(tmp_path, "a.txt", data))


def test_one_control_character_is_counted_as_one(tmp_path: Path) -> None:
    """In the words that say why."""
    assert "with 1 control character. " in refusal(write(tmp_path, "a.txt", b"Oruma\0Monday"))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.md"])
@pytest.mark.parametrize("text", ["", " \r\n\t\xa0", "\ufeff"])
def test_an_empty_file(tmp_path: Path, name: str, text: str) -> None:
    """Or one of white space."""
    assert "is empty" in refusal(write(tmp_path, name, text))


def test_a_page_without_an_article_is_refused_in_the_files_name(tmp_path: Path) -> None:
    """So that one of thousands can be found."""
    assert "No article was found" in refusal(write(tmp_path, "a.html", "<html></html>"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": "a",\n "title": }', "broken JSON at line 2, column 11"),
        ('{"text": "a"}\n{"text": "b"}', "one line at a time"),
        ("[]", "holds an array"),
        ('"Nine died."', "holds a single value"),
        ('{"body": "a", "id": 1}', "its keys are `body`, `id`"),
        ("{}", "its keys are none"),
        ('{"text": 7}', "`text` is 7, and a string was expected"),
        ('{"text": "a", "title": ["b"]}', '`title` is ["b"], and a string'),
        ('{"text": "a", "published": "June 6"}', "`published` is 'June 6', and no date"),
        ('{"text": "a", "published": 20210606}', "`published` is 20210606"),
        ('{"text": "a\\ud83d"}', "half a character"),
        ('{"text": "a", "url": "\\ud83d"}', "url has half a character"),
        ('{"text": " ", "html": null}', "`text` is empty"),
        ('{"n": ' + "9" * 5000 + "}", "cannot be read"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_json_that_is_no_article(tmp_path: Path, content: str, said: str) -> None:
    """With the place, the key or the value that is wrong."""
    assert said in refusal(write(tmp_path, "a.json", content))


@pytest.mark.parametrize("content", ['{"body": "a"}', "[]", '{"text": 7}'])
def test_json_errors_say_which_keys_are_expected(tmp_path: Path, content: str) -> None:
    """All of them, so that one look is enough."""
    said = refusal(write(tmp_path, "a.json", content))
    keys = ("text", "html", "published", "title", "source", "url")
    assert all(f"`{key}`" in said for key in keys)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": ""}', "`text` is empty"),
        ('{"text": null}', "`text` is null"),
        ('{"html": ""}', "`html` is empty"),
        ('{"text": "Nine died.", "publshed": "2024-03-12"}', "Did you mean `published`?"),
        ('{"text": "Nine died.", "Published": "2024-03-12"}', "Did you mean `published`?"),
        ('{"tetx": "Nine died."}', "Did you mean `text`?"),
        ('{"text": "Nine died."}\n{"text": "Two died."}\n', "takes one article"),
    ],
)
def test_json_that_is_nearly_an_article(tmp_path: Path, content: str, said: str) -> None:
    """What is wrong with it is told, and nothing in it is passed over."""
    assert said in refusal(write(tmp_path, "a.json", content))


def test_other_keys_are_the_users_own(tmp_path: Path) -> None:
    """An archive has its ids and its authors."""
    record = {"text": STORY, "id": 5, "author": "A. Bell", "published_at": "x", "tags": []}
    assert from_file(write(tmp_path, "a.json", json.dumps(record))).text == STORY


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_json_lines_are_read_where_there_is_one(tmp_path: Path, name: str) -> None:
    """Of several it is said that one article is taken at a time."""
    line = json.dumps({"text": STORY, "published": "2024-03-12"})
    article = from_file(write(tmp_path, name, line + "\n\n"))
    assert (article.text, article.published) == (STORY, date(2024, 3, 12))
    said = refusal(write(tmp_path, name, f"{line}\n{line}\n"))
    assert "2 articles" in said
    assert "`dateline extract` takes one article" in said


def test_json_through_a_pipe_is_json() -> None:
    """Without a name to tell, its content does; other text in braces is text."""
    data = json.dumps({"text": STORY, "published": "2024-03-12"}).encode()
    assert read_bytes(data, name="standard input", suffix="").text == STORY
    braces = read_bytes(b"{Nine died.}", name="standard input", suffix="")
    assert braces.text == "{Nine died.}"


@pytest.mark.parametrize("path", [None, 5, b"a.txt"])
def test_a_path_of_another_type(path: Any) -> None:
    """Says what was expected."""
    with pytest.raises(InputError, match="a str or a Path was expected"):
        from_file(path)


@given(st.binary(max_size=200), st.sampled_from([".txt", ".json", ""]))
def test_any_bytes_are_an_article_or_an_input_error(data: bytes, suffix: str) -> None:
    """Nothing else is raised, and what is read can be written as JSON."""
    try:
        article = read_bytes(data, name="standard input", suffix=suffix)
    except InputError as error:
        assert "'standard input'" in error.message
        return
    assert Article.model_validate_json(article.model_dump_json()) == article
