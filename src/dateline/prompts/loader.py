"""Prompt templates: found, hashed with all that they include, rendered block by block."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from dateline.errors import ConfigError
from dateline.prompts.data import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.resources.abc import Traversable

    from jinja2 import Environment, Template

_SUFFIX = ".jinja"
_METADATA = re.compile(r"\{#\s*id:\s*(?P<id>[\w-]+)\s+version:\s*(?P<version>\d+)\s*#\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A template as it is now: the three that go into the receipt, and its blocks."""

    id: str
    version: int
    sha256: str
    """Of the template and of every partial that it includes."""
    _template: Template = field(repr=False, compare=False)
    _bound: Mapping[str, object] = field(default_factory=dict, repr=False, compare=False)

    def render(self, block: str, **variables: object) -> str:
        """One block's text, without white space around it.

        Raises:
            ConfigError: The template has no such block.
            jinja2.UndefinedError: The block uses a variable that was not given.
            ValueError: The `fence` given stands in another variable's text.
        """
        blocks = self._template.blocks
        if block not in blocks:
            raise ConfigError(
                f"The prompt {self.id!r} has no block {block!r}; it has {_listed(blocks)}."
            )
        values = {**self._bound, **variables}
        _check_fence(values)
        return "".join(blocks[block](self._template.new_context(values))).strip()

    def with_instructions(self, name: str, instructions: str) -> Prompt:
        """This prompt for a record type `name` of the user's own."""
        sources = {"prompt": self.sha256, "instructions": instructions}
        bound = {"instructions": instructions.strip()}
        return replace(self, id=name, sha256=_digest(sources), _bound=bound)


def load_prompt(name: str, *, folder: Traversable | None = None) -> Prompt:
    """The prompt `name`: dateline's own read once, those of a folder read anew.

    Args:
        name: The file's name without its suffix, which is also its id: "incident".
        folder: Templates and partials of the user's own, which go before dateline's.

    Raises:
        ConfigError: There is no such prompt, or its template is broken.
    """
    return _load(name, [folder, data_dir("prompts")]) if folder is not None else _shipped(name)


@cache
def _shipped(name: str) -> Prompt:
    return _load(name, [data_dir("prompts")])


def _load(name: str, folders: Sequence[Traversable]) -> Prompt:
    from jinja2 import TemplateError

    known = _names(folders)
    if name not in known:
        raise ConfigError(f"There is no prompt {name!r}; those that exist: {_listed(known)}.")
    environment = _environment(folders)
    try:
        sources = _sources(environment, name + _SUFFIX)
        template = environment.get_template(name + _SUFFIX)
    except TemplateError as exc:
        raise ConfigError(f"The template of the prompt {name!r} is broken: {exc}.") from exc
    metadata = _METADATA.match(sources[name + _SUFFIX])
    if metadata is None or metadata["id"] != name:
        raise ConfigError(
            f"The template of the prompt {name!r} does not begin with its id and version.",
            hint=f"Begin it with {{# id: {name} version: 1 #}}.",
        )
    return Prompt(name, int(metadata["version"]), _digest(sources), template)


def _environment(folders: Sequence[Traversable]) -> Environment:
    """The one way in which templates are read here."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def read(file: str) -> str | None:
        found = (folder / file for folder in folders)
        return next((path.read_text("utf-8") for path in found if path.is_file()), None)

    environment = Environment(
        loader=FunctionLoader(read),
        # The output is plain text for a model. Escaped as HTML, an article's quotation marks
        # would be others than its own, and nothing copied from it would be found there again.
        autoescape=False,  # noqa: S701
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = _quoted
    return environment


def _sources(environment: Environment, file: str) -> dict[str, str]:
    """The source of `file` and of every template that it includes, by file name."""
    from jinja2.meta import find_referenced_templates

    sources: dict[str, str] = {}
    waiting = [file]
    while waiting:
        current = waiting.pop()
        if current in sources:
            continue
        loader = environment.loader
        assert loader is not None  # noqa: S101  # set in _environment
        sources[current] = loader.get_source(environment, current)[0]
        for included in find_referenced_templates(environment.parse(sources[current], current)):
            if included is None:
                raise ConfigError(
                    f"The template {current!r} includes a file by a name known only when it is"
                    " rendered, so that its hash cannot cover it.",
                    hint="Write the name as a literal.",
                )
            waiting.append(included)
    return sources


def _digest(sources: dict[str, str]) -> str:
    """One hash for all of them, whatever the order in which they were found."""
    return sha256(json.dumps(sources, sort_keys=True).encode()).hexdigest()


def _names(folders: Sequence[Traversable]) -> list[str]:
    """The prompts there are; a leading underscore marks a partial."""
    files = (path.name for folder in folders for path in folder.iterdir())
    return sorted(
        {f.removesuffix(_SUFFIX) for f in files if f.endswith(_SUFFIX) and not f.startswith("_")}
    )


def _quoted(value: object) -> str:
    """A value on one line between quotation marks, for text that is not ours."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _check_fence(variables: dict[str, object]) -> None:
    fence = variables.get("fence")
    if not isinstance(fence, str):
        return
    for name, value in variables.items():
        if name != "fence" and isinstance(value, str) and fence in value:
            raise ValueError(f"the fence {fence!r} stands in {name!r}: take one from fence_for")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
