"""JSON Schema as Anthropic's structured outputs take it.

The SDK has a function for this too, which words the same schema otherwise in other releases; a
recorded request would then fit one release only.
https://platform.claude.com/docs/en/build-with-claude/structured-outputs
"""

from __future__ import annotations

from typing import Any

_KEPT = ("type", "enum", "const", "title", "description", "required")
_FORMATS = ("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6")

_DROPPED = ("additionalProperties", "discriminator")


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with closed objects; the bounds that are not taken stand in its description."""
    made: dict[str, Any] = {}
    if "$ref" in schema:  # nothing may stand beside it
        defined = {name: closed(part) for name, part in schema.get("$defs", {}).items()}
        return {"$ref": schema["$ref"], **({"$defs": defined} if defined else {})}
    left: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in ("properties", "$defs"):
            made[keyword] = {name: closed(part) for name, part in value.items()}
        elif keyword in ("anyOf", "allOf", "oneOf"):
            made[keyword.replace("one", "any")] = [closed(part) for part in value]
        elif keyword == "items":
            made[keyword] = closed(value)
        elif _is_taken(keyword, value):
            made[keyword] = value
        elif keyword not in _DROPPED:
            left[keyword] = value
    if schema.get("type") == "object":
        made["additionalProperties"] = False
    if left:
        bounds = ", ".join(f"{keyword}: {value}" for keyword, value in left.items())
        made["description"] = f"{made.get('description', '')} ({bounds})".strip()
    return made


def _is_taken(keyword: str, value: Any) -> bool:
    if keyword == "format":
        return value in _FORMATS
    return keyword in _KEPT or (keyword == "minItems" and value in (0, 1))
