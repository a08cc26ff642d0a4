"""An article as a file, a JSON object or a row of a table says it."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dateline.articles.html import from_html
from dateline.articles.plain import from_text
from dateline.errors import InputError
from dateline.models.article import Article

_HTML_START = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_KNOWN = ("text", "html", "published", "title", "source", "url")
_MISSPELT = 1  # characters more or fewer; "published_at" is a name of its own
_KEYS = "`text` or `html`, and optionally `published`, `title`, `source` and `url`"


@dataclass(frozen=True, slots=True)
class Written:
    """An article as a file, a JSON object or a row of a table says it, not yet read.

    Attributes:
        text: Its text; or
        html: its page.
        published: The day it came out.
        assumed_encoding: The encoding that was guessed, where it was not UTF-8.
        published_otherwise: The day it came out where neither `published` nor the text or the page
            says one.
    """

    text: str | None = None
    html: str | None = None
    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    assumed_encoding: str | None = None
    published_otherwise: date | None = None

    def article(self) -> Article:
        """The article.

        Raises:
            InputError: It is none.
        """
        article = self._article()
        told: dict[str, object] = {}
        if self.assumed_encoding is not None:
            told["assumed_encoding"] = self.assumed_encoding
        if article.published is None and self.published_otherwise is not None:
            told["published"] = self.published_otherwise
        return article.model_copy(update=told) if told else article

    def _article(self) -> Article:
        if self.text is not None:
            return from_text(
                self.text,
                published=self.published,
                title=self.title,
                source=self.source,
                url=self.url,
            )
        found = from_html(self.html or "", url=self.url)
        given = {"published": self.published, "title": self.title, "source": self.source}
        return found.model_copy(update={key: value for key, value in given.items() if value})


def written_as(text: str, name: str, suffix: str) -> Written:
    """What the text of a file says of an article.

    Args:
        text: What is in the file.
        name: What the file is called in errors.
        suffix: The end of its name, in small letters; "" where it has none.

    Raises:
        InputError: It is broken JSON, or says nothing of an article.
    """
    if suffix in {".jsonl", ".ndjson"}:
        return from_record(object_in(_only_line(text, name), name), name)
    if suffix == ".json" or (suffix == "" and _is_json_article(text)):
        return from_record(object_in(text, name), name)
    if suffix in {".html", ".htm"}:
        return Written(html=text)
    if suffix not in {".txt", ".md"} and _HTML_START.match(text):
        return Written(html=text)
    return Written(text=text)


def from_record(record: Mapping[str, object], name: str) -> Written:
    """What a JSON object, or a row of a table, says of an article.

    Args:
        record: `text` or `html`, and optionally `published`, `title`, `source` and `url`.
        name: What it is called in errors.

    Raises:
        InputError: There is no article in it, or a value is not what it should be.
    """
    _refuse_misspelt(record, name)
    written, page = _string(record, "text", name), _string(record, "html", name)
    published = _published(record, name)
    title, source, url = (_string(record, key, name) for key in ("title", "source", "url"))
    if written or page:
        return Written(written, None if written else page, published, title, source, url)
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


def object_in(text: str, name: str) -> Mapping[str, object]:
    """The JSON object that a text is.

    Raises:
        InputError: It is none.
    """
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
