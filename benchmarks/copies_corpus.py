"""A corpus of wire copy: articles, and copies of them as other papers' desks would print them.

Editors cut a story from its end, give it another headline and their own house style, add a line,
and sometimes change what it says: a later toll, a corrected name, another day, a denial. Each copy
here knows what was done to it, and whether a fact differs from its original. Seeded: the same
texts and seed make the same corpus.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

Edit = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Copy:
    """One text of the corpus.

    Attributes:
        id: Its name.
        original: The name of the text that it is a copy of; its own where it is none.
        text: What it says.
        edits: What was done to it, in order.
        changed_fact: Which fact differs from the original's, and a digest of the change: two
            copies with the same one say the same. None where none does.
        cut: How many paragraphs are missing at its end.
    """

    id: str
    original: str
    text: str
    edits: tuple[str, ...] = ()
    changed_fact: str | None = None
    cut: int = 0


def corpus(texts: Sequence[tuple[str, str]], *, copies: int = 4, seed: int = 7) -> list[Copy]:
    """Each text with its copies, every other one of which has a changed fact where it can.

    Args:
        texts: Names and texts of the originals.
        copies: How many copies of each.
        seed: Of the choices.
    """
    made: list[Copy] = []
    for name, text in texts:
        rng = random.Random(f"{seed}:{name}")
        made.append(Copy(name, name, text))
        made += _copies(name, text, copies, rng)
    random.Random(seed).shuffle(made)
    return made


def _copies(name: str, text: str, count: int, rng: random.Random) -> Iterator[Copy]:
    for number in range(count):
        kind, changed = _changed_fact(text, rng, scarce=number == 1) if number % 2 else (None, None)
        cut = _cut(text, rng) if rng.random() < _SHARE_CUT else 0
        edits = rng.sample(sorted(HARMLESS), rng.randint(1, 2))
        seed = rng.random()
        edited, plain = (_edited(_without(t, cut), edits, seed) for t in (changed or text, text))
        if edited != text:
            # What an edit took away again is no changed fact.
            fact = f"{kind}: {_digest(changed)}" if changed and edited != plain else None
            done = ("cut end", *edits) if cut else tuple(edits)
            yield Copy(f"{name}#{number}", name, edited, done, fact, cut)


def _edited(text: str, edits: Sequence[str], seed: float) -> str:
    rng = random.Random(seed)
    for edit in edits:
        text = HARMLESS[edit](text, rng)
    return text


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


# --- what changes no fact ------------------------------------------------------------------------


_SHARE_CUT = 0.4
_LEAST_KEPT = 4
"""Paragraphs that an editor leaves, and in which a changed fact stands."""


def _cut(text: str, rng: random.Random) -> int:
    """How many of its last paragraphs a desk has no room for: at most half, four left."""
    paragraphs = len(_paragraphs(text))
    most = min(paragraphs // 2, paragraphs - _LEAST_KEPT)
    return rng.randint(1, most) if most > 0 else 0


def _without(text: str, cut: int) -> str:
    return "\n\n".join(_paragraphs(text)[:-cut]) if cut else text


_HEADLINES = (
    "What we know so far",
    "World in brief",
    "The latest from our correspondents",
    "Questions remain after a long day",
    "From the agencies",
)
_ADDED = (
    "More on this story as we get it.",
    "Additional reporting by our own staff.",
    "This article was edited for length.",
    "Readers can write to our letters page.",
)


def headline(text: str, rng: random.Random) -> str:
    """Another first line, that says nothing."""
    first, *rest = _paragraphs(text)
    kept = rest if not first.rstrip().endswith((".", "!", "?", "”", '"')) else [first, *rest]
    return "\n\n".join([rng.choice(_HEADLINES), *kept])


def added_line(text: str, rng: random.Random) -> str:
    """A line of the desk's own at the end."""
    return f"{text.rstrip()}\n\n{rng.choice(_ADDED)}\n"


def marks(text: str, _rng: random.Random) -> str:
    """Straight marks for curly ones or the other way, and another dash."""
    if any(mark in text for mark in "“”’"):
        text = text.translate(str.maketrans("“”’‘", "\"\"''"))
    else:
        text = re.sub(r'"([^"\n]*)"', r"“\1”", text).replace("'", "’")
    return text.replace(" — ", " – ").replace("—", " – ")


_SPELLINGS = {
    r"\bpercent\b": "per cent",
    r"\bdefense\b": "defence",
    r"\bDefense\b": "Defence",
    r"\bcenter\b": "centre",
    r"\bCenter\b": "Centre",
    r"\blabor\b": "labour",
    r"\bhonor\b": "honour",
    r"\bfavor\b": "favour",
    r"\borganiz": "organis",
    r"\brecogniz": "recognis",
    r"\btoward\b": "towards",
    r"\bcanceled\b": "cancelled",
    r"\bJan\.": "January",
    r"\bFeb\.": "February",
    r"\bAug\.": "August",
    r"\bSept\.": "September",
    r"\bOct\.": "October",
    r"\bNov\.": "November",
    r"\bDec\.": "December",
    r"\bSen\.": "Senator",
    r"\bRep\.": "Representative",
    r"\bGov\.": "Governor",
}


