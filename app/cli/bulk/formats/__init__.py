"""One file a format: how its rows are read, and how scored rows are written in it."""
