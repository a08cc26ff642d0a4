"""Quotations, true and falsified, located by dateline and by what else there is.

DATELINE_CORPORA=... python benchmarks/fidelity.py [--split polnear/train] [--write PAGE]
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pages import add_write, fill
from quote_variants import HARMLESS, Case, build

from dateline import Article

Span = tuple[int, int]
FAITHFUL, TAMPERED, MILLISECONDS = 0.995, 0.002, 0.05
# A peer may be this many characters off at either end; dateline may not.
SLACK = 3
SIZES = (1_000, 10_000, 100_000)


class Matcher(Protocol):
    """What finds a quotation in one text."""

    def __call__(self, quote: str) -> Span | None: ...


def find(text: str) -> Matcher:
    def locate(quote: str) -> Span | None:
        at = text.find(quote)
        return (at, at + len(quote)) if at >= 0 else None

    return locate


def rapidfuzz(text: str) -> Matcher:
    from rapidfuzz.fuzz import partial_ratio_alignment

    def locate(quote: str) -> Span | None:
        found = partial_ratio_alignment(quote, text, score_cutoff=90)
        return (found.dest_start, found.dest_end) if found else None

    return locate


def langextract(text: str, *, exact: bool = False) -> Matcher:
    from langextract.data import Extraction
    from langextract.resolver import WordAligner

    aligner = WordAligner()
    options = {"enable_fuzzy_alignment": False, "accept_match_lesser": False} if exact else {}

    def locate(quote: str) -> Span | None:
        wanted = [[Extraction(extraction_class="quotation", extraction_text=quote)]]
        [[found]] = aligner.align_extractions(wanted, text, **options)
        place = found.char_interval
        return (place.start_pos, place.end_pos) if place else None

    return locate


def langextract_exact(text: str) -> Matcher:
    return langextract(text, exact=True)


def citation(text: str) -> Matcher:
    from instructor import CitationMixin

    def locate(quote: str) -> Span | None:
        return next(CitationMixin(substring_quotes=[quote]).get_spans(text), None)

    return locate


def dateline(text: str) -> Matcher:
    article = Article(text=text)
    article.locate("x")  # builds the index

    def locate(quote: str) -> Span | None:
        found = article.locate(quote)
        return (found.start, found.end) if found else None

    return locate


@dataclass
class Score:
    """What a matcher came to."""

    name: str
    right: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def share(self, counts: Counter[str], *, harmless: bool) -> float:
        asked = sum(n for kind, n in self.asked.items() if (kind in HARMLESS) == harmless)
        return sum(counts.values()) / (asked or 1)

    @property
    def faithful(self) -> float:
        return self.share(self.right, harmless=True)

    @property
    def tampered(self) -> float:
        return self.share(self.accepted, harmless=False)

    @property
    def milliseconds(self) -> float:
        return self.seconds * 1000 / (sum(self.asked.values()) or 1)


def score(
    name: str, make: Callable[[str], Matcher], cases: Sequence[Case], slack: int, show: int = 0
) -> Score:
    """Each case put to the matcher of its text; making the matcher is not counted."""
    result = Score(name)
    by_text = defaultdict(list)
    for case in cases:
        by_text[case.text].append(case)
    for text, group in by_text.items():
        locate = make(text)
        for case in group:
            began = time.process_time()
            found = locate(case.quote)
            result.seconds += time.process_time() - began
            result.asked[case.kind] += 1
            if case.span is None:
                result.accepted[case.kind] += found is not None
                wrong = found is not None
            else:
                right = found is not None and same_place(text, found, case.span, slack)
                result.right[case.kind] += right
                wrong = not right
            if wrong and show > 0:
                show -= 1
                print(f"  {case.kind} | {case.document} | {case.quote!r} | {found}")
    return result


def same_place(text: str, found: Span, wanted: Span, slack: int) -> bool:
    """Whether two spans hold the same words; marks and spaces at the ends do not count."""
    ours, theirs = bare(text, *found), bare(text, *wanted)
    return all(abs(a - b) <= slack for a, b in zip(ours, theirs, strict=True))


def bare(text: str, start: int, end: int) -> Span:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


@dataclass(frozen=True)
class Cost:
    words: int
    index: float
    found: float
    refused: float
    elided: float
    nearest: float


def cost(texts: Sequence[str], words: int, rng: random.Random) -> Cost:
    """What indexing and asking take on an article of so many words, in milliseconds of CPU."""
    parts: list[str] = []
    count = 0
    for text in itertools.cycle(texts):
        parts.append(text)
        count += len(text.split())
        if count >= words:
            break
    text = "\n\n".join(parts)
    text = text[: [m.end() for m in re.finditer(r"\S+", text)][words - 1]]
    tokens = text.split()
    starts = [rng.randrange(len(tokens) - 20) for _ in range(300)]
    runs = [tokens[s : s + 20] for s in starts]
    true = [" ".join(run) for run in runs]
    swapped = [" ".join([*run[:9], run[10], run[9], *run[11:]]) for run in runs]
    elided = [" ".join([*run[:4], "…", *run[-4:]]) for run in runs]

    index = float("inf")
    for _ in range(5):
        gc.collect()
        article = Article(text=text)
        began = time.process_time()
        article.locate("x")
        index = min(index, (time.process_time() - began) * 1000)

    def each(ask: Callable[[str], object], quotes: Sequence[str]) -> float:
        began = time.process_time()
        for quote in quotes:
            ask(quote)
        return (time.process_time() - began) * 1000 / len(quotes)

    return Cost(
        words,
        index,
        each(article.locate, true),
        each(article.locate, swapped),
        each(article.locate, elided),
        each(article.nearest, swapped[:50]),
    )


def block(
    scores: Sequence[Score], costs: Sequence[Cost], cases: Sequence[Case], slow: int, seed: int
) -> list[str]:
    """The result as lines of a page: counts and names only."""
    harmless = sum(case.span is not None for case in cases)
    drawn = (
        f"{len(cases)} cases, seed {seed}: {harmless} harmless, {len(cases) - harmless} falsified, "
        f"from {len({c.document for c in cases})} articles. Matchers marked * were put {slow} of "
        "them, drawn with the same seed."
    )
    head = "| matcher | faithful | tampered accepted | CPU per quotation |"
    lines = [drawn, "", head, "| --- | ---: | ---: | ---: |"]
    for s in scores:
        mark = "" if sum(s.asked.values()) == len(cases) else " *"
        lines.append(
            f"| {s.name}{mark} | {s.faithful:.4f} | {s.tampered:.4f} | {s.milliseconds:.3f} ms |"
        )
    lines += ["", "| words | index | found | refused | elided | nearest |"]
    lines.append("| ---: | ---: | ---: | ---: | ---: | ---: |")
    lines += [
        f"| {c.words:,} | {c.index:.1f} ms | {c.found:.3f} ms | {c.refused:.3f} ms | "
        f"{c.elided:.3f} ms | {c.nearest:.2f} ms |"
        for c in costs
    ]
    own = scores[-1]
    lines += ["", "dateline by kind:", "", "| kind | cases | right |", "| --- | ---: | ---: |"]
    for kind, asked in own.asked.items():
        right = own.right[kind] if kind in HARMLESS else asked - own.accepted[kind]
        lines.append(f"| {kind} | {asked} | {right} |")
    return lines


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Quotations, true and falsified, located.")
    parser.add_argument("--split", default="polnear/train", help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--per-kind", type=int, default=160, metavar="N")
    parser.add_argument("--slow", type=int, default=500, metavar="N", help="cases for slow peers")
    parser.add_argument("--own", action="store_true", help="dateline only, and its failures")
    add_write(parser, "fidelity")
    args = parser.parse_args()
    corpora = os.environ.get("DATELINE_CORPORA")
    if not corpora:
        parser.error("DATELINE_CORPORA is not set: the folder that holds polnear/train/text")
    args.folder = Path(corpora, args.split, "text")
    if not args.folder.is_dir():
        parser.error(f"DATELINE_CORPORA={corpora!r} holds no {args.split}/text")
    return args


def main() -> int:
    args = arguments()
    cases = build(args.folder, args.seed, args.per_kind)
    rng = random.Random(args.seed)
    few = rng.sample(cases, min(args.slow, len(cases)))
    scores: list[Score] = []
    if not args.own:
        scores += [score("`str.find`", find, cases, SLACK)]
        scores += [score("rapidfuzz partial ratio ≥ 90", rapidfuzz, cases, SLACK)]
        scores += [score("langextract aligner, defaults", langextract, few, SLACK)]
        scores += [score("langextract aligner, exact only", langextract_exact, few, SLACK)]
        scores += [score("instructor `CitationMixin`", citation, few, SLACK)]
    own = score("dateline", dateline, cases, 0, show=40 if args.own else 0)
    texts = [path.read_text("utf-8") for path in sorted(args.folder.glob("*.txt"))]
    costs = [cost(texts, words, rng) for words in SIZES]
    lines = block([*scores, own], costs, cases, len(few), args.seed)
    print("\n".join(lines), end="\n\n")
    per_word = [c.index / c.words for c in costs]
    checks = [
        (len(cases) >= 5000, f"cases: {len(cases)}, at least 5000"),
        (own.faithful >= FAITHFUL, f"faithful: {own.faithful:.4f}, at least {FAITHFUL}"),
        (own.tampered <= TAMPERED, f"tampered: {own.tampered:.4f}, at most {TAMPERED}"),
        (own.milliseconds <= MILLISECONDS, f"ms: {own.milliseconds:.3f}, at most {MILLISECONDS}"),
        (
            max(per_word) <= 2 * min(per_word),
            "index per word, from the smallest article to the largest: "
            + ", ".join(f"{value * 1000:.2f} µs" for value in per_word),
        ),
    ]
    for ok, line in checks:
        print("PASS" if ok else "FAIL", line)
    if args.write:
        fill(args.write, "fidelity", lines)
    return 0 if all(ok for ok, _ in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
