"""Spans of an article and mentions: words that stand in it."""

from __future__ import annotations

from typing import Any

from dateline.models.base import Derived, FoundBy, Model, built

# What is given of a span and of a mention that are built: one set for all of them.
_OF_SPAN = {"start", "end", "text"}
_OF_MENTION = {"text", "spans", "found_by"}


class Span(Model):
    """A stretch of an article: `article.text[start:end] == text`, in code points."""

    start: int
    end: int
    text: str

    def model_post_init(self, _context: Any, /) -> None:
        """Refuse a length that does not hold.

        Once, when it is made: a validator would be asked again by each value that the span is put
        into, and so in `Mention`.

        Args:
            _context: What the validation was given; of no use here.
        """
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(
                f"span {self.start}-{self.end} does not fit {len(self.text)} characters"
            )

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Span:
        """The stretch `text[start:end]`, for offsets that the text itself gave.

        Such a span holds by construction and is not validated, which costs more than all else of
        it; hundreds are made of an article. Offsets out of the text are refused as anywhere.

        Args:
            text: The article's text.
            start: Its first character, in code points.
            end: The first character after it.
        """
        words = text[start:end]
        if start < 0 or end - start != len(words):
            return cls(start=start, end=end, text=words)
        return built(cls, {"start": start, "end": end, "text": words}, _OF_SPAN)

    @classmethod
    def at(cls, start: int, words: str) -> Span:
        """The span of `words` that begin at `start`; not validated, for the same reasons.

        Args:
            start: Its first character, in code points.
            words: The words that stand there.
        """
        end = start + len(words)
        if start < 0:
            return cls(start=start, end=end, text=words)
        return built(cls, {"start": start, "end": end, "text": words}, _OF_SPAN)

    def __contains__(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character.

        Args:
            other: Another span of the same article.
        """
        return self.start < other.end and other.start < self.end


class Mention(Model):
    """The words for a value as they stand in the article, or a value inferred from it."""

    text: str
    """The words; where there are several spans, joined by an ellipsis."""
    spans: Derived[tuple[Span, ...]] = ()
    """Where they stand, in order. Empty only for an inferred or an unproved mention."""
    inferred: Derived[bool] = False
    """Not in the article as such, but following from it for the `reason`."""
    reason: Derived[str | None] = None
    """Why an inferred value is taken to hold."""
    found_by: Derived[FoundBy | None] = None
    """Who read it."""

    def model_post_init(self, _context: Any, /) -> None:
        """Refuse what is inferred without a reason; see `Span`.

        Args:
            _context: What the validation was given; of no use here.
        """
        if self.inferred and not self.reason:
            raise ValueError(f"the inferred mention {self.text!r} needs a reason")

    @property
    def span(self) -> Span | None:
        """The first span, which is the only one unless the mention is discontinuous."""
        return self.spans[0] if self.spans else None

    @property
    def grounded(self) -> bool:
        """Whether the words were proved to stand in the article."""
        return bool(self.spans)

    @classmethod
    def at(cls, *spans: Span, found_by: FoundBy | None = None) -> Mention:
        """The mention that these spans make up: right by construction, and not validated.

        Args:
            *spans: Where the words stand, in order; several make a discontinuous mention.
            found_by: Who read it.
        """
        words = spans[0].text if len(spans) == 1 else " … ".join(s.text for s in spans)
        values = {
            "text": words,
            "spans": spans,
            "inferred": False,
            "reason": None,
            "found_by": found_by,
        }
        return built(cls, values, _OF_MENTION)
