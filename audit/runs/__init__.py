"""A run on disk: Parquet tables, manifest, digests, retention."""
