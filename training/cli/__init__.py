"""The commands of `python -m training`, one file a concern."""
