"""Where and when a story was filed is no part of what it tells."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Article
from dateline.survey import code_incident, survey


@pytest.mark.parametrize(
    "opening",
    ["KABUL, May 12 (Newswire) - ", "Karsa, May 12: ", "KARSA — ", "KARSA (Newswire) - ", ""],
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
