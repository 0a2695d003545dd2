"""LiteLLM's generic guardrail API, for proxies between AI writers and whoever publishes what they wrote."""

from .facade import FACADE

__all__ = ["FACADE"]
