"""Ids that Google would draw, made the same every time from the name of what they are for."""

from hashlib import sha256


def number(name: str) -> str:
    """Twenty-one digits, as Google's ids of people and groups have."""
    return "1" + str(int(sha256(name.encode()).hexdigest(), 16))[:20]
