"""The seed article against its gold, field by field. How a field is judged: docs/benchmarks.md.

DATELINE_CORPORA=... python benchmarks/seed.py [--provider NAME] [--json OUT] [--write PAGE]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pages import add_write, fill

from dateline import Article, DatelineError, extract

Json = Any
Read = Callable[[Json], Json]
Range = tuple[int, int]
SECONDS, MEGABYTES, SPURIOUS, POLICY_ITEMS = 60, 1200, 3, 2
VERDICTS = ("right", "wrong", "missing")
QUOTES = "\"'“”„‟‘’‚‛«»‹› \t\r\n\u00a0\u2009\u202f"

# What is compared: the gold's key, the record's key where it has another name, and how.
# value: equal. words: the same words at the same place. name: the same words at any place.
# content: half of the words or more. clause: that, or a clause that holds the gold's.
ACTOR = "text:mention:words basis actor_kind according_to::name"
WHEN = "when.text:when.mention:words when::days"
RULES = {
    "incidents": "kind realis claim:claim.status weapon::words place.text:place.mention:words "
    f"place.country place.admin1 place.geo_precision {WHEN}",
    "statements": "content::content kind speaker::words resolved_speaker::name cue::words act "
    "role:speaker_role:words anonymous",
    # Records have no field sets_deadline, so that it is always missing.
    "policy_context": f"what::clause kind status {WHEN} sets_deadline",
    "perpetrators": ACTOR.replace("words", "name", 1),
    "targets": ACTOR,
    "casualties": ".:.:toll according_to::name",
    "also_reported": ".:.:toll",
    "actors": ".:.:name",
}
LISTS = {key: key for key in ("perpetrators", "targets", "casualties", "actors")}
LISTS["also_reported"] = "casualties"
UNJUDGED = {"id", "optional", "note", "text", "outcome", "low", "best", "high"}
# A record that has one of these right is about the gold's item.
IDENTIFYING = {
    "incidents": r"weapon|(place|when)\.text|targets \d text|(casualties|also_reported) \d",
    "statements": "content",
    "policy_context": "what",
}


class Page:
    """The article by positions. White space and case do not matter, words do."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [m.span() for m in re.finditer(r"\w+", text)]
        self.paragraphs = [m.span() for m in re.finditer(r"[^\r\n]+", text)]

    def find(self, quote: str, scope: Sequence[Range] = ()) -> list[Range]:
        """Where `quote` stands as whole words; only inside `scope`, where one is given."""
        words = r"\s+".join(map(re.escape, quote.split()))
        found = [m.span() for m in re.finditer(rf"(?<!\w){words}(?!\w)", self.text, re.IGNORECASE)]
        found = [self.bare(*f) for f in found if not scope or any(holds(s, f) for s in scope)]
        if not found:
            sys.exit(f"The gold's {quote!r} does not stand where it should in the article.")
        return found

    def around(self, quotes: Iterable[str]) -> list[Range]:
        """The paragraphs that hold one of `quotes` which stands only once in the article."""
        once = [found[0] for quote in quotes if len(found := self.find(quote)) == 1]
        return [p for p in self.paragraphs if any(holds(p, f) for f in once)]

    def bare(self, start: int, end: int) -> Range:
        """The range without the white space and quotation marks at its ends."""
        text = self.text[start:end]
        return start + len(text) - len(text.lstrip(QUOTES)), start + len(text.rstrip(QUOTES))

    def at(self, value: Json) -> list[Range]:
        """The ranges of all spans in a value."""
        return [self.bare(span["start"], span["end"]) for span in spans_in(value)]

    def share(self, one: Iterable[Range], other: Iterable[Range]) -> float:
        """Words that both touch, of all that either touches."""
        left, right = (
            {word for word in self.words if any(s < word[1] and word[0] < e for s, e in ranges)}
            for ranges in (tuple(one), tuple(other))
        )
        return len(left & right) / (len(left | right) or 1)


def holds(outer: Range, inner: Range) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def content_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold())) - {"a", "an", "the"}


def spans_in(value: Json) -> Iterator[Json]:
    """Every span of a result, at any depth."""
    if isinstance(value, dict) and value.keys() == {"start", "end", "text"}:
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from spans_in(one)


def quotes_in(gold: Json, key: str = "") -> Iterator[str]:
    """The article's words in an item of the gold, but for names, which stand in many places."""
    if isinstance(gold, dict | list):
        for inner, one in gold.items() if isinstance(gold, dict) else ((key, g) for g in gold):
            yield from quotes_in(one, inner)
    elif key in {"text", "weapon", "according_to", "content", "what"}:
        yield gold


