"""Tests of Microsoft's sites and files."""
