"""Who does the work: processes of this machine, or a Ray cluster. Both give the same results in the same order."""
