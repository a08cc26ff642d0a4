"""The review in a real browser: keyboard, two reviewers at once, accessibility, hostile words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.export.html.conftest import watched
from tests.export.html.made import hostile
from tests.export.html.payloads import PAYLOADS
from tests.export.html.test_browser import GEOMETRY, STRUCTURE, eventually
from tests.export.html.test_hostile import harmless
from tests.review.conftest import Live, served
from tests.review.made import decide_all, extraction, in_store, item, run, sheet

from dateline import extract
from dateline.batch.store.packing import pack
from dateline.batch.store.reviews import reviewed
from dateline.models import Article
from dateline.review import desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

Open = Callable[..., "Page"]
FOCUSED = "(document.activeElement.closest('.item') ?? {dataset: {}}).dataset.item"
SELECT = """words => {
    const text = document.getElementById('text');
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const whole = text.textContent, from = whole.indexOf(words), to = from + words.length;
    const range = document.createRange();
    for (let at = 0; walker.nextNode(); at += walker.currentNode.length) {
        const node = walker.currentNode, end = at + node.length;
        if (from >= at && from < end) range.setStart(node, from - at);
        if (to > at && to <= end) { range.setEnd(node, to - at); break; }
    }
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    text.dispatchEvent(new PointerEvent('pointerup', {bubbles: true}));
}"""


@pytest.fixture
def troubles() -> list[str]:
    """What pages did that they should not: errors, words on the console, dialogs, requests."""
    return []


@pytest.fixture
def open_as(browser: Browser, troubles: list[str]) -> Iterator[Open]:
    """The review as a reviewer has it, in a browser of their own."""
    opened = []

    def open_link(live: Live, name: str = "anna", width: int = 1360, **more: Any) -> Page:
        page = watched(browser, troubles, f"{live.origin}/", width, 900, **more)
        opened.append(page.context)
        page.goto(live.links[name])
        page.set_default_timeout(15_000)
        return page

    yield open_link
    for context in opened:
        context.close()


@pytest.fixture(autouse=True)
def _no_trouble(troubles: list[str]) -> Iterator[None]:
    """None of that in any of these tests, but for what a test expects and takes away."""
    yield
    assert troubles == []


def decisions(path: Path) -> list[tuple[str, str, str]]:
    """Who decided what about what, in order."""
    found = in_store(
        path,
        lambda c: [
            (d.id, d.reviewer, s.type, d.verdict)
            for one in reviewed(c)
            for s in one.subjects
            for d in s.decisions
        ],
    )
    return [(reviewer, kind, verdict) for _, reviewer, kind, verdict in sorted(found)]


def at(page: Page, number: int = 1) -> Page:
    """An article's page."""
    page.goto(f"{page.url.partition('//')[0]}//{page.url.split('/')[2]}/article/{number}")
    return page


def left(page: Page, number: int) -> None:
    """Wait until so many records are left to be decided."""
    eventually(page, f"document.getElementById('left').textContent === '{number} to decide'")


# --- the keyboard ---------------------------------------------------------------------------------


def test_an_article_is_reviewed_without_a_mouse(live: Live, path: Path, open_as: Open) -> None:
    """From the list to the next article: accept, reject, undo, done."""
    page = open_as(live)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # begin with the most doubtful
    page.wait_for_url("**/article/1")
    names = [one.id for one in sheet(path).items]
    eventually(page, f"{FOCUSED} === '{names[0]}'")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(FOCUSED) == names[1]
    page.keyboard.press("k")
    page.keyboard.press("a")
    left(page, 3)
    eventually(page, f"{FOCUSED} === '{names[1]}'")
    page.keyboard.press("r")
    left(page, 2)
    assert page.evaluate(FOCUSED) == names[2]
    page.keyboard.press("u")
    left(page, 3)
    eventually(page, f"{FOCUSED} === '{names[1]}'")
    for number in (2, 1, 0):
        page.keyboard.press("a")
        left(page, number)
    assert "All are decided" in page.inner_text("#said")
    page.keyboard.press("f")
    page.wait_for_url(f"{live.origin}/")
    assert "1 of 1 article done" in page.inner_text(".progress")
    verdicts = [verdict for _, _, verdict in decisions(path)]
    assert verdicts == ["accepted", "rejected", "withdrawn", "accepted", "accepted", "accepted"]


def test_the_record_in_turn_is_lit_in_the_article(live: Live, open_as: Open) -> None:
    """As on the report's page, whose script it is."""
    page = at(open_as(live))
    lit = "[...document.querySelectorAll('#text .lit')].map(e => e.textContent).join(' ')"
    eventually(page, f"({lit}).includes('at least 14')")
    page.keyboard.press("j")
    eventually(page, f"({lit}).includes('They came from the river,')")


