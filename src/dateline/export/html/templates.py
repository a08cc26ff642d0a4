"""The templates of all pages, and what each of them gets: its style, its script, its policy.

Nothing of an article, of a model or of a configuration gets into a page but through `exact` (an
article's text), `flat` (everything else) or `as_data` (what a script reads), and escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from dateline._version import __version__
from dateline.export.html.policy import content_policy
from dateline.export.wording import excerpt, flat, plural, spaced


def rendered(
    name: str, *, styles: Sequence[str], scripts: Sequence[str] = (), **values: Any
) -> Iterator[str]:
    """A page, piece by piece as its template yields them.

    Args:
        name: The template's file.
        styles: The style sheets' files, in their order.
        scripts: The files that the page's one script is made of; without any it runs none.
        values: What the template shows.
    """
    style = "".join(map(_shipped, styles))
    script = "".join(map(_shipped, scripts)) or None
    template = _environment().get_template(name)
    return template.generate(
        style=Markup(style),  # noqa: S704  # both are files of this package
        script=script and Markup(script),  # noqa: S704
        policy=content_policy(style, script),
        version=__version__,
        **values,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_shipped),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    environment.filters |= {
        "spaced": spaced,
        "plural": plural,
        "excerpt": excerpt,
        "visible": visible,
    }
    return environment


def _finalized(value: object) -> object:
    """Whatever goes into a page: on one line, without what would reorder it."""
    return flat(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def visible(words: str) -> str:
    """The words, or what to say where there is nothing to be seen in them."""
    return flat(words) or "(nothing that can be seen)"


@cache
def _shipped(name: str) -> str:
    return (files("dateline.export.html") / name).read_text("utf-8")
