"""A property that is worked out when first asked for, and kept."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - read like `property`
    """As `functools.cached_property`, without the lock that one takes before Python 3.12, which costs more than most
    of what is kept here: a reply is read by one thread, and what two threads would work out is the same."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> "once[Value]": ...
    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...
    def __get__(self, instance: object | None, owner: type) -> "once[Value] | Value":
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._work(instance)
        return value
