"""Boilerplate: what is no reporting is found, and reporting is never taken for it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles.boilerplate import set_aside
from dateline.models.paragraphs import split_paragraphs

HEADLINE = "Gunmen storm market in river town"
LEAD = "At least nine people died when gunmen stormed a market in Oruma on Monday, the mayor said."
BODY = "He said the attackers came by boat and left before the army arrived."
LAST = "No group has said that it was behind the raid."


def found(*paragraphs: str, sep: str = "\n\n") -> list[tuple[str, str]]:
    """What is set aside of an article with these paragraphs, and why."""
    text = sep.join(paragraphs)
    parts = set_aside(text, split_paragraphs(text))
    assert all(text[p.span.start : p.span.end] == p.span.text for p in parts)
    return [(part.span.text, part.reason) for part in parts]


MENU = [
    "Home > World > Africa",
    "Home » News » Kinta",
    "News / Africa / Oruma",
    "News \xa0 / \xa0 Africa \xa0 / \xa0 Editor's Choice",
    "Home | News | Sport | Opinion | Culture",
    "World · Politics · Business",
    "Home News World Sport Business",
    "Inicio | Internacional | Política | Deportes",
    "Главная / Новости / Политика",
    "Skip to main content",
]
CAPTION = [
    "Residents walk past a burnt stall in Oruma on June 7, 2021. (AFP photo)",
    "Residents walk past a burnt stall. (Photo by Jane Doe)",
    "Residents walk past a burnt stall. (Jane Doe/Reuters)",
    "Residents walk past a burnt stall. (JANE DOE/AFP/Getty Images)",
    "Residents walk past a burnt stall (AP Photo/Jane Doe)",
    "Residents walk past a burnt stall [Reuters]",
    "Residents walk past a burnt stall [File: Jane Doe/Al Jazeera]",
    "Residents walk past a burnt stall. Photo: Jane Doe",
    "Residents walk past a burnt stall. Photograph: Jane Doe/Getty Images",
    "Residents walk past a burnt stall. REUTERS/Jane Doe",
    "Residents walk past a burnt stall. Jane Doe/AP",
    "Residents walk past a burnt stall (file photo)",
    "Photo: Getty Images",
    "Jane Doe/AFP via Getty Images",
    "File photo",
    "Image source, Getty Images",
    "Image caption, The market was the largest in the valley",
    "FILE - The governor speaks in Kinta, March 3, 2020.",
    "FILE PHOTO: The governor speaks in Kinta, March 3, 2020. REUTERS/Jane Doe",
    "In this March 3, 2020, file photo, the governor speaks in Kinta.",
    "This undated handout photo shows the governor.",
    "Des habitants devant le marché. (Photo : Jane Doe / AFP)",
    "Жители у рынка. Фото: РИА Новости",
]
PROMOTION = [
    "Share this article",
    "Share on Facebook",
    "Read more: Army sends boats to river towns",
    "READ MORE",
    "Also read: Army sends boats",
    "Related: Army sends boats to river towns",
    "Follow us on Twitter and Facebook",
    "Follow Jane Doe on Twitter @janedoe",
    "Follow Jane\xa0Doe on Twitter at\xa0@janedoe.",
    "Sign up for our daily newsletter",
    "Subscribe to our channel",
    "Click here to read the full story",
    "Advertisement",
    "Story continues below",
    "We use cookies to improve your experience on our site.",
    "Download our app for iOS and Android",
    "Watch the full interview below:",
    "Lire aussi : Les bateaux de l'armée",
    "相关阅读",
]
FOOTER = [
    "© 2021 River Herald",
    "Copyright 2021 The River Herald. All rights reserved.",
    "All rights reserved",
    "Todos los derechos reservados",
    "(Reporting by Jane Doe; Editing by John Roe)",
    "Reporting by Jane Doe in Oruma; additional reporting by John Roe; writing by Mary Major",
    "Jane Doe in Kinta contributed to this report.",
    "This article was originally published on River Notes.",
    "The views expressed in this article are the author's own.",
    "Contact the author at jane@example.org",
    "Terms of use | Privacy policy | Contact us",
    "The Herald's website can also be accessed at the following mirror sites:",
    "Enditem",
]
NOISE = [
    *((line, "menu") for line in MENU),
    *((line, "caption") for line in CAPTION),
    *((line, "promotion") for line in PROMOTION),
    *((line, "footer") for line in FOOTER),
]


@pytest.mark.parametrize(("line", "reason"), NOISE)
def test_a_line_that_is_no_reporting_is_set_aside_wherever_it_stands(
    line: str, reason: str
) -> None:
    """Above the headline, inside the story and at its end, and nothing else with it."""
    assert found(line, HEADLINE, LEAD, BODY) == [(line, reason)]
    assert found(HEADLINE, LEAD, line, BODY, LAST) == [(line, reason)]
    assert found(HEADLINE, LEAD, BODY, LAST, line) == [(line, reason)]


REPORTING = [
    "KABUL, June 6 (Reuters) - A bomb killed five people on Sunday, police said.",
    "LAGOS (AP) — Officials said the toll could rise.",
    "(AP) — The army said it had retaken the town.",
    "NAIROBI (Reuters)",
    "KABUL / DOHA / GENEVA",
    "Oruma, Monday",
    "10:42 GMT - Blast heard near the airport",
    "10:42 | Blast heard near the airport",
    "By Jane Doe | Reuters",
    "By Jane Doe and John Roe",
    "Updated June 6, 2021",
    "“Join us on the square,” the opposition leader told the crowd.",
    '"Follow us," she said.',
    "“No,” he said.",
    "No one claimed responsibility.",
    "Five died.",
    "Killed: 9",
    "Background",
    "Politics",
    "Seven killed in clash",
    "Witness: 'They came by boat'",
    "Iran - Iraq - Syria",
    "Opinion | Why the river towns feel abandoned by the capital",
    "Share prices fell after the attack.",
    "Share this burden, minister tells allies",
    "Follow-up attacks killed three people.",
    "Related violence killed four people in the south.",
    "Subscribers to the service lost their data.",
    "Support us or leave, militia tells villagers",
    "Sign up for the army, governor urges young men",
    "Click here and everywhere: how the fraud spread",
    "Read more than one account, and they differ.",
    "We baked cookies for the soldiers, the mayor said.",
    "The site uses cookies to track dissidents, the report said.",
    "Source: Iran behind attack on tanker",
    "Sources: President to dismiss army chief",
    "Copyright cases rose by a third last year, the ministry said.",
    "Reporting by the Oruma Times found that officials had hidden the toll.",
    "Editing by hand took the ministry four days.",
    "First published in 1998, the list names 300 officers.",
    "This report was welcomed by the opposition.",
    "The militants' views expressed in the video shocked the author.",
    "The ministry's website can also be reached at an alternative address, officials said.",
    "Call the hotline on 0800 123 45678 with information, police said.",
    "Contact with the convoy was lost at 3 p.m., the army said.",
    "Facebook removes 300 accounts",
    "Twitter did not respond",
    "He posted the images on Facebook, Instagram and Telegram.",
    "Photos: Market burns in river town",
    "The photo (taken by a resident) shows three boats.",
    "The candidate leads by 3 points (Marist/AP).",
    "The party is at 43 percent (Bloomberg/Selzer)",
    "Police hold three, seek two more [Bloomberg]",
    "TEN KILLED IN RIVER TOWN The governor has called for calm. [Reuters]",
    "The governor said that she had called for calm. [Reuters]",
    "Files released on Monday show that the army knew.",
    "FILE a complaint, the judge told her.",
    "In this village, nobody has forgotten.",
    "Image problems dog the army.",
    "President Doe (L) signed the law.",
    "Sen. Jane Doe (R) voted against it.",
    "The town fell on Monday. (AFP)",
    "Q: Did you see them?",
    "* Nine dead in market attack",
    "Ends and means",
]


@pytest.mark.parametrize("line", REPORTING)
def test_reporting_stays_wherever_it_stands(line: str) -> None:
    """As the headline, below it, below a caption, inside the story and as its last line."""
    caption = "Residents flee. (AFP photo)"
    assert found(line, LEAD, BODY) == []
    assert found(HEADLINE, line, LEAD, BODY) == []
    assert found(HEADLINE, caption, line, LEAD, BODY) == [(caption, "caption")]
    assert found(HEADLINE, LEAD, line, BODY, LAST) == []
    assert found(HEADLINE, LEAD, BODY, line) == []


OF_OTHERS = [
    ("More from Oruma: Three killed in road ambush", "promotion"),
    ("Watch: Drone footage shows burned villages", "promotion"),
    ("Most read: Nine dead after blast in Tavel", "promotion"),
    ("Tags: Oruma, attack, army", "promotion"),
    ("Also in Rukwe County: Lorry kills three | Oruma raid rivals for a striker", "promotion"),
    ("Hello and welcome to our rolling coverage.", "promotion"),
    ("PHOTO: Firefighters cool down a minibus that crashed on Friday.", "caption"),
    ("A soldier stands guard in Tavel after a raid. AFP", "caption"),
    ("Residents inspect a shelled house in Oruma in 2019. REUTERS/Ann Bo", "caption"),
    ("Correction: A report on Monday put the number of dead in Tavel at 19. It was 9.", "footer"),
    ("This article was amended on 3 May. It said that ten soldiers had been killed.", "footer"),
    ("A longer version of this story is in our Sunday edition.", "footer"),
]


@pytest.mark.parametrize(("line", "reason"), OF_OTHERS)
def test_what_leads_to_other_stories_is_set_aside_inside_the_story(line: str, reason: str) -> None:
    """Labels with a headline behind them, pictures of other days, the paper's own corrections."""
    assert found(HEADLINE, LEAD, line, BODY, LAST) == [(line, reason)]


