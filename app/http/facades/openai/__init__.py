"""The moderation part of OpenAI's API, for clients that can be given another base URL."""

from .facade import FACADE

__all__ = ["FACADE"]
