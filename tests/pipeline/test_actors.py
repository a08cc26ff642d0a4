"""One actor under all its names, and the user's own list."""

from __future__ import annotations

import pytest

from dateline.models import Article, Incident, KnownActor, Mention, Perpetrator
from dateline.pipeline.actors import identify
from dateline.pipeline.records import Records
from dateline.survey import survey

TEXT = (
    "Taliban fighters attacked a police post in Ghazni province on Sunday, officials said.\n\n"
    "The militants killed nine officers. Gunmen on motorcycles robbed a bank in Herat.\n\n"
    "The group said it had captured the post. The gunmen fled, and the Taliban denied any part.\n\n"
    "The Group for the Support of Islam and Muslims (JNIM) is not active there, and JNIM said so."
)
ARTICLE = Article.from_text(TEXT)


def incident(*names: str) -> Incident:
    """An incident with these perpetrators, each at its first place in the text."""
    perpetrators = []
    for name in names:
        start = TEXT.index(name)
        span = ARTICLE.span(start, start + len(name))
        perpetrators.append(Perpetrator(mention=Mention.at(span)))
    return Incident(id="i1", kind="Attack", perpetrators=tuple(perpetrators))


def identities(*names: str, known: tuple[KnownActor, ...] = ()) -> list[Perpetrator]:
    """The perpetrators with their identities."""
    records = Records(incidents=tuple(incident(n) for n in names))
    identified, _ = identify(records, ARTICLE, survey(ARTICLE), known)
    return [i.perpetrators[0] for i in identified.incidents]


@pytest.mark.parametrize("description", ["The militants", "The group", "the Taliban"])
def test_a_description_is_the_only_named_actor_of_its_kind(description: str) -> None:
    """And says why, where it is not the name itself."""
    named, described = identities("Taliban fighters", description)
    assert named.identity == described.identity
    assert (described.same_as is None) == (description == "the Taliban")


def test_an_indefinite_description_is_an_actor_of_its_own() -> None:
    """Those "gunmen" are nobody that was named; "the gunmen" are they."""
    taliban, gunmen, again = identities("Taliban fighters", "Gunmen on motorcycles", "The gunmen")
    assert gunmen.identity != taliban.identity
    assert again.identity == gunmen.identity


def test_an_acronym_in_brackets_is_the_same_actor() -> None:
    """By the text's own word for it."""
    full, short = identities("Group for the Support of Islam and Muslims", "JNIM said")
    assert full.identity == short.identity


def test_the_users_list_decides_names_and_kinds() -> None:
    """Its name, its kind, whatever the article says."""
    known = (KnownActor(name="Islamic Emirate", aliases=("taliban",), kind="State forces"),)
    records = Records(incidents=(incident("Taliban fighters"),))
    identified, actors = identify(records, ARTICLE, survey(ARTICLE), known)
    (perpetrator,) = identified.incidents[0].perpetrators
    assert perpetrator.actor_kind == "State forces"
    assert [(a.name, a.listed, a.actor_kind) for a in actors] == [
        ("Islamic Emirate", True, "State forces")
    ]
    assert perpetrator.identity == actors[0].id
    assert all(TEXT[s.start : s.end] == s.text for a in actors for s in a.mentions)
