"""LanguageTool's HTTP API, for editors and browser add-ons that can be given another server."""

from .facade import FACADE

__all__ = ["FACADE"]
