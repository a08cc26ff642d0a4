"""The index: what all articles hold together, to be searched, filtered and counted.

What its script reads stands in a block of data, one row for each article, incident and event. It
makes elements and plain text of that, never markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from dateline.export.html.site.kept import Kept
from dateline.export.html.site.names import ARTICLES
from dateline.export.html.site.rows import VOCABULARIES
from dateline.export.html.templates import rendered
from dateline.export.schemes.countries import country_name

SCRIPTS = ("index_find.js", "index_filters.js", "index_totals.js", "index_results.js")
WITHOUT_SCRIPT = 2000
"""How many articles are listed where no script runs."""
_ROWS = 500


def index_page(kept: Kept) -> Iterator[str]:
    """The index, piece by piece.

    Args:
        kept: What was kept of all articles, with all events noted.
    """
    return rendered(
        "index.html.jinja",
        styles=["report.css", "site.css"],
        scripts=SCRIPTS,
        title="Articles and events",
        figures=kept.figures,
        data=_data(kept),
        newest=kept.newest(WITHOUT_SCRIPT),
        listed=min(WITHOUT_SCRIPT, kept.figures.articles),
        folder=ARTICLES,
    )


def _data(kept: Kept) -> Iterator[Markup]:
    known = {**VOCABULARIES, "countries": _countries(kept.figures.countries)}
    head = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    yield as_data(head.removesuffix("}"))
    for name, rows in (
        ("articles", kept.article_rows()),
        ("incidents", kept.incident_rows()),
        ("events", kept.event_rows()),
    ):
        yield Markup(f',"{name}":[\n')  # noqa: S704  # our own words
        yield from _joined(rows)
        yield Markup("\n]")
    yield Markup("}")


def _joined(rows: Iterable[str]) -> Iterator[Markup]:
    held: list[str] = []
    mark = ""
    for row in rows:
        held.append(row)
        if len(held) == _ROWS:
            yield as_data(mark + ",\n".join(held))
            held.clear()
            mark = ",\n"
    if held:
        yield as_data(mark + ",\n".join(held))


def as_data(text: str) -> Markup:
    """JSON that may stand in a script element: nothing in it can end that, or begin another."""
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  # it stands in no markup


def _countries(codes: Iterable[str]) -> dict[str, str]:
    return {code: country_name(code, "acled") or code for code in sorted(codes)}
