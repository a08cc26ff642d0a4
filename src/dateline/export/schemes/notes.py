"""What a scheme has no column for, in a line that people read."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.models import Casualty, Incident, Perpetrator


def notes(incident: Incident) -> str:
    """The summary, who is named on whose word, the claim, and each toll in the article's words."""
    parts = [incident.summary, *_blame(incident), *_claim(incident), *_tolls(incident)]
    return " | ".join(part for part in parts if part)


def _blame(incident: Incident) -> Iterator[str]:
    for perpetrator in incident.perpetrators:
        yield f"perpetrator: {perpetrator.mention.text} ({_word_of(perpetrator)})"


def _word_of(perpetrator: Perpetrator) -> str:
    basis = perpetrator.basis.replace("_", " ")
    source = perpetrator.according_to
    return f"{basis}, according to {source.text}" if source else basis


def _claim(incident: Incident) -> Iterator[str]:
    if incident.claim.status == "claimed":
        by = incident.claim.by
        yield f"claimed by {by.text}" if by else "claimed"
    elif incident.claim.status == "stated_unclaimed":
        yield "claimed by nobody"


def _tolls(incident: Incident) -> Iterator[str]:
    for toll in incident.casualties:
        yield f"{toll.outcome}: “{toll.count.mention.text}”{_qualified(toll)}"


def _qualified(toll: Casualty) -> str:
    said = f"according to {toll.according_to.text}" if toll.according_to else ""
    realis = toll.realis if toll.realis != "actual" else ""
    found = ", ".join(part for part in (realis, said) if part)
    return f" ({found})" if found else ""
