"""Whether a sentence's violence is the news: not its past, its accidents, its courts and films."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.models import Article
from dateline.survey import Survey, survey

PUBLISHED = date(2024, 3, 11)


def read(text: str) -> Survey:
    """The survey of an article that came out on a Monday."""
    return survey(Article(text=text, published=PUBLISHED))


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed 12 soldiers in Karsa on Sunday, the deadliest attack there since 2019.",
        "A roadside bomb killed six traders in Karsa on Sunday, the worst bombing in years.",
        "Rebels shot dead two nurses in Karsa on Sunday, the latest in a string of attacks.",
        "Gunmen killed four farmers in Karsa on Sunday, as the civil war entered its third year.",
        "Gunmen who had previously threatened the farmers killed four of them in Karsa on Sunday.",
        "A series of bombings killed 30 people in Karsa on Sunday.",
        "Gunmen often seen in the valley killed four farmers near Karsa on Sunday.",
        (
            "The Kesh rebels, who have killed hundreds of people since 2012, attacked an army post "
            "in Karsa on Sunday, killing three soldiers."
        ),
        (
            "In the worst violence in the province for a decade, a car bomb killed nine people in "
            "Karsa on Sunday."
        ),
        (
            "The army has been fighting the Kesh rebels since 2012, and on Sunday they ambushed a "
            "convoy near Karsa, killing two drivers."
        ),
    ],
)
def test_what_a_sentence_compares_with_does_not_make_it_the_past(text: str) -> None:
    """A recent day beside the deed weighs more than a word of the past elsewhere."""
    assert len(read(text).incidents) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The rebels have killed hundreds of people over the past decade.",
        "The war, which began in 2012, has uprooted more than two million people from Karsa.",
        "The insurgency has killed thousands in the province of Velm.",
        "The town has seen a series of bombings in recent months that killed 30 people.",
        "He spoke of the bombing of 2013, which killed three people and wounded 260 in Karsa.",
        (
            "He is not charged with taking part in the attack of April 15, 2013, which killed "
            "three people."
        ),
        "The rebel, 26, died after a gunfight with police in Karsa in 2013.",
    ],
)
def test_totals_and_old_deeds_are_background(text: str) -> None:
    """Sums over years, and deeds whose date is long gone, in their clause or the one above."""
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "A court in Karsa jailed a man on Sunday for killing three people in 2015.",
        "A court sentenced a former rebel to life on Sunday for the bombing of a bus in Karsa.",
        "A man accused of killing two traders pleaded not guilty in a Karsa court on Sunday.",
        "Prosecutors in Karsa charged a soldier on Sunday with murdering a shopkeeper.",
        "The man who stabbed a teacher in Karsa was found guilty on Sunday.",
    ],
)
def test_a_judgment_is_no_new_attack(text: str) -> None:
    """The day is that of the court."""
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake killed at least 157 people in western Nepal on Sunday.",
        "A bus crash killed 23 pilgrims near Karsa on Sunday, police said.",
        "A boiler explosion tore through a factory in Karsa on Sunday, killing 13 workers.",
        "A gas cylinder exploded in a restaurant in Karsa on Sunday, killing four cooks.",
        "A fire swept through a market in Karsa on Sunday, killing nine traders.",
        "Floods killed 40 people and displaced 2,000 in Karsa on Sunday.",
        "Cholera has killed 31 people in Karsa since Friday, the ministry said.",
        "A ferry capsized off Karsa on Sunday and 17 passengers were missing.",
        "Two soldiers died when their helicopter crashed near Karsa on Sunday.",
        "At least 12 people were killed when a fuel tanker exploded in Karsa on Sunday.",
        "Five fans were killed in a stampede at a stadium in Karsa on Sunday.",
        "A building collapsed in Karsa on Sunday, killing six people and injuring ten.",
    ],
)
def test_accidents_and_disasters_are_no_incidents(text: str) -> None:
    """What killed was no one's deed."""
    assert read(text).incidents == ()


