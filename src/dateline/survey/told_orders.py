"""What reads like an order and is a report: "the army, for its part, put the toll at nine".

English has one form for both. Behind the words for who does it, in a sentence that has none of the
words that only a machine is told, it is said to nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.survey.word_lists import read_lexicon

SENTENCE_BREAK = re.compile(r"[.!?]['\"”’)]*\s+|\n")
_FAR = 300  # characters looked at for whoever does it
_GOES_ON = (",", ";", "–", "—", "-", ")")  # what a clause goes on behind


@dataclass(frozen=True, slots=True)
class ToldOrders:
    """How reports have what reads like an order. All patterns are for small letters.

    Attributes:
        verbs: The verbs.
        subject: How the words of a sentence before the verb say who does it.
        machine: Words that no such sentence has.
    """

    verbs: re.Pattern[str]
    subject: re.Pattern[str]
    machine: re.Pattern[str]

    def hold(self, text: str, order: re.Match[str]) -> bool:
        """Whether the words of an order are told of somebody and said to nobody."""
        start = order.start()
        if not self.verbs.match(text, start):
            return False
        far = max(0, start - _FAR)
        first = max([far, *(m.end() for m in SENTENCE_BREAK.finditer(text, far, start))])
        before = text[first:start]
        last = before.rstrip()[-1:]
        if not (last.isalpha() or last in _GOES_ON) or not self.subject.search(before):
            return False
        ended = SENTENCE_BREAK.search(text, order.end())
        end = ended.end() if ended else len(text)
        return self.machine.search(text, first, end) is None


@cache
def told_orders() -> ToldOrders:
    """Those of the lexicon."""
    table = read_lexicon("hostile")["told"]
    return ToldOrders(*(re.compile("|".join(table[n])) for n in ("verbs", "subject", "machine")))
