"""Who is let in, and what is refused: real requests to a real server."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.review.conftest import Live, served
from tests.review.made import in_store, item, run, sheet

from dateline.batch.store.reviews import reviewed
from dateline.errors import ConfigError, InputError, StoreError
from dateline.review.door import Door
from dateline.review.serving import listen, server_of

pytestmark = pytest.mark.block_network(allowed_hosts=[r"127\.0\.0\.[12]"])


def accept(path: Path, seen: int = 0, verdict: str = "accepted") -> dict[str, object]:
    """A decision about the incident, as a page sends it."""
    return {"item": item(sheet(path), "i1").id, "seen": seen, "verdict": verdict}


def decisions(path: Path) -> list[tuple[str, str]]:
    """Who decided what."""
    return in_store(
        path,
        lambda c: [
            (d.reviewer, d.verdict)
            for one in reviewed(c)
            for s in one.subjects
            for d in s.decisions
        ],
    )


# --- the address --------------------------------------------------------------------------------


def test_it_listens_on_this_machine_alone(live: Live) -> None:
    """Not on another address, be it one of this very machine."""
    assert live.ask("/").status == 403
    with pytest.raises(ConnectionRefusedError):
        live.ask("/", address="127.0.0.2")
    with contextlib.closing(listen(0)) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_said() -> None:
    """With what to do."""
    with contextlib.closing(listen(0)) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"Port {port} cannot be used"):
            listen(port)


# --- the link -----------------------------------------------------------------------------------


def test_the_link_lets_one_browser_in_once(live: Live) -> None:
    """It gives a cookie that scripts do not see and other sites do not send."""
    answered = live.enter()
    assert (answered.status, answered.headers["location"]) == (303, "/")
    cookie = answered.headers["set-cookie"]
    assert f"dateline-review-{live.port}=" in cookie
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
    assert live.ask("/", Cookie=live.cookies["anna"]).status == 200
    again = live.enter()
    assert again.status == 403
    assert "set-cookie" not in again.headers
    assert "works once" in again.body


@pytest.mark.parametrize("token", ["", "?token=", "?token=guess", "?other=1", "?token=%ff%00"])
def test_without_its_token_nobody_gets_in(live: Live, token: str) -> None:
    """And the real one works after that."""
    assert live.ask(f"/enter{token}").status == 403
    assert live.enter().status == 303


def test_without_a_cookie_nothing_is_shown(live: Live) -> None:
    """Nor with one that nobody was given."""
    live.enter()
    for path_ in ["/", "/next", "/article/1", "/assets/review.js", "/nowhere"]:
        for cookie in (None, f"dateline-review-{live.port}=guess", "a=b", "\x01;="):
            answered = live.ask(path_, Cookie=cookie)
            assert answered.status == 403
            assert "Gunmen" not in answered.body


def test_a_link_that_is_looked_at_is_not_used_up(live: Live) -> None:
    """A preview asks with HEAD."""
    parts = urlsplit(live.links["anna"])
    assert live.ask(f"{parts.path}?{parts.query}", "HEAD").status == 405
    assert live.enter().status == 303


def test_each_reviewer_has_a_link(live: Live) -> None:
    """And is known by it."""
    for name in ("anna", "ben"):
        live.enter(name)
        assert f'<b dir="auto">{name}</b>' in live.ask("/", Cookie=live.cookies[name]).body


def test_secrets_are_long_and_never_the_same() -> None:
    """256 bits each, and not in what the door shows of itself."""
    doors = [Door(1, ["anna", "ben"]) for _ in range(20)]
    tokens = [link.partition("token=")[2] for door in doors for link in door.links.values()]
    assert len(set(tokens)) == 40
    assert all(len(token) >= 43 for token in tokens)


# --- from elsewhere -----------------------------------------------------------------------------


def test_another_name_is_refused(live: Live) -> None:
    """As one that was made to lead here after a page was loaded (DNS rebinding)."""
    live.enter()
    for host in [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "",
        "[::1]:{port}",
    ]:
        answered = live.ask("/", Host=host.format(port=live.port), Cookie=live.cookies["anna"])
        assert answered.status in (400, 403)
        assert "Gunmen" not in answered.body


def test_localhost_is_this_machine(live: Live) -> None:
    """By its usual name."""
    live.enter()
    host = f"localhost:{live.port}"
    assert live.ask("/", Host=host, Cookie=live.cookies["anna"]).status == 200


def test_two_hosts_in_one_request_are_refused(live: Live) -> None:
    """Whichever comes first."""
    live.enter()
    connection = http.client.HTTPConnection("127.0.0.1", live.port, timeout=10)
    connection.putrequest("GET", "/", skip_host=True)
    connection.putheader("Host", f"127.0.0.1:{live.port}")
    connection.putheader("Host", "evil.example")
    connection.putheader("Cookie", live.cookies["anna"])
    connection.endheaders()
    assert connection.getresponse().status == 400
    connection.close()


def test_a_request_from_another_page_changes_nothing(live: Live, path: Path) -> None:
    """Nor does one that does not say where it comes from."""
    live.enter()
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1", None, ""]:
        answered = live.post("/article/1/decide", accept(path), Origin=origin)
        assert answered.status == 403
        assert decisions(path) == []


def test_a_request_from_another_site_is_refused(live: Live, path: Path) -> None:
    """Pages too, though a link elsewhere leads there: another port of this machine is a site."""
    live.enter()
    for site in ["cross-site", "same-site", "what"]:
        assert live.post("/article/1/decide", accept(path), Sec_Fetch_Site=site).status == 403
        page = live.ask("/", Cookie=live.cookies["anna"], Sec_Fetch_Site=site)
        assert page.status == 403
        assert decisions(path) == []


def test_an_address_that_was_typed_is_not_from_elsewhere(live: Live) -> None:
    """The browser says that nobody sent it."""
    live.enter()
    assert live.ask("/", Cookie=live.cookies["anna"], Sec_Fetch_Site="none").status == 200


@pytest.mark.parametrize("token", [None, "", "guess", "ben"])
def test_a_change_needs_the_pages_own_secret(live: Live, path: Path, token: str | None) -> None:
    """Of that very session."""
    live.enter("anna")
    live.enter("ben")
    given = live.csrf["ben"] if token == "ben" else token
    assert live.post("/article/1/decide", accept(path), X_CSRF=given).status == 403
    assert decisions(path) == []
    assert live.post("/article/1/decide", accept(path)).status == 200
    assert decisions(path) == [("anna", "accepted")]


def test_what_a_foreign_form_could_send_is_not_read(live: Live, path: Path) -> None:
    """A form of another page can send these without asking first."""
    live.enter()
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None]:
        assert live.post("/article/1/decide", accept(path), Content_Type=kind).status == 422
        assert decisions(path) == []


def test_nothing_is_changed_by_a_link(live: Live) -> None:
    """GET changes nothing."""
    live.enter()
    for where in ["decide", "correct", "add", "finish"]:
        assert live.ask(f"/article/1/{where}", Cookie=live.cookies["anna"]).status == 405


def test_every_answer_forbids_what_it_does_not_need(live: Live) -> None:
    """Scripts of others, frames, requests elsewhere, being kept; also where it refuses."""
    live.enter()
    for path_ in ("/", "/article/1", "/assets/review.js", "/enter", "/nowhere"):
        told = live.ask(path_, Cookie=live.cookies["anna"]).headers
        policy = told["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert told["cache-control"] == "no-store"
        assert told["x-content-type-options"] == "nosniff"
        assert told["referrer-policy"] == "no-referrer"
        assert "server" not in told


def test_pages_hold_no_script_or_style_of_their_own(live: Live) -> None:
    """Nothing that the policy would have to let through."""
    live.enter()
    edit = "/article/1/new?type=incident"
    for path_ in ("/", "/article/1", edit):
        page = live.ask(path_, Cookie=live.cookies["anna"]).body
        assert re.search(r"<script(?! src=\"/assets/)", page) is None
        assert not re.search(r"<style|\sstyle=|\son\w+=", page)


# --- what it does ---------------------------------------------------------------------------------


def test_a_decision_goes_into_the_store(live: Live, path: Path) -> None:
    """The answer says what the page has to show."""
    live.enter()
    told = live.post("/article/1/decide", accept(path)).json
    assert (told["verdict"], told["left"], told["decided"]) == ("accepted", 3, True)
    assert told["said"].startswith("accepted 20")
    undone = live.post("/article/1/decide", accept(path, told["seen"], "withdrawn")).json
    assert (undone["verdict"], undone["left"]) == ("", 4)
    assert decisions(path) == [("anna", "accepted"), ("anna", "withdrawn")]


def test_another_windows_decision_is_not_lost(live: Live, path: Path) -> None:
    """The second is told of the first; nothing is decided over."""
    live.enter()
    assert live.post("/article/1/decide", accept(path)).status == 200
    second = live.post("/article/1/decide", accept(path, verdict="rejected"))
    assert second.status == 409
    assert "another window" in second.json["said"]
    assert decisions(path) == [("anna", "accepted")]


def test_two_reviewers_have_decisions_of_their_own(live: Live, path: Path) -> None:
    """At once, over one server or two."""
    live.enter("anna")
    live.enter("ben")
    assert live.post("/article/1/decide", accept(path), "anna").status == 200
    assert live.post("/article/1/decide", accept(path, verdict="rejected"), "ben").status == 200
    with served(path, "carl") as other:
        other.enter("carl")
        assert other.post("/article/1/decide", accept(path), "carl").status == 200
    assert decisions(path) == [("anna", "accepted"), ("ben", "rejected"), ("carl", "accepted")]


def test_a_correction_that_the_article_does_not_bear_out_says_why(live: Live, path: Path) -> None:
    """Field by field, with the nearest wording; and nothing is kept."""
    live.enter()
    record = {"kind": "Attack", "weapon": {"words": "at least 15 traders"}}
    body = {"item": item(sheet(path), "i1").id, "seen": 0, "record": record}
    answered = live.post("/article/1/correct", body)
    assert answered.status == 422
    (problem,) = answered.json["problems"]
    assert problem["path"] == "weapon"
    assert problem["nearest"] == "at least 14 traders"
    assert decisions(path) == []


def test_an_added_record_is_led_to(live: Live, path: Path) -> None:
    """Its place on the page."""
    live.enter()
    record = {"kind": "direct", "content": {"words": "Nothing is left of the mill,"}}
    told = live.post("/article/1/add", {"type": "statement", "record": record}).json
    assert told == {"to": "/article/1#r5"}
    assert 'id="r5"' in live.ask("/article/1", Cookie=live.cookies["anna"]).body


def test_an_article_is_done_once_all_is_decided(live: Live, path: Path) -> None:
    """Not before."""
    live.enter()
    early = live.post("/article/1/finish", {"finished": True})
    assert (early.status, early.json["said"]) == (409, "Some records are left: 4 undecided.")
    for one in sheet(path).items:
        body = {"item": one.id, "seen": 0, "verdict": "accepted"}
        live.post("/article/1/decide", body)
    told = live.post("/article/1/finish", {"finished": True}).json
    assert told == {"finished": True, "next": "/next?after=1"}
    assert live.ask("/next?after=1", Cookie=live.cookies["anna"]).headers["location"] == "/"


def test_what_no_page_sends_is_refused(live: Live, path: Path) -> None:
    """With an answer, and without a trace in the store."""
    live.enter()
    for body in [
        b"",
        b"nonsense",
        b"[]",
        b"\xff",
        b"7",
        b"null",
        b'{"item": 7}',
        b'{"item": "x", "verdict": "accepted"}',
        b'{"item": "x", "verdict": "accepted", "seen": true}',
        b'{"item": "x", "verdict": "added", "seen": 0}',
        b"[" * 100_000,
    ]:
        answered = live.ask(
            "/article/1/decide",
            "POST",
            body,
            Content_Type="application/json",
            Origin=live.origin,
            Cookie=live.cookies["anna"],
            X_CSRF=live.csrf["anna"],
        )
        assert answered.status in (404, 422)
        assert json.loads(answered.body)["said"]
        assert decisions(path) == []


def test_a_form_that_is_too_long_is_refused(live: Live) -> None:
    """Before it is read whole."""
    live.enter()
    answered = live.post("/article/1/add", {"type": "incident", "record": {"x": "a" * 1_100_000}})
    assert answered.status == 413


def test_what_is_not_there_is_a_page_that_says_so(live: Live) -> None:
    """And leads back."""
    live.enter()
    for path_ in [
        "/article/7",
        f"/article/{10**30}",
        "/article/x",
        "/article/1/edit?item=none",
        "/article/1/new?type=weather",
        "/assets/app.py",
        "/assets/..%2fapp.py",
        "/nowhere",
    ]:
        answered = live.ask(path_, Cookie=live.cookies["anna"])
        assert answered.status == 404
        assert "import" not in answered.body


def test_a_page_that_is_none_is_the_first_or_empty(live: Live) -> None:
    """Nothing breaks."""
    live.enter()
    for query in ["?page=0", "?page=9999", "?page=x", "?page=-1", "?page=²"]:
        from urllib.parse import quote

        answered = live.ask(f"/{quote(query, safe='?=')}", Cookie=live.cookies["anna"])
        assert answered.status == 200


def test_a_re_run_meanwhile_is_told(live: Live, path: Path) -> None:
    """The record that was on the page is no longer there."""
    from tests.review.made import extraction

    live.enter()
    body = accept(path)
    run(path, extraction(incidents=()))
    answered = live.post("/article/1/decide", body)
    assert answered.status == 404
    assert "anew" in answered.json["said"]


def test_a_store_that_is_locked_for_long_is_told(path: Path) -> None:
    """Nothing was changed, it says."""
    import sqlite3

    import dateline.review.serving as serving

    before, serving._PATIENCE = serving._PATIENCE, 0.2
    try:
        with served(path) as live:
            live.enter()
            body = accept(path)
            with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                answered = live.post("/article/1/decide", body)
            assert answered.status == 503
            assert answered.json["said"].startswith("Nothing was changed.")
            assert live.post("/article/1/decide", body).status == 200
    finally:
        serving._PATIENCE = before


def test_a_store_that_is_none_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    """And none is made."""
    with pytest.raises(InputError, match="No such file"):
        server_of(tmp_path / "nowhere.db", ["anna"])
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError):
        server_of(tmp_path / "empty.db", ["anna"])
    assert not (tmp_path / "nowhere.db").exists()
