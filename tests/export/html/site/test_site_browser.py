"""The index and the events' pages in a real browser: filters, keyboard, totals, hostile words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.export.html.conftest import axe_violations
from tests.export.html.payloads import PAYLOADS
from tests.export.html.site.made import article, killed, saying, three, written
from tests.export.html.test_browser import eventually
from tests.export.html.test_hostile import harmless

from dateline.export import Coded, Linked
from dateline.export.wording import flat

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

Open = Callable[..., "Page"]
TITLES = "[...document.querySelectorAll('#list h3')].map(e => e.textContent)"


@pytest.fixture(autouse=True)
def _no_trouble(troubles: list[str]) -> Iterator[None]:
    """No error, no word on the console, no dialog, no request to anywhere else."""
    yield
    assert troubles == []


def many(count: int = 120) -> list[Coded]:
    """Articles on days one after another, of three kinds in two countries."""
    kinds = ("Attack", "Arrests", "Shelling/artillery/missile attack")
    made = []
    for number in range(count):
        day = date(2024, 1, 1) + timedelta(days=number)
        incident = article(day, f"Story {number}").incidents[0]
        assert incident.place
        assert incident.when
        country = "ET" if number % 2 else "NG"
        changed = article(
            day,
            f"Story {number}",
            kind=kinds[number % 3],
            realis="planned" if number % 10 == 9 else "actual",
            found_by=("model", "parser", "both")[number % 3],
            casualties=(killed("14", 14, None if number % 4 else 14),) if number % 5 else (),
            place=incident.place.model_copy(update={"country": country}),
            when=incident.when.model_copy(update={"start": day, "end": day}),
        )
        link = Linked(f"ev-{number}", "the event's first report")
        made.append(Coded(f"a{number}", changed, events={"i1": link}))
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of many."""
    return written(many(), tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of three."""
    return written(three(), tmp_path_factory.mktemp("three"))


def found(page: Page, words: str) -> None:
    """Wait until the page tells so of what is found."""
    eventually(page, f"document.querySelector('#count').textContent.startsWith({words!r})")


def option(page: Page, facet: str, name: str) -> Any:
    """A checkbox of a facet."""
    return page.locator(
        f"fieldset:has(legend:text-is('{facet}')) label:has(span:text-is('{name}')) input"
    )


# --- filters ------------------------------------------------------------------------------------


def test_filters_combine_and_count(open_path: Open, site: Path) -> None:
    """Values of one facet add up, facets narrow each other; counts say what each would leave."""
    page = open_path(site / "index.html")
    found(page, "120 of 120 articles, 120 incidents, 120 events")
    option(page, "Kind", "Arrests").check()
    found(page, "40 of 120 articles")
    option(page, "Kind", "Attack").check()
    found(page, "80 of 120 articles")
    option(page, "Country", "Nigeria").check()
    found(page, "40 of 120 articles")
    page.fill("#q", "story 10")
    found(page, "5 of 120 articles")
    assert page.evaluate(TITLES) == [f"Story {number}" for number in (108, 106, 102, 100, 10)]
    assert page.inner_text("#active") == "(3 chosen)"
    page.click("#clear")
    found(page, "120 of 120 articles")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.evaluate("document.querySelectorAll('#facets :checked').length") == 1  # a select's


def test_every_count_is_what_choosing_it_leaves(open_path: Open, site: Path) -> None:
    """For each value of each facet, with others chosen before."""
    page = open_path(site / "index.html#kind=Attack&kind=Arrests&by=model&by=parser&country=ET")
    found(page, "40 of 120 articles")
    compared = page.evaluate("""() => {
        const boxes = [...document.querySelectorAll('#facets input[type=checkbox]')];
        const said = () => Number(document.querySelector('#show button').textContent.split(' ')[1]);
        return boxes.map((box) => {
            const set = [...box.closest('fieldset').querySelectorAll('input')];
            const before = set.filter((b) => b.checked);
            for (const b of before) b.click();
            box.click();
            const shown = Number(box.closest('label').querySelector('.number').textContent);
            const found = said();
            box.click();
            for (const b of before) b.click();
            return [shown, found];
        });
    }""")
    assert len(compared) > 10
    assert all(shown == left for shown, left in compared)
    assert len({shown for shown, _ in compared}) > 3


def test_days_are_those_of_the_event_or_of_publication(open_path: Open, small: Path) -> None:
    """Both ends count; what has no day is in no stretch of days."""
    page = open_path(small / "index.html")
    found(page, "3 of 3")
    page.fill("#from", "2024-03-10")
    page.dispatch_event("#from", "change")
    found(page, "0 of 3")  # it happened on the 9th
    page.select_option("#of", "published")
    found(page, "2 of 3")
    page.fill("#to", "2024-03-10")
    page.dispatch_event("#to", "change")
    found(page, "1 of 3")


def test_the_address_holds_the_view(open_path: Open, site: Path) -> None:
    """Another tab with it shows the same; what it does not know it leaves out.

    What was just typed is not lost where something else is chosen.
    """
    page = open_path(site / "index.html")
    option(page, "Kind", "Shelling/artillery/missile attack").check()
    option(page, "Found by", "both").check()
    page.fill("#q", "story 1")
    page.click("#show button:has-text('Events')")
    page.click("#per button:has-text('Week')")
    eventually(page, "location.hash.includes('per=week')")
    page.wait_for_timeout(400)
    told = page.inner_text("#count")
    other = open_path(site / f"index.html{page.evaluate('location.hash')}")
    found(other, told)
    assert other.input_value("#q") == "story 1"
    assert option(other, "Kind", "Shelling/artillery/missile attack").is_checked()
    pressed = "[...document.querySelectorAll('[aria-pressed=true]')].map(e => e.textContent)"
    assert other.evaluate(pressed) == page.evaluate(pressed) == ["Week", "Events 12"]
    other.evaluate("location.hash = '#kind=Nothing&from=never&page=-4&show=all&by=parser'")
    found(other, "40 of 120")
    assert other.evaluate("location.hash") == "#by=parser"


def test_search_finds_words_without_their_marks(open_path: Open, site: Path) -> None:
    """Case and accents aside, all of several words, in titles, sources, places and names."""
    page = open_path(site / "index.html")
    for words, count in (("LÁKE wire", 120), ("karsa gunmen", 120), ("bell anna", 120), ("x", 0)):
        page.fill("#q", words)
        found(page, f"{count} of 120")
    assert page.evaluate(TITLES) == []


# --- results --------------------------------------------------------------------------------------


def test_results_come_in_pages(open_path: Open, site: Path) -> None:
    """Fifty at once; the next begins where the last ended, and the focus comes along."""
    page = open_path(site / "index.html")
    assert page.evaluate(TITLES)[0] == "Story 119"
    assert len(page.evaluate(TITLES)) == 50
    assert page.is_disabled("#pager button:has-text('Previous')")
    page.click("#pager button:has-text('Next')")
    assert page.evaluate(TITLES)[0] == "Story 69"
    assert "51 to 100 of 120" in page.inner_text("#pager")
    assert page.evaluate("document.activeElement.id") == "results"
    page.click("#pager button:has-text('Next')")
    assert len(page.evaluate(TITLES)) == 20
    assert page.is_disabled("#pager button:has-text('Next')")
    page.fill("#q", "story 11")
    found(page, "11 of 120")
    assert page.evaluate(TITLES)[0] == "Story 119"
    assert not page.is_visible("#pager")


def test_from_the_index_to_the_event_to_the_words(open_path: Open, small: Path) -> None:
    """And back to the index."""
    page = open_path(small / "index.html")
    page.click("#show button:has-text('Events')")
    page.click("#list a:has-text('Attack')")
    assert page.url.endswith("/events/ev-1.html")
    page.click(".beside a:text-is('on Saturday') >> nth=0")
    assert page.url.endswith("/articles/aaa.html#t69")
    page.click("text=All reports of this event")
    page.click(".beside thead a >> nth=1")
    assert page.url.endswith("/articles/bbb.html#r1")
    eventually(page, "document.activeElement.id === 'r1'")
    page.click("text=All articles")
    assert page.url.endswith("/index.html")


def test_an_event_of_one_report_leads_to_its_record(open_path: Open, small: Path) -> None:
    """It has no page of its own."""
    page = open_path(small / "index.html#show=events&realis=planned")
    found(page, "1 of 3")
    page.click("#list h3 a")
    assert page.url.endswith("/articles/ccc.html#r1")


# --- totals ---------------------------------------------------------------------------


def rows(page: Page) -> list[list[str]]:
    """The table of totals."""
    told: list[list[str]] = page.evaluate(
        "[...document.querySelectorAll('#totals-table tbody tr')]"
        ".map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return told


def test_totals_count_each_event_once_with_its_range(open_path: Open, small: Path) -> None:
    """Two reports of one event are one; what nobody tells is no zero, and no bound is open."""
    page = open_path(small / "index.html")
    assert rows(page) == [
        ["2024-03-09", "1", "14", "23", "open", "1", "not told", "not told", "not told", "0"]
    ]
    note = page.inner_text("#totals-note")
    assert "1 event that did not happen" in note
    labels = page.eval_on_selector_all("#charts svg", "all => all.map(e => e.ariaLabel)")
    assert labels[1].startswith("Killed by day: 23 (low 14, high open), told of 1 event.")
    assert "Injured not told" in page.inner_text("#charts")


@pytest.mark.parametrize("width", [320, 820, 1360])
@pytest.mark.parametrize("per", ["day", "week", "month"])
def test_the_days_below_the_bars_can_be_read(
    open_path: Open, site: Path, width: int, per: str
) -> None:
    """None stands on the one before it, nor out of the page's column."""
    page = open_path(site / "index.html", width=width)
    page.evaluate("per => { location.hash = `per=${per}` }", per)
    eventually(page, "document.querySelector('figure text.day') !== null")
    figures = page.evaluate(
        """[...document.querySelectorAll('figure svg')].map(svg => {
            const edge = svg.getBoundingClientRect();
            const days = [...svg.querySelectorAll('text.day')].map(e => e.getBoundingClientRect());
            return [edge.left, ...days.flatMap(day => [day.left, day.right]), edge.right];
        })"""
    )
    assert figures
    for edges in figures:
        assert len(edges) >= 6  # two days at least
        assert [round(edge) for edge in edges] == sorted(round(edge) for edge in edges)


def test_totals_by_day_week_and_month_are_of_the_same_events(open_path: Open, site: Path) -> None:
    """108 of 120 happened; sums do not depend on the periods, and follow the filters."""
    page = open_path(site / "index.html")
    sums = {}
    for name in ("Day", "Week", "Month"):
        page.click(f"#per button:text-is('{name}')")
        assert page.evaluate("document.activeElement.textContent") == name
        table = rows(page)
        sums[name] = [
            sum(int(r[column]) for r in table if r[column].isdigit()) for column in (1, 2, 3, 5)
        ]
        assert [row[0] for row in table] == sorted(row[0] for row in table)
    assert sums["Day"] == sums["Week"] == sums["Month"]
    assert sums["Day"] == [108, 14 * 84, 14 * 84, 84]
    assert rows(page)[0][:2] == ["2024-01", "28"]
    option(page, "Country", "Nigeria").check()
    eventually(page, "document.querySelector('#totals-table td').textContent === '16'")


# --- keyboard and screen readers ------------------------------------------------------


def test_all_of_it_works_with_the_keyboard(open_path: Open, site: Path) -> None:
    """Skip links, filters, buttons; the focus is not lost where a list is made anew."""
    page = open_path(site / "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "the filters"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "results"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Events 120"
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    option(page, "Kind", "Arrests").focus()
    page.keyboard.press("Space")
    found(page, "40 of 120")
    assert page.evaluate("document.activeElement.checked")


def test_a_screen_reader_is_told_how_many_are_found(open_path: Open, site: Path) -> None:
    """In a live region, and of each box what it is and how many it leaves."""
    page = open_path(site / "index.html")
    assert page.get_attribute("#count", "role") == "status"
    session = page.context.new_cdp_session(page)

    def named(role: str) -> set[str]:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        return {
            " ".join(node["name"]["value"].split())
            for node in nodes
            if node.get("role", {}).get("value") == role and "name" in node
        }

    eventually(page, "document.querySelector('#count').textContent !== ''")
    assert {"Arrests 40", "Nigeria 60", "both 40"} <= named("checkbox")
    assert {"Kind", "Country", "Found by", "Date"} <= named("group")
    assert any(name.startswith("Killed by ") for name in named("image"))


@pytest.mark.parametrize("width", [360, 820, 1360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    open_path: Open, site: Path, small: Path, width: int, scheme: str
) -> None:
    """In the index with everything open, filtered and not, and on an event's page."""
    for path in (site / "index.html", small / "index.html#show=events", small / "events/ev-1.html"):
        page = open_path(path, width=width, color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach(e => (e.open = true))")
        assert axe_violations(page) == []


@pytest.mark.parametrize("width", [320, 820, 1360])
def test_nothing_stands_out_of_the_page(open_path: Open, small: Path, width: int) -> None:
    """Tables scroll by themselves, down to the narrowest phone and with twice the text's size."""
    for name in ("index.html", "events/ev-1.html", "articles/aaa.html"):
        page = open_path(small / name, width=width)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_no_word_below_the_figures_is_broken_on_a_phone(open_path: Open, small: Path) -> None:
    """They take the room that they need."""
    for name in ("index.html", "articles/aaa.html"):
        page = open_path(small / name, width=360)
        broken = page.evaluate(
            """() => {
                const found = [];
                for (const figure of document.querySelectorAll('.figures li')) {
                    const walker = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
                    while (walker.nextNode()) {
                        const text = walker.currentNode.data;
                        for (const { index, 0: word } of text.matchAll(/\\S+/g)) {
                            const range = document.createRange();
                            range.setStart(walker.currentNode, index);
                            range.setEnd(walker.currentNode, index + word.length);
                            if (range.getClientRects().length > 1) found.push(word);
                        }
                    }
                }
                return found;
            }"""
        )
        assert broken == [], name


def test_without_the_script_every_article_can_be_reached(open_path: Open, small: Path) -> None:
    """What needs it is not shown; the event's page needs none."""
    page = open_path(small / "index.html", java_script_enabled=False)
    assert not page.is_visible("#q")
    assert not page.is_visible("#filters")
    page.click("noscript a:has-text('Market raid')")
    page.click("text=All reports of this event")
    assert page.is_visible("text=Where they cannot all be right")


def test_an_index_of_nothing_opens(open_path: Open, tmp_path: Path) -> None:
    """And says that there is nothing."""
    page = open_path(written([], tmp_path) / "index.html")
    found(page, "0 of 0 articles, 0 incidents, 0 events")
    assert "Nothing of what is found has a day." in page.inner_text("#charts")


# --- hostile words --------------------------------------------------------------------------------

STRUCTURE = """() => [...document.querySelectorAll('*')].map(e =>
    [e.tagName, ...e.getAttributeNames()].join(' '))"""


def pages(words: Sequence[str], folder: Path) -> Path:
    """The folder of articles that say these."""
    return written(saying(words), folder)


def test_no_payload_runs_or_adds_to_the_pages(open_path: Open, tmp_path: Path) -> None:
    """In the index, listed as articles and as events, and on the page of every event."""
    # Of those that are alike on one line, one: as countries they would be one.
    seen = list({flat(word): word for word in PAYLOADS if flat(word)}.values())
    assert len(seen) >= 100
    alike = [harmless(word, number) for number, word in enumerate(seen)]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    hostile, plain = pages(seen, tmp_path / "a"), pages(alike, tmp_path / "b")
    views = [f"index.html#show=articles&page={n}" for n in range(1, 6)]
    views += [f"index.html#show=events&page={n}" for n in range(1, 4)]
    views += [f"events/{number}.html" for number in range(len(seen))]
    tabs = [open_path(site / "index.html") for site in (hostile, plain)]
    for view in views:
        built = []
        for site, tab in zip((hostile, plain), tabs, strict=True):
            tab.goto("about:blank")
            tab.goto(f"{site.as_uri()}/{view}")
            built.append(tab.evaluate(STRUCTURE))
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
        assert built[0] == built[1], view


def test_no_payload_runs_from_the_address_or_the_search(open_path: Open, site: Path) -> None:
    """They are words to be looked for; an option of no such name is none."""
    page = open_path(site / "index.html")
    for word in PAYLOADS:
        page.fill("#q", word)
        page.evaluate(
            "word => { location.hash = new URLSearchParams({q: word, kind: word, country: word, "
            "by: '__proto__', from: word, show: word, per: word, page: word}).toString(); }",
            word,
        )
    page.wait_for_timeout(400)
    assert page.evaluate("document.querySelectorAll('script').length") == 2
    assert page.evaluate("document.querySelectorAll('#facets input:checked').length") == 0
