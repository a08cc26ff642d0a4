"""Write the tables of docs/configuration.md from the models: python tools/write_configuration.py.

A test keeps the two equal.
"""

from __future__ import annotations

import inspect
import re
from decimal import Decimal
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from dateline.settings import Profile, Settings
from dateline.settings.environment import variable_of
from dateline.settings.part import Part, either, part_of

PAGE = Path(__file__).parents[1] / "docs" / "configuration.md"
BEGIN, END = "<!-- keys: written by tools/write_configuration.py -->", "<!-- end of keys -->"
_WORDS = {
    str: "string",
    SecretStr: "string",
    Path: "path",
    int: "whole number",
    float: "number",
    Decimal: "number",
    bool: "`true`, `false`",
}


def page(text: str) -> str:
    """The page with its tables written anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


def tables() -> str:
    """Every key: the top level, a provider's table, and the tables in them."""
    parts = [("Top level", Settings, ())]
    parts += [
        (f"`[{name}]`", part_of(field.annotation), (name,)) for name, field in _tables(Settings)
    ]
    parts.append(("`[providers.NAME]`", Profile, ("providers", "NAME")))
    parts += [
        (f"`[providers.NAME.{name}]`", part_of(field.annotation), ("providers", "NAME", name))
        for name, field in _tables(Profile)
    ]
    return "\n".join(_section(*part) for part in parts)


def _tables(model: type[Part]) -> list[tuple[str, FieldInfo]]:
    return [(n, f) for n, f in model.model_fields.items() if part_of(f.annotation) is not None]


def _section(title: str, model: type[Part], place: tuple[str, ...]) -> str:
    said = _attributes(model)
    lines = [f"### {title}", "", _summary(model, place), ""]
    lines += ["| key | takes | default | |", "| --- | --- | --- | --- |"]
    for name, field in model.model_fields.items():
        if name == "config_file":
            continue
        cells = (f"`{name}`", _takes(field.annotation), _default(field), said[name])
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join((*lines, ""))


def _summary(model: type[Part], place: tuple[str, ...]) -> str:
    if model is Settings:
        return f"Variables: `{variable_of(['KEY'])}`."
    words = inspect.cleandoc(model.__doc__ or "").split("\n\nAttributes:")[0]
    return f"{' '.join(words.split())} Variables: `{variable_of((*place, 'KEY'))}`."


def _attributes(model: type[Part]) -> dict[str, str]:
    """What the docstrings of a model and its bases say of each key."""
    found: dict[str, str] = {}
    for kind in reversed(model.__mro__):
        _, _, text = inspect.cleandoc(kind.__doc__ or "").partition("Attributes:\n")
        for entry in re.split(r"\n(?=    \w)", text):
            name, _, words = entry.strip().partition(":")
            found[name] = " ".join(words.split())
    return found


def _takes(annotation: Any) -> str:
    if len(kinds := either(annotation)) > 1:
        return " or ".join(dict.fromkeys(_takes(kind) for kind in kinds if kind is not NoneType))
    if get_origin(annotation) is Literal:
        return ", ".join(f'`"{value}"`' for value in get_args(annotation))
    if get_origin(annotation) is tuple:
        return "list"
    if annotation is Any or get_origin(annotation) is dict or part_of(annotation) is not None:
        return "table"
    return _WORDS[annotation]


def _default(field: FieldInfo) -> str:
    if part_of(field.annotation) is not None or field.default_factory is not None:
        return ""
    if field.is_required():
        return "the table's name" if field is Profile.model_fields["model"] else "required"
    if field.default is None or field.default == ():
        return "none"
    value = field.default
    return f"`{str(value).lower() if isinstance(value, bool) else value:}`"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
