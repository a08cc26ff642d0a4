"""Dataframes in tests: no figures of use are sent to whoever makes Daft, and nothing is drawn."""

import os

os.environ["DO_NOT_TRACK"] = "true"  # read when daft is imported
os.environ["DAFT_PROGRESS_BAR"] = "0"
