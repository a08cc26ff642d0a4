"""How pages are put together: their templates, and their style, script and policy.

Nothing of an article, of a model or of a configuration gets into a page but through `exact` (an
article's text), `flat` (everything else) or `as_data` (what a script reads), and escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from dateline._version import __version__
from dateline.export.html.policy import content_policy
from dateline.export.html.text import exact
from dateline.export.wording import excerpt, flat, plural, spaced

_HERE = "dateline.export.html"


def rendered(
    name: str, *, styles: Sequence[str], scripts: Sequence[str] = (), **values: Any
) -> Iterator[str]:
    """A page that is one file, piece by piece as its template yields them.

    Args:
        name: The template's file.
        styles: The style sheets' files, in their order.
        scripts: The files that the page's one script is made of; without any it runs none.
        values: What the template shows.
    """
    style = "".join(map(shipped, styles))
    script = "".join(map(shipped, scripts)) or None
    return template(name).generate(
        style=Markup(style),  # noqa: S704  # both are files of this package
        script=script and Markup(script),  # noqa: S704
        policy=content_policy(style, script),
        version=__version__,
        **values,
    )


def template(name: str, package: str = _HERE) -> Template:
    """A template of a package; it may import those of this one.

    Args:
        name: Its file.
        package: Where it stands.
    """
    return _environment(package).get_template(name)


@cache
def shipped(name: str, package: str = _HERE) -> str:
    """The text of a file of a package.

    Args:
        name: The file.
        package: Where it stands.
    """
    return (files(package) / name).read_text("utf-8")


def visible(words: str) -> str:
    """The words, or what to say where there is nothing to be seen in them.

    Args:
        words: What is to be shown.
    """
    return flat(words) or "(nothing that can be seen)"


@cache
def _environment(package: str) -> Environment:
    def load(name: str) -> str | None:
        found = next((p for p in (package, _HERE) if (files(p) / name).is_file()), None)
        return None if found is None else shipped(name, found)

    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(load),
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
        "exact": exact,
    }
    return environment


def _finalized(value: object) -> object:
    """Whatever goes into a page: on one line, without what would reorder it."""
    return flat(value) if isinstance(value, str) and not isinstance(value, Markup) else value