def test_done_is_not_said_before_all_is_decided(
    live: Live, path: Path, open_as: Open, troubles: list[str]
) -> None:
    """The page says how many are left."""
    page = at(open_as(live))
    page.keyboard.press("f")
    eventually(page, "document.getElementById('trouble').textContent.includes('4 undecided')")
    assert sheet(path).finished is None
    troubles[:] = [t for t in troubles if "409" not in t]  # the browser's own word on it


COVERED = """() => {
    const edges = e => e.getBoundingClientRect();
    const told = [...document.querySelectorAll('#said, #trouble')].map(e => edges(e).bottom);
    return Math.max(...told) - edges(document.activeElement.closest('.card')).top;
}"""


def test_what_is_said_covers_no_card(live: Live, open_as: Open, troubles: list[str]) -> None:
    """Where the records are more than the window holds, and the one in turn is above what shows."""
    page = at(open_as(live))
    page.set_viewport_size({"width": 1360, "height": 500})
    for key, words in (("a", "3 to decide"), ("u", "undecided again")):
        page.keyboard.press(key)
        eventually(page, f"document.getElementById('said').textContent.includes('{words}')")
    assert page.evaluate(COVERED) < 0
    page.keyboard.press("f")
    eventually(page, "document.getElementById('trouble').textContent.includes('4 undecided')")
    assert page.evaluate(COVERED) < 0
    troubles[:] = [t for t in troubles if "409" not in t]


def test_keys_can_be_turned_off(live: Live, path: Path, open_as: Open) -> None:
    """For whoever dictates: a spoken word must decide nothing (WCAG 2.1.4)."""
    page = at(open_as(live))
    page.keyboard.press("?")
    assert page.is_visible("#help")
    page.keyboard.press("a")  # keys of the page behind the list do nothing
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.reload()
    page.keyboard.press("r")
    page.wait_for_timeout(400)
    assert decisions(path) == []
    page.click(".item >> text=Accept")
    left(page, 3)


def test_keys_do_nothing_while_words_are_typed(live: Live, path: Path, open_as: Open) -> None:
    """Nor with Ctrl, which is the browser's."""
    page = at(open_as(live))
    page.keyboard.press("Control+a")
    page.keyboard.press("e")
    page.wait_for_url("**/edit**")
    page.fill("[data-name=weapon] textarea", "ajr")
    page.wait_for_timeout(300)
    assert decisions(path) == []


# --- correcting and adding ------------------------------------------------------------------------


def test_a_record_is_corrected(live: Live, path: Path, open_as: Open) -> None:
    """A choice changed, saved with the keyboard; the card shows it, and undo gives the old back."""
    page = at(open_as(live))
    page.keyboard.press("e")
    page.wait_for_url("**/edit**")
    assert page.evaluate("document.activeElement.value") == "Attack"
    page.select_option("[data-name=kind] select", "Armed clash")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/article/1#r1")
    assert page.inner_text("#r1 h4 bdi") == "Armed clash"
    assert page.inner_text("#r1 .badge").startswith("corrected 20")
    assert page.inner_text("#left") == "3 to decide"
    page.keyboard.press("u")
    page.wait_for_selector("#r1 h4 bdi:text-is('Attack')")
    assert [verdict for *_, verdict in decisions(path)] == ["corrected", "withdrawn"]


def test_words_that_do_not_stand_there_are_shown_with_the_nearest(
    live: Live, path: Path, open_as: Open, troubles: list[str]
) -> None:
    """At their field, which has the focus; one key takes the real wording."""
    page = at(open_as(live))
    page.keyboard.press("e")
    page.wait_for_url("**/edit**")
    field = "[data-name=casualties] [data-name=count]"
    page.fill(f"{field} textarea", "at least 15 traders")
    assert page.input_value(f"{field} [data-part=low]") == ""
    page.keyboard.press("Control+Enter")
    eventually(page, "document.activeElement.getAttribute('aria-invalid') === 'true'")
    told = page.inner_text(f"{field} .problem")
    assert "“at least 15 traders” does not stand in the article." in told
    described = page.get_attribute(f"{field} textarea", "aria-describedby")
    assert described == page.get_attribute(f"{field} .problem", "id")
    page.click(f"{field} .problem button")
    assert page.input_value(f"{field} textarea") == "at least 14 traders"
    page.click("button[type=submit]")
    page.wait_for_url("**/article/1#r1")
    (one,) = [i for i in sheet(path).items if i.decision]
    assert one.record.casualties[0].count.low == 14  # type: ignore[attr-defined]
    troubles[:] = [t for t in troubles if "422" not in t]


