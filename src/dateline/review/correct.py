"""A record as a reviewer would have it: its words looked up in the article, its values checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from dateline.models import (
    Actor,
    Article,
    Finding,
    Incident,
    Mention,
    Model,
    Place,
    PolicyContext,
    Record,
    Span,
)
from dateline.models.sentence_ends import sentence_ends
from dateline.pipeline import link, resolve
from dateline.pipeline.ground import ground, spans_of
from dateline.review.fields import READ_OUT, fields_of, heart_of
from dateline.review.told import as_object, drafted, several, spans_at, text_of
from dateline.survey import survey

R = TypeVar("R", bound=Record)
V = TypeVar("V", bound=Model)
_OF_BEFORE = ("id", "about", "follows")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field.

    Attributes:
        path: The field, such as "casualties.0.count".
        message: What is wrong, in words for the reviewer.
        nearest: The real wording that is most like what was given, where any is.
    """

    path: str
    message: str
    nearest: str = ""


class NotAccepted(Exception):
    """A record that the article does not bear out, or that holds what no record may."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.path}: {p.message}" for p in problems))
        self.problems = tuple(problems)


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
    settling = _Settling(article, before)
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
        raise NotAccepted(list(_invalid(error))) from None
    return cast("R", link.summarise(valid)) if isinstance(valid, Incident) else valid


def unproved(record: Record) -> list[str]:
    """The words of a record that stand nowhere and are not said to be inferred."""
    return [m.text for m in _mentions(record) if not m.spans and not m.inferred]


def _proved(model: type[R], told: Mapping[str, Any], article: Article, before: R | None) -> R:
    """The record with all of its words found; what was proved before need not be again."""
    found_by = before.found_by if before is not None else "model"
    try:
        found = ground(drafted(model, told), model, article, found_by=found_by)
    except ValidationError as error:
        raise NotAccepted(list(_invalid(error))) from None
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


def _invalid(error: ValidationError) -> Iterator[Problem]:
    for each in error.errors(include_url=False, include_input=False):
        yield Problem(".".join(map(str, each["loc"])), f"{each['msg']}.")


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


def _mentions(value: object) -> Iterator[Mention]:
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _mentions(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _mentions(item)


class _Settling:
    """Takes a record through what was told of it, field beside field."""

    def __init__(self, article: Article, before: Record | None) -> None:
        self._article = article
        self._mentions = {(m.text, m.spans): m for m in _mentions(before)}
        self._values = {
            (type(v), heart_of(v).text, heart_of(v).spans): v for v in _read_values(before)
        }
        self._actors = {a.mention.spans: a for a in _of_type(before, Actor)}
        self.problems: list[Problem] = []

    def fields(self, value: V, told: Mapping[str, Any], change: Any, path: str = "") -> V:
        """The value with its words changed by `change(value, told, path)`."""
        changes: dict[str, Any] = {}
        for field in fields_of(type(value)):
            old, given = getattr(value, field.name), told.get(field.name)
            if field.kind in ("choice", "flag") or old is None:
                continue
            here = f"{path}{field.name}"
            one = self.fields if field.kind == "group" else None
            if field.many:
                changes[field.name] = tuple(
                    one(v, as_object(g), change, f"{here}.{n}.")
                    if one
                    else change(v, as_object(g), f"{here}.{n}")
                    for n, (v, g) in enumerate(zip(old, several(given), strict=True))
                )
            elif one:
                changes[field.name] = one(old, as_object(given), change, f"{here}.")
            else:
                changes[field.name] = change(old, as_object(given), here)
        return self._identified(value.model_copy(update=changes))

    def placed(self, value: Any, told: Mapping[str, Any], _: str) -> Any:
        """Words where they were selected, and as they were where nobody touched them."""
        spans = spans_at(told, self._article)
        if isinstance(value, Span):
            return self._article.span(spans[0].start, spans[-1].end) if spans else value
        heart = heart_of(value)
        at = Mention.at(*spans) if spans else heart.model_copy(update={"found_by": None})
        known = self._mentions.get((at.text, at.spans), at)
        if isinstance(value, Mention):
            return known
        return value.model_copy(update={value.asked_as: known})

    def settled(self, value: Any, told: Mapping[str, Any], path: str) -> Any:
        """What was read out of words as the reviewer says that it is."""
        names = READ_OUT.get(type(value))
        if names is None:
            return value
        heart = heart_of(value)
        known = self._values.get((type(value), heart.text, heart.spans))
        standing = known if known is not None else value
        changes: dict[str, Any] = {}
        for name in names:
            given = text_of(told.get(name)).strip()
            # What the form does not mention the reviewer did not touch.
            if name in told and given != shown(getattr(standing, name)):
                changes[name] = given or None
        if not changes:
            return standing
        return self._changed(standing, changes, path)

    def _changed(self, value: Any, changes: dict[str, Any], path: str) -> Any:
        beside: dict[str, Any] = {}
        if isinstance(value, Place):
            if {"country", "admin1"} & changes.keys():
                beside = {"latitude": None, "longitude": None, "inferred": None, "candidates": ()}
            if changes.get("geo_precision"):
                changes["geo_precision"] = _number(changes["geo_precision"])
        elif "rule" in type(value).model_fields:
            beside = {"rule": None}
        else:
            beside = {"resolved_against": None}
            changes["precision"] = changes.get("precision", value.precision) or "unknown"
        try:
            new = type(value).model_validate({**dict(value), **beside, **changes})
        except ValidationError as error:
            self.problems += [
                Problem(f"{path}.{p.path}" if p.path else path, p.message) for p in _invalid(error)
            ]
            return value
        self.problems += [Problem(path, message) for message in _out_of_order(new)]
        return new

    def _identified(self, value: V) -> V:
        """An actor whose words stayed keeps who it is."""
        known = self._actors.get(value.mention.spans) if isinstance(value, Actor) else None
        if known is None:
            return value
        return value.model_copy(update={"identity": known.identity, "same_as": known.same_as})


def shown(value: object) -> str:
    """A value that was read out of words, as a form shows it."""
    return "" if value is None else str(value)


def _number(given: str) -> int | str:
    return int(given) if given.isdigit() and len(given) < 4 else given


def _out_of_order(value: Any) -> Iterator[str]:
    """What bounds or days say against each other."""
    names = ("low", "best", "high") if hasattr(value, "low") else ("start", "end")
    told: list[tuple[str, Any]] = [
        (READ_OUT[type(value)][name], getattr(value, name))
        for name in names
        if getattr(value, name, None) is not None
    ]
    for (left, low), (right, high) in pairwise(told):
        if low > high:
            yield f"“{left}” is beyond “{right}”: {low}, {high}."


def _read_values(value: object) -> Iterator[Model]:
    for kind in READ_OUT:
        yield from _of_type(value, kind)


def _of_type(value: object, kind: type[V]) -> Iterator[V]:
    """Every value of a type in another, however deep."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _of_type(getattr(value, name), kind)
    elif isinstance(value, tuple):
        for item in value:
            yield from _of_type(item, kind)
