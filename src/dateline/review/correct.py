"""A record as a reviewer would have it: its words looked up in the article, its values checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from dateline.models import (
    Article,
    Finding,
    Incident,
    Model,
    PolicyContext,
    Record,
    Span,
)
from dateline.models.sentence_ends import sentence_ends
from dateline.pipeline import link, resolve
from dateline.pipeline.ground import ground, spans_of
from dateline.review.fields import fields_of, mentions_of
from dateline.review.problems import NotAccepted, Problem, invalid
from dateline.review.settling import Settling
from dateline.review.told import as_object, drafted, several
from dateline.survey import survey

R = TypeVar("R", bound=Record)
_OF_BEFORE = ("id", "about", "follows")


def corrected(
    model: type[R], told: Mapping[str, Any], article: Article, before: R | None = None
) -> R:
    """The record that a form tells.

    Words are proved as those of any coder are. Where they were selected in the article they stand
    where they were selected. What is read out of words (bounds, codes, days) is worked out, unless
    the reviewer says what it is; of words that were not touched it stays as it was.

    Args:
        model: The record's type.
        told: What the form sent (`dateline.review.told`).
        article: The article.
        before: The record that is corrected; None for one that is added.

    Raises:
        NotAccepted: Words do not stand in the article, a value is missing or impossible.
        BadForm: It is not what a form sends.
    """
    record = _proved(model, told, article, before)
    settling = Settling(article, before)
    placed = settling.fields(record, told, settling.placed)
    read = _read_out(placed, article)
    settled = settling.fields(read, told, settling.settled)
    if settling.problems:
        raise NotAccepted(settling.problems)
    of_before = {n: getattr(before, n) for n in _OF_BEFORE if hasattr(before, n)}
    whole = settled.model_copy(update={**of_before, **_evidence(settled, article)})
    try:
        valid = model.model_validate(dict(whole))
    except ValidationError as error:
        raise NotAccepted(list(invalid(error))) from None
    return cast("R", link.summarise(valid)) if isinstance(valid, Incident) else valid


def unproved(record: Record) -> list[str]:
    """The words of a record that stand nowhere and are not said to be inferred."""
    return [m.text for m in mentions_of(record) if not m.spans and not m.inferred]


def _proved(model: type[R], told: Mapping[str, Any], article: Article, before: R | None) -> R:
    """The record with all of its words found; what was proved before need not be again."""
    found_by = before.found_by if before is not None else "model"
    try:
        found = ground(drafted(model, told), model, article, found_by=found_by)
    except ValidationError as error:
        raise NotAccepted(list(invalid(error))) from None
    problems = list(_missing(model, told, ()))
    missing = {problem.path for problem in problems}
    others = (_not_there(finding, article) for finding in found.findings)
    problems += [problem for problem in others if problem.path not in missing]
    if problems or found.record is None:
        raise NotAccepted(problems)
    if not several(told.get("evidence")) and "evidence" in model.model_fields:
        # Grounding gives it paragraphs; a reviewer's record rests on its sentences.
        return cast("R", found.record.model_copy(update={"evidence": ()}))
    return cast("R", found.record)


def _not_there(finding: Finding, article: Article) -> Problem:
    words = finding.value if isinstance(finding.value, str) else ""
    if not words.strip():
        return Problem(finding.field or "", "This is needed.")
    nearest = article.nearest(words)
    like = f" The nearest wording is “{nearest.text}”." if nearest else ""
    message = f"“{words}” does not stand in the article.{like}"
    return Problem(finding.field or "", message, nearest.text if nearest else "")


def _missing(
    model: type[Model], told: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[Problem]:
    """The fields that are needed and were left blank."""
    for field in fields_of(model):
        here, given = (*path, field.name), told.get(field.name)
        if field.kind == "group" and field.model is not None:
            inner = several(given) if field.many else ([given] if given is not None else [])
            for number, one in enumerate(inner):
                at = (*here, str(number)) if field.many else here
                yield from _missing(field.model, as_object(one), at)
        elif field.required and not field.many and not _is_filled(given):
            yield Problem(".".join(here), "This is needed.")


def _is_filled(given: Any) -> bool:
    words = given.get("words") if isinstance(given, Mapping) else given
    return bool(words.strip()) if isinstance(words, str) else words is not None


def _read_out(record: R, article: Article) -> R:
    """The record with its counts, places and days worked out, as those of any coder are."""
    seen = survey(article)
    context = resolve.Context.of(article, seen)
    if isinstance(record, Incident):
        return cast("R", resolve.resolve_incident(record, context))
    if isinstance(record, PolicyContext):
        return cast("R", resolve.resolve_policy(record, context, seen.lexicon))
    return record


def _evidence(record: Record, article: Article) -> dict[str, Any]:
    """The sentences of the record's words, where none was given; in the article's order."""
    if "evidence" not in type(record).model_fields:
        return {}
    given: tuple[Span, ...] = getattr(record, "evidence", ())
    if not given:
        words = spans_of(record)
        given = tuple(s for s in _sentences(article) if any(s.overlaps(w) for w in words))
    return {"evidence": tuple(sorted(map(_trimmed, given), key=lambda s: s.start))}


def _sentences(article: Article) -> Iterator[Span]:
    for p in article.paragraphs:
        ends = sentence_ends(article.text, p.start, p.end)
        for start, end in pairwise(sorted({p.start, *ends, p.end})):
            yield article.span(start, end)


def _trimmed(span: Span) -> Span:
    """Without the white space at its edges."""
    lead = len(span.text) - len(span.text.lstrip())
    return Span.at(span.start + lead, span.text.strip()) if span.text.strip() else span