def test_selected_words_fill_the_field_that_has_the_focus(
    live: Live, path: Path, open_as: Open
) -> None:
    """At the very place where they were selected."""
    page = at(open_as(live))
    page.keyboard.press("e")
    page.wait_for_url("**/edit**")
    page.focus("[data-name=weapon] textarea")
    page.evaluate(SELECT, "the mill")
    eventually(page, "document.querySelector('[data-name=weapon] textarea').value === 'the mill'")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/article/1#r1")
    (one,) = [i for i in sheet(path).items if i.decision]
    weapon = one.record.weapon  # type: ignore[attr-defined]
    assert weapon.spans[0].start == extraction().article.text.index("the mill")


def test_values_are_added_and_removed(live: Live, path: Path, open_as: Open) -> None:
    """Several perpetrators, none at all; a value without words is none."""
    page = at(open_as(live))
    page.keyboard.press("e")
    page.wait_for_url("**/edit**")
    page.click("[data-name=targets] [data-do=drop]")
    page.click("[data-name=perpetrators] > [data-do=more]")
    assert page.evaluate("document.activeElement.matches('[data-name=perpetrators] textarea')")
    page.keyboard.type("the mayor")
    page.click("[data-name=perpetrators] > [data-do=more]")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/article/1#r1")
    (one,) = [i for i in sheet(path).items if i.decision]
    record: Any = one.record
    assert [p.mention.text for p in record.perpetrators] == ["Gunmen", "the mayor"]
    assert record.targets == ()


def test_a_record_that_was_missed_is_added_from_its_words(
    live: Live, path: Path, open_as: Open
) -> None:
    """Selected, a key, saved: it stands among the records."""
    page = at(open_as(live))
    page.evaluate(SELECT, "Nothing is left of the mill,")
    page.keyboard.press("s")
    page.wait_for_url("**/new?type=statement**")
    assert page.input_value("[data-name=content] textarea") == "Nothing is left of the mill,"
    page.select_option("[data-name=kind] select", "direct")
    page.fill("[data-name=speaker] textarea", "a miller")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/article/1#r5")
    eventually(page, "document.activeElement.id === 'r5'")
    assert "Added by you" in page.inner_text("#records")
    assert decisions(path) == [("anna", "statement", "added")]
    added = next(one for one in sheet(path).items if one.standing == "added")
    assert added.record.speaker.text == "a miller"  # type: ignore[attr-defined]


def test_what_a_finding_shows_as_missing_is_added_from_it(live: Live, open_as: Open) -> None:
    """A link of the finding fills the form."""
    page = at(open_as(live))
    page.click("#findings .note-card >> text=statement")
    page.wait_for_url("**/new?type=statement**")
    assert page.input_value("[data-name=content] textarea") == "Nothing is left of the mill,"


def test_a_form_is_not_left_by_accident(live: Live, open_as: Open) -> None:
    """Escape asks once where something was changed."""
    page = at(open_as(live))
    page.keyboard.press("e")
    page.wait_for_url("**/edit**")
    page.select_option("[data-name=realis] select", "planned")
    page.keyboard.press("Escape")
    assert "Not saved yet" in page.inner_text("#said")
    page.keyboard.press("Escape")
    page.wait_for_url("**/article/1")


# --- two at once ----------------------------------------------------------------------------------


def test_two_reviewers_at_once_lose_nothing(live: Live, path: Path, open_as: Open) -> None:
    """Each decides about every record, in turn; each sees their own decisions alone."""
    anna, ben = at(open_as(live, "anna")), at(open_as(live, "ben"))
    for number in (3, 2, 1, 0):
        anna.keyboard.press("a")
        ben.keyboard.press("r" if number % 2 else "a")
        left(anna, number)
        left(ben, number)
    kept = decisions(path)
    assert [v for who, _, v in kept if who == "anna"] == ["accepted"] * 4
    assert [v for who, _, v in kept if who == "ben"] == ["rejected", "accepted"] * 2
    anna.reload()
    assert anna.locator(".badge.rejected").count() == 0
    assert ben.locator(".badge.rejected").count() == 2


def test_two_windows_of_one_reviewer_do_not_decide_over_each_other(
    live: Live, path: Path, open_as: Open, troubles: list[str]
) -> None:
    """The second is told, and sees it when it is loaded again."""
    first = at(open_as(live))
    second = first.context.new_page()
    second.goto(f"{live.origin}/article/1")
    first.keyboard.press("a")
    left(first, 3)
    second.keyboard.press("r")
    eventually(second, "document.getElementById('trouble').textContent.includes('another window')")
    assert decisions(path) == [("anna", "incident", "accepted")]
    second.reload()
    assert second.inner_text("#left") == "3 to decide"
    troubles[:] = [t for t in troubles if "409" not in t]


