"""Who and what there always is in the small random worlds of Google."""

from collections.abc import Sequence
from random import Random
from typing import Any

ADMIN = "p01@shop.example"
PEOPLE = tuple(f"p0{number}@shop.example" for number in range(1, 6))
INBOX, ALIAS, ABROAD = "info@shop.example", "sales@shop.example", "b@firm.example"
GROUPS = tuple(f"g{number}@shop.example" for number in range(4))
ACCOUNTS = {"s1": "shop-p", "s2": "shop-q", "s3": "shop-q"}  # service accounts, by the project that they live in
PROJECTS = {"shop-p": "301", "shop-q": "302"}
FOLDER = "application/vnd.google-apps.folder"
Row = dict[str, Any]


def some(dice: Random, choices: Sequence[Any], most: int, least: int = 0) -> list[Any]:
    """A few of the choices, each once."""
    return dice.sample(choices, dice.randint(least, min(most, len(choices))))
