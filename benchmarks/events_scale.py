"""Events linked at size: a year's archive that comes in by lots, and a day on which all happens.

    python benchmarks/events_scale.py [--articles 100000] [--hot 5000] [--write docs/scale.md]

Incidents of invented events in invented towns, one to five reports of each, written into a store
of `dateline batch` as if they had been read; then linked as `dateline events` does it, a quarter of
the articles at a time. An eighth of the reports tell no place, an eighth no day. The hot day has
that many articles of one day, in one province of 200 towns. Each in a process of its own. B-cubed
says whether what is found so is still right. Exit status 1: the last quarter takes more than twice
as long as the first, more than 400 MB are held, or an article of the hot day takes ten times as
long as one of the year.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from pages import add_write, fill

from dateline.batch.store import Store
from dateline.batch.store.linking import link
from dateline.models import Actor, Casualty, Count, Incident, Mention, Perpetrator, Place, When
from events import b_cubed

FIRST_DAY = date(2023, 1, 1)
QUARTERS = 4
COUNTRIES = ("UA", "SY", "NG", "CD", "AF", "ML", "BF", "MM", "YE", "SD", "CO", "MX")
PROVINCES, TOWNS, TOWNS_OF_ONE = 8, 12, 200
KINDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Attack", "killed", ("a market", "a bus", "a checkpoint", "a village council", "farmers")),
    ("Armed clash", "killed", ("soldiers", "rebels", "a militia", "border guards")),
    ("Air/drone strike", "killed", ("a depot", "a warehouse", "a farmhouse", "a bridge")),
    ("Remote explosive/landmine/IED", "killed", ("an army patrol", "a lorry", "a convoy")),
    ("Abduction/forced disappearance", "captured", ("a school", "a wedding party", "a clinic")),
    ("Arrests", "captured", ("a union office", "a newspaper", "a student hostel")),
)
BY = ("gunmen", "militants", "soldiers", "warplanes", "police", "bandits", "an armed group")
COLUMNS = (
    *("articles", "seconds", "none new, s", "peak memory, MB", "kB each"),
    *("events", "found", "precision", "recall", "F1"),
)
MOST_MB, MOST_GROWTH, MOST_HOT = 400, 2.0, 10.0


@dataclass(frozen=True, slots=True)
class Town:
    """A town that is nowhere."""

    name: str
    country: str
    admin1: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened."""

    number: int
    town: Town
    day: date
    kind: tuple[str, str, tuple[str, ...]]
    target: str
    by: str
    toll: int


def towns(rng: random.Random, each: int) -> list[list[Town]]:
    """The towns of each province."""
    made: list[list[Town]] = []
    for country in COUNTRIES:
        for province in range(PROVINCES):
            lat, long = rng.uniform(-30, 50), rng.uniform(-100, 100)
            made.append(
                [
                    Town(
                        _name(rng),
                        country,
                        f"{country}-{province}",
                        (lat + rng.uniform(-1, 1), long + rng.uniform(-1, 1)),
                    )
                    for _ in range(each)
                ]
            )
    return made


def _name(rng: random.Random) -> str:
    heads, tails = (
        ("Kor", "Bal", "Mest", "Dun", "Sar", "Vel", "Tor", "Gash"),
        ("ova", "abad", "ine"),
    )
    return rng.choice(heads) + rng.choice("aeiou") + rng.choice("bdgklmnprstvz") + rng.choice(tails)


def told(
    articles: int, days: int, provinces: list[list[Town]], rng: random.Random
) -> list[tuple[Event, date, int]]:
    """So many reports, by the day of their articles' publication; the number makes the words."""
    made: list[tuple[Event, date, int]] = []
    number = 0
    while len(made) < articles:
        # As in archives: a few provinces have most of it.
        province = provinces[min(int(rng.expovariate(0.12)), len(provinces) - 1)]
        kind = rng.choice(KINDS)
        day = FIRST_DAY + timedelta(days=rng.randrange(days))
        toll = 1 + int(rng.expovariate(0.12))
        event = Event(
            number, rng.choice(province), day, kind, rng.choice(kind[2]), rng.choice(BY), toll
        )
        number += 1
        made += [
            (event, day + timedelta(days=rng.choice((0, 1, 1, 2))), rng.getrandbits(32))
            for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5)))
        ]
    made = made[:articles]
    made.sort(key=lambda one: one[1])
    return made


def _incident(event: Event, seed: int) -> Incident:
    """One paper's record of it: a day or a toll off, a region or no place, no day, now and then."""
    rng = random.Random(seed)
    town, turn = event.town, rng.random()
    day = event.day - timedelta(days=1) if rng.random() < 0.1 else event.day
    toll = max(1, event.toll - rng.choice((0, 0, 0, 1)))
    place = Place(
        mention=_mention(town.name),
        country=town.country,
        admin1=town.admin1,
        latitude=town.at[0],
        longitude=town.at[1],
        geo_precision=1,
    )
    if turn < 0.125:
        place = Place(
            mention=_mention(town.admin1),
            country=town.country,
            admin1=town.admin1,
            geo_precision=3,
        )
    when = When(mention=_mention(f"{day:%A}"), start=day, end=day, precision="day")
    return Incident(
        id="i1",
        kind=event.kind[0],
        realis="actual",
        perpetrators=(Perpetrator(mention=_mention(event.by), basis="stated_as_fact"),),
        targets=(Actor(mention=_mention(event.target)),) if rng.random() < 0.8 else (),
        casualties=(
            Casualty(
                outcome=event.kind[1],
                count=Count(mention=_mention(f"{toll} people"), low=toll, best=toll, high=toll),
            ),
        )
        if rng.random() < 0.8
        else (),
        place=place if turn < 0.875 else None,
        when=when if rng.random() < 0.875 else None,
    )


