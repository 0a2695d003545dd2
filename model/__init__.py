"""What a flip is and how it is scored. This room imports no other room of the project."""

from .assessment import Assessment, Caveat, MarketFinding, ModelIdentity, Scores, SocialFinding
from .classifier import Classifier
from .errors import ArtifactError, InputError, ModelError
from .language import Language
from .manifest import Manifest, Thresholds
from .norms import NORMS, READERS, SOCIAL_CUE_MEANINGS, MarketCue, Norm, Relationship, SocialCue, Verdict
from .text import MAX_TEXT_LENGTH, Span

__all__ = [
    "MAX_TEXT_LENGTH",
    "NORMS",
    "READERS",
    "SOCIAL_CUE_MEANINGS",
    "ArtifactError",
    "Assessment",
    "Caveat",
    "Classifier",
    "InputError",
    "Language",
    "Manifest",
    "MarketCue",
    "MarketFinding",
    "ModelError",
    "ModelIdentity",
    "Norm",
    "Relationship",
    "Scores",
    "SocialCue",
    "SocialFinding",
    "Span",
    "Thresholds",
    "Verdict",
]
