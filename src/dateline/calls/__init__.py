"""Questions put to providers: retries over faults of transport, one re-ask, nothing lost."""

from dateline.calls.ask import ask
from dateline.calls.breaker import Breaker
from dateline.calls.later import Desk, PutOff
from dateline.calls.limits import Limits
from dateline.calls.question import Outcome, Problem, Question
from dateline.calls.route import FREE, Elsewhere, Endpoint, Route

__all__ = [
    "FREE",
    "Breaker",
    "Desk",
    "Elsewhere",
    "Endpoint",
    "Limits",
    "Outcome",
    "Problem",
    "PutOff",
    "Question",
    "Route",
    "ask",
]
