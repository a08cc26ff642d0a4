"""The parts of an article that are put to a model, by how the model is asked."""

from __future__ import annotations

from itertools import pairwise

from dateline.models import Article, Span

# A frontier model's context is larger than any article; what a user feeds beyond this is cut
# at a paragraph and asked about in parts. Characters, at about four to a token.
LONGEST_PART = 120_000


def segment(article: Article, limit: int = LONGEST_PART) -> tuple[Span, ...]:
    """The article's text in as few parts as `limit` allows, cut between paragraphs only."""
    parts: list[Span] = []
    start = 0
    for before, after in zip(article.paragraphs, article.paragraphs[1:], strict=False):
        if after.end - start > limit and before.end > start:
            parts.append(article.span(start, before.end))
            start = after.start
    parts.append(article.span(start, len(article.text)))
    return tuple(parts)


def halves(part: Span, article: Article) -> tuple[Span, Span] | None:
    """`part` in two, cut between paragraphs near its middle; None where it has but one."""
    inside = [p for p in article.paragraphs if part.start <= p.start and p.end <= part.end]
    if len(inside) < 2:
        return None
    middle = (part.start + part.end) / 2
    before, after = min(pairwise(inside), key=lambda cut: abs(cut[0].end - middle))
    return article.span(part.start, before.end), article.span(after.start, part.end)
