"""Pinning: a request may name the model that it must be answered by."""

from model import Classifier

from .problem_kinds import INVALID_REQUEST
from .problems import Fault, ProblemError, shown


def refuse_another_model(wanted: str | None, classifier: Classifier) -> None:
    """Raise a problem if a request names another model than this one, by version or digest."""
    identity = classifier.identity
    allowed = [identity.version, identity.digest]
    if wanted is None or wanted in allowed:
        return
    message = (
        f"“model” is “{shown(wanted)}”, but this server answers with {identity.version}. "
        "Leave “model” out, or name a version that /v1/model shows."
    )
    raise ProblemError.of(
        INVALID_REQUEST, Fault(field="model", message=message, code="unknown-model", got=shown(wanted), allowed=allowed)
    )
