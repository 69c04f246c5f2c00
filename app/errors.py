"""The error tree. Each knows its HTTP status and the sentence that a person reads.

    PlumblineError              500
     +-- Refused                422  what was given can't be taken, and why
     |    +-- Unreadable        422  bytes that no article can be read from
     |    +-- FetchRefused      422  an address that is never asked
     |    +-- FetchFailed       422  an address that was asked in vain
     +-- NotFound               404  there is no such thing, or it isn't yours to see
     +-- NotSignedIn            401  sign in first
     +-- Forbidden              403  you may not, or the form was not ours
     +-- Conflict               409  somebody else was first
     +-- TooLarge               413  more than is taken at once
     +-- TooOften               429  tried too often; it says when to try again
     +-- Busy                   503  the store can't be reached or written right now

The command line prints the sentence and exits 1; the web shows it with the status.
"""


class PlumblineError(Exception):
    """Something that a person is told in one sentence."""

    status = 500

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Refused(PlumblineError):
    """What was given can't be taken."""

    status = 422

    def __init__(self, message: str, *, field: str = "", hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.field = field


class Unreadable(Refused):
    """No article can be read from these bytes."""


class FetchRefused(Refused):
    """The address is never asked. One sentence for every reason: another would tell what is in the network around."""

    def __init__(self) -> None:
        super().__init__(
            "This isn't the address of a public web page, or its host can't be found.",
            hint="Only http and https addresses without a name or password in them are asked.",
        )


class FetchFailed(Refused):
    """The address was asked, and no answer that can be used came."""


class NotFound(PlumblineError):
    """There is no such thing, or it isn't the person's to see: both sound the same."""

    status = 404


class NotSignedIn(PlumblineError):
    """The page asks for somebody who is signed in."""

    status = 401


class Forbidden(PlumblineError):
    """The person may not do this, or the form did not come from our pages."""

    status = 403


class Conflict(PlumblineError):
    """Somebody else was first: both versions are shown and the draft is kept."""

    status = 409


class TooLarge(PlumblineError):
    """More than is taken at once."""

    status = 413


class TooOften(PlumblineError):
    """Tried too often; `seconds` later it may be tried again."""

    status = 429

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message, hint=f"Try again in {_in_words(seconds)}.")
        self.seconds = seconds


def _in_words(seconds: int) -> str:
    minutes = -(-seconds // 60)
    if seconds > 90:
        return f"{minutes} minutes"
    return f"{seconds} seconds" if seconds > 1 else "a second"


class Busy(PlumblineError):
    """The store can't be reached or written right now."""

    status = 503
