"""How made-up tenants are laid out: who has how much, and who is in which group."""

from collections.abc import Iterator

DEEP = 8  # groups in each other
_LIKE = (1, 1, 1, 1, 1, 1, 1, 1, 2, 10)  # how much each of ten has


def shares(total: int, count: int) -> list[int]:
    """How many of all each has; the last has what is left over."""
    weights = [_LIKE[place % len(_LIKE)] for place in range(count)]
    found = [total * weight // sum(weights) for weight in weights]
    found[-1] += total - sum(found)
    return found


def people_in(group: int, users: int) -> list[int]:
    """The twenty users of a group."""
    return sorted({(group * 17 + each * 251) % users for each in range(20)})


def groups_in(group: int, groups: int) -> Iterator[int]:
    """The next group, if a group holds it; one chain of groups in ten closes to a circle."""
    chain, place = divmod(group, DEEP)
    inner = group + 1 if place + 1 < DEEP else chain * DEEP if chain % 10 == 0 else group
    if inner != group and inner < groups:
        yield inner
