"""An evaluation as one web page: figures first, then each article with its mistakes marked.

The page holds all that it needs, asks no network for anything and runs no script: a content
security policy forbids both, and allows the one style sheet by its digest. Everything that comes
from an article or a model is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from dateline._version import __version__
from dateline.evaluation.documents import GoldDocument
from dateline.evaluation.mistakes import Mistake, mistakes_of
from dateline.evaluation.results import CorpusResult, Figure
from dateline.evaluation.runs import Outcome
from dateline.export.html.pieces import cut
from dateline.export.html.policy import content_policy

_ORDER = ("noise", "spurious", "wrong", "missed")
"""Of several marks on the same words, the one whose colour shows."""


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of an article's text with the marks on it.

    Attributes:
        text: The words.
        fault: The mark that shows; none for plain text.
        numbers: The mistakes that end with this stretch: they are numbered here.
    """

    text: str
    fault: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one reader made of one article."""

    name: str
    problem: str | None
    mistakes: tuple[Mistake, ...]
    pieces: tuple[MarkedPiece, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article with what its readers made of it."""

    id: str
    title: str
    sides: tuple[Side, ...]

    @property
    def count(self) -> int:
        """Mistakes of all readers together, and failures."""
        return sum(len(side.mistakes) + (side.problem is not None) for side in self.sides)


def as_page(results: Sequence[CorpusResult]) -> str:
    """The page of an evaluation; of more than two readers, the articles show the first two."""
    folder = files("dateline.evaluation")
    style = (folder / "report.css").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters |= {"number": _number, "signed": _signed}
    template = environment.from_string((folder / "report.html.jinja").read_text("utf-8"))
    return template.render(
        results=results,
        sheets={result.corpus: list(_sheets(result)) for result in results},
        best=_best,
        style=style,
        policy=content_policy(style),
        version=__version__,
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _signed(value: float) -> str:
    return f"{value:+.3f}"


def _best(figure: Figure, others: Sequence[Figure | None]) -> bool:
    """Whether a figure is better than all others of its row."""
    values = [o.value for o in others if o is not None and o is not figure and o.value is not None]
    return figure.value is not None and all(
        figure.metric.is_better(figure.value, value) for value in values
    )


def _sheets(result: CorpusResult) -> Iterator[Sheet]:
    """The articles that may be looked at."""
    for number, document in enumerate(result.documents):
        if document.shown:
            sides = [_side(r.name, document, r.outcomes[number]) for r in result.readers[:2]]
            yield Sheet(document.id, _title(document), tuple(sides))


def _title(document: GoldDocument) -> str:
    first = document.article.title or document.article.text.strip().partition("\n")[0]
    return first if len(first) <= 90 else f"{first[:89]}…"


def _side(name: str, document: GoldDocument, outcome: Outcome) -> Side:
    text = document.article.text
    if outcome.extraction is None:
        return Side(name, outcome.problem, (), (MarkedPiece(text, "", ()),))
    mistakes = mistakes_of(document, outcome.extraction)
    return Side(name, None, mistakes, tuple(pieces_of(text, mistakes)))


def pieces_of(text: str, mistakes: Sequence[Mistake]) -> Iterator[MarkedPiece]:
    """The text cut wherever a mark begins or ends."""
    for piece in cut(text, [mistake.spans for mistake in mistakes]):
        faults = {mistakes[number].fault for number in piece.on}
        shown = next((fault for fault in _ORDER if fault in faults), "")
        yield MarkedPiece(piece.text, shown, tuple(number + 1 for number in piece.ends))
