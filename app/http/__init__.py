"""The HTTP service: one concept a file, and `create_app` puts them together."""

from .application import create_app

__all__ = ["create_app"]
