"""The result: records, findings and the receipt."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import (
    Field,
    JsonValue,
    SerializeAsAny,
    ValidationInfo,
    computed_field,
    field_validator,
)

from dateline.models.agreement import FieldAgreement
from dateline.models.article import Article
from dateline.models.base import Model, Summed
from dateline.models.records import Incident, OtherRecord, PolicyContext, Record, Statement
from dateline.models.text import Span
from dateline.models.vocabulary import ActorKind, Severity

SCHEMA_VERSION: Literal[1] = 1
"""The version of the form that an extraction's JSON has."""

FindingKind = Literal[
    "ungrounded",
    "invalid",
    "unanswered",
    "uncovered",
    "disagreement",
    "unresolved",
    "set_aside",
    "encoding",
    "truncated_input",
    "hostile",
    "language",
    "unsupported",
    "outside_evidence",
    "mixed_evidence",
    "not_actual",
    "wrong_outcome",
    "wrong_speaker",
    "wrong_marks",
    "after_publication",
    "reported_twice",
    "boilerplate",
]
"""What a finding is about.

- `ungrounded`: the model's words do not stand in the article
- `invalid`: an item of the answer breaks the schema
- `unanswered`: a question got no usable answer
- `uncovered`: the survey sees something that no record holds
- `disagreement`: the two coders read a field differently
- `unresolved`: a date or a place could not be worked out
- `set_aside`: a menu line, a caption, a footer: kept, not coded
- `encoding`: the file was read in an assumed encoding
- `truncated_input`: a part of the article was not asked about
- `hostile`: text that speaks to a language model, or that no reader sees
- `language`: no lexicon for the article's language: the survey sees little of it
- `unsupported`: no sentence of the evidence tells of an incident
- `outside_evidence`: a value stands away from the sentences that the record rests on
- `mixed_evidence`: the record's words belong to different incidents
- `not_actual`: counted as having happened; the words are of a threat, a plan, a denial
- `wrong_outcome`: the sentence gives the toll another outcome
- `wrong_speaker`: somebody else stands beside the words that are quoted
- `wrong_marks`: called direct or indirect against its quotation marks
- `after_publication`: an incident dated after the article came out
- `reported_twice`: two records of what looks like one incident
- `boilerplate`: a record that rests on a caption or a menu line alone
"""


class Finding(Model):
    """Something that was not proved, was dropped, or was left out."""

    kind: FindingKind
    severity: Severity
    message: str
    span: Span | None = None
    record: str | None = None
    """The record's id, where it concerns one that is in the result."""
    field: str | None = None
    value: JsonValue = None
    """What was dropped, as the model wrote it."""


class Usage(Model):
    """Tokens, as the provider counted them."""

    prompt_tokens: int = 0
    cached_tokens: int = 0
    """The part of `prompt_tokens` that the provider read from its prompt cache."""
    cache_write_tokens: int = 0
    """The part of `prompt_tokens` that it wrote into that cache, where it says so."""
    completion_tokens: int = 0
    reasoning_tokens: int = 0
    """The part of `completion_tokens` that the model thought with and did not say."""

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            cache_write_tokens=self.cache_write_tokens + other.cache_write_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            reasoning_tokens=self.reasoning_tokens + other.reasoning_tokens,
        )


class PromptUsed(Model):
    """A prompt template as it was at the time."""

    id: str
    version: int
    sha256: str


class Call(Model):
    """One question and what it took to have it answered."""

    question: str
    """The record type, with the passage's number where passages were asked."""
    record: str = ""
    """The record type that it asks for."""
    provider: str = ""
    """Who answered, or was asked last."""
    model: str = ""
    attempts: int
    """Requests sent: the first, the retries, the re-asks, and those to fallbacks."""
    cached: int = 0
    """Answers taken from the response cache, for which nothing was sent."""
    batched: int = 0
    """Answers that came out of a provider's batch: `usage` and `cost` hold them, at its price."""
    unsettled: int = 0
    """Requests that broke off: they may be charged, and are in neither `usage` nor `cost`."""
    usage: Usage
    """Over all answers that came, whether they could be used or not."""
    cost: Decimal | None = None
    """In US dollars; None where a price is unknown, or a provider counts no tokens."""
    seconds: float
    outcome: Literal["answered", "failed"]


class Replay(Model):
    """That answers were played from a recording."""

    requests: int
    """How many were played; nothing was sent for them."""
    recorded: datetime | date | None = None
    """When the oldest of them was recorded, in UTC; a day where the recording says no more, and
    None where it does not say."""
    cassette: str
    """The file's name."""

    @field_validator("recorded", mode="before")
    @classmethod
    def _day(cls, value: Any) -> Any:
        """A day stays one; it is no midnight."""
        is_day = isinstance(value, str) and len(value) == len("2024-05-06")
        return date.fromisoformat(value) if is_day else value


