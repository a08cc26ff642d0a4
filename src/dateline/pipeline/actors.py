"""One actor under all its names: "Taliban", "the militants" and "the group" of one article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from dateline.models import Actor, ActorIdentity, Article, Incident, KnownActor, Mention, Span
from dateline.models.vocabulary import ActorKind
from dateline.pipeline.records import Records
from dateline.survey import Survey

A = TypeVar("A", bound=Actor)

# "Group for the Support of Islam and Muslims (JNIM)": what stands in brackets is another name.
_ACRONYM = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s(?:[A-ZÀ-Þ][\w’'-]+|of|and|for|the|de|del|la|al)){1,9})"
    r"\s?[(\[](?:the\s|or\s)?(?P<short>[A-Z][A-Za-z0-9-]{1,9})[)\]]"
)
# Brackets with a short name are few, and the names in full before them dear to look for.
_SHORT = re.compile(r"[(\[](?:the\s|or\s)?[A-Z][A-Za-z0-9-]{1,9}[)\]]")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_DEFINITE = re.compile(r"(?:the|these|those|this|that|its|their)\s", re.IGNORECASE)
_GENERIC = re.compile(
    r"\b(?:group|movement|organi[sz]ation|faction|outfit|militia|insurgency)\b", re.IGNORECASE
)
_SMALL = frozenset({"the", "a", "an", "of", "and", "for", "in", "on", "at", "by", "some", "two"})
_NON_STATE = ("Rebel group", "Political militia", "Identity militia")


@dataclass(eq=False)  # each is one of its own
class _Entry:
    """One actor while the article is read."""

    name: str
    kind: ActorKind | None
    keys: set[frozenset[str]] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    listed: bool = False


def identify(
    records: Records, article: Article, survey: Survey, known: Sequence[KnownActor] = ()
) -> tuple[Records, tuple[ActorIdentity, ...]]:
    """The records with the identity of each of their actors, and the actors.

    A description with an article before it ("the militants") is a named actor where the
    article has named just one of that kind before; otherwise it is an actor of its own.

    Args:
        records: The records, in order.
        article: The article.
        survey: What was seen in it.
        known: The user's actor list; it decides about names and kinds.
    """
    book = _Book(article, survey, known)
    mentions = [a.mention for i in records.incidents for a in (*i.perpetrators, *i.targets)]
    mentions += [i.claim.by for i in records.incidents if i.claim.by is not None]
    for mention in sorted(mentions, key=_start):
        book.enter(mention)
    incidents = tuple(_with_identities(i, book) for i in records.incidents)
    named = replace(records, incidents=incidents)
    return named, book.identities()


def _start(mention: Mention) -> int:
    return mention.span.start if mention.span else 0


def _with_identities(incident: Incident, book: _Book) -> Incident:
    if not (incident.perpetrators or incident.targets):
        return incident
    return incident.model_copy(
        update={
            "perpetrators": tuple(book.identified(p) for p in incident.perpetrators),
            "targets": tuple(book.identified(t) for t in incident.targets),
        }
    )


class _Book:
    """The actors of one article, entered in its order."""

    def __init__(self, article: Article, survey: Survey, known: Sequence[KnownActor]) -> None:
        self._kind_of: Callable[[str], ActorKind | None] = survey.lexicon.actor_kind
        self._known = [(k, _aliases(k)) for k in known]
        self._short = _acronyms(article.text)
        self._entries: list[_Entry] = []
        self._homes: dict[Span, tuple[_Entry, str | None]] = {}
        self._survey = survey

    def _named_before(self, offset: int) -> Iterator[tuple[str, frozenset[str]]]:
        """The words by which the reporting names an actor before `offset`, and their keys."""
        for paragraph in self._survey.paragraphs:
            if paragraph.span.start >= offset:
                return
            for actor in paragraph.actors:
                if actor.start < offset and (key := _key(actor.text)):
                    yield actor.text, key

    def enter(self, mention: Mention) -> None:
        """Find or open the entry that a mention belongs to."""
        span = mention.span
        if span is None or span in self._homes:
            return
        key, kind = self._full(_key(mention.text)), self._kind_of(mention.text)
        entry, reason = self._listed(mention), None
        if entry is None and key:
            entry = self._of_name(key, kind) or self._opened(mention.text, kind, key)
        if entry is None:
            entry, reason = self._described(mention, span, kind)
        entry.spans.append(span)
        self._homes[span] = entry, reason

    def identified(self, actor: A) -> A:
        """The actor with its identity, and with the listed kind where the list has one."""
        home = self._homes.get(actor.mention.span) if actor.mention.span else None
        if home is None:
            return actor
        entry, reason = home
        kind = entry.kind if entry.listed and entry.kind else actor.actor_kind or entry.kind
        return actor.model_copy(
            update={"identity": self._id(entry), "same_as": reason, "actor_kind": kind}
        )

    def identities(self) -> tuple[ActorIdentity, ...]:
        """The actors, in the order in which the records name them."""
        return tuple(
            ActorIdentity(
                id=self._id(entry),
                name=entry.name,
                actor_kind=entry.kind,
                mentions=tuple(sorted(entry.spans, key=lambda s: s.start)),
                listed=entry.listed,
            )
            for entry in self._entries
        )

    def _id(self, entry: _Entry) -> str:
        return f"a{self._entries.index(entry) + 1}"

    def _full(self, key: frozenset[str]) -> frozenset[str]:
        return self._short.get(key, key)

    def _listed(self, mention: Mention) -> _Entry | None:
        if not self._known:
            return None
        words = f" {_fold(mention.text)} "
        for known, aliases in self._known:
            if any(f" {alias} " in words for alias in aliases):
                entry = next((e for e in self._entries if e.name == known.name and e.listed), None)
                if entry is None:
                    entry = self._opened(known.name, known.kind, _key(known.name))
                    entry.listed = True
                return entry
        return None

    def _of_name(self, key: frozenset[str], kind: ActorKind | None) -> _Entry | None:
        for entry in self._entries:
            fits = kind is None or entry.kind is None or kind == entry.kind
            if fits and any(key <= other or other <= key for other in entry.keys if other):
                entry.keys.add(key)
                return entry
        return None

    def _opened(self, name: str, kind: ActorKind | None, key: frozenset[str]) -> _Entry:
        entry = _Entry(" ".join(name.split()), kind, {key})
        self._entries.append(entry)
        return entry

    def _described(
        self, mention: Mention, span: Span, kind: ActorKind | None
    ) -> tuple[_Entry, str | None]:
        """The entry of a description without a name."""
        words = mention.text
        if not _DEFINITE.match(words):
            return self._opened(words, kind, frozenset()), None
        head = words.split()[-1].casefold()
        before = [e for e in self._entries if any(s.start < span.start for s in e.spans)]
        same = [e for e in before if not any(e.keys) and head in e.name.casefold().split()]
        if same:
            return same[-1], f"{words!r} is taken for {same[-1].name!r}, told of before"
        names = {
            self._full(key): name
            for name, key in self._named_before(span.start)
            if _compatible(words, kind, self._kind_of(name))
        }
        if len(names) == 1:
            ((key, name),) = names.items()
            its_kind = self._kind_of(name)
            entry = self._of_name(key, None) or self._opened(name, its_kind, key)
            return entry, f"{words!r} is taken for {name!r}, the only such actor named before"
        return self._opened(words, kind, frozenset()), None


def _compatible(words: str, kind: ActorKind | None, named: ActorKind | None) -> bool:
    """Whether a description of one kind may be of a named actor of another."""
    if _GENERIC.search(words):
        return named in _NON_STATE
    if kind in _NON_STATE:
        return named in _NON_STATE
    return kind is not None and kind == named


def _acronyms(text: str) -> dict[frozenset[str], frozenset[str]]:
    """The keys of short names, each with that of the name in full before it."""
    if _SHORT.search(text) is None:
        return {}
    found = _ACRONYM.finditer(text)
    return {frozenset({_fold(m["short"])}): _key(m["name"]) for m in found}


@lru_cache(maxsize=1024)  # an article names few actors, and each again and again
def _key(name: str) -> frozenset[str]:
    """The capitalised words of a name, without articles, numbers and a plural's "s"."""
    words = [w for w in _WORD.findall(name) if w[0].isupper()]
    folded = (_fold(word) for word in words)
    return frozenset(w.removesuffix("s") for w in folded if w not in _SMALL and w not in _COMMON)


# "Gunmen on motorcycles": a capital that only opens the sentence names nobody.
_COMMON = frozenset(
    word
    for line in (
        "gunmen gunman militants insurgents rebels soldiers police troops attackers fighters",
        "bandits protesters demonstrators villagers residents civilians rioters herders herdsmen",
        "kidnappers assailants extremists jihadists separatists officers authorities militiamen",
        "armed unidentified unknown suspected masked several dozens hundreds thousands security",
        "government forces two three four five six seven eight nine ten",
    )
    for word in line.split()
)


def _fold(text: str) -> str:
    plain = text.casefold().replace("’", "'").replace("-", " ")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.split())


def _aliases(known: KnownActor) -> tuple[str, ...]:
    return tuple(_fold(name) for name in (known.name, *known.aliases) if name.strip())
