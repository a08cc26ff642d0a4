"""Questions put to providers: retries over faults of transport, one re-ask, nothing lost."""

from dateline.calls.ask import ask
from dateline.calls.question import Outcome, Problem, Question

__all__ = ["Outcome", "Problem", "Question", "ask"]
