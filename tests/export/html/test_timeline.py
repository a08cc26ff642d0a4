"""Incidents and deadlines in the order of their days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.export.html.made import at, deadline, extraction, market

from dateline.export.html.records import card_of
from dateline.export.html.timeline import Timeline, timeline_of
from dateline.models import Extraction, When


def on(start: date, end: date | None = None) -> When:
    """A time of these days."""
    return When(mention=at("Saturday"), start=start, end=end or start)


def timeline(result: Extraction) -> Timeline | None:
    """Of its records."""
    records = [*result.incidents, *result.statements, *result.policy_context]
    return timeline_of(result, [(r, card_of(r, f"r{n}")) for n, r in enumerate(records, 1)])


def test_records_stand_in_the_order_of_their_days() -> None:
    """With the publication on the same scale."""
    late = deadline(when=on(date(2024, 2, 1), date(2024, 2, 29)))
    found = timeline(extraction(policy_context=(deadline(), late)))
    assert found is not None
    assert [(e.anchor, e.days) for e in found.entries] == [
        ("r5", "1–29 Feb 2024"),
        ("r1", "9 Mar 2024"),
        ("r4", "30 Apr 2024"),
    ]
    starts = [e.x for e in found.entries]
    assert starts == sorted(starts)
    assert found.published is not None
    assert found.entries[1].x < found.published < found.entries[2].x


def test_what_is_far_off_stands_at_the_edge() -> None:
    """A war that began in 2012 does not press the week together."""
    war = deadline(kind="background", when=on(date(2012, 1, 1), date(2012, 12, 31)))
    found = timeline(extraction(policy_context=(war,)))
    assert found is not None
    assert [(e.days, e.beyond) for e in found.entries] == [
        ("2012", "before"),
        ("9 Mar 2024", None),
    ]


def test_records_without_a_day_are_not_on_it() -> None:
    """And where none has one there is no timeline."""
    undated = market(when=When(mention=at("Saturday")))
    assert timeline(extraction(incidents=(undated,), policy_context=())) is None


@pytest.mark.parametrize("days", [0, 5, 20, 150, 399])
def test_the_scale_has_days_to_read_it_by(days: int) -> None:
    """A few, in order, on the scale."""
    first = date(2024, 3, 9)
    ends = (on(first), on(first + timedelta(days=min(days, 200))))
    found = timeline(extraction(policy_context=tuple(deadline(when=w) for w in ends)))
    assert found is not None
    places = [tick.x for tick in found.ticks]
    assert 1 <= len(places) <= 9
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


@given(
    st.lists(st.tuples(st.dates(), st.integers(0, 4000)), min_size=1, max_size=8),
    st.none() | st.dates(),
)
@example(ranges=[(date(9999, 12, 31), 0)], published=None)
@example(ranges=[(date(9999, 9, 1), 120)], published=date(9999, 12, 31))
@example(ranges=[(date(9999, 12, 1), 20)], published=None)
@example(ranges=[(date(1, 1, 1), 0)], published=date(1, 1, 1))
def test_every_bar_is_on_the_scale(ranges: list[tuple[date, int]], published: date | None) -> None:
    """Whatever days an article tells of, the first and the last that there are among them."""
    items = tuple(
        deadline(
            when=on(start, date.fromordinal(min(start.toordinal() + more, date.max.toordinal())))
        )
        for start, more in ranges
    )
    article = extraction().article.model_copy(update={"published": published})
    found = timeline(extraction(article=article, incidents=(), policy_context=items))
    assert found is not None
    assert len(found.entries) == len(items)
    for entry in found.entries:
        assert entry.x >= 0
        assert entry.width > 0
        assert entry.x + entry.width <= 100.01
