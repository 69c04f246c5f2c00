"""A value of an object that is worked out when it is first asked for."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


class lazy(Generic[_T]):  # noqa: N801  It is used as a decorator, like `property`.
    """Keep what a method returns in the object from the first call on.

    It is `functools.cached_property` without the lock that this has before Python 3.12: a story has millions of small
    values, and taking a lock costs as much as most of them.

    >>> class Line:
    ...     @lazy
    ...     def words(self) -> list[str]:
    ...         return "The river rose".split()
    >>> line = Line()
    >>> line.words is line.words
    True
    """

    def __init__(self, method: Callable[[Any], _T]) -> None:
        self._method = method
        self.__doc__ = method.__doc__

    def __get__(self, instance: Any, owner: type) -> _T:
        """Work the value out and put it where it is found from now on without asking here."""
        value = self._method(instance)
        instance.__dict__[self._method.__name__] = value
        return value
