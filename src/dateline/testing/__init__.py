"""For tests: a provider that answers from a script, without a model and without a network."""

from dateline.testing.scripted import Script, ScriptedProvider, nothing, run_scripted

__all__ = ["Script", "ScriptedProvider", "nothing", "run_scripted"]
