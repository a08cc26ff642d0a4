"""Values in words, the same in every form that a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from dateline.models import Claim, Count, Extraction, Mention, Place, Receipt, When

_JOINERS = "\u200c\u200d"
"""Without width, and part of how Persian, Indic scripts and emoji are written."""


def flat(words: str) -> str:
    """On one line, without what a terminal or the order of a line's letters would obey."""
    return "".join(c for c in " ".join(words.split()) if c.isprintable() or c in _JOINERS)


def quoted(words: str) -> str:
    """Between quotation marks."""
    return f"“{flat(words)}”"


def excerpt(words: str, most: int) -> str:
    """At most so many characters, whole words of them."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def spaced(name: str) -> str:
    """A name of the vocabulary as words: "accused by authorities"."""
    return name.replace("_", " ")


def plural(number: int, noun: str, many: str | None = None) -> str:
    """So many of them; `many` is the noun's plural, where an "s" alone does not make it."""
    return f"{number:,} {noun if number == 1 else many or f'{noun}s'}"


def count_in_words(count: Count) -> str:
    """The bounds: "14 or more"."""
    return bounds_in_words(count.low, count.best, count.high)


def bounds_in_words(low: int | None, best: int | None, high: int | None) -> str:
    """Bounds, of which each may be open: "14 or more", "up to 20", "14 to 20"."""
    if low is None and high is None:
        return "an unknown number" if best is None else f"about {best}"
    if low is None:
        return f"up to {high}"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def toll_in_words(outcome: str, low: int | None, best: int | None, high: int | None) -> str:
    """What all reports of an event say of an outcome: "killed 12 to 30, latest 17"."""
    told = (best,) if low is None and high is None else (low, high)
    latest = "" if best is None or best in told else f", latest {best}"
    return f"{outcome} {bounds_in_words(low, best, high)}{latest}"


def days_in_words(when: When) -> str:
    """The days that were read out of a time, or an empty string."""
    if not (when.start and when.end):
        return ""
    return str(when.start) if when.start == when.end else f"{when.start} to {when.end}"


def code_of(place: Place) -> str:
    """The ISO code of the province, or else of the country, or an empty string."""
    return place.admin1 or place.country or ""


def claim_in_words(claim: Claim) -> str:
    """Whether responsibility was claimed; an empty string where the article says nothing."""
    if claim.status == "not_mentioned":
        return ""
    by = f" by {flat(claim.by.text)}" if claim.by else ""
    return ("claimed" if claim.status == "claimed" else "claimed by nobody") + by


def speaker_in_words(speaker: Mention | None, resolved: Mention | None) -> str:
    """Who speaks, and who is meant by it."""
    if speaker is None:
        return flat(resolved.text) if resolved else "no speaker"
    meant = f" (= {flat(resolved.text)})" if resolved else ""
    return flat(speaker.text) + meant


def said_in_words(speaker: str, cue: str) -> str:
    """Speaker and cue in their order: "Ongoiba said", "according to Ongoiba"."""
    starts = cue.lower().startswith("according")
    return f"{cue} {speaker}" if starts else f"{speaker} {cue}".strip()


def coverage_in_words(result: Extraction) -> str:
    """What of the article the records account for, or an empty string."""
    coverage = result.coverage
    shares = (
        ("quotations", coverage.quotations),
        ("tolls", coverage.tolls),
        ("reporting cues", coverage.cues),
    )
    parts = (f"{share.covered} of {share.found} {name}" for name, share in shares if share.found)
    return ", ".join(parts)


_AGREED_ON = ("incident", "kind", "place", "when", "casualties", "statement", "speaker")


def agreement_in_words(result: Extraction) -> str:
    """How far the two coders agree, or an empty string where there was one."""
    shown = {f.field.partition(".")[2] or f.field: f for f in result.agreement}
    fields = [(name, shown[name]) for name in _AGREED_ON if name in shown]
    return ", ".join(f"{name} {found.agreed} of {found.compared}" for name, found in fields)


def receipt_in_words(receipt: Receipt) -> str:
    """What it took."""
    usage = receipt.usage
    if not receipt.calls and receipt.provider == "parser":
        return f"parser ({receipt.model}): no model was asked, {receipt.seconds:.1f} s"
    return (
        f"{receipt.provider} ({receipt.model}): {receipt.attempts} requests, "
        f"{usage.prompt_tokens} prompt tokens ({usage.cached_tokens} from cache), "
        f"{usage.completion_tokens} completion tokens, {receipt.seconds:.1f} s, "
        f"cost {_cost(receipt)}"
    )


def _cost(receipt: Receipt) -> str:
    if receipt.cost is not None:
        return f"{receipt.cost:f} USD"
    return f"unknown ({receipt.known_cost:f} USD of it known)" if receipt.known_cost else "unknown"


def receipt_details(receipt: Receipt) -> Iterator[tuple[str, str]]:
    """What of it is out of the ordinary, each with its label."""
    tokens = (
        f"{record} {usage.prompt_tokens} read, {usage.completion_tokens} written"
        for record, usage in receipt.usage_by_record.items()
    )
    if receipt.usage_by_record:
        yield "tokens", "; ".join(tokens)
    by_provider = receipt.calls_by_provider
    if by_provider.keys() - {receipt.provider}:
        yield "asked", ", ".join(f"{name} {calls}" for name, calls in by_provider.items())
    if receipt.cached:
        yield "cache", f"{receipt.cached} answers given before, at no cost"
    if receipt.reused is not None:
        yield (
            "reused",
            f"the answer to {receipt.reused}, of which this is a copy; nothing was asked",
        )
    if receipt.replay is not None:
        played = f"{receipt.replay.requests} answers of {receipt.replay.cassette}"
        when = _moment(receipt.replay.recorded)
        yield "replayed", f"{played}, recorded {when}; nothing was sent for them"
    if receipt.unsettled:
        yield "unsettled", f"{receipt.unsettled} requests broke off; the cost holds none of them"


def _moment(when: datetime | date | None) -> str:
    if isinstance(when, datetime):
        return f"{when:%Y-%m-%d %H:%M:%S} UTC"
    return f"on {when}" if when is not None else "on a day unknown"
