"""How far two coders agree: the share, and Krippendorff's alpha."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.models.agreement import FieldAgreement, agreement, together

values = st.sampled_from([None, "a", "b", "c"])


def of(*pairs: tuple[str | None, str | None]) -> FieldAgreement:
    """The agreement on one field."""
    (found,) = agreement(("incident.kind", model, parser) for model, parser in pairs)
    return found


def test_alpha_of_ten_things_told_apart_in_two() -> None:
    """Worked by hand: four of ten differ, and 14 of the 20 values are one."""
    pairs = [("a", "a")] * 5 + [("b", "b")] + [("a", "b")] * 3 + [("b", "a")]
    found = of(*pairs)
    assert (found.compared, found.agreed) == (10, 6)
    # 20 values, 14 "a" and 6 "b": 1 - 19 * 8 / (20 * 19 - 14 * 13 - 6 * 5)
    assert found.alpha == pytest.approx(1 - 19 * 8 / 168)


def test_coders_who_agree_throughout() -> None:
    """Alpha is 1, and nothing at all where there is but one value."""
    assert of(("a", "a"), ("b", "b")).alpha == 1
    assert of(("a", "a"), ("a", "a")).alpha is None


@given(st.lists(st.tuples(values, values), min_size=1, max_size=30))
def test_alpha_is_at_most_one_and_the_same_for_either_coder(
    pairs: list[tuple[str | None, str | None]],
) -> None:
    """It has no side, and only full agreement is 1."""
    found = of(*pairs)
    turned = of(*((parser, model) for model, parser in pairs))
    assert found.alpha == pytest.approx(turned.alpha) if found.alpha else True
    if found.alpha is not None:
        assert found.alpha <= 1
        assert (found.alpha == 1) == (found.agreed == found.compared)


@given(st.lists(st.tuples(values, values), min_size=1, max_size=20), st.integers(1, 3))
def test_articles_count_together_as_one(
    pairs: list[tuple[str | None, str | None]], times: int
) -> None:
    """A run's agreement is that of all its articles' readings."""
    (whole,) = together([of(*pairs)] * times)
    once = of(*(pairs * times))
    assert (whole.compared, whole.agreed) == (once.compared, once.agreed)
    assert whole.alpha == pytest.approx(once.alpha) if once.alpha else True


def test_it_comes_back_from_json() -> None:
    """The sums are written, and made anew."""
    found = of(("a", None), ("a", "a"))
    assert '"agreed":1' in found.model_dump_json()
    assert FieldAgreement.model_validate_json(found.model_dump_json()) == found
