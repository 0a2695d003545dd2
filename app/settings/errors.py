"""What can go wrong with settings."""


class SettingsError(Exception):
    """A setting that can't be used; the message names the variable, what it holds and what it may hold."""