def test_section_names_on_lines_of_their_own_are_a_menu() -> None:
    """Three in a row are a list of sections; one alone may be a subhead."""
    assert found("Home", "News", "Sport", HEADLINE, LEAD, BODY) == [
        ("Home", "menu"),
        ("News", "menu"),
        ("Sport", "menu"),
    ]
    assert found(HEADLINE, LEAD, "Politics", BODY) == []


def test_a_picture_of_the_storys_own_event_is_left_in() -> None:
    """It says where and when the event was; another place's picture does not."""
    own = "Traders stand at the site of the attack on a market in Oruma. (Photo by Jane Doe)"
    other = "Traders stand at the site of the attack on a market in Belgrade. (Photo by Jane Doe)"
    archive = "FILE - Traders stand at the site of an earlier attack in Oruma, May 3, 2019."
    assert found(HEADLINE, own, LEAD, BODY) == []
    assert found(HEADLINE, other, LEAD, BODY) == [(other, "caption")]
    assert found(HEADLINE, archive, LEAD, BODY) == [(archive, "caption")]


def test_a_captions_neighbour_in_the_same_manner_is_a_caption() -> None:
    """A picture's line without a credit: someone does something, on a date that is past."""
    credited = "The governor waves. (AFP photo)"
    plain = "The governor (L) shakes hands with the bishop of Kinta on June 3, 2020."
    assert found(HEADLINE, credited, plain, LEAD, BODY) == [
        (credited, "caption"),
        (plain, "caption"),
    ]
    assert found(HEADLINE, LEAD, plain, BODY) == []


