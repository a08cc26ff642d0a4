"""Who said what: quotations with their cues, clauses that a cue introduces, and neither."""

from __future__ import annotations

import pytest

from dateline.models import Article
from dateline.survey import Attribution, survey


def said(text: str) -> tuple[Attribution, ...]:
    """The attributions of an article."""
    return survey(Article(text=text)).attributions


def one(text: str) -> Attribution:
    """The only attribution of an article."""
    (found,) = said(text)
    return found


def speaker(found: Attribution) -> str | None:
    """The words for who said it."""
    return found.source.speaker.text if found.source else None


def content(found: Attribution) -> list[str]:
    """What was said, without the comma or full stop that may close it."""
    return [part.text.rstrip(",.") for part in found.content]


# --- direct ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "who", "cue"),
    [
        ("“The bridge is gone,” said Lena Ahmadi.", "Lena Ahmadi", "said"),
        ("“The bridge is gone,” Lena Ahmadi said.", "Lena Ahmadi", "said"),
        ('"The bridge is gone," the mayor told reporters on Friday.', "the mayor", "told"),
        ("‘The bridge is gone,’ she warned.", "she", "warned"),
        ("Lena Ahmadi said: “The bridge is gone.”", "Lena Ahmadi", "said"),
        ("Lena Ahmadi said, “The bridge is gone.”", "Lena Ahmadi", "said"),
        ("“The bridge is gone,” according to the mayor.", "the mayor", "according to"),
    ],
)
def test_a_quotation_has_its_speaker_and_cue(text: str, who: str, cue: str) -> None:
    """Behind it, before it, with any reporting verb."""
    found = one(text)
    assert (found.kind, content(found)) == ("direct", ["The bridge is gone"])
    assert speaker(found) == who
    assert found.cue is not None
    assert found.cue.text == cue


def test_a_quotation_that_is_split_by_its_cue_is_one() -> None:
    """Two spans, one statement."""
    found = one("“The bridge is gone,” Ahmadi told reporters, “and nobody came to mend it.”")
    assert content(found) == ["The bridge is gone", "and nobody came to mend it"]
    assert (found.kind, speaker(found)) == ("direct", "Ahmadi")


def test_a_role_in_apposition_stands_beside_the_speaker() -> None:
    """Behind the name, whether the name follows its cue or goes before."""
    after = one("“The bridge is gone,” said Lena Ahmadi, a teacher from Velm.")
    before = one("Lena Ahmadi, a teacher from Velm, said the bridge was gone for good.")
    for found in (after, before):
        assert found.source is not None
        assert found.source.role is not None
        assert (found.source.speaker.text, found.source.role.text) == (
            "Lena Ahmadi",
            "a teacher from Velm",
        )


def test_a_quotation_that_goes_on_in_the_next_sentence_is_one() -> None:
    """One cue, one statement: what follows it is its second part."""
    found = one("“The bridge is gone,” Ahmadi said. “Nobody came to mend it.”")
    assert content(found) == ["The bridge is gone", "Nobody came to mend it"]
    assert (found.cue is not None, speaker(found)) == (True, "Ahmadi")


def test_a_quotation_that_ends_in_another_is_direct() -> None:
    """The marks of the inner one close before those of the outer."""
    found = one("“It was ‘a mess,’” Lena Ahmadi said.")
    assert (found.kind, speaker(found)) == ("direct", "Lena Ahmadi")


# --- indirect and mixed ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "who", "cue"),
    [
        (
            "The minister said that the pass would stay closed until May.",
            "The minister",
            "said",
        ),
        ("The minister said the pass would stay closed until May.", "The minister", "said"),
        ("The pass would stay closed until May, the minister said.", "the minister", "said"),
        ("The pass would stay closed until May, said the minister.", "the minister", "said"),
        (
            "The pass would stay closed until May, according to the minister.",
            "the minister",
            "according to",
        ),
        (
            "According to the minister, the pass would stay closed until May.",
            "the minister",
            "According to",
        ),
    ],
)
def test_a_reported_clause_has_its_speaker_and_cue(text: str, who: str, cue: str) -> None:
    """Leading, trailing, with "that" and without, by verb and by phrase."""
    found = one(text)
    assert found.kind == "indirect"
    assert [c.lower() for c in content(found)] == ["the pass would stay closed until may"]
    assert speaker(found) == who
    assert found.cue is not None
    assert found.cue.text == cue


