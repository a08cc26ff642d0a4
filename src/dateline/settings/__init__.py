"""Named providers, one default, and what else a user may set."""

from dateline.settings.profile import Asking, Grounding, OutputMode, Price, Profile, Timeouts
from dateline.settings.running import (
    BreakerSettings,
    BudgetSettings,
    CacheSettings,
    Coders,
    Retries,
)
from dateline.settings.settings import Settings

__all__ = [
    "Asking",
    "BreakerSettings",
    "BudgetSettings",
    "CacheSettings",
    "Coders",
    "Grounding",
    "OutputMode",
    "Price",
    "Profile",
    "Retries",
    "Settings",
    "Timeouts",
]
