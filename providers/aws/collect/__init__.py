"""Calls only, one file for each service: raw documents, nothing worked out."""
