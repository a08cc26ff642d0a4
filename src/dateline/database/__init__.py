"""SQLite files of our own: opened by many processes, waited for in a thread."""

from dateline.database.opening import PATIENCE, Kind, open_database
from dateline.database.thread import Thread

__all__ = ["PATIENCE", "Kind", "Thread", "open_database"]
