"""Who looks where: two providers may read one system (Workspace and Google Cloud), and the one that knows a place looks there."""

from collections.abc import Sequence

from audit.ports import Provider
from policies.language import Where
from policies.locations import Location


def locate(where: Where, providers: Sequence[Provider], others: Sequence[Provider] = ()) -> tuple[Provider, Location] | None:
    """The provider that knows the place, with its location; None where that is one of `others`, or nobody reads the system.

    Raises ValueError, with what each of them expects, for a place that none of those who read its system knows.
    """
    refused: list[str] = []
    for provider in (each for each in (*providers, *others) if each.system == where.system):
        try:
            location = provider.locate(where)
        except ValueError as error:
            refused.append(str(error))
        else:
            return (provider, location) if provider in providers else None
    if refused:
        raise ValueError("; or: ".join(dict.fromkeys(refused)))
    return None


def known(where: Where, providers: Sequence[Provider]) -> tuple[Provider, Location] | None:
    """The provider that knows the place, with its location; None when none does."""
    try:
        return locate(where, providers)
    except ValueError:
        return None