def test_a_server_that_is_gone_is_told(path: Path, open_as: Open, troubles: list[str]) -> None:
    """Nothing is shown as decided that is not."""
    with served(path) as live:
        page = at(open_as(live))
    page.keyboard.press("a")
    eventually(page, "document.getElementById('trouble').textContent.includes('does not answer')")
    assert page.inner_text("#left") == "4 to decide"
    troubles[:] = [t for t in troubles if "ERR_CONNECTION_REFUSED" not in t]


def test_a_re_run_shows_what_it_reads_otherwise_and_no_longer_finds(
    live: Live, path: Path, open_as: Open
) -> None:
    """Decisions stand; what was rejected and is new is to be decided again."""
    in_store(path, partial(_settle, record="p1", verdict="accepted"))
    in_store(path, partial(_settle, record="s1", verdict="rejected"))
    again = extraction().statements[0].model_copy(update={"act": "deny"})
    run(path, extraction(statements=(again,), policy_context=()))
    page = at(open_as(live))
    assert "The run now reads it otherwise: act." in page.inner_text("#records")
    assert "Reviewed, no longer found" in page.inner_text("#records")
    assert page.inner_text("#left") == "2 to decide"


def _settle(connection: sqlite3.Connection, record: str, verdict: Any) -> None:
    of = desk.open_sheet(connection, 1, "anna")
    one = item(of, record)
    desk.settle(connection, 1, "anna", one.id, one.seen, verdict)


# --- shapes ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over the example article, as the parser reads it."""
    file = Path(__file__).parents[2] / "examples/raid-and-roadside-bomb.txt"
    result = extract(Article.from_file(file), provider="parser", published=date(2024, 3, 11))
    return run(tmp_path_factory.mktemp("example") / "runs.db", result)


PAGES = ["/", "/article/1", "/article/1/edit", "/article/1/new?type=policy-context", "/nowhere"]


def pages(live: Live, path: Path) -> list[str]:
    """Each kind of page."""
    name = sheet(path).items[0].id
    return [f"{live.origin}{p}{'?item=' + name if p.endswith('edit') else ''}" for p in PAGES]


