"""Where the files that ship beside the code are: in the wheel, and in a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import ConfigError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def data_dir(name: str) -> Traversable:
    """The folder `name`, such as "prompts" or "schemas".

    A wheel holds it under `dateline/_data` (`force-include` in pyproject.toml). An editable
    install has no such copy: there it stands at the top of the checkout, beside `src`.

    Raises:
        ConfigError: It is in neither place.
    """
    packaged = files("dateline") / "_data" / name
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).parents[3] / name
    if checkout.is_dir():
        return checkout
    raise ConfigError(
        f"The folder {name!r} of dateline is missing: looked in {packaged} and {checkout}.",
        hint="Install dateline again.",
    )
