"""spaCy's small English pipeline as a parser of the article's own sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.models import Span
from dateline.syntax.trees import Tree, Word

# A paragraph is read as a whole, since words around a sentence help the tagger; one that never ends
# is read in parts of so many characters.
_LONGEST = 5_000
# The pipeline never saw these: a no-break space would be read as a part of its word.
_PLAIN_SPACES = {
    ord(c): " " for c in "\u00a0\u2007\u2009\u202f\u2003\u2002\t\n\r\x0b\x0c\u2028\u2029"
}
# The entity labels take as long as all the rest, and our own lists of names do better.
_NOT_NEEDED = ("ner", "senter")


class SpacyParser:
    """Trees by spaCy. Sentences begin where dateline says; the model may part them further."""

    def __init__(self, folder: Path) -> None:
        import spacy

        self._pipeline = spacy.load(folder, exclude=list(_NOT_NEEDED))
        meta = self._pipeline.meta
        self._name = f"{meta['lang']}_core_web_sm {meta['version']}"

    @property
    def name(self) -> str:
        """The model and its version."""
        return self._name

    def parse(self, paragraphs: Sequence[Sequence[Span]]) -> list[Tree]:
        """One tree for each sentence of each paragraph, in order."""
        batches = [batch for sentences in paragraphs for batch in _batches(sentences)]
        split = [[self._tokens(sentence) for sentence in batch] for batch in batches]
        docs = self._pipeline.pipe([self._doc(tokens) for tokens in split])
        return [
            tree
            for batch, tokens, doc in zip(batches, split, docs, strict=True)
            for tree in _trees(batch, tokens, doc)
        ]

    def _tokens(self, sentence: Span) -> list[Any]:
        # Each by itself, so that no word reaches from one sentence into the next.
        doc = self._pipeline.make_doc(sentence.text.translate(_PLAIN_SPACES))
        return [token for token in doc if not token.is_space]

    def _doc(self, sentences: Sequence[Sequence[Any]]) -> Any:
        from spacy.tokens import Doc

        tokens = [token for sentence in sentences for token in sentence]
        firsts: list[bool | int | None] = [
            n == 0 or None for sentence in sentences for n in range(len(sentence))
        ]
        return Doc(
            self._pipeline.vocab,
            words=[token.text for token in tokens],
            spaces=[bool(token.whitespace_) for token in tokens],
            sent_starts=firsts,
        )


def _batches(sentences: Sequence[Span]) -> Iterator[list[Span]]:
    batch: list[Span] = []
    for sentence in sentences:
        if batch and sentence.end - batch[0].start > _LONGEST:
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def _trees(sentences: Sequence[Span], tokens: Sequence[Sequence[Any]], doc: Any) -> Iterator[Tree]:
    """The sentences' trees: where words stand is told by `tokens`, the rest by the parsed `doc`."""
    parsed, first = list(doc), 0
    for sentence, own in zip(sentences, tokens, strict=True):
        last = first + len(own)
        places = [sentence.start + token.idx for token in own]
        yield Tree(sentence, _words(parsed[first:last], places, first))
        first = last


def _words(parsed: Sequence[Any], places: Sequence[int], first: int) -> tuple[Word, ...]:
    words = tuple(
        Word(at, start, start + len(p.text), p.text, p.lemma_.lower(), p.pos_, p.tag_, p.dep_)
        for at, (p, start) in enumerate(zip(parsed, places, strict=True))
    )
    for word, token in zip(words, parsed, strict=True):
        word.head = words[token.head.i - first]
        if word.head is not word:
            word.head.children.append(word)
    return words
