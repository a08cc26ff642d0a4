"""Sentences that report an attack."""

from __future__ import annotations

from tests.evaluation.made import ARTICLE, bomb

from dateline.evaluation import GoldDocument, evidence_of, score_sentences
from dateline.evaluation.documents import Sentence
from dateline.evaluation.tallies import Tally

SENTENCES = (Sentence(0, 10, True), Sentence(10, 20, False), Sentence(20, 30, True))
DOCUMENT = GoldDocument("made", "1", ARTICLE, sentences=SENTENCES)


def test_half_of_a_sentence_is_enough() -> None:
    """Or half of what was predicted; less is not."""
    assert score_sentences(DOCUMENT, [(0, 5)])["sentence"] == Tally(1, 1, 2)
    assert score_sentences(DOCUMENT, [(7, 12)])["sentence"] == Tally(1, 1, 2)
    assert score_sentences(DOCUMENT, [(9, 12)])["sentence"] == Tally(0, 1, 2)


def test_a_passage_over_several_sentences_predicts_each() -> None:
    """Right and wrong ones."""
    assert score_sentences(DOCUMENT, [(0, 30)])["sentence"] == Tally(2, 3, 2)


def test_records_predict_the_sentences_they_rest_on() -> None:
    """Each once."""
    paragraph = ARTICLE.paragraphs[3]
    assert evidence_of([bomb(), bomb(id="i9")]) == {(paragraph.start, paragraph.end)}
