"""Two secrets, and all that dateline shows anywhere, to be searched for them."""

from __future__ import annotations

import base64
import html
import io
import json
import traceback
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from rich.console import Console

from dateline.cache import answer_key
from dateline.cli.table import print_tables
from dateline.models import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from logging import LogRecord
    from pathlib import Path

    from dateline.settings import Settings
    from dateline.wiring import Extractor

KEY = 'sk-PLANTED-7f3a/9c+e1=&<b>"d'
"""One that is written differently in JSON, in HTML and in a URL."""
GATEWAY = 'gw-PLANTED-22/b0+4d=&<c>"e'
"""What a gateway wants in a header of its own, beside the key."""
BEHIND = 'sk-PLANTED-51/e8+77=&<d>"f'
"""The key of whoever is asked where the first one fails."""


def _forms(secret: str) -> set[str]:
    return {
        secret,
        quote(secret),
        quote(secret, safe=""),
        html.escape(secret),
        json.dumps(secret)[1:-1],
        json.dumps(json.dumps(secret)[1:-1])[1:-1],
        base64.b64encode(secret.encode()).decode(),
    }


def found(shown: Iterable[str], *secrets: str) -> list[str]:
    """Of all that is shown, what shows one of the secrets, in whatever form."""
    forms = {form for secret in secrets or (KEY, GATEWAY, BEHIND) for form in _forms(secret)}
    return [words[:300] for words in shown if any(form in words for form in forms)]


def words_of(error: BaseException | None) -> Iterator[str]:
    """All that an error and its causes show, in a traceback and to whoever looks at them."""
    seen = set[int]()
    waiting = [error]
    while waiting:
        current = waiting.pop()
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        yield from (str(current), repr(current), repr(vars(current)), repr(current.args))
        waiting += [current.__cause__, current.__context__]
    yield "".join(traceback.format_exception(error))


def words_of_result(result: Extraction) -> Iterator[str]:
    """The result as it is written, and as it is shown."""
    yield result.model_dump_json()
    yield repr(result)
    yield str(result)
    shown = io.StringIO()
    print_tables(result, Console(file=shown, width=100))
    yield shown.getvalue()


def words_of_extractor(extractor: Extractor, settings: Settings) -> Iterator[str]:
    """What a debugger or a log shows of the objects; and what a cache would be keyed by."""
    yield from (repr(extractor), repr(settings), str(settings), settings.model_dump_json())
    yield repr(settings.model_dump())
    yield repr(extractor._route)
    yield repr(vars(extractor))
    for endpoint in extractor._route.endpoints:
        provider = endpoint.provider
        yield from (repr(provider), repr(vars(provider)), provider.identity)
        yield answer_key(provider.identity, [], "{}")


def words_of_logs(records: Iterable[LogRecord]) -> Iterator[str]:
    """Every record, with all that hangs on it."""
    for record in records:
        yield from (record.getMessage(), repr(vars(record)))
        if record.exc_info:
            yield "".join(traceback.format_exception(*record.exc_info))


def words_of_events(events: Iterable[Any]) -> Iterator[str]:
    """What hooks are told."""
    for event in events:
        yield from (repr(event), *words_of(getattr(event, "error", None)))


def words_of_files(folder: Path) -> Iterator[str]:
    """Every byte of the files, what SQLite keeps beside its database included."""
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        yield path.read_bytes().decode("latin-1")
