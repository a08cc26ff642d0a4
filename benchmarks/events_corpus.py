"""A corpus of reports on known events: which reports tell the same one, and which only seem to.

    python benchmarks/events_corpus.py FOLDER [--events 120] [--seed 7]

Made up from places that exist and events that do not. One event is told by several papers, with
an earlier toll and a later one, another spelling of the town, "late on Monday" in one and "Tuesday"
in another, the group's name here and "gunmen" there. Beside it stand events that are easily taken
for it: on the same day in the same province, in the same town a week later, and an old one that a
report looks back on. The folder is a gold set (`gold/README.md`), each incident with its `event`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FIRST_DAY = date(2024, 2, 5)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class Town:
    """A town, its spellings, and where it lies (ISO 3166)."""

    spellings: tuple[str, ...]
    province: str
    admin1: str
    country: str


TOWNS = (
    Town(("Maiduguri",), "Borno", "NG-BO", "NG"),
    Town(("Konduga",), "Borno", "NG-BO", "NG"),
    Town(("Damaturu",), "Yobe", "NG-YO", "NG"),
    Town(("Potiskum",), "Yobe", "NG-YO", "NG"),
    Town(("Deir ez-Zor", "Deir al-Zour", "Deir Ezzor"), "Deir ez-Zor", "SY-DY", "SY"),
    Town(("Mayadin", "al-Mayadin"), "Deir ez-Zor", "SY-DY", "SY"),
    Town(("Kharkiv", "Kharkov"), "Kharkiv", "UA-63", "UA"),
    Town(("Kupiansk", "Kupyansk"), "Kharkiv", "UA-63", "UA"),
    Town(("Bunia",), "Ituri", "CD-IT", "CD"),
    Town(("Mambasa",), "Ituri", "CD-IT", "CD"),
    Town(("Beni",), "North Kivu", "CD-NK", "CD"),
    Town(("Goma",), "North Kivu", "CD-NK", "CD"),
    Town(("Kandahar", "Qandahar"), "Kandahar", "AF-KAN", "AF"),
    Town(("Spin Boldak",), "Kandahar", "AF-KAN", "AF"),
    Town(("Jalalabad",), "Nangarhar", "AF-NAN", "AF"),
    Town(("Tumaco",), "Nariño", "CO-NAR", "CO"),
    Town(("Ipiales",), "Nariño", "CO-NAR", "CO"),
    Town(("Culiacán", "Culiacan"), "Sinaloa", "MX-SIN", "MX"),
    Town(("Mazatlán", "Mazatlan"), "Sinaloa", "MX-SIN", "MX"),
    Town(("Hodeidah", "al-Hudaydah", "Hodeida"), "Hodeidah", "YE-HU", "YE"),
    Town(("Zabid",), "Hodeidah", "YE-HU", "YE"),
    Town(("Djibo",), "Sahel", "BF-12", "BF"),
    Town(("Dori",), "Sahel", "BF-12", "BF"),
    Town(("Sittwe",), "Rakhine", "MM-16", "MM"),
    Town(("Mrauk U", "Mrauk-U"), "Rakhine", "MM-16", "MM"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of incident, how a sentence tells it, and by which words its parties go."""

    name: str
    verb: str
    perpetrators: tuple[str, ...]
    targets: tuple[str, ...]
    outcome: str


