"""Named providers, one default, and what else a user may set."""

from dateline.settings.price import Price, Rates, Tier
from dateline.settings.profile import Asking, Grounding, OutputMode, Profile, Timeouts
from dateline.settings.running import (
    BreakerSettings,
    BudgetSettings,
    CacheSettings,
    Coders,
    RecordingMode,
    RecordingSettings,
    Retries,
)
from dateline.settings.settings import Settings
from dateline.settings.sources import Origin

__all__ = [
    "Asking",
    "BreakerSettings",
    "BudgetSettings",
    "CacheSettings",
    "Coders",
    "Grounding",
    "Origin",
    "OutputMode",
    "Price",
    "Profile",
    "Rates",
    "RecordingMode",
    "RecordingSettings",
    "Retries",
    "Settings",
    "Tier",
    "Timeouts",
]
