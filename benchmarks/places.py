"""Place phrases as newspapers write them, against answers set by hand.

    python benchmarks/places.py [--all] [LIST ...]

Prints how many are right, wrong, left open as they should be, and left open or unresolved though
there is an answer; then what a phrase costs in time, and the table of towns in time and memory.
Exit status 1 where fewer than 90% of a list are right.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dateline.expressions.places import ResolvedPlace, resolve_place

DATA = Path(__file__).parent / "data"
LISTS = [DATA / f"{name}.tsv" for name in ("places", "places_held_out", "places_last")]
TARGET = 0.9
NEAR = 0.3


@dataclass(frozen=True)
class Case:
    words: str
    context: tuple[str, ...]
    country: str
    admin1: str
    precision: int
    point: tuple[float, float] | None


def read_cases(path: Path) -> list[Case]:
    cases = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        words, context, country, admin1, precision, *point = line.split("\t")
        cases.append(
            Case(
                words,
                tuple(context.split(",")) if context else (),
                country,
                admin1,
                int(precision),
                (float(point[0]), float(point[1])) if point else None,
            )
        )
    return cases


def judge(case: Case, place: ResolvedPlace | None) -> tuple[str, tuple[str, ...]]:
    """The verdict, and the fields that are not as they should be."""
    if place is None:
        return "unresolved", ("country", "admin1", "precision")
    if case.country.startswith("?"):
        offered = {option.country for option in place.candidates}
        wanted = set(case.country[1:].split(","))
        if place.country is not None:
            return "guessed", ("country",)
        return ("open, rightly", ()) if wanted <= offered else ("in part", ("candidates",))
    if case.admin1 == "?":
        right = place.country == case.country and place.admin1 is None and place.candidates
        return ("open, rightly", ()) if right else ("guessed", ("candidates",))
    faults = _faults(case, place)
    if not faults:
        return "right", ()
    if place.country is None:
        return ("left open" if place.candidates else "unresolved"), faults
    wrong = "country" in faults or ("admin1" in faults and place.admin1 is not None)
    return ("wrong" if wrong else "in part"), faults


def _faults(case: Case, place: ResolvedPlace) -> tuple[str, ...]:
    checks = {
        "country": place.country == case.country,
        "admin1": place.admin1 == (None if case.admin1 == "-" else case.admin1),
        "precision": place.geo_precision == case.precision,
        "coordinates": case.point is None or _is_near(case.point, place),
    }
    return tuple(field for field, right in checks.items() if not right)


def _is_near(point: tuple[float, float], place: ResolvedPlace) -> bool:
    if place.latitude is None or place.longitude is None:
        return False
    return abs(point[0] - place.latitude) <= NEAR and abs(point[1] - place.longitude) <= NEAR


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="print the right ones too")
    parser.add_argument("lists", nargs="*", type=Path, default=LISTS)
    options = parser.parse_args()
    resolve_place("Kabul")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    resolve_place("Maiduguri", towns=True)
    load = time.perf_counter() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    shares = [run(path, everything=options.all) for path in options.lists]
    print(f"\ntable of towns: read in {load:.2f} s, {memory:.0f} MiB")
    return 0 if min(shares) >= TARGET else 1


def run(path: Path, *, everything: bool) -> float:
    """Prints how a list is resolved, and gives the share that is right in all fields."""
    cases = read_cases(path)
    start = time.process_time()
    places = [resolve_place(c.words, context_countries=c.context, towns=True) for c in cases]
    each = (time.process_time() - start) / len(cases)
    verdicts: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    print(f"\n## {path.name}")
    for case, place in zip(cases, places, strict=True):
        verdict, fields = judge(case, place)
        verdicts[verdict] += 1
        faults.update(fields)
        if fields or everything:
            print(f"{verdict:14} {case.words!r} {','.join(case.context)}: {', '.join(fields)}")
            print(f"{'':14} wanted {case.country} {case.admin1} {case.precision} {case.point}")
            print(f"{'':14} got    {_shown(place)}")
    right = (verdicts["right"] + verdicts["open, rightly"]) / len(cases)
    print(f"{len(cases)} phrases: " + ", ".join(f"{n} {v}" for v, n in verdicts.most_common()))
    print(f"all fields right: {right:.1%}; faults: {dict(faults)}; {1000 * each:.3f} ms a phrase")
    return right


def _shown(place: ResolvedPlace | None) -> str:
    if place is None:
        return "nothing"
    options = "; ".join(f"{o.name} {o.admin1 or o.country}" for o in place.candidates[:6])
    point = f"({place.latitude}, {place.longitude})"
    return f"{place.country} {place.admin1} {place.geo_precision} {point} {options}"


if __name__ == "__main__":
    sys.exit(main())