class Receipt(Summed):
    """What was asked of whom, and what it cost."""

    provider: str
    model: str
    parser: str | None = None
    """The syntax parser whose trees were read; None where the survey was by patterns alone."""
    dateline_version: str
    prompts: tuple[PromptUsed, ...] = ()
    calls: tuple[Call, ...] = ()
    usage: Usage = Usage()
    cost: Decimal | None = None
    """In US dollars, for the answers that came. None is unknown; the embedded model costs 0."""
    started: datetime
    seconds: float
    replay: Replay | None = None
    """Where answers were played: tokens and costs are then those of the recording."""
    reused: str | None = None
    """The name of the article whose answer this is, of which this one is a copy."""

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def usage_by_record(self) -> dict[str, Usage]:
        """Tokens for each type of record that was asked for."""
        totals: dict[str, Usage] = {}
        for call in self.calls:
            totals[call.record] = totals.get(call.record, Usage()) + call.usage
        return totals

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def calls_by_provider(self) -> dict[str, int]:
        """Questions by who answered them, or was asked last: a fallback's show here."""
        return dict(Counter(call.provider for call in self.calls))

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def attempts(self) -> int:
        """Requests sent for the article."""
        return sum(call.attempts for call in self.calls)

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def cached(self) -> int:
        """Answers taken from the response cache: they cost nothing."""
        return sum(call.cached for call in self.calls)

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def unsettled(self) -> int:
        """Requests that broke off: they may be charged, and `cost` does not hold them."""
        return sum(call.unsettled for call in self.calls)

    @computed_field  # type: ignore[prop-decorator]  # as pydantic documents it
    @property
    def known_cost(self) -> Decimal:
        """What is known of the cost, in US dollars: all of it, unless `cost` is None."""
        return sum((call.cost for call in self.calls if call.cost is not None), Decimal(0))


class Share(Model):
    """How many of the things that the survey found are in a record."""

    found: int = 0
    covered: int = 0


class Coverage(Model):
    """What of the article the records account for, by the survey's count."""

    quotations: Share = Share()
    """Passages in quotation marks that somebody said."""
    tolls: Share = Share()
    """Numbers of people with what became of them."""
    cues: Share = Share()
    """Reporting verbs and phrases with their content."""


class ActorIdentity(Model):
    """One actor of the article, under all its names."""

    id: str
    name: str
    """The fullest name in the article, or the listed one."""
    actor_kind: ActorKind | None = None
    mentions: tuple[Span, ...] = ()
    """Where it is named or described, in order."""
    listed: bool = False
    """Whether the name stands in the user's actor list."""


class Extraction(Model):
    """Everything that was read out of one article.

    `Extraction.model_validate_json(x.model_dump_json()) == x`. With record types of your own, say
    what they are: `model_validate_json(s, context={"records": {"announcement": Announcement}})`;
    without it their records come back as `OtherRecord`, which loses nothing either.
    """

    schema_version: Literal[1] = SCHEMA_VERSION
    article: Article
    incidents: tuple[Incident, ...] = ()
    statements: tuple[Statement, ...] = ()
    policy_context: tuple[PolicyContext, ...] = ()
    records: dict[str, tuple[SerializeAsAny[Record], ...]] = Field(default_factory=dict)
    """Records of the user's own types, by the type's name."""
    actors: tuple[ActorIdentity, ...] = ()
    """Who takes part in the incidents and speaks, each once, whatever it is called."""
    findings: tuple[Finding, ...] = ()
    coverage: Coverage = Coverage()
    agreement: tuple[FieldAgreement, ...] = ()
    """How far the model and the parser agree, field by field, where both read the article."""
    receipt: Receipt

    def to_frame(self, table: str, *, library: Literal["pandas", "polars"] = "pandas") -> Any:
        """One of the export's tables, such as "incidents", as a frame of pandas or of polars.

        Which there are: docs/exports.md.

        Args:
            table: The table's name, such as "incidents", "casualties" or "statements".
            library: Whose frame it is.

        Raises:
            InputError: There is no such table.
            MissingExtra: The library is not installed.
        """
        from dateline.export import to_frame

        return to_frame(table, [self], library=library)

    @field_validator("records", mode="before")
    @classmethod
    def _read_records(cls, value: Any, info: ValidationInfo) -> Any:
        """Records of types that only their user knows."""
        if not isinstance(value, dict):
            return value
        known: dict[str, type[Record]] = (info.context or {}).get("records", {})
        return {
            name: tuple(
                r if isinstance(r, Record) else known.get(name, OtherRecord).model_validate(r)
                for r in records
            )
            for name, records in value.items()
        }

    def to_html(self) -> str:
        """One page that holds all it needs: the article with its proof, and the records beside it.

        It asks the network for nothing, and everything from the article and the model is escaped.
        """
        from dateline.export.html import as_page

        return as_page(self)

    def __repr__(self) -> str:
        """One line. All of it would be some hundred thousand characters, and milliseconds.

        asyncio makes one of whatever `asyncio.run` returns, though nobody sees it.
        """
        tables = ("incidents", "statements", "policy_context", "findings")
        counts = {name: len(getattr(self, name)) for name in tables}
        counts |= {name: len(records) for name, records in self.records.items()}
        told = " ".join(f"{name}={count}" for name, count in counts.items())
        return f"<Extraction {told} of {self.article.text[:60]!r}>"

    def _repr_html_(self) -> str:
        """The page, in a frame of a notebook."""
        from dateline.export.html import as_frame

        return as_frame(self)
