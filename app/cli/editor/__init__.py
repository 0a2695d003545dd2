"""The editor bridge: what a language server says of the post that is being written."""
