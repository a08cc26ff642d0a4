"""What every request passes, and what every answer says about itself."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.review.door import Door, may_change

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SAID = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}
ENTRANCE = "/enter"
OVER = (
    "Open the link that `dateline review` printed. It works once; run the command again for "
    "another."
)


class Guard:
    """Refuses whatever does not come from one of our own pages, in a browser that was let in.

    What passes has its `Session` in `scope["session"]`; at the entrance it has none.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            return
        answer = self._refused(scope) or self._app

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_SAID)
            await send(message)

        await answer(scope, receive, send_with_headers)

    def _refused(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        why = self._door.refuses(scope["method"], headers)
        if why is not None:
            return PlainTextResponse(why, 403)
        if scope["path"] == ENTRANCE:
            return None
        session = self._door.session(headers)
        if session is None:
            return PlainTextResponse(OVER, 403)
        if scope["method"] not in ("GET", "HEAD") and not may_change(session, headers):
            return PlainTextResponse("This page is of another session: load it again.", 403)
        scope["session"] = session
        return None
