"""One article's incident, as it is linked with those of other articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.models import Incident


@dataclass(frozen=True, slots=True)
class Report:
    """An incident as one article reports it.

    Attributes:
        article: The article's name, such as its id in a store.
        incident: The record.
        published: When the article came out.
    """

    article: str
    incident: Incident
    published: date | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others."""
        return self.article, self.incident.id
