"""Quotations made from articles: harmless variants with their true span, and falsified ones.

What stands in an article, where a sentence ends and what negates is worked out here by means of
this file's own, none of which the library has a part in.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """A quotation put to an article. `span` is where it stands; None where it must not."""

    kind: str
    document: str
    text: str
    quote: str
    span: tuple[int, int] | None


@dataclass(frozen=True)
class Base:
    """Words of an article that stand in it once, in one sentence."""

    document: str
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


Make = Callable[[random.Random, Base], "Case | None"]
HARMLESS: dict[str, Make] = {}
FALSIFIED: dict[str, Make] = {}

NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|barely)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
AUXILIARY = re.compile(
    r"\b(?:is|was|are|were|will|would|has|have|had|can|could|should|did|does|may|might|must)\b(?!['’])"
)
MODALS = ("will", "would", "may", "might", "must", "should", "could", "can", "shall")
NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve")


def _both_ways(pairs: str) -> dict[str, str]:
    listed = [tuple(pair.split()) for pair in pairs.split(",")]
    return {**dict(listed), **{b: a for a, b in listed}}


OPPOSITES = _both_ways(
    "more less,before after,first last,up down,support oppose,win lose,won lost,good bad,"
    "high low,higher lower,strong weak,friend enemy,true false,better worse,new old,"
    "with without,"
    "increase decrease,increased decreased,against for,right wrong,agree disagree,all none,"
    "many few,most least,always never,men women,above below,rich poor,legal illegal,early late,"
    "over under,long short,inside outside,left right,supporters opponents,best worst"
)
TENSES = _both_ways(
    "says said,is was,are were,has had,does did,goes went,makes made,takes took,gives gave,"
    "wants wanted,thinks thought,calls called,plans planned,supports supported,leads led"
)
# Sentences of our own, spliced into articles, for what English does not show.
FOREIGN = (
    "رئیس شورا گفت که نیروها به روستا نمی‌رسند و مردم خانه‌های خود را ترک کرده‌اند.",
    "प्रवक्ता ने कहा कि पक्‍षों के बीच नया समझौता हुआ और सड़क अगले सप्ताह खुलेगी।",
    "发言人昨天表示叛军袭击了两个村庄，当地居民已经撤离到附近的学校。",
    "قال المتحدث إن القوات دخلت البلدة فجر الأحد وإن السكان عادوا إلى منازلهم.",
    "Пресс-секретарь сообщила, что переговоры ещё идут и делегация вернётся завтра.",
    "The medic 👩‍🚒 from Šírov café told naïve Zoë Müller that São Lenço’s crew 👨‍👩‍👧 left Łodź.",
)
JOINERS = "\u200c\u200d"


def harmless(kind: str) -> Callable[[Make], Make]:
    return lambda make: HARMLESS.setdefault(kind, make)


def falsified(kind: str) -> Callable[[Make], Make]:
    return lambda make: FALSIFIED.setdefault(kind, make)


# --- bases -------------------------------------------------------------------------------------


def bases(document: str, text: str, rng: random.Random) -> Iterator[Base]:
    """Runs of 6 to 25 whole words without a sentence's end inside, each once in the article."""
    pieces = [m.span() for m in re.finditer(r"[^.!?…\n\r]{30,}", text)]
    rng.shuffle(pieces)
    for low, high in pieces:
        words = [m.span() for m in re.finditer(r"\S+", text[low:high])]
        # The first and the last may be cut by the full stop of an abbreviation or a number.
        words = words[1:-1]
        if len(words) < 6:
            continue
        first = rng.randrange(len(words) - 5)
        last = min(len(words) - 1, first + rng.randint(5, 24))
        start, end = low + words[first][0], low + words[last][1]
        plain = text[start].isalnum() and text[end - 1].isalnum() and "  " not in text[start:end]
        if plain and once(text, text[start:end]):
            yield Base(document, text, start, end)