def test_the_headline_beside_a_caption_stays() -> None:
    """Headlines are in the present tense too."""
    headline = "Governor meets bishop, talks of peace on June 3, 2020"
    caption = "The governor waves. (AFP photo)"
    assert found(headline, caption, LEAD) == [(caption, "caption")]
    assert found(caption, headline, LEAD) == [(caption, "caption")]


def test_headlines_below_related_stories_are_promotion() -> None:
    """A list of other stories ends with the next sentence."""
    others = ["Army sends boats to river towns", "Mayor of Kinta asks for help"]
    assert found(HEADLINE, LEAD, BODY, "Related stories", *others, LAST) == [
        ("Related stories", "promotion"),
        *((line, "promotion") for line in others),
    ]


def test_the_items_of_a_digest_stay() -> None:
    """At its head, "Top stories" announces what is reported there."""
    items = ["Nine dead in market attack", "Army sends boats to river towns", "Rains close road"]
    assert found("Morning briefing", "Top stories", *items) == []


def test_short_lines_below_a_footer_belong_to_it() -> None:
    """Addresses and names of other channels, to the end of the text."""
    footer = "The Herald's website can also be accessed at the following alternate addresses:"
    tail = ["www.herald.example", "www.herald.example.org", "River Herald Radio"]
    assert found(HEADLINE, LEAD, BODY, footer, *tail) == [
        (footer, "footer"),
        *((line, "footer") for line in tail),
    ]


