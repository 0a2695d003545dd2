"""Advice: what to change in a post, and what would come of it."""

from .advice import Advice
from .advise import MAX_ADVICE, MAX_RESCORES, advise
from .candidates import AdviceKind
from .edits import Edit, apply

__all__ = ["MAX_ADVICE", "MAX_RESCORES", "Advice", "AdviceKind", "Edit", "advise", "apply"]
