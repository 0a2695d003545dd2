"""The Model Context Protocol, for AI agents that check what they write before they publish it."""

from .facade import FACADE

__all__ = ["FACADE"]