def dig(value: Json, path: str) -> Json:
    """The value at a dotted path; None where nothing is there."""
    for key in filter(None, path.split(".")):
        value = value.get(key) if isinstance(value, dict) else None
    return value


class Judged(NamedTuple):
    verdict: str = "missing"
    got: str = ""
    near: bool = False
    """It shares words with the gold's."""
    exact: bool = False


@dataclass(frozen=True)
class Field:
    """A value of the gold, and how a record's is compared with it."""

    page: Page
    name: str
    gold: Json
    how: str
    read: Callable[[Json], Json]
    scope: Sequence[Range]

    def judge(self, record: Json) -> Judged:
        got = self.read(record)
        if got in (None, "unknown"):
            return Judged()
        compare = {"name": self._words, "words": self._words}
        compare |= {"content": self._content, "clause": self._content}
        return compare.get(self.how, self._equal)(got)

    def _equal(self, got: Json) -> Judged:
        if isinstance(self.gold, dict):  # a toll, or days: what the gold gives of them
            got = {"outcome": got.get("outcome")} | got.get("count", got)
            got = {key: got.get(key) for key in self.gold}
            if got.get("start", "") is None:
                return Judged(got="unresolved")
        found = one_line(got)
        return Judged("right" if found == one_line(self.gold) else "wrong", found)

    def _words(self, got: Json) -> Judged:
        places = self.page.find(self.gold, self.scope if self.how == "words" else ())
        right = self.page.at(got) in [[place] for place in places]
        near = bool(content_words(got["text"]) & content_words(self.gold))
        return Judged("right" if right else "wrong", got["text"], near)

    def _content(self, got: Json) -> Judged:
        place, at = self.page.find(self.gold), self.page.at(got)
        share = self.page.share(place, at)
        longer = self.how == "clause" and any(holds(part, place[0]) for part in at)
        right = "right" if share >= 0.5 or longer else "wrong"
        return Judged(right, f"[{share:.2f}] {got['text']}", share > 0, at == place)


def one_line(value: Json) -> str:
    keys = ("outcome", "low", "best", "high", "start", "end", "precision")
    if not isinstance(value, dict):
        return str(value)
    return " ".join(f"{key}={value[key]}" for key in keys if key in value)


def same_one(page: Page, gold: Json, many: Sequence[Json]) -> Json:
    """Of a record's tolls or actors the one that the gold means; None where it is none.

    A toll is known by the place of its count, an actor by the words it shares and adds.
    """
    ranked: list[tuple[float, float, int]] = []
    for n, one in enumerate(many):
        if "count" in one:
            close = page.share(page.find(gold["text"]), page.at(one["count"]))
            ranked.append((close, one["outcome"] == gold["outcome"], -n))
        else:
            wanted = content_words(gold if isinstance(gold, str) else gold["text"])
            words = content_words((one.get("mention") or one)["text"])
            ranked.append((len(wanted & words), -len(words), -n))
    best = max(ranked, default=(0, 0, 0))
    return many[-best[2]] if best[0] else None


@dataclass(frozen=True)
class Item:
    """A record of the gold."""

    type: str
    name: str
    optional: bool
    scope: Sequence[Range]
    fields: Sequence[Field]

    def fit(self, page: Page, record: Json) -> float:
        """How many fields a record has right; 0 where it is about something else."""
        right = {f.name for f in self.fields if f.judge(record).verdict == "right"}
        about = any(re.fullmatch(IDENTIFYING[self.type], name) for name in right)
        # A threat that is reported as an event is none of the gold's.
        invented = self.optional and "realis" in {f.name for f in self.fields} - right
        near = page.share(self.scope, page.at(record)) > 0
        return len(right) + (not self.optional) / 2 if about and near and not invented else 0


def items_of(page: Page, gold: Json) -> list[Item]:
    items = []
    for kind in IDENTIFYING:
        for n, one in enumerate(gold[kind], 1):
            scope = page.around(quotes_in(one))
            fields = list(fields_of(page, kind, one, scope))
            name = one.get("id", f"{kind.removesuffix('s').removesuffix('_context')} {n}")
            items.append(Item(kind, name, one.get("optional", False), scope, fields))
    return items


