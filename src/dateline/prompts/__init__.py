"""The prompt templates: loaded, hashed, rendered. The wording is in `prompts/` at the top."""

from dateline.prompts.data import data_dir
from dateline.prompts.fence import fence_for
from dateline.prompts.loader import Prompt, load_prompt

__all__ = ["Prompt", "data_dir", "fence_for", "load_prompt"]