def test_other_channels_at_the_very_end_are_a_footer() -> None:
    """The name of the site and of a place to watch it, with no verb."""
    assert found(HEADLINE, LEAD, BODY, LAST, "River Herald Roku") == [
        ("River Herald Roku", "footer")
    ]


def test_a_footer_inside_the_text_takes_no_reporting_with_it() -> None:
    """Where another story follows, its headline stays."""
    credit = "(Reporting by Jane Doe; Editing by John Roe)"
    second = "Army sends boats to river towns"
    assert found(HEADLINE, LEAD, credit, second, BODY) == [(credit, "footer")]


def test_later_copies_of_a_paragraph_are_repeated() -> None:
    """The first copy stays, also where only the white space differs."""
    copy = BODY.replace(" ", "\xa0", 2)
    assert found(HEADLINE, LEAD, BODY, LAST, copy) == [(copy, "repeated")]
    assert found(HEADLINE, LEAD, HEADLINE, BODY) == [(HEADLINE, "repeated")]


def test_short_lines_come_back_in_earnest() -> None:
    """Transcripts and chants repeat themselves."""
    assert found(HEADLINE, "Thank you.", LEAD, "Thank you.", BODY, "Thank you.") == []


def test_a_caption_alone_is_what_the_caller_wants_read() -> None:
    """Nothing is set aside where nothing would be left."""
    assert found("Residents walk past a burnt stall. (AFP photo)") == []
    assert found() == []


def test_a_wrapped_caption_is_one() -> None:
    """Line breaks inside a paragraph change nothing."""
    caption = (
        "Residents of the river town walk past a stall that was burnt down in the\n"
        "night, as the governor's boat arrives at the landing. (AFP photo)"
    )
    lead = (
        "At least nine people died when gunmen stormed a market in Oruma on Monday,\n"
        "the mayor said, and he called on the governor to send more boats."
    )
    assert found(HEADLINE, caption, lead) == [(caption, "caption")]


LINES = st.sampled_from([*(line for line, _ in NOISE), *REPORTING, HEADLINE, LEAD, BODY])


@given(st.lists(LINES | st.text(max_size=60), max_size=12), st.sampled_from(["\n", "\n\n"]))
def test_what_is_set_aside_are_whole_paragraphs_in_order(lines: list[str], sep: str) -> None:
    """Each at most once, and at least one is left."""
    text = sep.join(lines)
    paragraphs = split_paragraphs(text)
    spans = [part.span for part in set_aside(text, paragraphs)]
    assert spans == [p for p in paragraphs if p in spans]
    assert len(spans) < max(1, len(paragraphs))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Related stories\n",
        "More on this story\n",
        "@" * 40,
        "Photo: ",
        "a/AP ",
        "www.",
        "© ",
        "Home > ",
        "by we use cookies ",
        "A. Doe and ",
        "[(",
        "Jane Doe/",
        "\n",
        "Thank you all.\n",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    """Half a million characters of anything take a moment, not minutes."""
    text = unit * (500_000 // len(unit)) + " end"
    paragraphs = split_paragraphs(text)
    started = time.perf_counter()
    set_aside(text, paragraphs)
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    "line",
    [
        "Correction: our report of 20 August that a guard had been abducted in Dol was wrong.",
        "Correction: the report that gunmen had seized a school in Dol was false.",
        "Retraction: our story that a mayor had been shot in Bor proved untrue.",
        "Clarification: the reports on Monday that a bomb had gone off in Bor were unfounded.",
        "Correction: we reported on Monday that two nurses had been held; that is wrong.",
    ],
)
def test_a_deed_that_a_paper_takes_back_is_reporting(line: str) -> None:
    """A slip in a number is none."""
    slip = "Correction: an earlier version of this report misstated the number of dead in Bor."
    text = f"Guards hunt gang\n\nGunmen shot a guard in Bor on Monday.\n\n{line}\n\n{slip}"
    aside = set_aside(text, split_paragraphs(text))
    assert [part.span.text for part in aside] == [slip]
