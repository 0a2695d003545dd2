"""The command line: one file a command, `sources/` one per input format, `formats/` one per output format."""
