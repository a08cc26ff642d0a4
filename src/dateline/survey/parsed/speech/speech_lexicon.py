"""Which words report something said, and by which of their complements: data, loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.models.vocabulary import Act
from dateline.survey.word_lists import read_lexicon, word_set
from dateline.syntax import Word

_POS = {
    "VERB": "verbs",
    "AUX": "verbs",
    "NOUN": "nouns",
    "PROPN": "nouns",
    "ADJ": "adjectives",
    "ADV": "adjectives",
}


@dataclass(frozen=True, slots=True, eq=False)  # one per language: `is` decides
class SpeechLexicon:
    """The words that report.

    Attributes:
        reporting: By part of speech and frame, the lemmas that report in it.
        not_reporting: By part of speech and frame, the lemmas that do not where all others do.
        speaking: Verbs of speaking aloud or in writing, beside which quotations stand.
        acts: What is done by a lemma, where the words of the cue do not say.
    """

    reporting: Mapping[tuple[str, str], frozenset[str]]
    not_reporting: Mapping[tuple[str, str], frozenset[str]]
    speaking: frozenset[str]
    acts: Mapping[str, Act]

    def reports(self, word: Word, frame: str) -> bool:
        """Whether what the word governs in this frame is said, thought or wanted."""
        key = (_POS[word.pos], frame)
        if key in self.not_reporting:
            return word.lemma not in self.not_reporting[key]
        return word.lemma in self.reporting.get(key, ())

    def may_report(self, word: Word) -> bool:
        """Whether the word is of a part of speech that can report, and no mark taken for one."""
        return word.pos in _POS and word.text[:1].isalpha()


@cache
def load_speech_lexicon(language: str = "en") -> SpeechLexicon:
    """The words of a language that report.

    Raises:
        FileNotFoundError: There is no such list of it.
    """
    data = read_lexicon(f"{language}_speech")
    kinds = sorted(set(_POS.values()))
    return SpeechLexicon(
        reporting=_by_frame({k: data[k] for k in kinds}),
        not_reporting=_by_frame({k: data[f"{k}_but"] for k in kinds}),
        speaking=frozenset(data["quoting"]["speaking"]),
        acts={lemma: act for act, lemmas in data["acts"].items() for lemma in lemmas},
    )


def words_for(name: str) -> frozenset[str]:
    """The words of one of the lists that lead to who said it."""
    return word_set("en_speech", "sources", name)


def _by_frame(
    tables: Mapping[str, Mapping[str, list[str]]],
) -> dict[tuple[str, str], frozenset[str]]:
    return {(k, frame): frozenset(ls) for k, t in tables.items() for frame, ls in t.items()}
