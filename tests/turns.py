"""Cases of which some are taken by day, and the others at night."""

from collections.abc import Iterable
from typing import Any

import pytest


def by_turns(cases: Iterable[Any], every: int = 2) -> list[Any]:
    """The cases: one of so many by day, the others in the nightly run alone."""
    return [case if number % every == 0 else pytest.param(case, marks=pytest.mark.nightly) for number, case in enumerate(cases)]
