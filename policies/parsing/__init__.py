"""Validated trees → the dataclasses of `policies.language`, file by file as there."""
