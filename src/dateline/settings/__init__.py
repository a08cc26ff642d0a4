"""Named providers, one default, and what else a user may set."""

from dateline.settings.profile import Asking, Profile, Retries
from dateline.settings.settings import Settings

__all__ = ["Asking", "Profile", "Retries", "Settings"]
