"""The lexicons: data files by language, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

from dateline.expressions.openings import by_opening, first_letters
from dateline.models.vocabulary import (
    Act,
    ActorKind,
    IncidentKind,
    Outcome,
    PolicyKind,
    PolicyStatus,
)
from dateline.survey.word_lists import read_lexicon

Pattern = re.Pattern[str]


def words(patterns: Iterable[str], *, case: bool = False) -> Pattern:
    """One pattern that matches any of `patterns` as whole words, the longest first."""
    # White space in a pattern stands for any, since scraped text has no-break spaces.
    ordered = [p.replace(" ", r"\s") for p in sorted(patterns, key=len, reverse=True)]
    joined = by_opening(ordered, case=case) or r"(?!)"
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])")


_NOT_ASCII = re.compile(r"([^\x00-\x7f]+)")


@lru_cache(maxsize=8)
def lowered(text: str) -> str:
    """The text with A to Z in small letters: matched four times as fast as without case."""
    if text.isascii():
        return text.lower()
    return "".join([part.lower() if part.isascii() else part for part in _NOT_ASCII.split(text)])


def lower_words(patterns: Iterable[str]) -> Pattern:
    """One pattern like that of `words`, for a text in small letters."""
    return words(_small(patterns), case=True)


def _small(patterns: Iterable[str]) -> list[str]:
    return [re.sub(r"(?<!\\)[A-Z]", lambda m: m[0].lower(), p) for p in patterns]


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that tell of one kind of incident, for a text in small letters.

    Attributes:
        kind: Which.
        strong: Words that tell of it alone.
        weak: Words that may tell of others too.
        strong_letters: The letters that strong ones begin with, None where that is any.
        weak_letters: The same of weak ones.
    """

    kind: IncidentKind
    strong: Pattern
    weak: Pattern
    strong_letters: frozenset[str] | None = None
    weak_letters: frozenset[str] | None = None

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> Trigger:
        """The words of a table of a lexicon."""
        strong, weak = table["strong"], table.get("weak", ())
        return cls(
            IncidentKind(table["kind"]),
            lower_words(strong),
            lower_words(weak),
            first_letters(_small(strong)),
            first_letters(_small(weak)),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # one per language: `is` decides
class Lexicon:
    """What the survey looks for in one language.

    The patterns from `triggers` to `freed`, and those of outcomes, are for a text in small
    letters (`lowered`).
    """

    language: str
    abbreviations: frozenset[str]
    triggers: tuple[Trigger, ...]
    trigger_words: Pattern
    strong_words: Pattern
    not_trigger: Pattern
    not_riot: Pattern
    background: Pattern
    court: Pattern
    judged: Pattern
    spoken: Pattern
    stories: Pattern
    games: Pattern
    accidents: Pattern
    chance: Pattern
    freed: Pattern
    not_actual: Pattern
    attitudes: Pattern
    modals: Pattern
    played: Pattern
    negations: Pattern
    separate: Pattern
    protest_intervention: Pattern
    protest_excessive: Pattern
    outcomes: Mapping[Outcome, Pattern]
    outcome_words: Pattern
    outcome_subject: Pattern
    things: Pattern
    more_people: Pattern
    sum_of: Pattern
    sum_since: Pattern
    claim_words: Pattern
    unclaimed: Pattern
    claimed: Pattern
    blamed: Pattern
    blamed_on: Pattern
    weapons: Pattern
    actors: Mapping[ActorKind, Pattern]
    actor_words: Pattern
    cues: Mapping[Act, Pattern]
    cue_words: Pattern
    cue_phrases: Pattern
    cue_clause: Pattern
    cue_object: Pattern
    saying_time: Pattern
    speaker_nouns: Pattern
    anonymous: Pattern
    pronouns: Pattern
    epithets: Pattern
    policy: Mapping[PolicyKind, Pattern]
    policy_status: Mapping[PolicyStatus, Pattern]
    ahead: Pattern
    meeting: Pattern
    visitors: Pattern
    private_visit: Pattern
    directions: Pattern
    admin: Pattern

    def actor_kind(self, phrase: str) -> ActorKind | None:
        """ACLED's category of an actor, by the last of its words that tells one."""
        return _actor_kind(self, phrase)

    def speaks(self, cue: str) -> bool:
        """Whether the cue may stand behind what is said: "the bridge is gone, she said"."""
        return self.cue_clause.fullmatch(cue) is not None

    def governs(self, cue: str) -> bool:
        """Whether the cue takes an object: "blamed the rebels", "called the plan a farce"."""
        return self.cue_object.fullmatch(cue) is not None

    def act(self, cue: str) -> Act:
        """What a speaker does by this cue."""
        return next((act for act, pattern in self.cues.items() if pattern.search(cue)), "assert")


@lru_cache(maxsize=4096)  # an article has few actors, and asks of each again and again
def _actor_kind(lexicon: Lexicon, phrase: str) -> ActorKind | None:
    found = [(m.start(), kind) for kind, p in lexicon.actors.items() for m in p.finditer(phrase)]
    return max(found)[1] if found else None


def lexicon_for(language: str | None) -> Lexicon | None:
    """The lexicon of a language, None where there is none."""
    if language is None or language not in _languages():
        return None
    return load_lexicon(language)


@cache
def _languages() -> frozenset[str]:
    folder = files("dateline.survey") / "lexicons"
    names = (path.name.removesuffix(".toml") for path in folder.iterdir())
    return frozenset(name for name in names if len(name) == 2)


@cache
def load_lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language.

    Raises:
        FileNotFoundError: There is none.
    """
    data = read_lexicon(language)
    actors = data["actors"]
    cues = data["cues"]
    return Lexicon(
        language=data["language"],
        abbreviations=frozenset(data["abbreviations"]),
        triggers=tuple(map(Trigger.read, data["trigger"])),
        trigger_words=lower_words(
            p for t in data["trigger"] for p in (*t["strong"], *t.get("weak", ()))
        ),
        strong_words=lower_words(p for t in data["trigger"] for p in t["strong"]),
        not_trigger=lower_words(data["not_trigger"]["patterns"]),
        not_actual=words(p for patterns in data["not_actual"].values() for p in patterns),
        attitudes=words(data["not_actual"]["attitudes"]),
        played=lower_words(data["not_actual"]["played"]),
        modals=words(data["not_actual"]["modals"]),
        negations=words(data["not_actual"]["negations"]),
        background=lower_words(data["background"]["patterns"]),
        court=lower_words(data["frames"]["court"]),
        judged=lower_words(data["frames"]["judged"]),
        spoken=lower_words(data["frames"]["spoken"]),
        stories=lower_words(data["frames"]["stories"]),
        games=lower_words(data["frames"]["games"]),
        accidents=lower_words(data["frames"]["accidents"]),
        chance=lower_words(data["frames"]["chance"]),
        freed=lower_words(data["frames"]["freed"]),
        separate=words(data["separate"]["patterns"]),
        protest_intervention=words(data["protest"]["intervention"]),
        protest_excessive=words(data["protest"]["excessive"]),
        not_riot=lower_words(data["protest"]["not_riot"]),
        outcomes=cast(
            "Mapping[Outcome, Pattern]",
            {name: lower_words(p) for name, p in data["outcomes"].items()},
        ),
        outcome_words=lower_words(p for patterns in data["outcomes"].values() for p in patterns),
        outcome_subject=lower_words(data["outcome_use"]["subject"]),
        things=words(data["outcome_use"]["things"]),
        more_people=words(data["toll_sums"]["more"]),
        sum_of=words(data["toll_sums"]["of"]),
        sum_since=words(data["toll_sums"]["since"]),
        claim_words=lower_words(p for patterns in data["claims"].values() for p in patterns),
        unclaimed=words(data["claims"]["unclaimed"]),
        claimed=words(data["claims"]["claimed"]),
        blamed=words(data["claims"]["blamed"]),
        blamed_on=words(data["claims"]["blamed_on"]),
        weapons=lower_words(data["weapons"]["patterns"]),
        actors=cast("Mapping[ActorKind, Pattern]", _compiled(actors)),
        actor_words=words(p for patterns in actors.values() for p in patterns),
        cues=cast("Mapping[Act, Pattern]", _compiled(cues)),
        cue_words=words(p for patterns in cues.values() for p in patterns),
        cue_phrases=words(p for patterns in data["cue_phrases"].values() for p in patterns),
        cue_clause=words(data["cue_use"]["clause"]),
        cue_object=words(data["cue_use"]["object"]),
        # "he said in a statement on Friday": the day of the words, not of what they tell.
        saying_time=re.compile(
            words(p for patterns in cues.values() for p in patterns).pattern
            + r"(?:\s+(?:reporters|journalists|in|a|an|the|statement|on|late|early|by|telephone))*"
            + r"\s*$",
            re.IGNORECASE,
        ),
        speaker_nouns=words(data["speakers"]["nouns"]),
        anonymous=words(data["speakers"]["anonymous"]),
        pronouns=words(data["speakers"]["pronouns"]),
        epithets=words(data["speakers"]["epithets"]),
        policy=cast("Mapping[PolicyKind, Pattern]", _compiled(data["policy"])),
        policy_status=cast("Mapping[PolicyStatus, Pattern]", _compiled(data["policy_status"])),
        ahead=words(data["policy_ahead"]["patterns"]),
        meeting=words(data["policy_visits"]["meeting"]),
        visitors=words(data["policy_visits"]["official"]),
        private_visit=words(data["policy_visits"]["private"]),
        directions=words(data["directions"]["words"]),
        admin=words(data["admin"]["words"]),
    )


def _compiled(table: dict[str, list[str]]) -> dict[str, Pattern]:
    return {name: words(patterns) for name, patterns in table.items()}
