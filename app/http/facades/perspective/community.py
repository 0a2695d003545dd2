"""Who reads a comment: what Perspective's clients call the community."""

from ...problem_kinds import INVALID_REQUEST
from ...problems import Fault, ProblemError
from ..readers import Readers


def readers_of(community: str | None, in_headers: Readers) -> Readers:
    """Give the readers that `communityId` or the headers name; raises a problem if both do and they differ."""
    if not community:
        return in_headers
    readers = Readers.called(community)
    if in_headers in (Readers(), readers):
        return readers
    message = "“communityId” names other readers than the headers do. Leave one of the two out."
    raise ProblemError.of(INVALID_REQUEST, Fault(field="communityId", message=message, code="readers-contradict"))
