"""Google's Perspective API, which ends with 2026, for clients that can be given another host."""

from .facade import FACADE

__all__ = ["FACADE"]
