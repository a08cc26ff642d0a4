"""Turns of phrase, kinds, places and days of incidents, read from sentences of our own."""

from datetime import date

import pytest

from dateline import Extractor, Settings
from dateline.models import Article, Incident

THURSDAY = date(2024, 3, 14)


def incidents(text: str, published: date = THURSDAY) -> tuple[Incident, ...]:
    """The incidents that the parser alone reads."""
    with Extractor("parser", settings=Settings(coders="parser")) as extractor:
        return extractor.extract(Article.from_text(text), published=published).incidents


def only(text: str) -> Incident:
    """The one incident of a text."""
    (found,) = incidents(text)
    return found


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Saturday's shelling of the market in Kadugli killed nine people.", "Shelling"),
        ("A patrol came under fire near Menaka on Wednesday morning.", "Attack"),
        ("Two labourers were fired upon at Chadoora in Budgam on Monday.", "Attack"),
        ("They were set upon in Mongbwalu on Tuesday by men with machetes.", "Attack"),
        ("A clerk was found with gunshot wounds in Tibu on Sunday.", "Attack"),
        ("Paramilitaries carried out a raid on the village of Seriha on Friday.", "Attack"),
        ("A mob torched two lorries in Imphal on Monday and thrashed a driver.", "Mob"),
        ("Riot police and villagers with petrol bombs fought at Dol on Monday.", "Violent demo"),
        ("Rebels set fire to three lorries near Dol on Monday.", "Looting"),
        ("Nine men were hurt as two camps in Dol fought each other with sticks on Monday.", "Mob"),
        ("Villagers beat a suspected thief to death in Kisii on Monday.", "Mob"),
        ("Security forces shot dead three demonstrators in Conakry on Monday.", "Excessive"),
        ("Police opened fire on a blockade in Puno on Monday, killing one.", "Excessive"),
        ("Police fired tear gas at students in Santiago on Monday.", "Protest with"),
        ("Air defences shot down 12 drones over Odesa on Monday.", "Disrupted"),
        ("Two boats were bombed by a fighter jet in Hodeidah on Monday.", "Air/drone"),
        ("On 12 March a patrol apprehended seven suspects in Dori.", "Arrests"),
        ("Three riders were picked up at Mokowe over the murder.", "Arrests"),
        ("A teacher was taken from her home in Mocimboa at gunpoint on Monday.", "Abduction"),
        ("The two sides traded fire in Poonch on Sunday.", "Armed clash"),
        ("The rebels withdrew from the town of Walikale on Saturday.", "Non-violent"),
        ("Rebels overran an outpost near Bunagana on Saturday.", "Non-state"),
        ("Hours earlier, a bomb had ripped through a minibus in Kirkuk.", "Remote"),
    ],
)
def test_the_kind_is_the_most_specific(sentence: str, kind: str) -> None:
    """By the turn of phrase, the weapon, the parties and the place together."""
    assert only(sentence).kind.value.startswith(kind)


def test_an_arrest_of_somebodys_life_is_no_incident() -> None:
    """It needs a place or a number beside its day."""
    assert incidents("Her trial opens today. In May, she was arrested and charged.") == ()


def test_what_opens_as_another_incident_is_another() -> None:
    """Words such as "hours earlier" part it from the one before."""
    text = (
        "Gunmen killed three traders in Gao on Tuesday. "
        "Hours earlier, a mine had wounded two soldiers near Ansongo."
    )
    assert [i.kind.value for i in incidents(text)] == ["Attack", "Remote explosive/landmine/IED"]


def test_an_arrest_is_no_part_of_a_bombing() -> None:
    """Whatever the two share, one is not the other."""
    text = (
        "A car bomb killed six people in Quetta on Monday. "
        "On Tuesday police arrested two men in the city."
    )
    assert [i.kind.value for i in incidents(text)] == [
        "Remote explosive/landmine/IED",
        "Arrests",
    ]


# --- places ----------------------------------------------------------------------------------


def test_a_spot_without_a_name_lies_where_it_was_told_of() -> None:
    """So "the same market" is in the province of the market told of before, with the reason."""
    text = (
        "A bomb killed four people at a market in Lahore on Monday. "
        "In January, gunmen shot dead two traders at the same market."
    )
    _, second = incidents(text)
    assert second.place is not None
    assert (second.place.mention.text, second.place.admin1) == ("the same market", "PK-PB")
    assert second.place.inferred is not None
    assert "Lahore" in second.place.inferred


def test_a_place_of_speech_is_not_where_it_was() -> None:
    """Where an officer spoke says nothing of where a bomb went off."""
    text = "A mine killed two soldiers near Menaka, an officer told reporters in Bamako on Monday."
    place = only(text).place
    assert place is not None
    assert place.mention.text == "Menaka"


def test_a_market_of_a_town_is_in_the_town() -> None:
    """No preposition of place need stand before the name."""
    place = only("On 12 March a patrol apprehended seven suspects at the fair of Niono.").place
    assert place is not None
    assert place.mention.text == "Niono"


def test_an_incident_without_a_place_is_where_the_report_was() -> None:
    """It is inferred, and says from what."""
    text = (
        "Fighting raged in Quetta on Monday. A separate march by nurses on Monday passed quietly."
    )
    march = incidents(text)[-1]
    assert march.place is not None
    assert march.place.mention.inferred
    assert march.place.mention.reason


# --- days ------------------------------------------------------------------------------------


def test_the_day_of_a_statement_is_not_that_of_the_deed() -> None:
    """The time that stands at the deed's own verb is its day."""
    text = (
        "Four soldiers were recovering in hospital on Thursday after their lorry "
        "ran over a landmine on Tuesday near Kiunga."
    )
    when = only(text).when
    assert when is not None
    assert when.start == date(2024, 3, 12)


def test_hours_later_is_of_the_day_before_it() -> None:
    """A time of the day goes back to the day of the incident told before."""
    text = (
        "Gunmen killed three traders in Gao on Tuesday. "
        "Hours later, a mine wounded two soldiers near Ansongo."
    )
    second = incidents(text)[1]
    assert second.when is not None
    assert second.when.start == date(2024, 3, 12)


def test_an_incident_without_a_day_is_of_the_day_told_before() -> None:
    """It is inferred, and says so."""
    text = (
        "Gunmen killed three traders in Gao on Tuesday. "
        "Elsewhere, a mine wounded two soldiers near Ansongo."
    )
    second = incidents(text)[1]
    assert second.when is not None
    assert second.when.start == date(2024, 3, 12)
    assert second.when.mention.inferred


def test_what_was_in_a_month_that_is_over_is_history() -> None:
    """A month that ended before the report is no news, beside a day that is."""
    text = (
        "A bomb killed four people in Lahore on Monday. "
        "In January, gunmen shot dead two traders in Multan."
    )
    assert [i.realis for i in incidents(text)] == ["actual", "historical"]


def test_what_a_picture_shows_is_no_incident() -> None:
    """A paragraph that only says who stands where, in the present, is a caption."""
    report = "Gunmen killed three traders in Gao on Tuesday, the mayor said."
    picture = "Soldiers patrol a street in Ansongo after a bombing that killed nine people."
    text = f"Market attacked\n\n{report}\n\nThe mayor wept.\n\n{picture}\n\nHe left."
    assert len(incidents(text)) == 1