def test_the_toll_of_an_accident_stays_with_it() -> None:
    """The sentence that follows has no cause of its own."""
    text = (
        "An earthquake struck the hills above Karsa on Sunday.\n\n"
        "At least 157 people were killed and 300 injured, police said."
    )
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a bus near Karsa on Sunday, and it crashed into a ditch, killing nine.",
        (
            "A missile hit a block of flats in Karsa on Sunday; the building collapsed and a fire "
            "broke out, killing 14 people."
        ),
        "Soldiers opened fire on a crowd in Karsa on Sunday, killing two people in the stampede.",
        "A bomb killed eight supporters at a football match in Karsa on Sunday.",
        "Rebels shot down a helicopter near Karsa on Sunday, killing its three crew members.",
    ],
)
def test_a_deed_with_an_accident_in_it_is_an_incident(text: str) -> None:
    """Somebody's act is the cause."""
    assert len(read(text).incidents) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rovers attacked from the first minute in Karsa on Sunday and killed the game early.",
        "The striker fired the opening shot and United were under siege in Karsa on Sunday.",
        "The film, in which gunmen kill a judge in Karsa, opened on Sunday.",
        "Her novel about the massacre of a village near Karsa won a prize on Sunday.",
        "The play tells of a bombing that kills a family in Karsa, and opened on Sunday.",
    ],
)
def test_games_and_stories_are_no_incidents(text: str) -> None:
    """Football, films and books."""
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "Officials pressed privately for airstrikes on the rebels in Karsa on Sunday.",
        "He pressed for the army to carry out airstrikes on Karsa on Sunday.",
        "The ministry used the meeting on Sunday to justify airstrikes around Karsa.",
        "The group called on its followers on Sunday to kill civilians in Karsa.",
        "Troops foiled a plan to blow up a bridge near Karsa on Sunday.",
        "He lashed out at his neighbour in Karsa on Sunday for having shot down a bomber.",
        "The army held an exercise near Karsa on Sunday in which troops repelled an attack.",
        "Nobody has been killed in Karsa this week, the mayor said on Sunday.",
    ],
)
def test_what_is_asked_for_or_justified_did_not_happen(text: str) -> None:
    """Pressed for, justified, called for, foiled, practised."""
    assert read(text).incidents == ()


def test_a_means_is_no_purpose() -> None:
    """Drones used to attack tell of an attack."""
    assert read("Rebels used drones to attack an army base in Karsa on Sunday.").incidents


@pytest.mark.parametrize(
    "text",
    [
        "A lion killed two herdsmen in a park near Karsa on Sunday.",
        "A toddler was killed when a wall fell on her in Karsa on Sunday.",
        "A train hit a bus at a crossing in Karsa on Sunday, killing 19 pilgrims.",
        "A man was killed by a hit-and-run driver in Karsa on Sunday.",
        "A dog attack left a boy injured in Karsa on Sunday.",
    ],
)
def test_a_death_without_a_doer_is_no_incident(text: str) -> None:
    """Killed, but by nobody's deed."""
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ministers condemned attacks on aid workers at a meeting in Karsa on Sunday.",
        "The council met on Sunday to discuss the shelling of civilians in Karsa.",
        "The governor visited soldiers wounded in last year's fighting in Karsa on Sunday.",
        "Villagers in Karsa on Sunday marked 20 years since the massacre of 800 people.",
        "The senator attacked the president's record at a dinner in Karsa on Sunday.",
        "Shares fell in Karsa on Sunday after an attack by hedge funds on the currency.",
        "The town of Karsa buried 14 victims of the 1995 massacre on Sunday.",
        "Gold prices exploded in Karsa on Sunday.",
        "The company blamed a cyber attack for the blackout in Karsa on Sunday.",
        "Officials in Karsa are investigating whether a bomb caused the power cut on Sunday.",
        "The senator called on Sunday for an end to police shootings in Karsa.",
    ],
)
def test_talk_of_violence_is_no_violence(text: str) -> None:
    """Condemned, discussed, remembered, or a figure of speech."""
    assert read(text).incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "Five people were shot in a bar in Karsa on Sunday, prosecutors said.",
        "Two policemen were wounded when a grenade was thrown at their patrol in Karsa on Sunday.",
        "Three rebels died in an accidental explosion of their own bomb in Karsa on Sunday.",
        "Masked men burned a bus near Karsa on Sunday to block a highway.",
        "Pirates seized a tanker with 22 crew off Karsa on Sunday.",
        "Residents of Karsa said shells had landed near a school on Sunday, killing two pupils.",
        "Twelve soldiers were killed in Karsa on Sunday.",
    ],
)
def test_deeds_in_few_words_are_incidents(text: str) -> None:
    """Passives, weapons without a hand, things burned or seized."""
    assert len(read(text).incidents) == 1
