"""What is, held against what should be: one file for each kind of rule, one line for each in the registry."""

from audit.check.checking import check
from audit.check.outcome import exit_code

__all__ = ["check", "exit_code"]