KINDS = (
    Kind(
        "Attack",
        "opened fire on",
        ("gunmen", "suspected militants", "armed men"),
        ("a market", "a bus", "a checkpoint", "a village council"),
        "killed",
    ),
    Kind(
        "Remote explosive/landmine/IED",
        "set off a roadside bomb beside",
        ("militants", "suspected insurgents", "unknown attackers"),
        ("an army patrol", "a police lorry", "a convoy of traders"),
        "killed",
    ),
    Kind(
        "Air/drone strike",
        "bombed",
        ("warplanes", "army drones", "jets"),
        ("a fuel depot", "a warehouse", "a farmhouse"),
        "killed",
    ),
    Kind(
        "Abduction/forced disappearance",
        "kidnapped people from",
        ("bandits", "armed men on motorcycles", "gunmen"),
        ("a boarding school", "a wedding party", "a clinic"),
        "captured",
    ),
    Kind(
        "Arrests",
        "raided",
        ("police", "officers of the security service", "soldiers"),
        ("a union office", "a newspaper office", "a student hostel"),
        "captured",
    ),
)
SOURCES = ("police", "a hospital official", "the governor", "residents", "a local monitor")
PEOPLE = ("people", "civilians", "villagers")
DONE = {"killed": "were killed", "captured": "were taken away"}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened."""

    id: str
    kind: Kind
    town: Town
    day: date
    target: str
    toll: int


@dataclass(frozen=True, slots=True)
class Told:
    """One incident of one report: its sentences and its gold."""

    sentences: tuple[str, ...]
    gold: dict[str, Any]


# --- events --------------------------------------------------------------------------------------


def events(count: int, rng: random.Random) -> list[Event]:
    """Events, most with a neighbour that is easily taken for them."""
    made: list[Event] = []
    while len(made) < count:
        event = _event(f"e{len(made)}", rng)
        made.append(event)
        neighbour = rng.choice((_same_province, _a_week_later, _other_kind, None))
        if neighbour is not None:
            made.append(replace(neighbour(event, rng), id=f"e{len(made)}"))
    return made[:count]


def _event(name: str, rng: random.Random) -> Event:
    kind = rng.choice(KINDS)
    day = FIRST_DAY + timedelta(days=rng.randrange(120))
    return Event(name, kind, rng.choice(TOWNS), day, rng.choice(kind.targets), rng.randint(3, 40))


def _same_province(event: Event, rng: random.Random) -> Event:
    """The same kind on the same day, in the province's other town."""
    near = [t for t in TOWNS if t.admin1 == event.town.admin1 and t != event.town]
    other = [target for target in event.kind.targets if target != event.target]
    return replace(
        event,
        town=rng.choice(near or [event.town]),
        target=rng.choice(other),
        toll=event.toll + rng.randint(2, 12),
    )


def _a_week_later(event: Event, rng: random.Random) -> Event:
    """The same kind in the same town, six to nine days later."""
    later = event.day + timedelta(days=rng.randint(6, 9))
    return replace(event, day=later, target=rng.choice(event.kind.targets), toll=rng.randint(3, 40))


def _other_kind(event: Event, rng: random.Random) -> Event:
    """Another kind in the same town on the same day."""
    kind = rng.choice([k for k in KINDS if k.outcome != event.kind.outcome])
    return replace(event, kind=kind, target=rng.choice(kind.targets), toll=rng.randint(3, 40))


# --- reports -------------------------------------------------------------------------------------


def reports(all_events: Sequence[Event], rng: random.Random) -> Iterator[dict[str, Any]]:
    """Reports of the events, one to five of each, some that look back on an older one too."""
    for number, event in enumerate(all_events):
        for turn in range(rng.choice((1, 2, 2, 3, 3, 4, 5))):
            published = event.day + timedelta(days=rng.choice((0, 1, 1, 2)))
            told = [_told(event, published, rng, first=turn == 0)]
            older = [e for e in all_events[:number] if 20 < (published - e.day).days < 90]
            if older and rng.random() < 0.2:
                told.append(_looked_back(rng.choice(older), rng))
            yield {
                "name": f"{event.id}-{turn}",
                "published": published.isoformat(),
                "text": _page(told, event, rng),
                "incidents": [t.gold for t in told],
            }


def _page(told: Sequence[Told], event: Event, rng: random.Random) -> str:
    headline = rng.choice(("What is known", "The day in brief", f"News from {event.town.province}"))
    body = "\n\n".join(" ".join(t.sentences) for t in told)
    return f"{headline}\n\n{body}\n"


