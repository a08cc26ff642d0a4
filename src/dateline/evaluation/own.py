"""Gold of the product's own types: the folder of the gold set, and JSON Lines of extractions."""

from __future__ import annotations

from pathlib import Path

from dateline.evaluation.documents import CodedStatement, GoldDocument, GoldRecords
from dateline.evaluation.gold import GoldArticle, Split, load_gold
from dateline.evaluation.words import Spans
from dateline.models import Article


def read_folder(
    folder: Path, corpus: str = "own", split: Split | None = None
) -> tuple[GoldDocument, ...]:
    """The gold articles of a folder of `NAME.txt` beside `NAME.json`, by name.

    Args:
        folder: Where the files are.
        corpus: What the corpus is called in results.
        split: Only these articles; all where it is left out.

    Raises:
        InputError: A file cannot be read, or a value does not stand in its article; names both.
    """
    return tuple(_document(gold, corpus) for gold in load_gold(folder, split))


def _document(gold: GoldArticle, corpus: str) -> GoldDocument:
    return GoldDocument(
        corpus=corpus,
        id=gold.name,
        article=gold.article,
        gold=GoldRecords(gold.records, gold.optional, noise_spans(gold.article, gold.noise)),
        statements=(tuple(CodedStatement.of(s) for s in gold.records.statements),),
        shown=gold.split != "held-out",
    )


def noise_spans(article: Article, passages: tuple[str, ...]) -> Spans:
    """Where the passages stand that no record may rest on, each at its first place."""
    starts = [(article.text.find(words), len(words)) for words in passages]
    return tuple((start, start + length) for start, length in starts if start >= 0)
