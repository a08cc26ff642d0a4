"""The countries that an article is about."""

from __future__ import annotations

import re
from collections import Counter

from dateline.expressions.gazetteer import demonyms
from dateline.expressions.places import find_country_names, resolve_place
from dateline.models import Article

# What the dateline's place counts for beside the countries that the text names.
_DATELINE_WEIGHT = 2
_WORD = re.compile(r"[A-Z]\w+")


def context_countries(article: Article) -> tuple[str, ...]:
    """The countries that the reporting is about, the likeliest first.

    Those that it names, by name or by people ("Malian"), and where it was filed.
    """
    peoples = demonyms()
    counts: Counter[str] = Counter()
    for paragraph in article.body:
        counts.update(found.country for found in find_country_names(paragraph.text))
        words = (word.casefold() for word in _WORD.findall(paragraph.text))
        counts.update(peoples[word] for word in words if word in peoples)
    if article.dateline is not None:
        filed = resolve_place(article.dateline.place.text.title(), towns=True)
        if filed is not None and filed.country:
            counts[filed.country] += _DATELINE_WEIGHT
    return tuple(code for code, _ in counts.most_common())
