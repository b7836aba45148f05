"""The kernel that sees every resource (DuckDB on a shard) and its schedulers."""