def test_what_a_leading_source_said_is_not_its_role() -> None:
    """In "according to X, Y" Y is what was said."""
    found = one("According to the minister, the pass would stay closed until May.")
    assert found.source is not None
    assert found.source.role is None


def test_a_clause_with_quoted_words_is_mixed() -> None:
    """Quotation marks around a part."""
    found = one("The minister said the talks were “a waste of breath” and would not resume.")
    assert (found.kind, speaker(found)) == ("mixed", "The minister")
    assert "a waste of breath" in found.content[0].text


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The army denied that its soldiers had entered the school.", "deny"),
        ("The rebels threatened to close the only road into Velm.", "threaten"),
        ("The agency warned that the dam could break within days.", "warn"),
        ("The premier promised that the clinic would open in June.", "promise"),
        ("The union urged the government to raise the minimum wage.", "request"),
        ("The envoy condemned the shelling of the market in Velm.", "condemn"),
        ("The envoy praised the nurses of the clinic in Velm.", "praise"),
        ("The ministry announced that the pass had been opened.", "announce"),
        ("The Kesh Front claimed responsibility for the burning of Velm.", "claim_responsibility"),
        ("The minister said that the pass would stay closed.", "assert"),
    ],
)
def test_the_cue_tells_what_is_done_by_saying_it(text: str, act: str) -> None:
    """A denial is no assertion, and a threat no announcement."""
    assert {found.act for found in said(text)} == {act}


# --- none ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The river rose all winter and the pass was closed.",
        "The village has been called “the gate of the valley” for a century.",
        "The book is called “War and Sand”.",
        "She bought the so-called “miracle cure” at the market.",
        "The mayor was told to leave the building by noon.",
        "The villagers were told that the road was closed.",
        "Residents were warned that the dam could break.",
        "The United States sent a delegation to the valley.",
        "The report was written by a committee and nobody read it.",
    ],
)
def test_where_nobody_speaks_there_is_no_statement(text: str) -> None:
    """Names and scare quotes are no speech, and who was told something is no speaker."""
    assert said(text) == ()


def test_an_unclaimed_attack_is_no_statement() -> None:
    """Nobody is quoted by "no group"."""
    assert said("No group has claimed responsibility for the attack.") == ()


def test_what_is_set_aside_is_not_read() -> None:
    """A caption's words are no statement of the report."""
    menu = "Home > World > Africa"
    article = Article.from_text(f"{menu}\n\n“The bridge is gone,” said Lena Ahmadi.")
    assert [part.span.text for part in article.set_aside] == [menu]
    assert len(survey(article).attributions) == 1
    assert all(p.span.text != menu for p in survey(article).paragraphs)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Police said they had no evidence that the mayor was involved.",
            ["they had no evidence that the mayor was involved"],
        ),
        ("The judge would not rule out that the bomb was planted by an insider.", []),
        ("The mayor did not believe that the army had left the valley.", []),
        ("The minister never said that the pass would be opened.", []),
        ("The envoy declined to say that the talks had failed.", []),
        (
            "The minister said it was not true that the dam had burst.",
            ["it was not true that the dam had burst"],
        ),
        (
            "The court rejected the idea that the miners were to blame.",
            ["the idea that the miners were to blame"],
        ),
        (
            "The army denied reports that the bridge was mined.",
            ["reports that the bridge was mined"],
        ),
        ("The envoy told reporters on Monday that the talks had failed.", ["the talks had failed"]),
        ("The envoy said in a statement that the talks had failed.", ["the talks had failed"]),
        ("The envoy said late on Friday that the talks had failed.", ["the talks had failed"]),
        ("The envoy said in a statement on Friday the talks had failed.", ["the talks had failed"]),
    ],
)
def test_only_audience_time_and_medium_stand_before_what_is_said(
    text: str, contents: list[str]
) -> None:
    """A negation or a noun between the verb and its "that" is never cut out of what was said."""
    assert [c for found in said(text) for c in content(found)] == contents


