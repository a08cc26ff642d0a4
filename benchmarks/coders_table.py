"""What `coders.py` measures, with floors and goals, and how it is written down. All pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.evaluation import Scores, Tally, total
from dateline.evaluation.metrics import BY_NAME
from dateline.evaluation.significance import interval
from dateline.models import FieldAgreement

PARTS = ("own/tuning", "own/held-out")
DEVELOPMENT = "own/development"
"""Articles written for learning, beside the gold set: in no figure of the gold set."""
OWN = "own"
CORPORA = (OWN, "polnear/dev", "muc4/dev", "wikievents/dev")


@dataclass(frozen=True)
class Target:
    """One figure of the table: a metric, what it must reach, and what we want."""

    metric: str
    words: str
    floor: float | None = None
    goal: float | None = None


TARGETS: Mapping[str, Sequence[Target]] = {
    "wikievents/dev": (
        Target("sentence.seen", "sentences with an attack, death, injury, as read", 0.81, 0.86),
        Target("sentence", "the same, by the sentences that incident records rest on"),
    ),
    "muc4/dev": (
        Target("role", "role fillers, CEAF-REE", 0.27, 0.36),
        Target("role.head", "role fillers by head", 0.33, 0.43),
    ),
    "polnear/dev": (
        Target("statement.content.direct", "direct statements, content", 0.86, 0.94),
        Target("statement.direct", "direct statements, content and kind"),
        Target("statement.content.mixed", "mixed statements, content", 0.77, 0.86),
        Target("statement.mixed", "mixed statements, content and kind"),
        Target("statement.content.indirect", "indirect statements, content", 0.58, 0.68),
        Target("statement.indirect", "indirect statements, content and kind"),
        Target("statement.speaker", "speaker, of found statements", 0.90, 0.94),
    ),
    OWN: (
        Target("toll.in_range", "tolls in range, of found incidents", 0.80, 0.92),
        Target("place.admin1", "place admin1, of found incidents", 0.75, 0.90),
        Target("when.day", "day, of found incidents", 0.80, 0.92),
        Target("incident.kind", "kind, of found incidents", 0.70, 0.85),
        Target("all.toll.in_range", "tolls in range, of all incidents", 0.80, 0.92),
        Target("all.place.admin1", "place admin1, of all incidents", 0.75, 0.90),
        Target("all.when.day", "day, of all incidents", 0.80, 0.92),
        Target("all.incident.kind", "kind, of all incidents", 0.70, 0.85),
        Target("incident", "incidents"),
        Target("statement", "statements"),
        Target("policy", "policy items"),
    ),
}
HEAD = (
    "| corpus | documents | figure | precision | recall | F1 | 95% interval | floor | goal | |",
    "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
)


def number(value: float | None, digits: int = 3) -> str:
    """A figure, or a dash where there is none."""
    return "-" if value is None else f"{value:.{digits}f}"


def verdict(value: float | None, target: Target) -> str:
    """How a figure stands to its floor and goal."""
    if value is None or target.floor is None or target.goal is None:
        return ""
    if value >= target.goal:
        return "goal"
    return "floor" if value >= target.floor else "**below the floor**"


def target_row(corpus: str, target: Target, scores: Sequence[Scores]) -> str:
    """A figure over the documents that its corpus has it of."""
    metric = BY_NAME[target.metric.removesuffix(".seen")]
    tallies = [one.get(target.metric, Tally()) for one in scores]
    tally = sum(tallies, Tally())
    value, held = metric.value(tally), interval(tallies, metric.value)
    between = f"{held.low:.3f} to {held.high:.3f}" if held else "-"
    cells = [corpus, len(scores), target.words, number(tally.precision), number(tally.recall)]
    cells += [number(value), between, number(target.floor, 2), number(target.goal, 2)]
    return row(*cells, verdict(value, target))


def target_rows(scores: Mapping[str, Sequence[Scores]]) -> list[str]:
    """The table of targets. A part of a corpus, such as "own/tuning", has the corpus's targets."""
    rows = [
        target_row(corpus, target, of_corpus)
        for corpus, of_corpus in scores.items()
        for target in TARGETS[OWN if corpus in (*PARTS, DEVELOPMENT) else corpus]
    ]
    return [*HEAD, *rows]


def coder_rows(scores: Mapping[str, Mapping[str, Sequence[Scores]]]) -> list[str]:
    """Figures of several readers side by side: precision / recall / F1 (hits of predicted, gold).

    Args:
        scores: By corpus, then by reader, of the same documents.
    """
    readers = list(next(iter(scores.values())))
    rows = [
        row("corpus", "documents", "figure", *readers),
        row("---", "---:", "---", *("---:",) * len(readers)),
    ]
    for corpus, by_reader in scores.items():
        sums = {reader: total(of_reader) for reader, of_reader in by_reader.items()}
        for target in TARGETS[corpus]:
            cells = [_three(target.metric, sums[reader]) for reader in readers]
            count = len(next(iter(by_reader.values())))
            rows.append(row(corpus, count, target.words, *cells))
    return rows


def _three(metric: str, sums: Scores) -> str:
    """Precision, recall and F1, with the counts that they come of: the samples are small."""
    tally = sums.get(metric, Tally())
    if not tally.predicted and not tally.gold:
        return "-"
    three = " / ".join(number(v, 2) for v in (tally.precision, tally.recall, tally.f1))
    return f"{three} ({tally.hits:g} of {tally.predicted:g}, {tally.gold:g})"


def precision_row(corpus: str, words: str, tallies: Mapping[str, Tally]) -> str:
    """The precision of records by who found them, with how many there are."""
    cells = (f"{number(t.precision)} of {t.predicted:g}" for t in tallies.values())
    return row(corpus, words, *cells)


def agreement_rows(fields: Sequence[FieldAgreement]) -> list[str]:
    """The coders' agreement by field."""
    rows = [row("field", "compared", "agreed", "alpha"), row("---", "---:", "---:", "---:")]
    return rows + [
        row(
            f.field,
            f.compared,
            number(f.agreed / f.compared if f.compared else None),
            number(f.alpha, 2),
        )
        for f in sorted(fields, key=lambda f: f.field)
    ]


def row(*cells: object) -> str:
    """A line of a table."""
    return f"| {' | '.join(str(cell) for cell in cells)} |"
