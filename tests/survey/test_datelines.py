"""Where and when a story was filed is no part of what it tells."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Article
from dateline.expressions.datelines import match_dateline
from dateline.survey import code_incident, survey


@pytest.mark.parametrize(
    "opening",
    [
        "KABUL, May 12 (Newswire) - ",
        "Karsa, May 12: ",
        "KARSA — ",
        "KARSA (Newswire) - ",
        "KARSA, May. 12, 2024 (NNA) — ",
        "KARSA (Newswire), May 12, 2024 - ",
        "Karsa, Peru, May 12 (EFE).- ",
        "Karsa, 12 May 2024. ",
        "",
    ],
)
def test_a_dateline_hides_nothing(opening: str) -> None:
    """Not the month of May for a "may", nor the day of filing for the day of the attack."""
    text = (
        f"{opening}Gunmen attacked a police checkpoint in Ghazni province on Sunday, "
        "killing nine officers, officials said."
    )
    article = Article.from_text(text, published=date(2024, 5, 13))
    found = survey(article)
    (seen,) = found.incidents
    incident = code_incident(seen, found.attributions, article.published, found.lexicon)
    assert [c.count.mention.text for c in incident.casualties] == ["nine officers"]
    assert incident.when is not None
    assert incident.when.mention.text == "Sunday"
    assert incident.evidence[0].text.startswith("Gunmen")


@pytest.mark.parametrize(
    ("claim", "who"),
    [
        ("Al Shabaab claimed responsibility for the attack.", "Al Shabaab"),
        ("The attack was claimed by the Kesh Front.", "the Kesh Front"),
    ],
)
def test_who_claims_an_attack_is_its_claimed_perpetrator(claim: str, who: str) -> None:
    """On their own word, and nobody else's."""
    text = f"A car bomb killed 11 people in Mogadishu on Tuesday.\n\n{claim}"
    article = Article.from_text(text, published=date(2024, 5, 15))
    found = survey(article)
    (seen,) = found.incidents
    incident = code_incident(seen, found.attributions, article.published, found.lexicon)
    assert incident.claim.by is not None
    assert incident.claim.by.text == who
    assert [(p.mention.text, p.basis) for p in incident.perpetrators] == [(who, "claimed")]


@pytest.mark.parametrize(
    ("opening", "place", "day", "agency"),
    [
        ("KHARTOUM, Aug. 22, 2024 (NNA) — ", "KHARTOUM", "Aug. 22, 2024", "NNA"),
        ("BOGOTA (Andes Press), July 15, 2025 - ", "BOGOTA", "July 15, 2025", "Andes Press"),
        ("Arequipa, Peru, Jul 25 (EFE).- ", "Arequipa, Peru", "Jul 25", "EFE"),
        ("Arequipa (Peru), Jul 25 (EFE).- ", "Arequipa (Peru)", "Jul 25", "EFE"),
        ("PARIS, (AFP) -- ", "PARIS", None, "AFP"),
        ("OUAGADOUGOU, 12 mai 2025 – ", "OUAGADOUGOU", "12 mai 2025", None),
        ("UNITED NATIONS, Sept. 3 (AP) _ ", "UNITED NATIONS", "Sept. 3", "AP"),
        ("SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- ", "SAN SALVADOR", "3 JAN 90", "ACAN-EFE"),
        ("Kyiv, 3 March 2024. ", "Kyiv", "3 March 2024", None),
        ("KYIV, Ukraine — ", "KYIV, Ukraine", None, None),
    ],
)
def test_a_dateline_is_read_in_every_order(
    opening: str, place: str, day: str | None, agency: str | None
) -> None:
    """Place, day and agency, each where it stands, and the story behind them."""
    text = f"{opening}The mayor said the pass was closed by snow."
    found = match_dateline(text)
    assert found is not None
    assert text[: found.end] == opening
    assert text[slice(*found.place)] == place
    assert (text[slice(*found.day)] if found.day else None) == day
    assert (text[slice(*found.agency)] if found.agency else None) == agency
    (said,) = survey(Article.from_text(text)).attributions
    assert said.content[0].text == "the pass was closed by snow"
    assert said.sentence.text.startswith("The mayor")


@pytest.mark.parametrize(
    "text",
    [
        "Rebels said on May 3 - the day of the vote - that they would leave.",
        "Monday, May 3 - The river rose.",
        "Mr Orlo (Green) - he is the mayor - left.",
        "In Geneva, May 3 - talks were held.",
        "Police said: The man left.",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    """Whatever brackets, days and dashes stand in it."""
    assert match_dateline(text) is None


def test_a_dateline_glued_to_its_headline_is_none_of_the_story() -> None:
    """As in text that lost its line breaks."""
    text = "River rises in KarsaKARSA, Peru, May 3 (EFE) -- The mayor said the pass was closed."
    (said,) = survey(Article.from_text(text)).attributions
    assert said.content[0].text == "the pass was closed"
    assert said.sentence.text.startswith("The mayor")
