"""The language of a text."""

from __future__ import annotations

import pytest

from dateline.articles.language import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed three farmers near the town on Monday, police said."),
        ("fr", "Des hommes armés ont tué trois personnes dans la ville, a dit la police lundi."),
        ("es", "Hombres armados mataron a tres campesinos en las afueras de la ciudad el lunes."),
        (
            "de",
            "Die Angreifer haben am Montag in der Stadt drei Bauern getötet, so die Polizei.",
        ),
        (
            "ru",
            "Нападавшие убили трёх фермеров в городе, сообщили в полиции и ушли не сразу.",
        ),
        ("ar", "قتل مسلحون ثلاثة مزارعين في بلدة على الطريق إلى العاصمة من دون أن يصاب غيرهم"),
        ("zh", "周一，武装分子在该镇附近杀害了三名农民，警方表示。"),
        ("ja", "武装した男らが月曜日に農民三人を殺害したと警察が明らかにした。"),
        ("ko", "무장 괴한들이 월요일 농민 세 명을 살해했다고 경찰이 밝혔다."),
        (None, "14:20 - 15:30"),
        (None, ""),
    ],
)
def test_a_sentence_shows_its_language(language: str | None, text: str) -> None:
    """By its commonest words, or by its script."""
    assert language_of(text) == language
