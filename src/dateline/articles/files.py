"""An article from a file: what it is, what encoding it is in, and why it cannot be read."""

from __future__ import annotations

import difflib
import json
import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from dateline.articles.encodings import Decoded, decode
from dateline.articles.html import from_html
from dateline.articles.plain import from_text
from dateline.errors import InputError
from dateline.models.article import Article

MAX_BYTES = 10_000_000

# First bytes of what is handed over by mistake: what it is, and what to do about it.
_AS_TEXT = "Save its text as .txt or .html first."
_UNPACK = "Unpack it first."
_BINARY: Final = (
    (b"%PDF-", "a PDF document", "Extract its text first, for example with pdftotext."),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _AS_TEXT),
    (b"\xff\xd8\xff", "a JPEG image", _AS_TEXT),
    (b"GIF8", "a GIF image", _AS_TEXT),
    (b"II*\x00", "a TIFF image", _AS_TEXT),
    (b"MM\x00*", "a TIFF image", _AS_TEXT),
    (b"RIFF", "a WebP image, or sound or video", _AS_TEXT),
    (b"{\\rtf", "an RTF document", _AS_TEXT),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document", _AS_TEXT),
    (b"PK\x03\x04", "a ZIP archive, or a Word or OpenDocument file", _AS_TEXT),
    (b"PK\x05\x06", "an empty ZIP archive", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"PAR1", "a Parquet table", "Give one article at a time."),
    (b"SQLite format 3\x00", "an SQLite database", "If it is a run, use `dateline export`."),
    (b"\x7fELF", "a program", _AS_TEXT),
    (b"MZ\x90\x00", "a program", _AS_TEXT),
    (b"ID3", "a sound file", "Give its transcript."),
    (b"OggS", "a sound file", "Give its transcript."),
    (b"GGUF", "a language model's weights", "Name it in a provider's `model`."),
)
_HTML_START = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_KNOWN = ("text", "html", "published", "title", "source", "url")
_MISSPELT = 1  # characters more or fewer; "published_at" is a name of its own
_KEYS = "`text` or `html`, and optionally `published`, `title`, `source` and `url`"


def from_file(path: str | Path) -> Article:
    """An article from a `.txt`, `.md`, `.html`, `.htm` or `.json` file; others are read as text.

    Raises:
        InputError: No such file, a directory, too large, binary, empty, not allowed to be
            read, or broken JSON.
    """
    if not isinstance(path, str | os.PathLike):
        raise InputError(
            f"The path is {_kind(path)}, and a str or a Path was expected.",
            hint="Give the file's name; an open file's text goes to Article.from_text.",
        )
    path = Path(path)
    return read_bytes(_bytes(path), name=str(path), suffix=path.suffix)


def read_bytes(data: bytes, *, name: str, suffix: str) -> Article:
    """An article from the bytes of a file.

    Args:
        data: What is in the file.
        name: What the file is called in errors.
        suffix: The end of its name, with the dot: how to read it. Where it is not known
            ("" for standard input), the content tells HTML from text.

    Raises:
        InputError: It is too large, binary, empty, or broken JSON.
    """
    _refuse_size(len(data), name)
    _refuse_binary(data, name)
    suffix = suffix.lower()
    decoded = _text(data, name, html=suffix not in {".txt", ".md", ".json"})
    try:
        article = _article(decoded.text, name, suffix)
    except InputError as error:
        if repr(name) in error.message:
            raise
        raise InputError(f"{name!r}: {error.message}", hint=error.hint) from error
    return article.model_copy(update={"assumed_encoding": decoded.assumed})


def _kind(value: object) -> str:
    return "None" if value is None else f"of type {type(value).__name__}"


# --- bytes ---------------------------------------------------------------------------------


def _bytes(path: Path) -> bytes:
    try:
        _refuse_size(path.stat().st_size if path.is_file() else 0, str(path))
        with path.open("rb") as file:
            # A pipe has no size before it is read, and a file may grow while it is.
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(
            f"No such file: {str(path)!r}.", hint=f"Looked for it from {str(Path.cwd())!r}."
        ) from error
    except IsADirectoryError as error:
        raise InputError(
            f"{str(path)!r} is a directory, and one article is one file.",
            hint="Name a file in it.",
        ) from error
    except PermissionError as error:
        raise InputError(
            f"{str(path)!r} may not be read: permission denied.",
            hint="Change its permissions, or read it as another user.",
        ) from error
    except (OSError, ValueError) as error:
        raise InputError(
            f"{str(path)!r} could not be read: {error}.", hint="Check the path."
        ) from error


def _refuse_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise InputError(
            f"{name!r} is too large: more than {MAX_BYTES // 1_000_000} MB"
            f" ({size:,} bytes or more).",
            hint="One file is one article; split it.",
        )


def _refuse_binary(data: bytes, name: str) -> None:
    for start, what, hint in _BINARY:
        if data.startswith(start):
            raise InputError(f"{name!r} is no text: it looks like {what}.", hint=hint)
    if data[4:8] == b"ftyp":
        raise InputError(f"{name!r} is no text: it looks like a video.", hint="Give a transcript.")


