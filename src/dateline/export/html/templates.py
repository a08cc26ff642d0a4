"""How pages are put together: their templates, and what may go into them.

Nothing of the article, of the model or of a configuration gets into a page but through `exact` (the
article's text) or `flat` (everything else), and escaped.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from dateline.export.html.text import exact
from dateline.export.wording import excerpt, flat, plural, spaced

_HERE = "dateline.export.html"


def template(name: str, package: str = _HERE) -> Template:
    """A template of a package; it may import those of this one."""
    return _environment(package).get_template(name)


def shipped(name: str, package: str = _HERE) -> str:
    """A file of a package."""
    return (files(package) / name).read_text("utf-8")


def visible(words: str) -> str:
    """The words, or what to say where there is nothing to be seen in them."""
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
