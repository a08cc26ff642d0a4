"""A value that is worked out when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801  # it is used as `property` is
    """`functools.cached_property` without its lock, which Python 3.12 has taken away as well.

    What is worked out is pure here: two threads that ask at the same time work out the same. An
    article is looked at in some two hundred such parts, each of them once.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> once[T]: ...
    @overload
    def __get__(self, instance: object, owner: type | None = None) -> T: ...
    def __get__(self, instance: object | None, owner: type | None = None) -> once[T] | T:
        if instance is None:
            return self
        # Kept under the same name in the instance, which is looked at before this is the next time.
        value = instance.__dict__[self._name] = self._work(instance)
        return value
