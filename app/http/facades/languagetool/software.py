"""Which program and which model answer."""

from model import Classifier

from ..program import program_version
from .schemas import Software


def software(classifier: Classifier) -> Software:
    """Describe what answers."""
    return Software(
        version=f"{program_version()}+{classifier.identity.version}",
        buildDate=classifier.manifest.created,
    )