@pytest.mark.parametrize(
    ("text", "who", "contents"),
    [
        (
            "Gunmen shot a guard in Velm on Monday, a police commander said, in the worst raid.",
            "a police commander",
            ["Gunmen shot a guard in Velm on Monday"],
        ),
        (
            "The pass, she said, would stay closed until May.",
            "she",
            ["The pass", "would stay closed until May"],
        ),
        (
            "The commission fell silent after bandits warned that they would burn the hall.",
            "bandits",
            ["they would burn the hall"],
        ),
        (
            "The ministry called the killings 'a cold-blooded murder'.",
            "The ministry",
            ["the killings 'a cold-blooded murder'"],
        ),
        (
            "A reporter for the agency called it “absolute chaos.”",
            "A reporter for the agency",
            ["it “absolute chaos.”"],
        ),
        (
            "The teacher said the scene was “absolute chaos.”",
            "The teacher",
            ["the scene was “absolute chaos.”"],
        ),
        (
            "The city of Velm urged people to seek shelter, and the road was soon empty.",
            "The city of Velm",
            ["people to seek shelter"],
        ),
        (
            "The premier issued a statement condemning “what appears to be a vile attack.”",
            "The premier",
            ["“what appears to be a vile attack.”"],
        ),
        (
            "Nadia Marr, a nurse, told EFE that the road was closed.",
            "Nadia Marr",
            ["the road was closed"],
        ),
        (
            "The Herald quoted Nadia Marr, a nurse, as saying that the road was closed.",
            "Nadia Marr",
            ["the road was closed"],
        ),
        (
            "Omar Velm, speaking at a rally in Lenz, warned that the dam would break.",
            "Omar Velm",
            ["the dam would break"],
        ),
        (
            "Omar Velm (Green) said the dam would break within days.",
            "Omar Velm",
            ["the dam would break within days"],
        ),
        ("At 7.10 a.m. it announced the opening of the pass.", "it", ["the opening of the pass"]),
    ],
)
def test_a_statement_is_cut_where_it_ends(text: str, who: str, contents: list[str]) -> None:
    """Neither more nor less than what was said, and by whom."""
    found = one(text)
    assert (speaker(found), [c.rstrip(".") for c in content(found)]) == (
        who,
        [c.rstrip(".") for c in contents],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen who claimed to be soldiers took the cattle of Velm.",
        "Bandits and soldiers traded blame over the burning of Velm.",
        "The alleged commander of the raid is in prison.",
    ],
)
def test_a_noun_or_an_open_clause_is_no_statement(text: str) -> None:
    """Where the words do not show what was said, nothing is."""
    assert said(text) == ()


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "No group said it had done it, but the Interior Ministry blamed the militants.",
            ["the Interior Ministry"],
        ),
        (
            "The army said the road was safe, while the union said it was mined.",
            ["The army", "the union"],
        ),
        (
            "The ministry called the raid a crime and urged the council to investigate it.",
            ["The ministry", "The ministry"],
        ),
        (
            "The envoy left for Velm on Monday, saying the talks had come to an end.",
            ["The envoy"],
        ),
    ],
)
def test_every_cue_of_a_sentence_has_its_own_source(text: str, speakers: list[str]) -> None:
    """The one that stands with it, or the one that goes on."""
    assert [speaker(found) for found in said(text) if found.source] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "“It was dark and we ran,” Nadia Marr, a nurse, told EFE.",
        "'It was dark and we ran,' a detective inspector told the court.",
    ],
)
def test_whoever_is_told_does_not_speak(text: str) -> None:
    """Nor does the paper that was told."""
    assert speaker(one(text)) in ("Nadia Marr", "a detective inspector")


def test_a_quotation_over_two_paragraphs_is_one() -> None:
    """The second opens with a mark again, and the first is left open."""
    found = one("“The bridge is gone. We wait.\n\n“Nobody came to mend it,” Lena Ahmadi said.")
    assert content(found) == ["The bridge is gone. We wait", "Nobody came to mend it"]
    assert speaker(found) == "Lena Ahmadi"
    first, second = said("“The bridge is gone,” she said.\n\n“Nobody came,” Omar Velm said.")
    assert (speaker(first), speaker(second)) == ("she", "Omar Velm")


def test_two_single_marks_are_a_double_one() -> None:
    """As some archives set them, with a quotation inside."""
    text = "''We are told, 'Velm is a special case,'" + "'' Lena Ahmadi said."
    found = one(text)
    assert (found.kind, speaker(found)) == ("direct", "Lena Ahmadi")
    assert content(found) == ["We are told, 'Velm is a special case,'"]


def test_what_a_headline_reports_is_said_once() -> None:
    """In the report."""
    body = "The pass is closed, police said on Monday.\n\nIt snowed.\n\nNobody came."
    assert len(said(f"Pass closed by snow, police say\n\n{body}")) == 1
