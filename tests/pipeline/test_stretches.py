"""Stretches looked up by what shares characters with them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.models import Span
from dateline.pipeline.stretches import Stretches

TEXT = "a" * 40
pairs = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)
spans = pairs.map(lambda pair: Span(start=pair[0], end=pair[1], text=TEXT[pair[0] : pair[1]]))


@given(st.lists(spans, max_size=8), spans)
def test_they_touch_what_overlaps_one_of_them(held: list[Span], span: Span) -> None:
    """Whatever their order, and however they overlap each other."""
    held = [s for s in held if s.text]
    assert Stretches(held).touch(span) == any(s.overlaps(span) for s in held)
