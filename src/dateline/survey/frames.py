"""Whether what is told in one of a sentence's clauses is the news."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateline.models import Span
from dateline.models.once import once
from dateline.survey.lexicon import Lexicon, lowered
from dateline.survey.sentence_clauses import Clause, Time, clauses, times

# Dated by another deed: "died in a gunfight three days after the bombing".
_LATER = re.compile(
    r"\b(?:days?|weeks?|months?|years?)\s(?:after|before)\s(?:the|that|those|an?)\s(?:\w+\s){0,2}"
    r"(?:attacks?|bombings?|blasts?|killings?|massacre|raid|shootings?|assassination|explosions?)\b"
)
_THAT_YEAR = re.compile(r"\b(?:that|the\ssame)\s(?:year|decade|summer|winter|autumn|spring)\b")
_YEAR = re.compile(r"\b((?:19|20)[0-9]{2})\s$")
_RELATIVE_PAST = re.compile(r"\b(?:who|which|that)\s(?:had|have|has)\s(?:\w+\s)?$")
_INFINITIVE = re.compile(r"\bto(?:\s\w+ly)?\s+$")
_INFLECTED = re.compile(r"(?:ed|ing|s|n|shot|fought)$")
# "Ten prisoners would be shot", "40 miners may have died".
_MODAL_AFTER = re.compile(
    r"\s(?:\w+\s)?(?:(?:would|could|may|might|will|must)\s[“\"‘]?\w+|(?:is|are|was|were)\sfeared)\b"
)
# "Used a drone to attack", "went on to kill": the purpose was carried out.
_CARRIED_OUT = re.compile(
    r"\b(?:us(?:ed|ing)|continu\w+|began|begun|start\w+|managed|went\son|gone\son|proceeded|"
    r"return\w+|crossed|broke|burst|stormed|entered|opened|arrived|came)\b[^,;.]*$"
)
# A participle of result, after a comma: "…, killing three".
_RESULT = re.compile(r"^(?:\w+ing|leaving)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\s(?:who|which|that|whom)\b")
_FEARED = re.compile(r"\b(?:feared|presumed|rumou?red)\b")
# The plain form of a verb, which a modal or "to" stands before, however far.
_BASE = re.compile(
    r"^(?!.*(?:ed|ing|s|en|n|dead|lost|shot|hurt|held|took|dragged|fell)\b)[a-z]+\b", re.IGNORECASE
)
_AUXILIARIES = re.compile(
    r"\s*(?:(?:be|been|being|have|has|had|also|to|not|then|soon|again|all|ever|yet|even|only"
    r"|actually|\w+ly)\s+)*"
)
# A past tense, which a plan or a threat governs only through "that" or an auxiliary.
_FINITE = re.compile(r"(?:\w+ed|shot|slew|took|held|left|drove|lost)\b", re.IGNORECASE)
# "A crowd, stirred up by a rumour that they were to be sold, burned": why they did it.
_MOVED_BY = re.compile(
    r",\s(?:\w+\s)?\w+(?:ed|ing)\s(?:\w+\s)?(?:by|at|over|about|against)\s[^,]*$"
)
_BEFORE = re.compile(r"(\w+)\s(?:the\s)?$")
_SAYS = re.compile(
    r"den|fear|rumou?r|report|claim|true|evidence|\bif|unless|whether|warn|risk", re.I
)
_COMPLEMENT = re.compile(r"\b(?:that|which|who|to|of|in|have|has|had|be|been|being|was|were)\b")
# These open a clause of their own before the main one: "if talks fail, three will die".
_OPENING = re.compile(r"(?:if|unless|in\s(?:the\sevent|case)\sof)$", re.IGNORECASE)


class Frames:
    """What one sentence's clauses and times say of the words in them."""

    def __init__(self, text: str, sentence: Span, lexicon: Lexicon, published: date | None) -> None:
        self.lexicon = lexicon
        self._published = published
        self._text, self._sentence = text, sentence
        self._news: dict[tuple[int, int], bool] = {}

    @once
    def _clauses(self) -> tuple[Clause, ...]:
        return clauses(self._text, self._sentence)

    @once
    def _times(self) -> tuple[Time, ...]:
        return tuple(times(self._text, self._sentence, self.lexicon, self._published))

    @property
    def dates(self) -> tuple[Span, ...]:
        """The expressions of time that tell when things happened."""
        return tuple(t.span for t in self._times)

    def clause(self, position: int) -> Clause:
        """The clause around a place in the text."""
        return next((c for c in self._clauses if position < c.end), self._clauses[-1])

    def is_recent(self, word: Span) -> bool:
        """Whether a day of the last weeks stands in the word's own clause."""
        clause = self.clause(word.start)
        return any(t.recent for t in self._in(clause))

    def is_of_period(self, word: Span) -> bool:
        """Whether a month or a year stands in the word's clause, and no day."""
        own = list(self._in(self.clause(word.start)))
        return any(t.long for t in own) and not any(t.recent for t in own)

    def is_over(self, word: Span) -> bool:
        """Whether the word's clause is dated by a month or a year that is over, and by no day."""
        clause = self.clause(word.start)
        over = any(t.over for t in self._in(clause)) or _THAT_YEAR.search(
            self._text, clause.start, clause.end
        )
        return bool(over) and not any(t.recent for t in self._times)

    def is_news(self, word: Span) -> bool:
        """Whether the word tells neither of the past, nor of a court's matter, nor of a story."""
        key = word.start, word.end
        if key not in self._news:
            self._news[key] = not (
                self.is_past(word) or self.is_judged(word) or self.is_story(word)
            )
        return self._news[key]

    def is_past(self, word: Span) -> bool:
        """Whether the word tells of the past, by its clause's words or by dates long gone."""
        clause = self.clause(word.start)
        year = _YEAR.search(self._text[max(0, word.start - 6) : word.start])
        if year and (self._published is None or int(year[1]) < self._published.year):
            return True  # "the 1995 massacre", whatever happened on Sunday
        own = [t.recent for t in self._in(clause) if t.recent is not None]
        if own:
            return not any(own)
        if self._is_background(clause):
            return not word.text.lower().endswith("kills")  # a headline's present
        around = max(clause.start - 40, self._sentence.start)
        if _LATER.search(self._text, around, min(clause.end + 40, self._sentence.end)):
            return True
        if clause.aside:
            before = [t for t in self._times if t.span.end <= clause.start and t.recent is not None]
            return bool(before) and not before[-1].recent
        known = [t.recent for t in self._times if t.recent is not None]
        return bool(known) and not any(known)

    def _is_background(self, clause: Clause) -> bool:
        """Whether a clause's words are those of background; "the previous evening" is a day."""
        found = self.lexicon.background.finditer(lowered(self._text), clause.start, clause.end)
        days = [t.span for t in self._in(clause)]
        return any(not any(d.start <= m.start() < d.end for d in days) for m in found)

    def is_judged(self, word: Span) -> bool:
        """Whether a court deals with what the word tells: the day is that of the court."""
        clause, lexicon = self.clause(word.start), self.lexicon
        text = lowered(self._text)
        return bool(
            lexicon.court.search(text, clause.start, word.start)
            or lexicon.judged.search(text, word.end, clause.end)
        )

    def is_spoken_of(self, word: Span) -> bool:
        """Whether the word is the object of talk: "condemned the attacks", "discuss the raid"."""
        clause = self.clause(word.start)
        return bool(self.lexicon.spoken.search(lowered(self._text), clause.start, word.start))

    def is_story(self, word: Span) -> bool:
        """Whether a film, a book or a play tells it."""
        return bool(
            self.lexicon.stories.search(lowered(self._text), self._sentence.start, word.start)
        ) and not re.search(
            r"\b(?:was|were|been)\s$", self._text[max(0, word.start - 8) : word.start]
        )

    def is_actual(self, word: Span, *, verb: bool = False) -> bool:
        """Whether nothing before the word, in its clause, makes it a threat, plan or denial.

        Args:
            word: The word.
            verb: Whether it may be an infinitive: "to kill" is a purpose.
        """
        text, start = self._text, self.clause(word.start).start
        if _RESULT.search(word.text):
            # "Fired to stop the march, killing three": what came of it, not of the purpose.
            start = max(start, text.rfind(",", start, word.start))
        lead = text[start : word.start]
        if (
            verb
            and _INFINITIVE.search(lead)
            and not _INFLECTED.search(word.text)
            and not _CARRIED_OUT.search(lead[:-3])
        ):
            return False
        if not word.text.endswith(("ed", "ing")) and _MODAL_AFTER.match(text, word.end):
            return False
        return all(
            # "Gunmen who had threatened them killed four": the threat is another's clause.
            (_RELATIVE_PAST.search(text, start, match.start()) and not _INFINITIVE.search(lead))
            or (
                "," in text[match.end() : word.start]
                and _MOVED_BY.search(text[start : match.start()])
            )
            for match in self.lexicon.not_actual.finditer(text, start, word.start)
        )

    def happened(self, count: Span, cue: Span | None) -> bool:
        """Whether a toll is told as one that happened: `cue` is the word for what became of them.

        A threat, a fear or a denial holds for what follows it, a modal or a negation for its verb.
        """
        if cue is None or cue in count:
            return self.is_actual(count)
        if self.is_played(count):
            return False
        start = self.clause(min(count.start, cue.start)).start
        if cue.start >= count.end:
            return self._befell(count, cue, start)
        if _RESULT.search(cue.text):
            start = max(start, self._text.rfind(",", start, cue.start))
        gap = self._text[start : cue.start]
        if _INFINITIVE.search(gap) and _BASE.search(cue.text) and not _CARRIED_OUT.search(gap[:-3]):
            return False
        return not (self._is_qualified(cue, start) or self._is_bent(cue.text, start, cue.start))

    def _befell(self, count: Span, cue: Span, start: int) -> bool:
        """Whether what stands behind a number befell them."""
        gap = self._text[count.end : cue.start]
        if _FEARED.search(gap) or self._is_qualified(cue, count.end):
            return False
        if _RELATIVE.match(gap):
            return True  # "denied holding an engineer who vanished"
        before = _BEFORE.search(self._text[start : count.start])  # "shot two youths dead"
        return not self._is_bent(before[1] if before else "", start, count.start)

    def _is_qualified(self, cue: Span, start: int) -> bool:
        """Whether a modal or a negation stands at the verb, or before its plain form."""
        base = _BASE.search(cue.text) is not None
        return any(
            base or _AUXILIARIES.fullmatch(self._text, match.end(), cue.start)
            for pattern in (self.lexicon.modals, self.lexicon.negations)
            for match in pattern.finditer(self._text, start, cue.start)
        )

    def _is_bent(self, verb: str, start: int, anchor: int) -> bool:
        """Whether a threat, a plan, a fear or a denial holds for the verb at `anchor`."""
        return any(
            self._governs(match, anchor, verb)
            for match in self.lexicon.attitudes.finditer(self._text, start, anchor)
        )

    def is_played(self, word: Span) -> bool:
        """Whether an exercise, a hoax or a fiction tells it, however far before the word."""
        text = lowered(self._text)
        return self.lexicon.played.search(text, self._sentence.start, word.start) is not None

    def _governs(self, match: re.Match[str], anchor: int, verb: str) -> bool:
        """Whether a threat, plan, fear or denial is of what stands at `anchor`, of a verb."""
        between = self._text[match.end() : anchor]
        if _FINITE.match(verb) and not _SAYS.search(match[0]) and not _COMPLEMENT.search(between):
            return False  # "officers trying to prevent looting shot two youths dead"
        if "," in between and not _OPENING.match(match[0]):
            return False
        start = self.clause(match.start()).start
        return not _RELATIVE_PAST.search(self._text, start, match.start()) or bool(
            _INFINITIVE.search(between)
        )

    def _in(self, clause: Clause) -> Iterator[Time]:
        return (t for t in self._times if clause.start <= t.span.start < clause.end)
