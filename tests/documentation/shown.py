"""Whether what a page shows is what was printed."""

from __future__ import annotations

import re

# What no two runs have in common: times and rates, the version of this dateline.
_RATE = re.compile(r"\d[\d,.]* a (?:second|minute|hour)")
_TIME = re.compile(r"\d[\d,]*(?:\.\d+)? (?:ms|s|min|h)\b")
_OTHERS = re.compile(r"\d[\d,]*(?:\.\d+)?(?= kB\b| MB\b)|0\.1\.0\S*")
# Nor have they a receipt, which ends a table: tokens from a cache, seconds, cost.
_RECEIPT = re.compile(r"^Receipt .*\Z", re.MULTILINE | re.DOTALL)


def _lines(text: str) -> list[str]:
    text = _RECEIPT.sub("Receipt", text.strip("\n"))
    text = _OTHERS.sub("N", _TIME.sub("N s", _RATE.sub("N a second", text)))
    return [line.rstrip() for line in text.splitlines()]


def _is_gap(line: str) -> bool:
    return line.strip() == "..." or line.lstrip().startswith("…")


def differs(shown: str, printed: str) -> str | None:
    """In what the two differ, or None.

    A shown line that begins with "…", or is "...", stands for any number of lines. Times and rates
    are not compared.
    """
    wanted, there = _lines(shown), _lines(printed)
    at, gap = 0, False
    for line in wanted:
        if _is_gap(line):
            gap = True
            continue
        found = next((i for i in range(at, len(there)) if there[i] == line), None)
        if found is None or (found != at and not gap):
            return (
                f"shown: {line!r}\nprinted: {there[at] if at < len(there) else None!r}\n" + printed
            )
        at, gap = found + 1, False
    if at < len(there) and not gap:
        return f"also printed: {there[at]!r}\n" + printed
    return None