@pytest.mark.parametrize("width", [360, 820, 1360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    example: Path, open_as: Open, width: int, scheme: str, troubles: list[str]
) -> None:
    """No violation of WCAG 2.2, level AA, in any state of any page."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def check(page: Page) -> None:
        found = Axe().run(page, options={"runOnly": tags}).response
        assert "color-contrast" in {rule["id"] for rule in found["passes"]}
        bad = [(r["id"], [n["target"] for n in r["nodes"]][:3]) for r in found["violations"]]
        assert bad == [], page.url

    with served(example) as live:
        page = open_as(live, width=width, color_scheme=scheme)
        for url in pages(live, example):
            page.goto(url)
            check(page)
        at(page)
        page.keyboard.press("a")
        page.wait_for_timeout(300)
        page.keyboard.press("r")
        page.wait_for_timeout(300)
        check(page)
        page.keyboard.press("?")
        check(page)
        page.goto(pages(live, example)[2])
        page.locator("form textarea").first.fill("a sword of old")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".problem:not([hidden])")
        check(page)
    troubles[:] = [t for t in troubles if "422" not in t and "404" not in t]


@pytest.mark.parametrize("width", [320, 820, 1360])
def test_nothing_stands_out_of_the_page(
    example: Path, open_as: Open, width: int, troubles: list[str]
) -> None:
    """No scrolling sideways, down to the narrowest phone, or with the text at twice its size."""
    with served(example) as live:
        page = open_as(live, width=width)
        for url in pages(live, example):
            page.goto(url)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), url
    troubles[:] = [t for t in troubles if "404" not in t]


def test_a_record_is_described_by_its_heading_and_its_buttons_by_it(
    live: Live, open_as: Open
) -> None:
    """What a screen reader says of a button that stands there many times."""
    page = at(open_as(live))
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    buttons = {
        (node["name"]["value"], node.get("description", {}).get("value"))
        for node in nodes
        if node.get("role", {}).get("value") in ("button", "link") and "name" in node
    }
    assert ("Accept", "i1 Attack") in buttons
    assert ("Correct", "i1 Attack") in buttons


def test_a_long_article_opens_at_once(tmp_path: Path, open_as: Open) -> None:
    """11,000 words, 300 records."""
    from tests.export.html.made import large

    with served(run(tmp_path / "runs.db", large())) as live:
        page = at(open_as(live))
        loaded = page.evaluate("performance.getEntriesByType('navigation')[0].duration")
        assert page.locator(".item").count() == 300
        assert loaded < 10_000
        page.keyboard.press("a")
        left(page, 299)


# --- hostile words --------------------------------------------------------------------------------


def _hostile_run(path: Path, words: list[str]) -> Path:
    """A run whose article, records and findings say these words."""
    result = hostile(words)
    run(path, extraction())
    packed = pack(result)

    def replace(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE extractions SET extraction = ?", (packed.extraction,))
        connection.execute("DELETE FROM findings")
        connection.executemany(
            "INSERT INTO findings (article, number, kind, severity, message, record, field, first, "
            "last, value) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, *row) for number, row in enumerate(packed.findings)],
        )

    in_store(path, replace)
    return path


@pytest.mark.parametrize("width", [390, 1360])
def test_no_payload_runs_or_moves_the_rest(tmp_path: Path, open_as: Open, width: int) -> None:
    """The pages are built as those of harmless words are, and stand where they stand there."""
    # Half a surrogate pair is no text that a store can hold.
    payloads = [word for word in PAYLOADS if not any(0xD800 <= ord(c) < 0xE000 for c in word)]
    assert len(payloads) >= 100
    same = [harmless(word, number) for number, word in enumerate(payloads)]
    (tmp_path / "other").mkdir()
    name = "anna <script>alert(1)</script>"
    with (
        served(_hostile_run(tmp_path / "runs.db", payloads), name) as bad,
        served(_hostile_run(tmp_path / "other" / "runs.db", same), name) as good,
    ):
        page, alike = open_as(bad, name, width=width), open_as(good, name, width=width)
        assert page.evaluate(STRUCTURE) == alike.evaluate(STRUCTURE)
        for each in (page, alike):
            at(each)
        assert page.evaluate(STRUCTURE) == alike.evaluate(STRUCTURE)
        assert page.evaluate(GEOMETRY) == alike.evaluate(GEOMETRY)
        for each in (page, alike):
            each.locator("[data-do=edit]").first.click()
            each.wait_for_url("**/edit**")
        assert page.evaluate(STRUCTURE) == alike.evaluate(STRUCTURE)


def test_what_a_reviewer_writes_is_shown_as_words(
    live: Live, path: Path, open_as: Open, troubles: list[str]
) -> None:
    """In the error that it comes to."""
    page = at(open_as(live))
    page.keyboard.press("e")
    page.wait_for_url("**/edit**")
    page.fill("[data-name=weapon] textarea", "<img src=x onerror=alert(1)>")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".problem:not([hidden])")
    assert "<img src=x onerror=alert(1)>" in page.inner_text("[data-name=weapon] .problem")
    troubles[:] = [t for t in troubles if "422" not in t]


def test_another_page_of_this_machine_decides_nothing(
    live: Live, path: Path, open_as: Open, troubles: list[str], browser: Browser
) -> None:
    """Though the browser holds the cookie: by a form, by fetch, in a frame."""
    page = at(open_as(live))
    name = item(sheet(path), "i1").id
    with served(path, "mallory") as other:
        evil = page.context.new_page()
        evil.goto(other.links["mallory"])
        # A page of another port is of another origin, and of the same site: cookies would be sent.
        evil.evaluate(
            """async ([to, item]) => {
                const body = JSON.stringify({item, seen: 0, verdict: 'rejected'});
                await fetch(to, {method: 'POST', mode: 'no-cors', credentials: 'include', body,
                    headers: {'content-type': 'text/plain'}}).catch(() => 0);
                const form = document.createElement('form');
                form.method = 'POST'; form.action = to; form.enctype = 'text/plain';
                document.body.append(form); form.submit();
            }""",
            [f"{live.origin}/article/1/decide", name],
        )
        evil.wait_for_timeout(500)
        response = page.context.request.post(
            f"{live.origin}/article/1/decide",
            data={"item": name, "seen": 0, "verdict": "rejected"},
            headers={"Origin": other.origin},
        )
        assert response.status == 403
    assert decisions(path) == []
    decide_all(path, "accepted")
    troubles.clear()


def test_every_page_asks_this_server_alone(live: Live, path: Path, open_as: Open) -> None:
    """And keeps nothing but the cookie and the switch of the keys."""
    page = open_as(live)
    for url in pages(live, path)[:4]:
        page.goto(url)
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert page.evaluate("Object.keys(localStorage)") == []
    assert "token" not in page.url
