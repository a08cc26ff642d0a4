"""Gold documents: an article and what its annotators read in it, of whatever corpus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dateline.evaluation.words import Offsets, Spans, Words
from dateline.models import Article, Mention, Span, Statement
from dateline.models.vocabulary import Act, StatementKind
from dateline.pipeline.records import Records

Role = Literal["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]
ROLES: tuple[Role, ...] = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""The five roles of MUC-4 that GRIT scores."""

Entity = tuple[str, ...]
"""All mentions of one role filler, as they are written."""
RoleFillers = Mapping[Role, tuple[Entity, ...]]
"""The role fillers of a whole document."""


@dataclass(frozen=True, slots=True)
class CodedStatement:
    """A statement by the places of its parts: what statements of all corpora have in common.

    Attributes:
        kind: Direct, mixed or indirect.
        content: Where what was said stands.
        speaker: Where the words for the speaker stand; none where nobody is named.
        resolved: Where the fullest name for the same speaker stands.
        cue: Where the reporting verb or phrase stands.
        act: What the speaker does by saying it, where the corpus says so.
    """

    kind: StatementKind
    content: Spans
    speaker: Spans = ()
    resolved: Spans = ()
    cue: Spans = ()
    act: Act | None = None

    @classmethod
    def of(cls, statement: Statement) -> CodedStatement:
        """The places of a record.

        Args:
            statement: The record.
        """
        return cls(
            kind=statement.kind,
            content=places(statement.content),
            speaker=places(statement.speaker),
            resolved=places(statement.resolved_speaker),
            cue=places(statement.cue),
            act=statement.act,
        )


def places(mention: Mention | None) -> Spans:
    """Where a mention stands."""
    return offsets(mention.spans) if mention is not None else ()


def offsets(spans: Iterable[Span]) -> Spans:
    """The offsets of spans."""
    return tuple((span.start, span.end) for span in spans)


@dataclass(frozen=True, slots=True)
class GoldRecords:
    """Gold in the product's own types.

    Attributes:
        records: Incidents, statements and policy items.
        optional: For each incident of `records`, whether it may be left out.
        noise: Passages that no record may rest on.
    """

    records: Records
    optional: tuple[bool, ...] = ()
    noise: Spans = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a corpus, and whether it reports an attack, a death or an injury."""

    start: int
    end: int
    positive: bool


@dataclass(frozen=True)
class GoldDocument:
    """One article with its gold. What a corpus does not annotate is None, and is not scored.

    Attributes:
        corpus: The corpus with its split, such as "muc4/dev".
        id: The document's name in it.
        article: The article.
        gold: Gold records.
        statements: Statements by annotation: a text that two people annotated has two.
        roles: Role fillers.
        sentences: Sentences with what they report.
        relevant: Whether it reports an incident at all.
        shown: Whether a person may look at its errors: not at those of held-out articles.
    """

    corpus: str
    id: str
    article: Article
    gold: GoldRecords | None = None
    statements: tuple[tuple[CodedStatement, ...], ...] | None = None
    roles: RoleFillers | None = None
    sentences: tuple[Sentence, ...] | None = None
    relevant: bool | None = None
    shown: bool = True
    _words: list[Words] = field(default_factory=list, repr=False, compare=False)

    @property
    def words(self) -> Words:
        """The words of the article, found once."""
        if not self._words:
            self._words.append(Words(self.article.text))
        return self._words[0]


__all__ = [
    "ROLES",
    "CodedStatement",
    "Entity",
    "GoldDocument",
    "GoldRecords",
    "Offsets",
    "Role",
    "RoleFillers",
    "Sentence",
    "Spans",
    "offsets",
    "places",
]
