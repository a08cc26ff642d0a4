"""Draws the expressions that `dates.py` and `counts.py` judge, by patterns of its own.

DATELINE_CORPORA=... python benchmarks/draw.py {dates,counts} [--check]

Prints every drawn expression with the words around it, for the answers to be set by hand, or
checks that the answers in `data/` are of just these. The patterns are broader than dateline's and
know nothing of it, so what it fails to find is drawn too; look-alikes are drawn on purpose.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

SEED = 20260101
DATA = Path(__file__).parent / "data"
CORPORA = ("polnear/train", "muc4/train", "muc4/dev", "wikievents/dev")
AT_MOST_PER_DOCUMENT = {"polnear/train": 2, "muc4/train": 2, "muc4/dev": 2, "wikievents/dev": 6}

UNIT = r"(?:days?|weeks?|weekends?|months?|years?|decades?|hours?|nights?|evenings?|mornings?)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million))*"
)
SOME = rf"(?:a|an|one|several|a few|a couple of|many|\d+|{WORDS})"

# What a form looks like, and how many of it are drawn from PolNeAR, MUC-4 (each half from train
# and dev) and WikiEvents.
DATE_FORMS: dict[str, tuple[str, tuple[int, int, int, int]]] = {
    "weekday": (rf"\b{WEEKDAY}\b", (24, 3, 2, 4)),
    "month and day": (
        (
            rf"\b(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b"
            rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b)"
            r"(?!,? ?\d)"
        ),
        (12, 3, 2, 1),
    ),
    "month, day and year": (
        (
            rf"\b(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d"
            r"|\d{1,2}/\d{1,2}/\d{2,4})\b"
        ),
        (4, 3, 3, 3),
    ),
    "month": (rf"(?<!\d )\b{MONTH}(?! ?\d|\w)", (16, 2, 2, 2)),
    "month and year": (rf"(?<!\d )\b{MONTH},? (?:of )?\d{{4}}\b", (5, 1, 1, 2)),
    "year": (r"(?<![\d,.$-])\b(?:1[89]|20)\d\d(?:s\b|’s\b|'s\b|\b)(?![,.]?\d)", (11, 2, 1, 3)),
    "deictic": (
        (
            r"\b(?:yesterday|today|tonight|tomorrow|overnight|(?:this|last) (?:morning|afternoon"
            r"|evening|night)|last night)\b"
        ),
        (12, 4, 3, 2),
    ),
    "unit": (
        (
            rf"\b(?:last|next|this|past|coming|previous|recent|earlier this|later this) "
            rf"(?:(?:few|several|\d+|{WORDS}) )?"
            rf"(?:{UNIT}|spring|summer|fall|autumn|winter|quarter)\b"
        ),
        (18, 3, 2, 3),
    ),
    "ago": (rf"\b{SOME} (?:more )?{UNIT} (?:ago|earlier|later|before|after)\b", (8, 2, 2, 2)),
    "following": (
        (
            rf"\b(?:(?:the|that) (?:following|next|same|previous|very|preceding) {UNIT}"
            rf"|the {UNIT} (?:before|after)|that {UNIT}|the next {UNIT})\b"
        ),
        (7, 2, 2, 3),
    ),
}

PEOPLE = (
    r"(?:people|persons?|m[ae]n|wom[ae]n|child(?:ren)?|boys?|girls?|kids|students?|workers?"
    r"|soldiers?|troops|police(?:m[ae]n)?|officers?|officials?|civilians?|guerrillas?|rebels?"
    r"|terrorists?|militants?|insurgents?|subversives?|peasants?|residents?|citizens?|victims?"
    r"|voters?|supporters?|protesters?|demonstrators?|passengers?|journalists?|reporters?"
    r"|refugees?|immigrants?|migrants?|members?|leaders?|priests?|gunm[ae]n|agents?|others|hostages?"
    r"|individuals?|delegates?|candidates?|veterans?|Americans?|Muslims?|Syrians?|lawmakers?"
    r"|senators?|judges?|survivors?|detainees|prisoners|bodies|families|couples?|brothers?|sons?"
    r"|daughters?|relatives?|suspects?|attackers?|fighters?|employees|volunteers?|donors?)"
)
OUTCOME = (
    r"(?:killed|killing|dead|died|deaths?|wounded|wounding|injured|injuring|casualties|kidnapped"
    r"|abducted|arrested|captured|detained|missing|disappeared|displaced|murdered|slain|executed"
    r"|shot|massacred|evacuated|fled|hurt)"
)
NUMBER = rf"(?<![\w$.,/-])(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{WORDS})(?![\w%]|[.,]\d)"
# Someone counted within a few words after it, or what happened to them around it.
NEAR = (
    rf"(?=(?:[ -]\w[\w’'-]*){{0,3}}[ -]{PEOPLE}\b"
    rf"|(?: \w[\w’'-]*){{0,4}} {OUTCOME}\b)"
)
AFTER = (
    r"(?:(?<=killed )|(?<=wounded )|(?<=injured )|(?<=killing )|(?<=wounding )|(?<=kidnapped )"
    r"|(?<=arrested )|(?<=deaths of ))"
)
BOUND = (
    r"(?:at least|no (?:fewer|less) than|(?:more|fewer|less) than|over|up to|as many as|as few as"
    r"|at most|well over|upwards of)"
)
ABOUT = r"(?:about|some|around|nearly|almost|approximately|roughly|an estimated|close to)"
COUNT_FORMS: dict[str, tuple[str, tuple[int, int, int, int]]] = {
    "number": (rf"(?:{NUMBER}{NEAR}|{AFTER}{NUMBER})", (9, 14, 9, 9)),
    "bound": (rf"\b{BOUND} (?:{NUMBER}|a \w+|dozens|one|several){NEAR}", (6, 7, 6, 5)),
    "about": (rf"\b{ABOUT} (?:{NUMBER}|a \w+){NEAR}", (5, 8, 5, 3)),
    "range": (
        rf"(?:\bbetween {NUMBER} and {NUMBER}|{NUMBER}(?: to | or | ?[-–] ?){NUMBER}){NEAR}",
        (4, 3, 2, 1),
    ),
    "dozens": (
        (
            r"\b(?:(?:several|a few|many|tens of) )?"
            r"(?:dozens?|scores|hundreds|thousands|millions)\b"
            rf"(?: of)?{NEAR}"
        ),
        (8, 4, 3, 3),
    ),
    "several": (
        r"\b(?:several|a few|many|a couple of|a number of|few|various)" + NEAR,
        (6, 5, 4, 4),
    ),
    "one": (rf"\b(?:one|an?)(?=(?: [\w-]+){{0,2}} {PEOPLE}\b)", (5, 5, 4, 3)),
    "group": (r"\ba (?:family|group|crew|team|gang|squad|pair|trio|party) of\b", (3, 2, 1, 1)),
    "look-alike": (
        (
            r"(?:(?<![\w.,])\d+(?:[- ](?:year|month)[- ]old|(?:st|nd|rd|th)\b)"
            r"|\b[a-z]+-year-old\b|\baged? \d+|\$\d[\d,.]*(?: (?:million|billion))?|\b[Nn]o\. ?\d+"
            r"|\d+ ?(?:%|percent|kg|km|kilometers|miles|meters|mm|minutes)\b"
            r"|\d+ ?(?:hours|days|months|years)\b"
            rf"|\b{WORDS} (?:hours|days|months|years|miles|percent)\b)"
        ),
        (8, 4, 3, 5),
    ),
}
FORMS = {"dates": DATE_FORMS, "counts": COUNT_FORMS}


@dataclass(frozen=True, slots=True)
class Document:
    """A text of a corpus, and when it was published where the corpus says so."""

    corpus: str
    id: str
    text: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """An expression: the part of it that the pattern knows it by."""

    form: str
    document: Document
    start: int
    end: int


def corpora_root() -> Path:
    """The folder of the corpora; the script ends where it is not named."""
    root = os.environ.get("DATELINE_CORPORA")
    if not root or not Path(root, "polnear", "train", "text").is_dir():
        print("DATELINE_CORPORA does not name a folder with polnear, muc4, wikievents.")
        sys.exit(2)
    return Path(root)


@cache
def documents(corpus: str) -> dict[str, Document]:
    """All documents of a corpus by id, in a fixed order."""
    found = sorted(_read(corpora_root(), corpus), key=lambda d: d.id)
    return {document.id: document for document in found}


def _read(root: Path, corpus: str) -> Iterator[Document]:
    if corpus == "polnear/train":
        for path in (root / "polnear/train/text").glob("*.txt"):
            day = date.fromisoformat(path.stem.split("_")[1])
            yield Document(corpus, path.stem, path.read_bytes().decode(), day)
        return
    name = {"wikievents/dev": "wikievents/dev.jsonl"}.get(corpus, f"{corpus}.json")
    for line in (root / name).read_text("utf-8").splitlines():
        one: Any = json.loads(line)
        if "docid" in one:
            yield Document(corpus, one["docid"], one["doctext"])
        else:
            # Some names of WikiEvents hold the day: "64_VOA_EN_NW_2017.06.05.3887168".
            named = re.search(r"_(\d{4})\.(\d\d)\.(\d\d)\.", one["doc_id"])
            published = date(*map(int, named.groups())) if named else None
            yield Document(corpus, one["doc_id"], one["text"], published)


def draw(kind: str) -> list[Drawn]:
    """The expressions of a kind: the same ones whenever the corpora are the same."""
    chosen: list[Drawn] = []
    for form, (pattern, quotas) in FORMS[kind].items():
        for corpus, quota in zip(CORPORA, quotas, strict=True):
            # Case is lost in MUC-4, so that "may" and "march" are drawn there as months.
            flags = re.IGNORECASE if corpus.startswith("muc4") or kind == "counts" else 0
            found = [
                Drawn(form, document, *match.span())
                for document in documents(corpus).values()
                for match in re.finditer(pattern, document.text, flags)
            ]
            random.Random(f"{SEED} {kind} {form} {corpus}").shuffle(found)
            chosen += _spread(found, quota, chosen)
    return chosen


def _spread(found: list[Drawn], quota: int, earlier: list[Drawn]) -> list[Drawn]:
    """The first ones whose documents are not used up, one of a form from a document at most."""
    taken: list[Drawn] = []
    for one in found:
        same = [d for d in (*earlier, *taken) if d.document.id == one.document.id]
        allowed = AT_MOST_PER_DOCUMENT[one.document.corpus]
        overlaps = any(d.start < one.end and one.start < d.end for d in same)
        again = any(d.form == one.form for d in same) and one.document.corpus != "wikievents/dev"
        if len(taken) < quota and len(same) < allowed and not overlaps and not again:
            taken.append(one)
    return taken


def show(drawn: Drawn, number: int) -> str:
    """An expression marked in its text, for the terminal."""
    text, start, end = drawn.document.text, drawn.start, drawn.end
    before, after = text[max(0, start - 260) : start], text[end : end + 160]
    around = " ".join(f"{before}[[{text[start:end]}]]{after}".split())
    head = f"#{number} {drawn.form} | {drawn.document.corpus} {drawn.document.id} {start}-{end}"
    return f"{head} | {drawn.document.published}\n    {around}"


def unanswered(kind: str, drawn: list[Drawn]) -> list[str]:
    """What is drawn and has no answer, or has one and is not drawn."""
    path = DATA / f"{kind}.jsonl"
    answers = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    wanted = [(d.document.corpus, d.document.id, d.start, d.end) for d in drawn]
    had = [(a["corpus"], a["document"], *a["drawn"]) for a in answers]
    faults = [f"no answer: {w}" for w in wanted if w not in had]
    return faults + [f"not drawn: {h}" for h in had if h not in wanted]


def main() -> int:
    parser = argparse.ArgumentParser(description="Draws expressions from the corpora.")
    parser.add_argument("kind", choices=sorted(FORMS))
    parser.add_argument("--check", action="store_true", help="whether each has an answer")
    args = parser.parse_args()
    drawn = draw(args.kind)
    if args.check:
        faults = unanswered(args.kind, drawn)
        print(*faults, f"{len(drawn)} drawn, {len(faults)} faults", sep="\n")
        return 1 if faults else 0
    for number, one in enumerate(drawn):
        print(show(one, number))
    return 0


if __name__ == "__main__":
    sys.exit(main())
