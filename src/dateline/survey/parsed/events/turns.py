"""Turns of phrase for violent events: found in a sentence's words, read by its tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from dateline.models.vocabulary import IncidentKind
from dateline.survey.parsed.events.event_lexicon import Frame, Role
from dateline.survey.word_lists import read_lexicon
from dateline.syntax import Tree, Word

# A sentence with more is no sentence of a report.
_MOST = 12
_AUXILIARY = frozenset({"be", "have", "get", "do"})


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of phrase in a sentence: its verb or noun, and what it tells."""

    word: Word
    frame: Frame

    @property
    def kind(self) -> IncidentKind:
        """The kind of incident that it tells of."""
        return self.frame.kind


def find_turns(tree: Tree) -> tuple[Turn, ...]:
    """The turns of phrase of a sentence, in order, one for each word and frame."""
    low = tree.span.text.lower()
    found = [
        Turn(head, frame)
        for frame, pattern in _patterns()
        for match in pattern.finditer(low)
        if (head := _head(tree, match)) is not None
    ]
    distinct = {(t.word.at, t.frame.name): t for t in found}
    return tuple(sorted(distinct.values(), key=lambda t: t.word.at)[:_MOST])


def _head(tree: Tree, match: re.Match[str]) -> Word | None:
    """The verb of the turn, or else the noun that it is about."""
    offset = tree.span.start
    words = [
        w for w in tree.words if w.end > match.start() + offset and w.start < match.end() + offset
    ]
    verbs = [w for w in words if w.pos == "VERB" or w.tag.startswith("VB")]
    own = [w for w in verbs if w.lemma not in _AUXILIARY]
    if own and words[0] not in verbs:
        return own[-1]  # "a bomb buried in the verge ripped through": who acts stands before it
    nouns = [w for w in words if w.pos in ("NOUN", "PROPN", "ADJ")]
    return next(iter(own or nouns or verbs), None)


@cache
def _patterns() -> tuple[tuple[Frame, re.Pattern[str]], ...]:
    return tuple(_compiled(read_lexicon("event_phrases")["phrases"]))


def _compiled(phrases: list[dict[str, Any]]) -> Iterator[tuple[Frame, re.Pattern[str]]]:
    for table in phrases:
        roles = cast("tuple[Role, Role]", (table["subject"], table["object"]))
        frame = Frame(table["name"], IncidentKind(table["kind"]), *roles)
        joined = "|".join(table["patterns"])
        yield frame, re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])")