def fields_of(
    page: Page,
    kind: str,
    gold: Json,
    scope: Sequence[Range],
    within: Read = lambda r: r,
    at: str = "",
) -> Iterator[Field]:
    """The fields of a gold item; `within` finds in a record the value that they belong to."""
    rules = [(*rule.split(":"), "", "")[:3] for rule in RULES[kind].split()]
    judged = {path.split(".")[0] for path, _, _ in rules} | LISTS.keys() | UNJUDGED
    if isinstance(gold, dict) and (unknown := gold.keys() - judged):
        sys.exit(f"The gold has keys that nothing here judges: {sorted(unknown)}.")
    for path, where, how in rules:
        value = dig(gold, path)
        if value is not None and not (how == "days" and value.keys() == {"text"}):
            read = partial(lambda where, record: dig(within(record), where), where or path)
            yield Field(page, f"{at} {path.strip('.')}".strip(), value, how or "value", read, scope)
    for key in LISTS:
        for n, one in enumerate(dig(gold, key) or (), 1):
            pick = partial(lambda one, k, r: same_one(page, one, dig(r, k) or ()), one, LISTS[key])
            yield from fields_of(page, key, one, scope, pick, f"{key} {n}")


@dataclass(frozen=True)
class Row:
    type: str
    item: str
    field: str
    gold: str
    judged: Judged


@dataclass
class Score:
    rows: list[Row]
    spurious: list[str]
    noise: list[str]
    spans: list[bool]

    def right(self, kind: str, field: str, gold: str = "") -> list[bool]:
        """Of the fields whose name and gold start like this, whether each is right."""
        rows = [r for r in self.rows if r.type == kind and r.field.startswith(field)]
        return [r.judged.verdict == "right" for r in rows if r.gold.startswith(gold)]

    def quotations(self) -> list[bool]:
        """For each direct quotation, whether a direct statement has just its span."""
        exact = {r.item for r in self.rows if r.judged.exact}
        kinds = [r for r in self.rows if (r.field, r.gold) == ("kind", "direct")]
        return [r.item in exact and r.judged.verdict == "right" for r in kinds]

    def totals(self) -> list[tuple[str, Counter[str]]]:
        kinds = [(k, [r for r in self.rows if r.type == k]) for k in IDENTIFYING]
        return [
            (k, Counter(r.judged.verdict for r in rows)) for k, rows in (*kinds, ("all", self.rows))
        ]


def score(page: Page, gold: Json, items: list[Item], result: Json) -> Score:
    """Each gold item gets the record that fits it best; what is left over is spurious."""
    records = [(kind, record) for kind in IDENTIFYING for record in result[kind]]
    fits = [(i.fit(page, r), i, r) for i in items for kind, r in records if kind == i.type]
    pairs: dict[str, Json] = {}
    for fit, item, record in sorted(fits, key=lambda f: f[0], reverse=True):
        if fit and item.name not in pairs and record not in pairs.values():
            pairs[item.name] = record
    rows = [
        Row(
            i.type,
            i.name,
            f.name,
            one_line(f.gold),
            f.judge(pairs[i.name]) if i.name in pairs else Judged(),
        )
        for i in items
        if not i.optional
        for f in i.fields
    ]
    noise = [place for quote in gold["noise"] for place in page.find(quote)]
    return Score(
        rows,
        [said(r) for _, r in records if r not in pairs.values()],
        [said(r) for _, r in records if page.share(noise, page.at(r))],
        [page.text[s["start"] : s["end"]] == s["text"] for s in spans_in(result)],
    )


def said(record: Json) -> str:
    told = dig(record, "content.text") or dig(record, "what.text") or dig(record, "summary")
    return f"{record['id']} {told}"


def checklist(score: Score, seconds: float, megabytes: float) -> list[tuple[bool, str]]:
    """What must hold of this article."""
    place, when = score.right("incidents", "place"), score.right("incidents", "when")
    killed = score.right("incidents", "casualties", "outcome=killed")
    quoted, policy = score.quotations(), sum(score.right("policy_context", "what"))
    spurious, noise, held = len(score.spurious), len(score.noise), score.spans
    return [
        (all(place), f"places of both incidents: {sum(place)} of {len(place)} fields"),
        (all(when), f"days of both incidents: {sum(when)} of {len(when)} fields"),
        (all(killed), f"killed counts of both incidents: {sum(killed)} of {len(killed)}"),
        (all(quoted), f"direct quotations at the right span: {sum(quoted)} of {len(quoted)}"),
        (policy >= POLICY_ITEMS, f"policy items: {policy}, at least {POLICY_ITEMS}"),
        (spurious <= SPURIOUS, f"records the gold does not have: {spurious}, at most {SPURIOUS}"),
        (not noise, f"records from menu, caption or footer: {noise}"),
        (all(held), f"spans that hold: {sum(held)} of {len(held)}"),
        (seconds <= SECONDS, f"seconds: {seconds:.1f}, at most {SECONDS}"),
        (megabytes <= MEGABYTES, f"peak memory in MB: {megabytes:.0f}, at most {MEGABYTES}"),
    ]


