"""Scoring archives: files and folders in JSONL, CSV and Parquet, on all cores or a Ray cluster, resumed after a kill."""
