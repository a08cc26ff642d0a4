"""Providers: one spec table, how a name is resolved, and who speaks to it."""

from dateline.providers.base import Answer, Message, Provider, Recording
from dateline.providers.build import build
from dateline.providers.own_file import described
from dateline.providers.resolve import Resolved, check, resolve
from dateline.providers.specs import SPECS, Spec

__all__ = [
    "SPECS",
    "Answer",
    "Message",
    "Provider",
    "Recording",
    "Resolved",
    "Spec",
    "build",
    "check",
    "described",
    "resolve",
]
