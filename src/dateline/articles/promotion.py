"""Calls on readers, and the headlines of other stories with and without a label."""

from __future__ import annotations

from functools import lru_cache

from dateline.articles import signs

_FEWEST = 3  # words of a headline


@lru_cache(maxsize=256)  # several rules ask for the same line
def count_words(line: str) -> int:
    """How many words it has."""
    return len(signs.WORD.findall(line))


def is_promotion(line: str) -> bool:
    """Whether it calls on readers: to share, to subscribe, to accept cookies."""
    # "“Join us on the square,” she said" is a call, and not the paper's.
    if signs.QUOTED.search(line) or signs.SPEECH.search(line):
        return False
    bare, words = line.lstrip(signs.BULLETS), count_words(line)
    if signs.BUTTON.match(bare) or (words <= 30 and signs.PROMOTION.match(bare)):
        return True
    return words <= 60 and signs.COOKIES.search(line) is not None


def is_label(line: str) -> bool:
    """A label before the headline of another story: "Watch:", "Tags:", "More from Maradi:"."""
    if count_words(line) > 25 or signs.SENTENCE_END.search(line.rstrip(":")):
        return False
    if signs.QUOTED.search(line) or signs.SPEECH.search(line):
        return False
    return signs.LABELLED.match(line.lstrip(signs.BULLETS)) is not None


def is_teaser(line: str) -> bool:
    """Headlines of other stories in one line: "Lorry kills three at Salgaa | Nakuru win"."""
    if count_words(line) > 40 or line.endswith(".") or signs.SPEECH.search(line):
        return False
    if line[0] in signs.BULLETS:
        return False  # the story's own points: "• Bomber wore uniform • Seventeen held"
    parts = signs.TEASERS.split(line)
    if len(parts) > 1:
        return all(count_words(part) >= _FEWEST for part in parts)
    return _is_dashed(line)


def _is_dashed(line: str) -> bool:
    """Three headlines or more with dashes between: "Two shot – Storm nears – Rand falls"."""
    if signs.QUOTED.search(line) or signs.SENTENCE_END.search(line):
        return False
    parts = signs.DASHES.split(line)
    return len(parts) > 2 and all(count_words(part) >= _FEWEST - 1 for part in parts)