def _told(event: Event, published: date, rng: random.Random, *, first: bool) -> Told:
    """The event as one paper has it: a day off, an early toll, another spelling now and then."""
    day = event.day - timedelta(days=1) if rng.random() < 0.1 else event.day
    when = WEEKDAYS[day.weekday()]
    if (published - day).days > 6:
        when = f"{day.day} {day:%B}"
    toll = max(2, event.toll - (rng.choice((0, 1, 2, 3)) if first else rng.choice((0, 0, 0, 1))))
    at_least = first and rng.random() < 0.5
    who, source = rng.choice(event.kind.perpetrators), rng.choice(SOURCES)
    town = rng.choice(event.town.spellings)
    count = f"{'at least ' if at_least else ''}{_number(toll, rng)} {rng.choice(PEOPLE)}"
    place = rng.choice((town, f"{town}, {event.town.province}"))
    lead = f"{_capital(who)} {event.kind.verb} {event.target} in {place} on {when}, {source} said."
    tolls = f"{_capital(count)} {DONE[event.kind.outcome]}, according to {source}."
    gold = _gold(event, _capital(who), place, when, day)
    gold["casualties"] = [_casualty(event.kind.outcome, count, toll, source, at_least=at_least)]
    gold["evidence"] = [lead, tolls]
    return Told((lead, tolls), gold)


def _looked_back(event: Event, rng: random.Random) -> Told:
    """An older event, as a report on another one has it."""
    town, who = rng.choice(event.town.spellings), rng.choice(event.kind.perpetrators)
    when = f"{event.day.day} {event.day:%B}"
    sentence = f"On {when} {who} {event.kind.verb} {event.target} in {town}."
    gold = _gold(event, who, town, when, event.day)
    return Told((sentence,), gold | {"realis": "historical", "evidence": [sentence]})


def _gold(event: Event, who: str, place: str, when: str, day: date) -> dict[str, Any]:
    return {
        "event": event.id,
        "kind": event.kind.name,
        "realis": "actual",
        "perpetrators": [
            {
                "mention": who,
                "actor_kind": None,
                "basis": "stated_as_fact",
                "according_to": None,
            }
        ],
        "targets": [{"mention": event.target, "actor_kind": None}],
        "claim": {"status": "not_mentioned", "by": None},
        "weapon": None,
        "casualties": [],
        "place": {
            "text": place,
            "country": event.town.country,
            "admin1": event.town.admin1,
            "geo_precision": 1,
        },
        "when": {
            "text": when,
            "start": day.isoformat(),
            "end": day.isoformat(),
            "precision": "day",
        },
        "evidence": [],
    }


def _casualty(
    outcome: str, words: str, toll: int, source: str, *, at_least: bool
) -> dict[str, Any]:
    exact = None if at_least else toll
    text = _capital(words)
    return {
        "outcome": outcome,
        "count": {"text": text, "low": toll, "best": toll, "high": exact},
        "group": words.split()[-1],
        "according_to": source,
        "realis": "actual",
    }


def _number(value: int, rng: random.Random) -> str:
    return NUMBERS[value] if value < len(NUMBERS) and rng.random() < 0.7 else str(value)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def write(folder: Path, count: int, seed: int) -> int:
    """The corpus in a folder, as a gold set; how many reports it has."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    made = list(reports(events(count, rng), rng))
    for report in made:
        name, text = report.pop("name"), report.pop("text")
        (folder / f"{name}.txt").write_text(text, "utf-8")
        data = {"split": "tuning", "noise": [], "statements": [], "policy_context": [], **report}
        (folder / f"{name}.json").write_text(json.dumps(data, indent=1), "utf-8")
    return len(made)


def main() -> None:
    """Write the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=120)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    print(f"{write(args.folder, args.events, args.seed)} reports in {args.folder}")


if __name__ == "__main__":
    main()