def report(score: Score) -> None:
    """Every field with its words, for the terminal only."""
    for item in dict.fromkeys(r.item for r in score.rows):
        print(f"\n{item}")
        for row in (r for r in score.rows if r.item == item):
            verdict, got, near, _ = row.judged
            gold, got = (textwrap.shorten(text, 56, placeholder=" …") for text in (row.gold, got))
            remark = "  (shares words)" if near and verdict == "wrong" else ""
            print(f"  {verdict:8}{row.field:29}{gold:58}{got}{remark}")
    print()
    for kind, count in score.totals():
        parts = ", ".join(f"{count[verdict]} {verdict}" for verdict in VERDICTS)
        print(f"{kind:16}{count.total()} fields: {parts}")
    exact = [r.judged.exact for r in score.rows if r.field == "content"]
    print(f"content of statements exact: {sum(exact)} of {len(exact)}\n")
    for title, records in (("the gold does not have", score.spurious), ("from noise", score.noise)):
        print(f"records {title}: {len(records)}", *records, sep="\n  ")


def block(score: Score, checks: list[tuple[bool, str]], receipt: Json) -> list[str]:
    """The result for a page: counts and names of fields, none of the article's words."""
    table: list[list[object]] = [["records", "fields", *VERDICTS], ["---", *["---:"] * 4]]
    table += [[k, c.total(), *(c[v] for v in VERDICTS)] for k, c in score.totals()]
    must: list[list[object]] = [["must hold", ""], ["---", "---"]]
    must += [[line, "pass" if ok else "**fail**"] for ok, line in checks]
    rows = [f"| {' | '.join(str(cell) for cell in cells)} |" for cells in (*table, *must)]
    who = f"provider `{receipt['provider']}`, model {receipt['model']}"
    lines = [f"dateline {receipt['dateline_version']}, {who}.", "", *rows[: len(table)], ""]
    lines += [*rows[len(table) :], "", "Not right:", ""]
    for item in dict.fromkeys(r.item for r in score.rows):
        faults = [r for r in score.rows if r.item == item and r.judged.verdict != "right"]
        listed = ", ".join(f"{r.field} ({r.judged.verdict})" for r in faults)
        lines += [f"- {item}: {listed}"] if faults else []
    return lines


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The seed article against its gold.")
    parser.add_argument("--provider", default="local", help="who reads it (default: %(default)s)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write score and extraction here")
    add_write(parser, "seed")
    args = parser.parse_args()
    corpora = os.environ.get("DATELINE_CORPORA")
    if not corpora:
        parser.error("DATELINE_CORPORA is not set: the folder that holds seed/article.txt")
    args.seed = Path(corpora, "seed")
    if not (args.seed / "gold.json").is_file():
        parser.error(f"DATELINE_CORPORA={corpora!r} holds no seed/gold.json")
    return args


def main() -> int:
    args = arguments()
    gold = json.loads((args.seed / "gold.json").read_text("utf-8"))
    page = Page((args.seed / "article.txt").read_bytes().decode())
    items = items_of(page, gold)
    denominator = sum(len(item.fields) for item in items if not item.optional)
    print(f"{denominator} fields: all of the gold's that are not optional", flush=True)

    began = time.perf_counter()
    try:
        article = Article.from_file(args.seed / "article.txt")
        published = date.fromisoformat(gold["published"])
        extraction = extract(article, provider=args.provider, published=published)
    except DatelineError as error:
        print(error, file=sys.stderr)
        return 2
    seconds = time.perf_counter() - began
    unit = 1 if sys.platform == "darwin" else 1024
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6

    result = extraction.model_dump(mode="json")
    found = score(page, gold, items, result)
    assert len(found.rows) == denominator, "the number of fields depends on the result"
    checks = checklist(found, seconds, megabytes)
    report(found)
    print("tokens:", " ".join(f"{k}={n}" for k, n in extraction.receipt.usage), end="\n\n")
    for ok, line in checks:
        print("PASS" if ok else "FAIL", line)
    if args.json:
        whole = {"checks": checks, "score": asdict(found), "extraction": result}
        args.json.write_text(json.dumps(whole, ensure_ascii=False, indent=1), "utf-8")
    if args.write:
        fill(args.write, "seed", block(found, checks, result["receipt"]))
    return 0 if all(ok for ok, _ in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
