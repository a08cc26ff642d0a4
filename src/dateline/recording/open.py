"""The recorder that settings ask for, if they ask for one."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from dateline.recording.recorder import FolderRecorder, Recorder, test_recorder
from dateline.recording.report import FOLDER
from dateline.settings import RecordingSettings, Settings


def open_recorder(settings: Settings) -> Recorder | None:
    """Who plays and records, or None where requests just go out.

    A test's cassette goes before what the settings say.
    """
    if (under_test := test_recorder()) is not None:
        return under_test
    if settings.recording.mode == "off":
        return None
    return _recorder(settings.recording, cassette_folder(settings).absolute())


def cassette_folder(settings: Settings) -> Path:
    """Where cassettes are; a relative path is one from the configuration file's folder."""
    if FOLDER in os.environ:
        return Path(os.environ[FOLDER])
    folder = settings.config_file.parent if settings.config_file else Path()
    return folder / settings.recording.folder.expanduser()


@cache
def _recorder(settings: RecordingSettings, folder: Path) -> FolderRecorder:
    """One for all that record into a folder: what one of them has begun, others go on with."""
    return FolderRecorder(settings, folder)
