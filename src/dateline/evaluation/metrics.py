"""What is measured: each metric with its definition and where that comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.evaluation.tallies import Tally

_GRIT = "Du, Rush and Cardie, GRIT, EACL 2021; eval_ceaf of xinyadu/grit_doc_event_entity"
_MUC = "MUC-4 proceedings, 1992"
_POLNEAR = "Newell, Margolin and Ruths, PolNeAR, LREC 2018"
_WIKIEVENTS = "Li, Ji and Han, WikiEvents, NAACL 2021"
_OWN = "gold/README.md"


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that is measured.

    Attributes:
        name: Its name in tables, JSON and floors.
        definition: What is counted, in a sentence.
        source: Where the definition comes from.
        measure: The number that stands for it: F1, which is the share where all of a set are
            judged, or precision, which is the share of the records.
        best: Whether the most or the least of it is best.
    """

    name: str
    definition: str
    source: str
    measure: Literal["f1", "precision"] = "f1"
    best: Literal["most", "least"] = "most"

    def value(self, tally: Tally) -> float | None:
        """The number that stands for a tally; None where there was nothing to judge."""
        return tally.f1 if self.measure == "f1" else tally.precision

    def is_better(self, one: float, other: float) -> bool:
        """Whether `one` is better than `other`."""
        return one > other if self.best == "most" else one < other


_SINGLE = (
    Metric(
        "incident",
        "Incident records that are gold incidents: both rest on words in common, paired one to one "
        "by shared evidence, kind, realis, place, day and tolls. An optional gold incident is "
        "neither asked for nor counted against.",
        _OWN,
    ),
    Metric(
        "relevant",
        "Documents in which any counted incident is found, where the gold has any template.",
        _MUC,
    ),
    Metric(
        "role",
        "Role fillers of the document by CEAF-REE, micro over the five roles: predicted and gold "
        "entities aligned one to one, right where every predicted mention is a mention of the gold "
        "entity (in lower case, without punctuation and articles).",
        _GRIT,
    ),
    Metric(
        "role.head",
        "The same, where the head nouns of the mentions are compared.",
        _GRIT + "; heads by the rule of evaluation/roles.py",
    ),
    *(
        Metric(f"role.{role}", f"The same for {words}.", _GRIT)
        for role, words in (
            ("PerpInd", "perpetrating individuals"),
            ("PerpOrg", "perpetrating organizations"),
            ("Target", "physical targets"),
            ("Victim", "human targets that are named"),
            ("Weapon", "instruments"),
        )
    ),
    Metric(
        "sentence",
        "Sentences with a Conflict.Attack, Life.Die or Life.Injure trigger; predicted are those "
        "that an incident record rests on.",
        _WIKIEVENTS,
    ),
    Metric(
        "statement",
        "Statements of any kind: contents paired one to one, at least half of the words of either "
        "in both (Jaccard of words by their places).",
        _POLNEAR,
    ),
    Metric("statement.exact", "The same, all words of either in both.", _POLNEAR),
    *(
        Metric(
            f"statement.{kind}",
            f"The same for {kind} statements, by the kinds of both sides. Gold kinds of PolNeAR "
            "follow from double quotation marks: around all words of the content direct, around "
            "some mixed, around none indirect.",
            _POLNEAR,
        )
        for kind in ("direct", "mixed", "indirect")
    ),
    *(
        Metric(
            f"statement.content.{kind}",
            f"The content of {kind} statements, whatever the kind of the other side: the mean of "
            "what is found of the gold ones and what is right of the predicted ones.",
            _POLNEAR,
        )
        for kind in ("direct", "mixed", "indirect")
    ),
    Metric("statement.kind", "The kind, of the statements that were found.", _POLNEAR),
    Metric(
        "statement.speaker",
        "The speaker, of the found statements that have one: half of the words for it are gold "
        "words for it by place, or all of them are by name. Of a gold relative pronoun, what "
        "stands right before it.",
        _POLNEAR,
    ),
    Metric(
        "statement.cue",
        "The reporting words, of the found statements that have some: a word in common by place.",
        _POLNEAR,
    ),
    Metric("statement.act", "What the speaker does by it, of the found statements.", _OWN),
    Metric(
        "policy",
        "Policy items: clauses paired one to one, at least half of the words of either in both.",
        _OWN,
    ),
    Metric("policy.kind", "The kind, of the found policy items.", _OWN),
    Metric("policy.status", "The status, of the found policy items.", _OWN),
    Metric(
        "grounding",
        "Mentions that are not inferred, and evidence, that stand in the article word for word "
        "where they say they do.",
        "docs/evaluation.md",
    ),
    Metric(
        "noise",
        "Records of which a part stands in a menu line, a caption of another event or a footer, "
        "by all records of these articles.",
        _OWN,
        measure="precision",
        best="least",
    ),
)
_FIELDS = (
    ("incident.kind", "ACLED sub-event type", "ACLED codebook"),
    ("incident.event_type", "ACLED event type", "ACLED codebook"),
    ("incident.realis", "realis", _OWN),
    ("incident.claim", "whether responsibility was claimed", _OWN),
    ("incident.perpetrator", "perpetrators, by words in common", _OWN),
    ("incident.target", "targets, by words in common", _OWN),
    ("incident.weapon", "weapon, by words in common", _OWN),
    ("toll.exact", "tolls: same outcome, same low, best and high", _OWN),
    (
        "toll.in_range",
        "tolls: same outcome, and the figure lies between the gold's low and high",
        _OWN,
    ),
    ("place.country", "country (ISO 3166-1), where the gold has one", _OWN),
    ("place.admin1", "first-level subdivision (ISO 3166-2), where the gold has one", _OWN),
    ("when.day", "first and last day, of dates that are a day", _OWN),
    ("when.longer", "first and last day, of weeks, months and years", _OWN),
)
METRICS: tuple[Metric, ...] = (
    *_SINGLE[:1],
    *(
        Metric(n, f"Of the incidents that were found: {what}.", source)
        for n, what, source in _FIELDS
    ),
    *(
        Metric(f"all.{n}", f"Of all incidents, found or not: {what}.", source)
        for n, what, source in _FIELDS
    ),
    *_SINGLE[1:],
)
BY_NAME = {metric.name: metric for metric in METRICS}
"""The metrics by name, in the order of tables."""


def as_table() -> str:
    """The definitions in Markdown, as docs/evaluation.md has them."""
    head = ["| metric | what is counted | after |", "| --- | --- | --- |"]
    rows = [
        f"| `{m.name}` | {m.definition} | {m.source} |"
        for m in METRICS
        if not m.name.startswith("all.")
    ]
    fields = [m.name for m in METRICS if m.name.startswith("all.")]
    everything = f"| `{fields[0]}` … `{fields[-1]}` | The same fields on all incidents. | |"
    return "\n".join([*head, *rows, everything]) + "\n"
