"""Events linked across articles: B-cubed on a corpus of known events, and on WikiEvents.

    DATELINE_CORPORA=FOLDER python benchmarks/events.py [--write docs/benchmarks.md]

Without the variable WikiEvents is left out, and its table stays as it is.

The corpus is made by `events_corpus.py`: once as its gold says, and once as the parser reads its
texts, where an event is found only if the incident is. B-cubed after Bagga and Baldwin (1998): the
mean over reports of how many of those in the same event belong there, and how many that belong
there are in it. Beside it: all reports of one day and province as one event, and each alone.
Exit status 1 where F1 on the gold's incidents is under 0.9.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import events_corpus
import events_wikievents as wikievents
from pages import add_write, fill

from dateline import Extractor
from dateline.evaluation import load_gold
from dateline.evaluation.documents import GoldRecords
from dateline.evaluation.incidents import match_incidents
from dateline.evaluation.words import Words
from dateline.events import Linker, Report, traits_of
from dateline.models import Incident
from dateline.pipeline.resolve import Context, resolve_incident

TARGET = 0.9
Key = tuple[str, str]


def corpus(seed: int) -> tuple[list[Report], list[Report], dict[Key, str]]:
    """Reports as the gold has them, as the parser reads them, and the event of each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        events_corpus.write(folder, 120, seed)
        golds = load_gold(folder)
        told = {g.name: json.loads((folder / f"{g.name}.json").read_text("utf-8")) for g in golds}
    ours: list[Report] = []
    parsed: list[Report] = []
    events: dict[Key, str] = {}
    extractor = Extractor("parser")
    for gold in golds:
        named = [
            incident.model_copy(update={"id": f"i{number}"})
            for number, incident in enumerate(gold.records.incidents)
        ]
        for incident, item in zip(named, told[gold.name]["incidents"], strict=True):
            events[gold.name, incident.id] = item["event"]
            ours.append(Report(gold.name, _resolved(incident), gold.article.published))
        found = extractor.extract(gold.article).incidents
        records = GoldRecords(gold.records, gold.optional, ())
        pairs = match_incidents(Words(gold.article.text), records, found).matched
        numbers = {id(g): n for n, g in enumerate(gold.records.incidents)}
        for right, incident in pairs:
            read = incident.model_copy(update={"id": f"i{numbers[id(right)]}"})
            parsed.append(Report(gold.name, read, gold.article.published))
    return _in_order(ours), _in_order(parsed), events


def _resolved(incident: Incident) -> Incident:
    """With the coordinates of its place, where a gazetteer has them."""
    if incident.place is None or incident.place.country is None:
        return incident
    place = resolve_incident(incident, Context(None, (incident.place.country,))).place
    at = {"latitude": place.latitude, "longitude": place.longitude} if place else {}
    return incident.model_copy(update={"place": incident.place.model_copy(update=at)})


def _in_order(reports: Sequence[Report]) -> list[Report]:
    return sorted(reports, key=lambda r: (str(r.published), r.article))


def linked(reports: Sequence[Report]) -> dict[Key, str]:
    """By dateline."""
    return Linker().add_all(reports)


def by_day_and_province(reports: Sequence[Report]) -> dict[Key, str]:
    """What blocking alone gives."""
    return {
        r.key: f"{traits_of(r).days}{r.incident.place and r.incident.place.admin1}" for r in reports
    }


def alone(reports: Sequence[Report]) -> dict[Key, str]:
    """Each an event of its own."""
    return {r.key: "/".join(r.key) for r in reports}


def b_cubed(found: Mapping[Key, str], right: Mapping[Key, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the reports of `found`."""
    clusters, events = _members(found), _members({key: right[key] for key in found})
    precision = recall = 0.0
    for key, cluster in found.items():
        both = len(clusters[cluster] & events[right[key]])
        precision += both / len(clusters[cluster])
        recall += both / len(events[right[key]])
    precision, recall = precision / len(found), recall / len(found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _members(names: Mapping[Key, str]) -> dict[str, set[Key]]:
    members: dict[str, set[Key]] = defaultdict(set)
    for key, name in names.items():
        members[name].add(key)
    return members


METHODS: dict[str, Callable[[Sequence[Report]], dict[Key, str]]] = {
    "dateline": linked,
    "same day and province": by_day_and_province,
    "each alone": alone,
}


def rows(seeds: Sequence[int]) -> Iterator[tuple[str, str, int, tuple[float, float, float]]]:
    """Which reports, which method, how many reports, and its figures."""
    for seed in seeds:
        ours, parsed, right = corpus(seed)
        for title, reports in (("gold", ours), ("parser", parsed)):
            for method, link in METHODS.items():
                label = f"{title} incidents, seed {seed}"
                yield label, method, len(reports), b_cubed(link(reports), right)


def of_wikievents() -> list[str]:
    """The table of WikiEvents: B-cubed over all records, and pairs of two documents."""
    columns = ("records", "precision", "recall", "F1", "pairs linked", "right", "of", "events tied")
    lines = [f"| records by | linked by | {' | '.join(columns)} |", "| --- | --- |" + " ---: |" * 8]
    found = list(wikievents.documents())
    for title, made in (("annotation", wikievents.annotated), ("parser", wikievents.parsed)):
        reports, right = made(found)
        for method, link in METHODS.items():
            events = link(_in_order(reports))
            shown = " | ".join(f"{figure:.3f}" for figure in b_cubed(events, right))
            both, linked_pairs, same = wikievents.across(events, right)
            tied, shared = wikievents.told_together(events, right)
            lines.append(
                f"| {title} | {method} | {len(reports)} | {shown} "
                f"| {linked_pairs} | {both} | {same} | {tied} of {shared} |"
            )
    return lines


def main() -> int:
    """Print the table, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seeds", type=int, nargs="*", default=[7, 11])
    add_write(parser, "events")
    args = parser.parse_args()
    lines = ["| reports | by | number | precision | recall | F1 |", "| --- | --- |" + " ---: |" * 4]
    good = True
    for label, method, number, figures in rows(args.seeds):
        shown = " | ".join(f"{figure:.3f}" for figure in figures)
        lines.append(f"| {label} | {method} | {number} | {shown} |")
        if method == "dateline" and label.startswith("gold"):
            good = good and figures[2] >= TARGET
    print("\n".join(lines))
    if args.write:
        fill(args.write, "events", lines)
    if os.environ.get("DATELINE_CORPORA"):
        lines = of_wikievents()
        print("\n".join(lines))
        if args.write:
            fill(args.write, "events-wikievents", lines)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