def squeezed(text: str) -> str:
    """Text as its words and numbers only, in lower case."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("\u00ad", "")
    words = re.findall(r"[^\W_]+", text.casefold())
    return f" {' '.join(words)} "


def once(text: str, words: str) -> bool:
    return len(re.findall(f"(?={re.escape(squeezed(words))})", squeezed(text))) == 1


def stands(text: str, quote: str) -> bool:
    """Whether the words of `quote` stand in `text`, however they are set."""
    return squeezed(quote) in squeezed(text)


def made(kind: str, base: Base, quote: str) -> Case | None:
    """A falsified quotation, if its words really do not stand in the article."""
    changed = quote != base.words and not stands(base.text, quote)
    return Case(kind, base.document, base.text, quote, None) if changed else None


def substituted(
    kind: str,
    rng: random.Random,
    base: Base,
    pattern: str | re.Pattern[str],
    new: Callable[[str], str],
) -> Case | None:
    """A falsified quotation in which one match of `pattern` is another word."""
    found = list(re.finditer(pattern, base.words))
    if not found:
        return None
    match = rng.choice(found)
    word = new(match[0])
    quote = base.words[: match.start()] + word + base.words[match.end() :]
    return made(kind, base, re.sub(r"  +", " ", quote).strip())


# --- harmless ----------------------------------------------------------------------------------


def dressed(kind: str, rng: random.Random, base: Base, change: Callable[[str], str]) -> Case | None:
    """The change made to the quotation or, as often, to the article."""
    changed = change(base.words)
    if changed == base.words:
        return None
    if rng.random() < 0.5:
        return Case(kind, base.document, base.text, changed, (base.start, base.end))
    text = base.text[: base.start] + changed + base.text[base.end :]
    return Case(kind, base.document, text, base.words, (base.start, base.start + len(changed)))


@harmless("quotation marks")
def _(rng: random.Random, base: Base) -> Case | None:
    straight = str.maketrans("“”‘’", "\"\"''")
    if not re.search("[“”‘’\"']", base.words):
        return None

    def change(words: str) -> str:
        flat = words.translate(straight)
        if flat != words:
            return flat
        curly = re.sub(r"(?<!\S)\"", "“", re.sub(r"(?<!\S)'", "‘", words))
        return curly.replace('"', "”").replace("'", "’")

    return dressed("quotation marks", rng, base, change)


@harmless("spaces")
def _(rng: random.Random, base: Base) -> Case | None:
    space = rng.choice(["\u00a0", "\u2009", "\u202f", "\u3000", "  ", "\n", "\r\n", "\t", "\u2007"])
    share = rng.choice([0.3, 1.0])
    return dressed(
        "spaces",
        rng,
        base,
        lambda words: re.sub(" ", lambda _: space if rng.random() < share else " ", words),
    )


@harmless("characters without width")
def _(rng: random.Random, base: Base) -> Case | None:
    unseen = rng.choice("\u00ad\u200b\u2060\ufeff\u200e")
    return dressed(
        "characters without width",
        rng,
        base,
        lambda words: re.sub(
            r"(?<=[^\W\d_]{2})(?=[^\W\d_]{2})",
            lambda _: unseen if rng.random() < 0.2 else "",
            words,
        ),
    )


@harmless("dashes")
def _(rng: random.Random, base: Base) -> Case | None:
    hyphen, dash = rng.choice("‐‑-"), rng.choice(["—", "–", "―", "--", " — ", " – "])

    def change(words: str) -> str:
        words = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", hyphen, words)
        return re.sub(r"(?<=\w) [—–] (?=\w)|(?<=\w)—(?=\w)", dash, words)

    return dressed("dashes", rng, base, change)


@harmless("ellipsis")
def _(rng: random.Random, base: Base) -> Case | None:
    """An article that has an ellipsis of its own; most have none, so that one is set in."""
    words = base.words.split(" ")
    at = rng.randrange(2, len(words) - 1)
    if not words[at - 1][-1:].isalnum():
        return None
    mark, other = rng.sample(["…", "...", ". . ."], 2)
    text_words = f"{' '.join(words[:at])}{mark} {' '.join(words[at:])}"
    quote = f"{' '.join(words[:at])}{other} {' '.join(words[at:])}"
    text = base.text[: base.start] + text_words + base.text[base.end :]
    return Case("ellipsis", base.document, text, quote, (base.start, base.start + len(text_words)))


@harmless("outer marks")
def _(rng: random.Random, base: Base) -> Case | None:
    left, right = rng.choice(["“”", '""', "‘’", "''", "«»", "„“", "「」"])
    if left == "«" and rng.random() < 0.5:
        left, right = "« ", "\u00a0»"
    closing = rng.choice(["", ".", ",", "!", ";", "…"])
    quote = left + base.words + rng.choice([closing + right, right + closing])
    return Case("outer marks", base.document, base.text, quote, (base.start, base.end))


@harmless("closing punctuation")
def _(rng: random.Random, base: Base) -> Case | None:
    quote = base.words + rng.choice([".", ",", "!", ";", ":", "…", "..."])
    return Case("closing punctuation", base.document, base.text, quote, (base.start, base.end))


@harmless("first letter")
def _(rng: random.Random, base: Base) -> Case | None:
    quote = base.words[0].swapcase() + base.words[1:]
    if quote == base.words:
        return None
    if rng.random() < 0.3:
        quote = f"[{quote[0]}]{quote[1:]}" if quote[1:2].isalpha() else quote
    return Case("first letter", base.document, base.text, quote, (base.start, base.end))


@harmless("brackets")
def _(rng: random.Random, base: Base) -> Case | None:
    words = base.words.split(" ")
    added = rng.choice(
        ["the minister", "sic", "his rival", "Ms. Orsova", "in Lenz", "the party", "applause"]
    )
    at = rng.randrange(1, len(words))
    quote = " ".join([*words[:at], f"[{added}]", *words[at:]])
    return Case("brackets", base.document, base.text, quote, (base.start, base.end))


@harmless("composition")
def _(rng: random.Random, base: Base) -> Case | None:
    form = rng.choice(["NFD", "NFC"])
    return dressed("composition", rng, base, lambda words: unicodedata.normalize(form, words))


@harmless("elision in a sentence")
def _(rng: random.Random, base: Base) -> Case | None:
    if re.search("[“”\"«»‘]|''", around(base.text, base.start, base.end)):
        return None
    return elided("elision in a sentence", rng, base.document, base.text, base.start, base.end)


@harmless("elision in a quotation")
def _(rng: random.Random, base: Base) -> Case | None:
    found = quotation_near(base)
    return (
        elided("elision in a quotation", rng, base.document, base.text, *found) if found else None
    )


@harmless("two at once")
def _(rng: random.Random, base: Base) -> Case | None:
    first = HARMLESS[
        rng.choice(["quotation marks", "spaces", "characters without width", "dashes"])
    ]
    case = first(rng, base)
    if case is None or case.span is None:
        return None
    quote = case.quote[0].swapcase() + case.quote[1:]
    return replace(case, kind="two at once", quote=f"“{quote}.”")


@harmless("as it stands")
def _(_rng: random.Random, base: Base) -> Case | None:
    return Case("as it stands", base.document, base.text, base.words, (base.start, base.end))


def around(text: str, start: int, end: int) -> str:
    """The paragraph, in lines, that holds a stretch."""
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    return text[low : high if high >= 0 else len(text)]


def quotation_near(base: Base) -> tuple[int, int] | None:
    """The first quotation in curly marks after the base that is long enough and in one piece."""
    for match in re.finditer(r"“(?=\S)([^“”\n\"]{60,600})(?<=\S)”", base.text[base.end :]):
        start, end = base.end + match.start(1), base.end + match.end(1)
        if not re.search(r"[‘…]|\.\.", match[1]):
            return start, end
    return None


def elided(
    kind: str, rng: random.Random, document: str, text: str, start: int, end: int
) -> Case | None:
    """First and last words with a mark of elision between; nothing negated is left out."""
    words = [m.span() for m in re.finditer(r"\S+", text[start:end])]
    if len(words) < 8:
        return None
    head, tail = rng.randint(2, 4), rng.randint(2, 4)
    a = text[start : start + words[head - 1][1]]
    b = text[start + words[-tail][0] : start + words[-1][1]]
    hidden = text[start + words[head - 1][1] : start + words[-tail][0]]
    if NEGATION.search(hidden) or not once(text, a) or not once(text, b):
        return None
    mark = rng.choice([" … ", "… ", " ... ", "...", " . . . ", " [...] ", " […] "])
    return Case(kind, document, text, f"{a}{mark}{b}", (start, start + words[-1][1]))


# --- falsified ---------------------------------------------------------------------------------


@falsified("negation dropped")
def _(rng: random.Random, base: Base) -> Case | None:
    pattern = r"\b(?:not|never|no) |(?<=[a-z])n['’]t\b"
    return substituted("negation dropped", rng, base, pattern, lambda _: "")


@falsified("negation added")
def _(rng: random.Random, base: Base) -> Case | None:
    form = rng.choice([" not", " never", "n't", "n’t"])
    return substituted("negation added", rng, base, AUXILIARY, lambda word: word + form)


@falsified("number changed")
def _(rng: random.Random, base: Base) -> Case | None:
    def change(number: str) -> str:
        at = rng.randrange(len(number))
        digit = str((int(number[at]) + rng.randint(1, 9)) % 10)
        return rng.choice(
            [number[:at] + digit + number[at + 1 :], number + "0", "1" + number, number[:-1]]
        )

    return substituted("number changed", rng, base, r"(?<![\d.,])\d+(?![\d.,]*\d)", change)


@falsified("number word changed")
def _(rng: random.Random, base: Base) -> Case | None:
    pattern = r"\b(?:" + "|".join(NUMBER_WORDS) + r")\b"
    return substituted(
        "number word changed", rng, base, pattern, lambda _: rng.choice(NUMBER_WORDS)
    )


@falsified("separator changed")
def _(rng: random.Random, base: Base) -> Case | None:
    """ "1,400" and "1.4" as other numbers."""
    found = re.search(r"\d[.,]\d", base.words)
    if not found:
        return None
    at = found.start() + 1
    mark = rng.choice(["", ".", ",", " "])
    quote = base.words[:at] + mark + base.words[at + 1 :]
    if quote == base.words or quote in base.text:
        return None
    return Case("separator changed", base.document, base.text, quote, None)


@falsified("number cut")
def _(rng: random.Random, base: Base) -> Case | None:
    found = re.search(r"\d(?:[.,]\d+)+|\d{2,}", base.words)
    if not found or not found.start():
        return None
    number = found[0]
    rest = number[rng.randrange(1, len(number)) :].lstrip(".,")
    quote = rest + base.words[found.end() :]
    if len(quote.split()) < 3 or stands(base.text.replace(number, " "), quote):
        return None
    if re.search(rf"(?<![\d.,]){re.escape(quote)}", base.text):
        return None
    return Case("number cut", base.document, base.text, quote, None)


@falsified("minus sign")
def _(rng: random.Random, base: Base) -> Case | None:
    found = re.search(r"(?<= )\$?\d", base.words)
    if not found:
        return None
    signed = f"{base.words[: found.start()]}{rng.choice('−-–')}{base.words[found.start() :]}"
    if rng.random() < 0.5:
        return Case("minus sign", base.document, base.text, signed, None)
    text = base.text[: base.start] + signed + base.text[base.end :]
    return Case("minus sign", base.document, text, base.words, None)


@falsified("dash in a number or word")
def _(rng: random.Random, base: Base) -> Case | None:
    found = list(re.finditer(r"(?<=\d)[-–](?=\d)|(?<=[a-z])-(?=[a-z])", base.words))
    if not found:
        return None
    match = rng.choice(found)
    number = base.words[match.start() - 1].isdigit()
    new = rng.choice(["−", ",", ""]) if number else rng.choice(["", " "])
    quote = base.words[: match.start()] + new + base.words[match.end() :]
    return Case("dash in a number or word", base.document, base.text, quote, None)


@falsified("name changed")
def _(rng: random.Random, base: Base) -> Case | None:
    names = sorted(set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}", base.text)))
    if len(names) < 2:
        return None
    pattern = r"(?<=[a-z,] )[A-Z][a-z]{2,}\b"
    return substituted("name changed", rng, base, pattern, lambda _: rng.choice(names))


@falsified("modal changed")
def _(rng: random.Random, base: Base) -> Case | None:
    pattern = r"\b(?:" + "|".join(MODALS) + r")\b(?!['’])"
    return substituted("modal changed", rng, base, pattern, lambda _: rng.choice(MODALS))


@falsified("opposite")
def _(rng: random.Random, base: Base) -> Case | None:
    pattern = r"\b(?:" + "|".join(OPPOSITES) + r")\b"
    return substituted("opposite", rng, base, pattern, OPPOSITES.__getitem__)


@falsified("tense")
def _(rng: random.Random, base: Base) -> Case | None:
    pattern = r"\b(?:" + "|".join(TENSES) + r")\b"
    return substituted("tense", rng, base, pattern, TENSES.__getitem__)


@falsified("singular or plural")
def _(rng: random.Random, base: Base) -> Case | None:
    def change(word: str) -> str:
        return word[:-1] if word.endswith("s") else word + "s"

    return substituted("singular or plural", rng, base, r"\b[a-z]{4,}\b(?!['’])", change)


@falsified("word dropped")
def _(rng: random.Random, base: Base) -> Case | None:
    words = base.words.split(" ")
    del words[rng.randrange(1, len(words) - 1)]
    return made("word dropped", base, " ".join(words))


@falsified("word inserted")
def _(rng: random.Random, base: Base) -> Case | None:
    words = base.words.split(" ")
    added = rng.choice(["very", "reportedly", "all", "only", *re.findall(r"\b[a-z]+\b", base.text)])
    words.insert(rng.randrange(1, len(words)), added)
    return made("word inserted", base, " ".join(words))


@falsified("word changed")
def _(rng: random.Random, base: Base) -> Case | None:
    others = re.findall(r"\b[a-z]{3,}\b", base.text)
    pattern = r"(?<= )[a-z]{3,}(?= )"
    return substituted("word changed", rng, base, pattern, lambda _: rng.choice(others))


@falsified("words reordered")
def _(rng: random.Random, base: Base) -> Case | None:
    words = base.words.split(" ")
    at = rng.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return made("words reordered", base, " ".join(words))


@falsified("clauses reordered")
def _(_rng: random.Random, base: Base) -> Case | None:
    clauses = base.words.split(", ")
    if len(clauses) < 2:
        return None
    return made("clauses reordered", base, ", ".join([*clauses[1:], clauses[0]]))


@falsified("letter changed")
def _(rng: random.Random, base: Base) -> Case | None:
    def change(word: str) -> str:
        at = rng.randrange(1, len(word) - 1)
        return rng.choice([word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]])

    return substituted("letter changed", rng, base, r"\b[a-z]{5,}\b", change)


@falsified("half a word")
def _(rng: random.Random, base: Base) -> Case | None:
    """ "We can" of "We can't", "violent protest" of "non-violent protest", "We agre"."""
    words = base.words.split(" ")
    last = words[-1]
    if rng.random() < 0.5 and len(last) > 4 and last.isalpha():
        quote = " ".join([*words[:-1], last[: rng.randint(2, len(last) - 1)]])
    elif found := re.search(r"\w{2,}(?=n['’]t\b)", base.words):
        quote = base.words[: found.end() + 1]
    elif found := re.search(r"(?<=[a-z]-)[a-z]+ .*", base.words):
        quote = found[0]
    else:
        return None
    folded = re.escape(quote).replace("'", "['’]")
    whole = re.search(rf"(?<![\w-]){folded}(?![\w]|['’]t\b)", base.text, re.IGNORECASE)
    if whole or len(quote.split()) < 3:
        return None
    return Case("half a word", base.document, base.text, quote, None)


@falsified("elision hides a negation")
def _(rng: random.Random, base: Base) -> Case | None:
    start, end = quotation_near(base) or (base.start, base.end)
    words = [m.span() for m in re.finditer(r"\S+", base.text[start:end])]
    found = list(NEGATION.finditer(base.text, start, end))
    if len(words) < 6 or not found:
        return None
    match = rng.choice(found)
    before = [w for w in words if start + w[1] <= match.start() and not _holds(w, start, match)]
    after = [w for w in words if start + w[0] >= match.end()]
    if len(before) < 2 or len(after) < 2:
        return None
    a = base.text[start + before[-min(4, len(before))][0] : start + before[-1][1]]
    b = base.text[start + after[0][0] : start + after[min(3, len(after) - 1)][1]]
    if not once(base.text, a) or not once(base.text, b):
        return None
    return Case("elision hides a negation", base.document, base.text, f"{a} … {b}", None)


def _holds(word: tuple[int, int], start: int, match: re.Match[str]) -> bool:
    return start + word[0] <= match.start() < start + word[1]


@falsified("elision out of its quotation")
def _(_rng: random.Random, base: Base) -> Case | None:
    found = quotation_near(base)
    if not found:
        return None
    start, end = found
    a = " ".join(base.text[start:end].split()[-4:])
    after = re.match(r"[^“\"\n]{15,300}", base.text[end + 1 :])
    if not after:
        return None
    b = " ".join(after[0].split()[1:5])
    if len(b.split()) < 3 or not once(base.text, a) or not once(base.text, b):
        return None
    if NEGATION.search(b):
        return None
    return Case("elision out of its quotation", base.document, base.text, f"{a} … {b}", None)


@falsified("elision out of its sentence")
def _(rng: random.Random, base: Base) -> Case | None:
    paragraph = around(base.text, base.start, base.end)
    if re.search("[“”\"«»‘']", paragraph):
        return None
    ends = list(re.finditer(r"\b[a-z]{3,}[.!?] (?=[A-Z][a-z]+ )", paragraph))
    if not ends:
        return None
    match = rng.choice(ends)
    left = re.split(r"[.!?]", paragraph[: match.end() - 2])[-1].split()
    right = re.split(r"[.!?]", paragraph[match.end() :])[0].split()
    if len(left) < 6 or len(right) < 6:
        return None
    a, b = " ".join(left[1:4]), " ".join(right[-4:-1])
    if not once(base.text, a) or not once(base.text, b):
        return None
    return Case("elision out of its sentence", base.document, base.text, f"{a} … {b}", None)


@falsified("elision out of order")
def _(_rng: random.Random, base: Base) -> Case | None:
    words = base.words.split(" ")
    if len(words) < 8:
        return None
    a, b = " ".join(words[-3:]), " ".join(words[:3])
    if not once(base.text, a) or not once(base.text, b):
        return None
    return Case("elision out of order", base.document, base.text, f"{a} … {b}", None)


@falsified("elision with a part that is not there")
def _(rng: random.Random, base: Base) -> Case | None:
    words = base.words.split(" ")
    if len(words) < 8:
        return None
    quote = " ".join([*words[:3], "…", *words[-4:-2], rng.choice(NUMBER_WORDS), *words[-2:]])
    if stands(base.text, " ".join(quote.split("… ")[1:])):
        return None
    return Case("elision with a part that is not there", base.document, base.text, quote, None)


@falsified("bracket that changes")
def _(rng: random.Random, base: Base) -> Case | None:
    words = base.words.split(" ")
    added = rng.choice(
        ["not", "never", "no", "12", "three", "two million", "would", "may", "might", "won’t"]
    )
    at = rng.randrange(1, len(words))
    quote = " ".join([*words[:at], f"[{added}]", *words[at:]])
    if rng.random() < 0.3:
        quote = re.sub(r"(?<=[a-z]{4})(?= )", rng.choice(["[ed]", "[s]"]), base.words, count=1)
    if quote == base.words:
        return None
    return Case("bracket that changes", base.document, base.text, quote, None)


@falsified("joiner")
def _(rng: random.Random, base: Base) -> Case | None:
    """A joiner taken out of, or set into, a word that it makes another."""
    if not any(joiner in base.words for joiner in JOINERS):
        return None
    joiner = next(c for c in base.words if c in JOINERS)
    other = rng.choice(["", JOINERS.replace(joiner, "")])
    quote = base.words.replace(joiner, other, 1)
    return Case("joiner", base.document, base.text, quote, None)


@falsified("another script")
def _(rng: random.Random, base: Base) -> Case | None:
    """A word, or a character where a script has no spaces, dropped, doubled or swapped."""
    if base.words.isascii() or not any(base.words in sentence for sentence in FOREIGN):
        return None
    spaced = " " in base.words
    units = base.words.split(" ") if spaced else list(base.words)
    at = rng.randrange(1, len(units) - 2)
    changed = [*units]
    if rng.random() < 0.5:
        del changed[at]
    else:
        changed[at], changed[at + 1] = changed[at + 1], changed[at]
    quote = (" " if spaced else "").join(changed)
    return (
        Case("another script", base.document, base.text, quote, None)
        if quote not in base.text
        else None
    )


# --- all of them -------------------------------------------------------------------------------


def foreign_bases(document: str, text: str, rng: random.Random) -> Iterator[Base]:
    """Slices of our own sentences in other scripts, spliced into the article between two lines."""
    sentence = rng.choice(FOREIGN)
    at = text.find("\n", len(text) // 2)
    at = len(text) if at < 0 else at
    text = f"{text[:at]}\n{sentence}\n{text[at:]}"
    at += 1
    if " " in sentence:
        words = [m.span() for m in re.finditer(r"\S+", sentence)]
        first = rng.randrange(len(words) - 6)
        start, end = words[first][0], words[rng.randint(first + 5, len(words) - 2)][1]
    else:
        start = rng.randrange(len(sentence) - 12)
        end = rng.randint(start + 8, len(sentence) - 2)
    if sentence[start].isalnum() and sentence[end - 1].isalnum():
        yield Base(document, text, at + start, at + end)


_FOREIGN_KINDS = {"composition", "joiner", "another script"}


def build(folder: Path, seed: int, per_kind: int) -> list[Case]:
    """At most `per_kind` cases of each kind, from the articles in a seeded order."""
    rng = random.Random(seed)
    files = sorted(folder.glob("*.txt"))
    rng.shuffle(files)
    cases: list[Case] = []
    kinds = {**HARMLESS, **FALSIFIED}
    wanted = dict.fromkeys(kinds, per_kind)
    for path in files * 2:
        text = path.read_text("utf-8")
        own = list(bases(path.stem, text, rng))[:12]
        foreign = list(foreign_bases(path.stem, text, rng))
        for kind, make in kinds.items():
            if wanted[kind]:
                fit: Sequence[Base] = foreign if kind in _FOREIGN_KINDS else own
                if kind in ("spaces", "outer marks", "as it stands") and rng.random() < 0.2:
                    fit = foreign
                case = next((c for base in fit if (c := make(rng, base))), None)
                if case:
                    cases.append(case)
                    wanted[kind] -= 1
        if not any(wanted.values()):
            break
    return cases
