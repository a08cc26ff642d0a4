"""The protocols that models are asked over, one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.providers.protocols.base import NoAnswer, Reading, Reply, WireProtocol

if TYPE_CHECKING:
    from dateline.providers.specs import Protocol

__all__ = ["NoAnswer", "Reading", "Reply", "WireProtocol", "protocol"]


def protocol(name: Protocol) -> WireProtocol[Any]:
    """The protocol of that name; its SDK is imported when it is first used."""
    match name:
        case "chat" | "embedded":
            from dateline.providers.protocols.chat import ChatCompletions

            return ChatCompletions()
        case "responses":
            from dateline.providers.protocols.responses import Responses

            return Responses()
        case "anthropic":
            from dateline.providers.protocols.anthropic import AnthropicMessages

            return AnthropicMessages()
        case "google":
            from dateline.providers.protocols.google import GoogleGenerateContent

            return GoogleGenerateContent()
        case "none":
            msg = "the parser is asked nothing"
            raise ValueError(msg)
