"""The command line."""

from dateline.cli.app import main

__all__ = ["main"]