def _mention(text: str) -> Mention:
    return Mention(text=text, inferred=True, reason="made up")


# --- the store -----------------------------------------------------------------------------------


Lot = list[tuple[int, Event, date, int]]


def prepare(connection: sqlite3.Connection) -> None:
    """What outcomes refer to."""
    connection.execute("INSERT INTO configurations VALUES (1, 'made up', '{}', 0)")


def put(connection: sqlite3.Connection, lot: Lot) -> None:
    """Write articles as if they had been read."""
    connection.execute("BEGIN")
    for number, event, published, seed in lot:
        extraction = {
            "article": {"published": published.isoformat()},
            "incidents": [_incident(event, seed).model_dump(mode="json")],
        }
        packed = zlib.compress(json.dumps(extraction).encode(), 1)
        connection.execute("INSERT INTO articles VALUES (?, ?)", (number, f"a{number}"))
        connection.execute(
            "INSERT INTO outcomes (article, state, configuration, finished, incidents) "
            "VALUES (?, 'done', 1, 0, 1)",
            (number,),
        )
        connection.execute("INSERT INTO extractions VALUES (?, ?)", (number, packed))
    connection.execute("COMMIT")


def client(articles: int, days: int, *, one_province: bool) -> dict[str, Any]:
    """Link so many, a quarter at a time, in this process."""
    rng = random.Random(7)
    provinces = towns(rng, TOWNS_OF_ONE)[:1] if one_province else towns(rng, TOWNS)
    made = [(n, *one) for n, one in enumerate(told(articles, days, provinces, rng), start=1)]
    right = {(str(number), "i1"): str(event.number) for number, event, _, _ in made}
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name) / "runs.db")
        asyncio.run(store.do(prepare))
        size = -(-articles // QUARTERS)
        lots = [made[start : start + size] for start in range(0, articles, size)]
        steps = [_step(store, lot) for lot in lots]
        again = _timed(store, link)
        found = dict(asyncio.run(store.do(_found)))
        store.close()
    return {
        "seconds": [seconds for seconds, _ in steps],
        "growth": sum(grown for _, grown in steps) / articles,
        "again": again,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "events": [len(set(right.values())), len(set(found.values()))],
        "b_cubed": b_cubed(found, right),
    }


def _step(store: Store, lot: Lot) -> tuple[float, int]:
    """Seconds that a lot takes to be linked, and bytes that it adds."""
    asyncio.run(store.do(partial(put, lot=lot)))
    before = asyncio.run(store.do(_size))
    return _timed(store, link), asyncio.run(store.do(_size)) - before


def _timed(store: Store, work: Callable[[sqlite3.Connection], object]) -> float:
    clock = time.perf_counter()
    asyncio.run(store.do(work))
    return time.perf_counter() - clock


def _size(connection: sqlite3.Connection) -> int:
    query = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    return int(connection.execute(query).fetchone()[0])


def _found(connection: sqlite3.Connection) -> list[tuple[tuple[str, str], str]]:
    query = "SELECT article, record, event FROM reports"
    return [((str(article), record), event) for article, record, event in connection.execute(query)]


# --- the run -------------------------------------------------------------------------------------


def measured(articles: int, days: int, *, one_province: bool) -> dict[str, Any]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--articles", str(articles), "--days", str(days)]
    ended = subprocess.run(
        [*command, *(["--one-province"] if one_province else [])],
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode != 0:
        raise SystemExit(ended.stderr[-2000:])
    result: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return result


def row(title: str, articles: int, took: dict[str, Any]) -> str:
    """A line of the table."""
    seconds = " + ".join(f"{one:.0f}" for one in took["seconds"])
    precision, recall, f1 = took["b_cubed"]
    return (
        f"| {title} | {articles:,} | {seconds} | {took['again']:.1f} | {took['peak_mb']:.0f} "
        f"| {took['growth'] / 1000:.1f} | {took['events'][0]:,} | {took['events'][1]:,} "
        f"| {precision:.3f} | {recall:.3f} | {f1:.3f} |"
    )


def main() -> int:
    """Print the table; see the exit status above."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--hot", type=int, default=5_000, help="articles of the one day")
    add_write(parser, "events-scale")
    parser.add_argument("--days", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--one-province", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.days is not None:
        print(json.dumps(client(options.articles, options.days, one_province=options.one_province)))
        return 0
    year = measured(options.articles, 365, one_province=False)
    hot = measured(options.hot, 1, one_province=True)
    lines = [
        f"| | {' | '.join(COLUMNS)} |",
        "| --- |" + " ---: |" * len(COLUMNS),
        row("a year, twelve countries", options.articles, year),
        row("one day, one province", options.hot, hot),
    ]
    each = [sum(told["seconds"]) / n for told, n in ((year, options.articles), (hot, options.hot))]
    lines += ["", f"An article: {1000 * each[0]:.1f} ms; on the one day {1000 * each[1]:.1f} ms."]
    print("\n".join(lines))
    if options.write:
        fill(options.write, "events-scale", lines)
    grown = year["seconds"][-1] / year["seconds"][0]
    good = grown <= MOST_GROWTH and each[1] <= MOST_HOT * each[0]
    return 0 if good and year["peak_mb"] <= MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
