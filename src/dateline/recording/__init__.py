"""Requests and answers kept in files, and played back. vcrpy does it, and is imported only here."""

from dateline.recording.open import cassette_folder, open_recorder
from dateline.recording.recorder import Recorder, TestRecorder, under_test
from dateline.recording.secrets import keep_out
from dateline.recording.tape import Tape

__all__ = [
    "Recorder",
    "Tape",
    "TestRecorder",
    "cassette_folder",
    "keep_out",
    "open_recorder",
    "under_test",
]
