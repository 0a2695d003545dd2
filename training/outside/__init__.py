"""Data sets of others: how the model does on questions that are near ours and have published figures."""
