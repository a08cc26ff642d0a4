"""A server that misbehaves on purpose."""

from tests.misbehaving import server

__all__ = ["server"]
