"""Statements as policy documents."""

import json
from collections.abc import Sequence
from typing import Any


def policy(statements: Sequence[Any] | str) -> str:
    """The policy document of a list of statements, as JSON text; a text stands for itself, whatever it says."""
    return statements if isinstance(statements, str) else json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
