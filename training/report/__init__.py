"""The report: what a model gets wrong, listed first, and every figure with an interval."""
