"""Problem documents (RFC 9457): what a service says when it refuses or fails."""

from .kept import Kept


class Fault(Kept):
    """One thing that is wrong with a request: the field, why, and what may be sent instead."""

    field: str
    message: str
    code: str = ""
    got: str | int | None = None
    allowed: list[str] | int | None = None


class Problem(Kept):
    """What is wrong; `type` names the kind, `errors` each field at fault."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"
    instance: str = ""
    errors: tuple[Fault, ...] = ()