def _text(data: bytes, name: str, *, html: bool) -> Decoded:
    decoded = decode(data, html=html)
    if decoded is None:
        raise InputError(
            f"{name!r} is in no encoding that could be made out, or is no text.",
            hint="Convert it first: iconv -f ENCODING -t UTF-8.",
        )
    control = len(_CONTROL.findall(decoded.text))
    if "\0" in decoded.text or control > 0.01 * len(decoded.text):
        raise InputError(
            f"{name!r} is no text: it looks like binary data, with {control:,} control characters.",
            hint=_AS_TEXT,
        )
    if not decoded.text.strip("\ufeff \t\r\n\v\f\xa0\u200b"):
        raise InputError(
            f"{name!r} is empty: {len(data):,} bytes, and no words.",
            hint="Give a file with the text of one article.",
        )
    return decoded


# --- content -------------------------------------------------------------------------------


def _article(text: str, name: str, suffix: str) -> Article:
    if suffix in {".jsonl", ".ndjson"}:
        return _from_json(_only_line(text, name), name)
    if suffix == ".json" or (suffix == "" and _is_json_article(text)):
        return _from_json(text, name)
    if suffix in {".html", ".htm"}:
        return from_html(text)
    if suffix not in {".txt", ".md"} and _HTML_START.match(text):
        return from_html(text)
    return from_text(text)


def _from_json(text: str, name: str) -> Article:
    record = _object(text, name)
    _refuse_misspelt(record, name)
    written, page = _string(record, "text", name), _string(record, "html", name)
    published = _published(record, name)
    title, source, url = (_string(record, key, name) for key in ("title", "source", "url"))
    if written:
        return from_text(written, published=published, title=title, source=source, url=url)
    if page:
        found = from_html(page, url=url)
        given = {"published": published, "title": title, "source": source}
        return found.model_copy(update={key: value for key, value in given.items() if value})
    empty = [key for key in ("text", "html") if key in record]
    if empty:
        what = "null" if record[empty[0]] is None else "empty"
        problem = f"{name!r}: `{empty[0]}` is {what}: there is no article in it."
    else:
        problem = f"{name!r} has neither `text` nor `html`: its keys are {_listed(record)}."
    raise InputError(problem, hint=f"Expected a JSON object with {_KEYS}.")


def _is_json_article(text: str) -> bool:
    """Whether what came through a pipe is an article as JSON."""
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return False
    try:
        record = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and not {"text", "html"}.isdisjoint(record)


def _only_line(text: str, name: str) -> str:
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if len(lines) > 1:
        raise _several(len(lines), name)
    return lines[0]


def _several(count: int, name: str) -> InputError:
    return InputError(
        f"{name!r} holds {count:,} articles, one a line, and `dateline extract` takes one article.",
        hint="Give one line at a time, as a .json file.",
    )


def _refuse_misspelt(record: Mapping[str, object], name: str) -> None:
    """Refuse a key that is nearly one of ours: what it says would be lost without a word."""
    for key in record.keys() - set(_KNOWN):
        near = difflib.get_close_matches(key.lower(), _KNOWN, n=1, cutoff=0.75)
        if near and near[0] not in record and abs(len(key) - len(near[0])) <= _MISSPELT:
            raise InputError(
                f"{name!r} has the key `{key}`, which is not read.",
                hint=f"Did you mean `{near[0]}`?",
            )


def _object(text: str, name: str) -> Mapping[str, object]:
    try:
        record = json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg == "Extra data" and len(lines) > 1 and all(map(_is_object, lines)):
            raise _several(len(lines), name) from error
        raise InputError(
            f"{name!r} is broken JSON at line {error.lineno}, column {error.colno}: {error.msg}.",
            hint="Mend it there.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{name!r} is JSON that cannot be read: {error}.",
            hint=f"Expected a JSON object with {_KEYS}.",
        ) from error
    if not isinstance(record, dict):
        kind = "an array" if isinstance(record, list) else "a single value"
        raise InputError(
            f"{name!r} holds {kind}, and one article is one object.",
            hint=f"Expected a JSON object with {_KEYS}; give one article at a time.",
        )
    return record


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _listed(record: Mapping[str, object]) -> str:
    return ", ".join(f"`{key}`" for key in list(record)[:10]) or "none"


def _string(record: Mapping[str, object], key: str, name: str) -> str | None:
    """The value of a key; null and the empty string stand for a missing one."""
    value = record.get(key)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise InputError(
            f"{name!r}: `{key}` is {json.dumps(value)[:60]}, and a string was expected.",
            hint=f"Expected a JSON object with {_KEYS}.",
        )
    return value


def _published(record: Mapping[str, object], name: str) -> date | None:
    value = _string(record, "published", name)
    try:
        return None if value is None else datetime.fromisoformat(value.strip()).date()
    except ValueError as error:
        raise InputError(
            f"{name!r}: `published` is {value!r}, and no date.",
            hint="Write it as 2021-06-06 or 2021-06-06T10:42:00Z.",
        ) from error
