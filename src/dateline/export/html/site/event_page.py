"""The page of an event: all of its reports side by side, where they differ, why each is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.events import Difference, differences
from dateline.export.html.cards import Value
from dateline.export.html.marks import place_id
from dateline.export.html.records import card_of
from dateline.export.html.report import anchor_of
from dateline.export.html.site.kept import EventTold, Told
from dateline.export.html.site.names import ARTICLES, INDEX, page_name
from dateline.export.html.templates import rendered
from dateline.export.schemes.countries import country_name, province_name
from dateline.export.wording import claim_in_words, flat, plural, spaced
from dateline.models import Place

_SAYS = "says"
_FINDINGS = "findings"
_FIRST = (_SAYS, "kind", "realis", "where", "when")
_LAST = ("by", "on", "with", "claimed by", "found by", _FINDINGS, "put here because")


@dataclass(frozen=True, slots=True)
class Column:
    """A report.

    Attributes:
        page: The address of its article's page.
        record: That of the record in it.
        told: The report.
        cells: What it says, by row.
    """

    page: str
    record: str
    told: Told
    cells: dict[str, tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """What all reports say of one thing.

    Attributes:
        label: Of what.
        difference: How they differ in it, if they do.
        cells: Each report's values.
    """

    label: str
    difference: Difference | None
    cells: tuple[tuple[Value, ...], ...]

    @property
    def otherwise(self) -> str:
        """What to say where a report has no value."""
        return "none" if self.label == _FINDINGS else "not told"


def event_page(event: EventTold) -> Iterator[str]:
    """The page of an event, piece by piece."""
    numbers = {told.article: number for number, told in enumerate(event.told, 1)}
    columns = [_column(told, numbers) for told in event.told]
    standing = event.standing
    differ = differences([told.report for told in standing])
    head = event.headline
    return rendered(
        "event.html.jinja",
        styles=["report.css", "site.css"],
        title=", ".join(filter(None, (head.kind.value, _place_in_words(head.place)))),
        event=event,
        region=_region(head.place),
        index=f"../{INDEX}",
        left_out=event.reports - len(event.told),
        reports=plural(event.reports - len(event.told) + len(standing), "report"),
        standing=plural(len(standing), "report"),
        earlier=len(event.told) - len(standing),
        columns=columns,
        lines=tuple(_lines(columns, differ)),
        conflicts=[each for each in differ if each.conflict],
        place_of=_place_of,
    )


def _place_in_words(place: Place | None) -> str:
    return flat(place.mention.text) if place else ""


def _region(place: Place | None) -> str:
    if place is None:
        return ""
    names = province_name(place.admin1), country_name(place.country, "acled")
    return ", ".join(filter(None, names))


def _column(told: Told, numbers: dict[str, int]) -> Column:
    page = f"../{ARTICLES}/{page_name(told.article)}"
    cells = dict(_cells(told, numbers))
    return Column(page, f"{page}#{anchor_of(told.number)}", told, cells)


def _cells(told: Told, numbers: dict[str, int]) -> Iterator[tuple[str, tuple[Value, ...]]]:
    incident = told.incident
    yield "kind", (Value(incident.kind.value),)
    yield "realis", (Value(spaced(incident.realis)),)
    for row in card_of(incident, "").rows:
        yield (_SAYS if row.light else row.label), row.values
    if incident.claim.by is None and (claim := claim_in_words(incident.claim)):
        yield "claimed by", (Value(claim),)
    yield "found by", (Value(incident.found_by),)
    if told.findings:
        yield _FINDINGS, tuple(_finding(f.severity, f.message) for f in told.findings)
    yield "put here because", (Value(told.explanation, notes=tuple(_like(told, numbers))),)


def _like(told: Told, numbers: dict[str, int]) -> Iterator[str]:
    if told.revised_as in numbers:
        yield f"an earlier version of report {numbers[told.revised_as]}, which counts instead"
    if told.like is not None:
        number = numbers.get(told.like)
        yield f"beside report {number}" if number else "beside a report that is not exported"


def _finding(severity: str, message: str) -> Value:
    return Value(message, notes=(severity,))


def _lines(columns: list[Column], differ: Iterable[Difference]) -> Iterator[Line]:
    by_field: dict[str, Difference] = {each.field: each for each in differ}
    labels = dict.fromkeys(label for column in columns for label in column.cells)
    tolls = [label for label in labels if label not in (*_FIRST, *_LAST)]
    for label in (*_FIRST, *tolls, *_LAST):
        if label in labels:
            cells = tuple(column.cells.get(label, ()) for column in columns)
            yield Line(label, by_field.get(label), cells)


def _place_of(value: Value) -> str | None:
    """Where the words begin in the article's page, if they stand in the article."""
    starts = [max(0, span.start) for span in value.spans if span.text]
    return place_id(min(starts)) if starts else None