def spelling(text: str, _rng: random.Random) -> str:
    """British spelling, months and titles written out."""
    for pattern, other in _SPELLINGS.items():
        text = re.sub(pattern, other, text)
    return text


def paragraphing(text: str, rng: random.Random) -> str:
    """Short paragraphs joined, two by two."""
    found = _paragraphs(text)
    joined = found[:2]  # the headline and the lead stay
    for paragraph in found[2:]:
        if len(joined) > 2 and len(joined[-1]) + len(paragraph) < 600 and rng.random() < 0.6:
            joined[-1] += " " + paragraph
        else:
            joined.append(paragraph)
    return "\n\n".join(joined)


def small_numbers(text: str, _rng: random.Random) -> str:
    """Numbers under ten in words, as one style book has them, where people are counted."""
    return re.sub(
        r"(?<![\d.,$£€-])\b([2-9]) (?=(?:people|men|women|children|soldiers|officers|others)\b)",
        lambda match: f"{_WORDS[int(match[1])]} ",
        text,
    )


_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

HARMLESS: dict[str, Edit] = {
    "headline": headline,
    "added line": added_line,
    "marks": marks,
    "spelling": spelling,
    "paragraphing": paragraphing,
    "small numbers": small_numbers,
}


# --- what changes one ----------------------------------------------------------------------------


def _changed_fact(text: str, rng: random.Random, *, scarce: bool) -> tuple[str | None, str | None]:
    """Which fact of the first paragraphs is changed, and the text with it.

    Args:
        text: The original.
        rng: The choices.
        scarce: Whether to try first what few texts have: numbers of people, names.
    """
    kinds = list(FACTS)
    if not scarce:
        rng.shuffle(kinds)
    for kind in kinds:
        changed = FACTS[kind](text, rng)
        if changed != text:
            return kind, changed
    return None, None


def _kept_head(text: str) -> str:
    """The part that every copy keeps, without a headline, which another may replace."""
    paragraphs = _paragraphs(text)
    return "\n\n".join(paragraphs[1:_LEAST_KEPT])


def number(text: str, rng: random.Random) -> str:
    """Another number of people."""
    counted = r"(?<![\d.,$£€-])\b(\d{1,3})(?= (?:people|men|women|children|[a-z]{3,}s)\b)"
    found = sorted({match[1] for match in re.finditer(counted, _kept_head(text))})
    if not found:
        return text
    old = rng.choice(found)
    other = str(int(old) + rng.choice((1, 2, 3, 10)))
    return re.sub(rf"(?<![\d.,$£€-])\b{old}\b(?![.,]\d|%)", other, text)


def name(text: str, rng: random.Random) -> str:
    """Another surname, wherever it stands."""
    said = r"\b[A-Z][a-z]+ ([A-Z][a-z]{3,})\b(?=,? (?:said|told|added|announced|wrote))"
    found = sorted({match[1] for match in re.finditer(said, _kept_head(text))})
    if not found:
        return text
    others = [n for n in ("Harkness", "Odhiambo", "Lindqvist", "Perreira") if n not in text]
    return re.sub(rf"\b{rng.choice(found)}\b", rng.choice(others), text)


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(text: str, rng: random.Random) -> str:
    """Another day of the week."""
    found = sorted(set(re.findall(rf"\bon ({'|'.join(_DAYS)})\b", _kept_head(text))))
    if not found:
        return text
    old = rng.choice(found)
    return re.sub(rf"\bon {old}\b", f"on {rng.choice([d for d in _DAYS if d != old])}", text)


def denial(text: str, rng: random.Random) -> str:
    """A "not" put in."""
    auxiliary = r"\b(?:will|would|did|was|were|has|have) (?=[a-z]{4,})"
    found = sorted(set(re.findall(auxiliary, _kept_head(text))))
    found = [words for words in found if f"{words}not " not in text]
    if not found:
        return text
    words = rng.choice(found)
    first, *rest = _paragraphs(text)
    where = next(n for n, paragraph in enumerate(rest) if words in paragraph)
    rest[where] = rest[where].replace(words, f"{words}not ", 1)
    return "\n\n".join([first, *rest])


_LATER = ("At least nine people were later reported dead.", "Two more died overnight.")


def later_toll(text: str, rng: random.Random) -> str:
    """A sentence with a toll of its own, in a paragraph that is kept."""
    paragraphs = _paragraphs(text)
    if len(paragraphs) <= _LEAST_KEPT:
        return text
    toll = rng.choice(
        ("At least nine people were later reported dead.", "Two more died overnight.")
    )
    if toll in text:
        return text
    return "\n\n".join([*paragraphs[:2], f"{paragraphs[2]} {toll}", *paragraphs[3:]])


FACTS: dict[str, Edit] = {
    "number": number,
    "name": name,
    "day": day,
    "denial": denial,
    "later toll": later_toll,
}


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
