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
        docs = self._pipeline.pipe([self._tokens(batch) for batch in batches])
        return [t for b, doc in zip(batches, docs, strict=True) for t in _trees(b, doc)]

    def _tokens(self, sentences: Sequence[Span]) -> Any:
        # What stands between sentences (none of it is read) keeps its length, so that offsets hold.
        text, at = [], sentences[0].start
        for sentence in sentences:
            text += [" " * (sentence.start - at), sentence.text.translate(_PLAIN_SPACES)]
            at = sentence.end
        doc = self._pipeline.make_doc("".join(text))
        starts = {s.start - sentences[0].start for s in sentences}
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
        return doc


def _batches(sentences: Sequence[Span]) -> Iterator[list[Span]]:
    batch: list[Span] = []
    for sentence in sentences:
        if batch and sentence.end - batch[0].start > _LONGEST:
            yield batch
            batch = []
        batch.append(sentence)
    if batch:
        yield batch


def _trees(sentences: Sequence[Span], doc: Any) -> Iterator[Tree]:
    offset, tokens, at = sentences[0].start, list(doc), 0
    for sentence in sentences:
        first = at
        while at < len(tokens) and offset + tokens[at].idx < sentence.end:
            at += 1
        yield Tree(sentence, _words(tokens[first:at], offset))


def _words(tokens: Sequence[Any], offset: int) -> tuple[Word, ...]:
    kept = {t.i: n for n, t in enumerate(t for t in tokens if not t.is_space)}
    words = tuple(
        Word(
            kept[t.i],
            offset + t.idx,
            offset + t.idx + len(t.text),
            t.text,
            t.lemma_.lower(),
            t.pos_,
            t.tag_,
            t.dep_,
        )
        for t in tokens
        if t.i in kept
    )
    for token in tokens:
        if token.i not in kept:
            continue
        word, head = words[kept[token.i]], token.head
        while head.i not in kept and head.head.i != head.i:
            head = head.head
        word.head = words[kept[head.i]] if head.i in kept else word
        if word.head is not word:
            word.head.children.append(word)
    return words
