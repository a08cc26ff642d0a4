"""Providers: one spec table, how a name is resolved, and who speaks to it."""

from dateline.providers.base import Answer, Message, Provider, Recording
from dateline.providers.batches import BatchService, Remote, Result, StillOpen
from dateline.providers.build import build
from dateline.providers.checks import check
from dateline.providers.own_file import described
from dateline.providers.resolve import Resolved, resolve
from dateline.providers.specs import SPECS, Spec

__all__ = [
    "SPECS",
    "Answer",
    "BatchService",
    "Message",
    "Provider",
    "Recording",
    "Remote",
    "Resolved",
    "Result",
    "Spec",
    "StillOpen",
    "build",
    "check",
    "described",
    "resolve",
]
