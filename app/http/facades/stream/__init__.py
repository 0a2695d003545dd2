"""The webhook that Stream Chat calls before it sends a message."""

from .facade import FACADE

__all__ = ["FACADE"]
