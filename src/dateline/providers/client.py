"""The HTTP client that the SDKs send with: a request like the one before is not built anew."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import httpx2

_MOST_FORMS = 16


class _Form(NamedTuple):
    """What requests to one address have in common: everything but their bodies."""

    url: httpx2.URL
    headers: httpx2.Headers


@cache
def client_type() -> type[httpx2.AsyncClient]:
    """httpx2's client, which takes an address and a dozen headers apart only once.

    An SDK sends the same headers to the same address again and again. What httpx2 makes of them it
    makes of the first request; the others get a copy, with the length of their own body.

    Made when first asked for: httpx2 is not there before it is used.
    """
    import httpx2

    class Client(httpx2.AsyncClient):
        _forms: dict[tuple[Any, ...], _Form] | None = None

        def build_request(
            self,
            method: str,
            url: httpx2.URL | str,
            *,
            content: Any = None,
            headers: Any = None,
            **given: Any,
        ) -> httpx2.Request:
            others = any(value is not None for name, value in given.items() if name != "timeout")
            if not isinstance(content, bytes) or not isinstance(headers, list) or others:
                return super().build_request(method, url, content=content, headers=headers, **given)
            form = self._form(method, url, headers, given)
            request = httpx2.Request(
                method, form.url, headers=form.headers, stream=httpx2.ByteStream(content)
            )
            if self.cookies:
                self.cookies.set_cookie_header(request)
            request.headers["Content-Length"] = str(len(content))
            request.read()
            return request

        def _form(
            self, method: str, url: httpx2.URL | str, headers: list[Any], given: dict[str, Any]
        ) -> _Form:
            if self._forms is None:
                self._forms = {}
            key = (method, url, *headers)
            form = self._forms.get(key)
            if form is None:
                if len(self._forms) == _MOST_FORMS:
                    self._forms.clear()
                first = super().build_request(method, url, content=b"{}", headers=headers, **given)
                for own in ("Content-Length", "Cookie"):
                    first.headers.pop(own, None)
                form = self._forms[key] = _Form(first.url, first.headers)
            return form

    return Client
