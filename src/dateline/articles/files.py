"""An article from a file: what it is, what encoding it is in, and why it cannot be read."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from dateline.articles.encodings import Decoded, decode
from dateline.articles.written import Written, written_as
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
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")


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
    return read_bytes(bytes_of(path), name=str(path), suffix=path.suffix)


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
    written = written_in(data, name=name, suffix=suffix)
    try:
        return written.article()
    except InputError as error:
        if repr(name) in error.message:
            raise
        raise InputError(f"{name!r}: {error.message}", hint=error.hint) from error


def written_in(data: bytes, *, name: str, suffix: str) -> Written:
    """What the bytes of a file say of an article; see `read_bytes`.

    Raises:
        InputError: It is too large, binary, empty, or broken JSON.
    """
    _refuse_size(len(data), name)
    _refuse_binary(data, name)
    suffix = suffix.lower()
    decoded = _text(data, name, html=suffix not in {".txt", ".md", ".json"})
    return replace(written_as(decoded.text, name, suffix), assumed_encoding=decoded.assumed)


def _kind(value: object) -> str:
    return "None" if value is None else f"of type {type(value).__name__}"


# --- bytes ---------------------------------------------------------------------------------


def bytes_of(path: Path) -> bytes:
    """What is in a file.

    Raises:
        InputError: It cannot be read, or is too large for an article.
    """
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
        characters = "control character" if control == 1 else "control characters"
        raise InputError(
            f"{name!r} is no text: it looks like binary data, with {control:,} {characters}.",
            hint=_AS_TEXT,
        )
    if not decoded.text.strip("\ufeff \t\r\n\v\f\xa0\u200b"):
        raise InputError(
            f"{name!r} is empty: {len(data):,} bytes, and no words.",
            hint="Give a file with the text of one article.",
        )
    return decoded
