"""Reach held against the rules: one file for each kind of rule, one registration line each."""
