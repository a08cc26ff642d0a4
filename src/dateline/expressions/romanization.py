"""Names that were written in other scripts and are romanized in many ways."""

from __future__ import annotations

import re

# Where Arabic, Persian, Pashto, Urdu, Hebrew or Amharic names reach newspapers in many spellings.
ROMANIZED = frozenset(
    {
        "AE", "AF", "BH", "DJ", "DZ", "EG", "EH", "ER", "ET", "IL", "IQ", "IR", "JO", "KW", "LB",
        "LY", "MA", "MR", "OM", "PK", "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "YE",
    }
)  # fmt: skip
"""Countries (ISO 3166-1 alpha-2) whose towns are also looked for by their skeleton."""

_ARTICLES = re.compile(r"\b(?:al|el|ul|ad|an|ar|as|ash|at|ath|az|ed|en|er|es|esh|ez|i|e)\s+")
_RULES = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"ee|ie|iy+", "i"),
        (r"ou|oo|uw", "u"),
        (r"[ae][iy]+", "ai"),
        (r"aw|au|ao", "au"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"dj|g(?=[ie])", "j"),
        (r"a[ht]\b", "a"),
        (r"[ey]", "i"),
        (r"o", "u"),
        (r"(.)\1+", r"\1"),
    )
)


def skeleton(folded: str) -> str:
    """A folded name without what romanizations differ in.

    "Maarat al-Numan" and "Ma‘arrat an Nu‘mān" have one, and so have "Hodeidah" and
    "Al Ḩudaydah". Names that are not the same can have one too: it is looked up only within
    countries that the text names, and only for what no spelling finds.
    """
    bones = _ARTICLES.sub("", folded)
    for pattern, letter in _RULES:
        bones = pattern.sub(letter, bones)
    return bones
