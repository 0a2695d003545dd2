"""Asks a FlipGuard service, before a post is published, whether it turns readers into customers, and what to change."""

from .answers import Answer, FeedbackKept, MarketCue, ModelName, SocialCue, Span
from .async_client import AsyncFlipGuard
from .batches import Row
from .catalogue import Channel, ModelCard, Norms
from .client import FlipGuard
from .drafts import Draft, PastPost, Policy
from .errors import (
    DeadlinePassedError,
    FlipGuardError,
    InvalidRequestError,
    KeyRefusedError,
    NotFlipGuardError,
    ProblemError,
    RateLimitedError,
    ServiceFailedError,
    TimedOutError,
    UnavailableError,
    UnreachableError,
)
from .policy import Advice, Edit
from .problems import Fault, Problem
from .unchecked import Unchecked

__all__ = [
    "Advice",
    "Answer",
    "AsyncFlipGuard",
    "Channel",
    "DeadlinePassedError",
    "Draft",
    "Edit",
    "Fault",
    "FeedbackKept",
    "FlipGuard",
    "FlipGuardError",
    "InvalidRequestError",
    "KeyRefusedError",
    "MarketCue",
    "ModelCard",
    "ModelName",
    "Norms",
    "NotFlipGuardError",
    "PastPost",
    "Policy",
    "Problem",
    "ProblemError",
    "RateLimitedError",
    "Row",
    "ServiceFailedError",
    "SocialCue",
    "Span",
    "TimedOutError",
    "UnavailableError",
    "Unchecked",
    "UnreachableError",
]
