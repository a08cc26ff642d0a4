"""Named providers, one default, and what else a user may set."""

from dateline.settings.profile import Asking, Grounding, Profile, Retries
from dateline.settings.settings import Settings

__all__ = ["Asking", "Grounding", "Profile", "Retries", "Settings"]
