"""How many passages a reader remembers."""

KEPT_PASSAGES = 2048
"""A reader keeps what it answered to so many passages, the newest, in a megabyte."""
