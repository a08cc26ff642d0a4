"""How far two coders of one article agree, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pydantic import computed_field

from dateline.models.base import Model, Summed, built


class Reading(Model):
    """What each coder read of one thing, and of how many things they read so."""

    model: str | None
    """The model's value; None is that it read none."""
    parser: str | None
    count: int = 1


class FieldAgreement(Summed):
    """One field of the records, over all that either coder read of it.

    What neither read is not counted, and "nothing" is a value where only one read something. Words
    that both took from one place are one value, whichever of them took more.
    """

    field: str
    """The record type and the field, such as "incident.kind". "incident" alone is whether there is
    one, and "incident.sentence" whether a sentence of the article tells of one: the only field
    where both may say no."""
    readings: tuple[Reading, ...] = ()

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def compared(self) -> int:
        """How many things were read by either."""
        return sum(r.count for r in self.readings)

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def agreed(self) -> int:
        """Of how many the two read the same."""
        return sum(r.count for r in self.readings if r.model == r.parser)

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha for nominal values; None where there is one value in all of them.

        1 is that they agree throughout, 0 that they do as far as chance would have it. After
        Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), with two observers.
        """
        values: Counter[str | None] = Counter()
        for reading in self.readings:
            values[reading.model] += reading.count
            values[reading.parser] += reading.count
        total = sum(values.values())
        # Of pairs of values, however they are drawn, those that differ.
        by_chance = total * (total - 1) - sum(n * (n - 1) for n in values.values())
        if not by_chance:
            return None
        observed = 2 * (self.compared - self.agreed)
        return 1 - (total - 1) * observed / by_chance


def agreement(readings: Iterable[tuple[str, str | None, str | None]]) -> tuple[FieldAgreement, ...]:
    """The agreement for each field, of (field, the model's value, the parser's value).

    Args:
        readings: For each thing that either coder read: the field, the model's value and the
            parser's, None where it read none.
    """
    counted = Counter(readings)
    fields: dict[str, list[Reading]] = {}
    for (field, model, parser), count in counted.items():
        values = {"model": model, "parser": parser, "count": count}
        fields.setdefault(field, []).append(built(Reading, values, set(values)))
    return tuple(FieldAgreement(field=f, readings=tuple(r)) for f, r in fields.items())


def together(agreements: Iterable[FieldAgreement]) -> tuple[FieldAgreement, ...]:
    """The agreements of several articles as one for each field, as those of a run."""
    return agreement(
        (a.field, r.model, r.parser) for a in agreements for r in a.readings for _ in range(r.count)
    )
