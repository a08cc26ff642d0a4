"""The server's routes: requests read, work done in the store's thread, pages or JSON given back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, TypeVar, cast

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from dateline.batch.store.problems import store_error
from dateline.batch.store.review_queue import counts, following, queue
from dateline.batch.store.reviews import Outdated
from dateline.database import Thread
from dateline.models import Article, Span
from dateline.review import desk, pages
from dateline.review.door import Door, Session
from dateline.review.doubts import WEIGHTS
from dateline.review.guard import ENTRANCE, OVER, Guard
from dateline.review.matching import TYPES
from dateline.review.problems import NotAccepted
from dateline.review.sheet import Sheet
from dateline.review.told import BadForm, as_object, text_of

R = TypeVar("R")
_LONGEST = 1_000_000  # bytes of a form
_VERDICTS = ("accepted", "rejected", "withdrawn")
Answer = Callable[[Request], Awaitable[Response]]


def application(store: Thread, door: Door) -> Starlette:
    """The server's application.

    Args:
        store: The store, with the thread that works in it.
        door: Who is let in.
    """
    review = _Review(store, door)
    article = "/article/{number:int}"
    return Starlette(
        routes=[
            Route(ENTRANCE, review.enter),
            Route("/", review.articles),
            Route("/next", review.next),
            Route("/assets/{name}", review.asset),
            Route(article, review.sheet),
            Route(f"{article}/edit", review.edit),
            Route(f"{article}/new", review.new),
            Route(f"{article}/decide", _judged(review.decide), methods=["POST"]),
            Route(f"{article}/correct", _judged(review.correct), methods=["POST"]),
            Route(f"{article}/add", _judged(review.add), methods=["POST"]),
            Route(f"{article}/finish", _judged(review.finish), methods=["POST"]),
        ],
        middleware=[Middleware(Guard, door=door)],
        exception_handlers={
            HTTPException: _told,
            desk.NotThere: _not_there,
            sqlite3.Error: _store_fails,
        },
    )


class _Review:
    """The routes."""

    def __init__(self, store: Thread, door: Door) -> None:
        self._store = store
        self._door = door

    async def enter(self, request: Request) -> Response:
        """A link followed: the token is used up, and the browser gets its cookie."""
        if request.method == "HEAD":
            return Response(status_code=405)
        value = self._door.enter(request.query_params.get("token", ""))
        if value is None:
            return HTMLResponse(OVER, 403, media_type="text/plain")
        response = RedirectResponse("/", 303)
        response.set_cookie(self._door.cookie, value, httponly=True, samesite="strict", path="/")
        return response

    async def articles(self, request: Request) -> Response:
        """The articles to be looked at."""
        session = _session(request)
        given = request.query_params.get("page", "1")
        page = max(1, int(given) if given.isdecimal() and len(given) < 9 else 1)

        def work(connection: sqlite3.Connection) -> str:
            skip = (page - 1) * pages.PAGE
            queued = queue(connection, session.reviewer, WEIGHTS, skip=skip, limit=pages.PAGE)
            articles, over = counts(connection, session.reviewer, WEIGHTS)
            return pages.queue_page(session, queued, page=page, articles=articles, over=over)

        return HTMLResponse(await self._store.do(work))

    async def next(self, request: Request) -> Response:
        """On to the most doubtful article that is left."""
        reviewer = _session(request).reviewer
        given = request.query_params.get("after", "0")
        this = int(given) if given.isdecimal() and len(given) < 18 else 0
        number = await self._store.do(
            lambda connection: following(connection, reviewer, WEIGHTS, this)
        )
        return RedirectResponse("/" if number is None else f"/article/{number}", 303)

    async def asset(self, request: Request) -> Response:
        """A file that pages are made with."""
        found = pages.asset(request.path_params["name"])
        if found is None:
            raise HTTPException(404, "There is no such page.")
        return Response(found[0], media_type=found[1])

    async def sheet(self, request: Request) -> Response:
        """An article with its records."""
        session = _session(request)
        return HTMLResponse(pages.sheet_page(session, await self._open(request)))

    async def edit(self, request: Request) -> Response:
        """The fields of a record of an article."""
        sheet = await self._open(request)
        item = sheet.item(request.query_params.get("item", ""))
        if item is None or item.type not in TYPES or not item.placed:
            raise desk.NotThere("There is no such record to be corrected.")
        return HTMLResponse(pages.form_page(_session(request), sheet, item.type, item=item))

    async def new(self, request: Request) -> Response:
        """The fields of a record that is to be added, with what was selected in the article."""
        sheet = await self._open(request)
        name = request.query_params.get("type", "")
        if name not in TYPES:
            raise desk.NotThere("There is no such type of record.")
        selected = _selected(request.query_params.get("at", ""), sheet.result.article)
        return HTMLResponse(pages.form_page(_session(request), sheet, name, selected=selected))

    async def decide(self, request: Request) -> Response:
        """A record accepted, rejected, or undecided again."""
        told = await _body(request)
        item, verdict = text_of(told.get("item")), told.get("verdict")
        if verdict not in _VERDICTS:
            raise BadForm("there is no such verdict")
        sheet = await self._do(
            request, desk.settle, item_id=item, seen=_seen(told), verdict=verdict
        )
        return JSONResponse(pages.state_of(sheet, item))

    async def correct(self, request: Request) -> Response:
        """A record as the reviewer would have it."""
        told = await _body(request)
        item, record = text_of(told.get("item")), as_object(told.get("record"))
        sheet = await self._do(request, desk.correct, item_id=item, seen=_seen(told), told=record)
        return JSONResponse({"to": _place_of(sheet, item)})

    async def add(self, request: Request) -> Response:
        """A record that no coder found."""
        told = await _body(request)
        name, record = text_of(told.get("type")), as_object(told.get("record"))
        sheet, item = await self._do(request, desk.add, type_name=name, told=record)
        return JSONResponse({"to": _place_of(sheet, item)})

    async def finish(self, request: Request) -> Response:
        """An article gone through, or not any more."""
        told = await _body(request)
        sheet = await self._do(request, desk.go_through, finished=told.get("finished") is True)
        return JSONResponse(
            {"finished": sheet.finished is not None, "next": f"/next?after={sheet.number}"}
        )

    async def _open(self, request: Request) -> Sheet:
        return await self._do(request, desk.open_sheet)

    async def _do(self, request: Request, work: Callable[..., R], **given: Any) -> R:
        """Work at the desk, for whoever sends the request, on the article that it names."""
        number, reviewer = request.path_params["number"], _session(request).reviewer
        if number >= 2**63:
            raise desk.NotThere("There is no such article.")
        done = partial(work, number=number, reviewer=reviewer, **given)
        return await self._store.do(lambda connection: done(connection))


def _session(request: Request) -> Session:
    return cast("Session", request.scope["session"])


def _place_of(sheet: Sheet, item_id: str) -> str:
    """The address of a record in its article."""
    at = next((n for n, item in enumerate(sheet.items, 1) if item.id == item_id), None)
    return f"/article/{sheet.number}" + (f"#r{at}" if at else "")


def _selected(at: str, article: Article) -> Span | None:
    start, _, end = at.partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(at) < 20):
        return None
    first, last = int(start), int(end)
    return article.span(first, last) if first < last <= len(article.text) else None


async def _body(request: Request) -> Mapping[str, Any]:
    """The JSON that a page of ours sends.

    Raises:
        BadForm: It is none.
    """
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise BadForm("JSON was expected")
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > _LONGEST:
            raise HTTPException(413, "That is too long.")
    try:
        return as_object(json.loads(bytes(data)))
    except (ValueError, RecursionError) as error:
        raise BadForm("JSON was expected") from error


def _seen(told: Mapping[str, Any]) -> int:
    seen = told.get("seen")
    if not isinstance(seen, int) or isinstance(seen, bool):
        raise BadForm("which decision was seen is missing")
    return seen


def _judged(answer: Answer) -> Answer:
    """The route with its refusals as JSON that the page tells."""

    async def judged(request: Request) -> Response:
        try:
            return await answer(request)
        except NotAccepted as error:
            problems = [
                {"path": p.path, "message": p.message, "nearest": p.nearest} for p in error.problems
            ]
            return JSONResponse({"problems": problems}, 422)
        except BadForm as error:
            return JSONResponse({"said": f"This could not be read: {error}."}, 422)
        except desk.Unfinished as error:
            return JSONResponse({"said": f"Some records are left: {error}."}, 409)
        except Outdated:
            return JSONResponse(
                {
                    "said": "You have decided about this record in another window meanwhile. "
                    "Load the page again to see it; nothing was changed here.",
                    "outdated": True,
                },
                409,
            )
        except desk.NotThere as error:
            return JSONResponse({"said": str(error)}, 404)

    return judged


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # it is registered for these alone
    return _said(request, str(error.detail), error.status_code)


async def _not_there(request: Request, error: Exception) -> Response:
    return _said(request, str(error), 404)


async def _store_fails(request: Request, error: Exception) -> Response:
    assert isinstance(error, sqlite3.Error)  # noqa: S101  # it is registered for these alone
    return _said(request, f"Nothing was changed. {store_error(None, error)}", 503)


def _said(request: Request, words: str, status: int) -> Response:
    if request.method == "POST":
        return JSONResponse({"said": words}, status)
    return HTMLResponse(pages.message_page(request.scope.get("session"), words), status)
