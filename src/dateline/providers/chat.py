"""OpenAI's Chat Completions, through instructor."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dateline.providers.base import Answer, Message, T
from dateline.providers.completions import answer_text, read_usage
from dateline.providers.failures import read_failure
from dateline.providers.quiet import quiet_instructor

if TYPE_CHECKING:
    import instructor
    import openai
    from pydantic import SecretStr

    from dateline.providers.resolve import Resolved


class ChatProvider:
    """A server that speaks Chat Completions with structured outputs."""

    def __init__(self, resolved: Resolved, *, base_url: str, api_key: SecretStr | None) -> None:
        self.name = resolved.name
        self.model = resolved.model
        self.asking = resolved.asking
        self.free = resolved.spec.free
        self.max_tokens = resolved.max_tokens
        self.identity = resolved.identity
        self._resolved = resolved
        self._base_url = base_url
        self._api_key = api_key
        self._clients: dict[
            asyncio.AbstractEventLoop, tuple[openai.AsyncOpenAI, instructor.AsyncInstructor]
        ] = {}

    async def ask(self, messages: Sequence[Message], answer_type: type[T]) -> Answer[T]:
        """See `Provider.ask`."""
        spec = self._resolved.spec
        parameters: dict[str, Any] = {
            spec.token_limit_parameter: self._resolved.max_tokens,
            **spec.sampling,
        }
        if spec.strict_schema:
            # instructor leaves `strict` out in this mode; the SDK lets `extra_body` have it.
            parameters["extra_body"] = {"response_format": _strict_format(answer_type)}
        try:
            with quiet_instructor():
                value, completion = await self._client().create_with_completion(
                    model=self.model,
                    messages=list(messages),  # type: ignore[arg-type]  # the SDK's union of dicts
                    response_model=answer_type,
                    max_retries=0,
                    **parameters,
                )
        except Exception as error:
            failed = error
        else:
            return Answer(value=value, raw=answer_text(completion), usage=read_usage(completion))
        # Out of reach of the handler: its error would be the context of ours, with all it says.
        return read_failure(failed, self._resolved, self._api_key)

    async def aclose(self) -> None:
        """Close the connections that the running event loop has opened."""
        opened = self._clients.pop(asyncio.get_running_loop(), None)
        if opened is not None:
            await opened[0].close()

    def _client(self) -> instructor.AsyncInstructor:
        """The client of the running event loop: its connections belong to one loop."""
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            import instructor
            import openai

            sdk = openai.AsyncOpenAI(
                base_url=self._base_url,
                # The SDK wants a key where the server wants none.
                api_key=self._api_key.get_secret_value() if self._api_key else "none",
                timeout=self._resolved.profile.timeout.total,
                max_retries=0,  # dateline.calls retries, in one place
                # What stays on this machine goes through no proxy, and follows nobody off it.
                http_client=openai.DefaultAsyncHttpxClient(trust_env=False, follow_redirects=False)
                if self._resolved.local
                else None,
            )
            asking = instructor.from_openai(sdk, mode=instructor.Mode.JSON_SCHEMA)
            self._clients[loop] = (sdk, asking)
        return self._clients[loop][1]


def _strict_format(answer_type: type[T]) -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {
            "name": answer_type.__name__,
            "strict": True,
            "schema": answer_type.model_json_schema(),
        },
    }
