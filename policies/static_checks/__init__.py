"""What can be seen to be wrong in a policy before any scan: purposes tie up, periods are bounded, nobody decides for themselves, nothing is vacuous."""

from collections.abc import Callable, Iterator

from policies.errors import Problem
from policies.language import Policy
from policies.static_checks import consent, deciders, inventory, law, notify, parts, periods, proposals, purposes, selectors, tool

# Each check with the top-level keys that it reads: it is left out where one of them lost an entry, since it would speak of what is there.
_CHECKS: tuple[tuple[Callable[[Policy], Iterator[Problem]], frozenset[str]], ...] = (
    (purposes.of_allows, frozenset({"allow", "assets", "roles", "services", "recipients"})),
    (purposes.of_parties, frozenset({"allow", "assets", "processors", "recipients"})),
    (periods.bounded, frozenset({"allow", "assets", "categories", "house_rules"})),
    (periods.in_order, frozenset({"people", "documents"})),
    (periods.temporary, frozenset({"people", "roles"})),
    (deciders.impartial, frozenset({"allow", "people"})),
    (deciders.entitled, frozenset({"allow", "people", "assets", "house_rules", "roles"})),
    (deciders.of_reviews, frozenset({"access_reviews", "people"})),
    (proposals.of_named_parties, frozenset({"proposed"})),
    (proposals.undecided, frozenset({"proposed", "allow"})),
    (selectors.select_something, frozenset({"forbid", "require", "assets", "categories"})),
    (selectors.name_somebody, frozenset({"forbid"})),
    (selectors.need_fits_scope, frozenset({"require"})),
    (parts.lie_somewhere, frozenset({"allow", "assets", "tests"})),
    (inventory.legal_bases, frozenset({"assets", "house_rules"})),
    (consent.proofs, frozenset({"assets", "house_rules"})),
    (consent.suppression, frozenset({"assets", "house_rules", "purposes"})),
    (inventory.special_bases, frozenset({"assets", "categories", "house_rules"})),
    (inventory.copies, frozenset({"assets"})),
    (inventory.agreements, frozenset({"processors", "documents"})),
    (law.periods_exist, frozenset({"assets", "legal_periods"})),
    (law.days_in_year, frozenset({"holidays"})),
    (law.notices_have_readers, frozenset({"assets", "notices"})),
    (inventory.sub_processors, frozenset({"processors"})),
    (notify.complete, frozenset({"notify"})),
    (notify.in_private, frozenset({"notify"})),
    (notify.addressed, frozenset({"notify", "people", "assets", "organisation"})),
    (notify.nothing_untold, frozenset({"notify", "people", "assets", "organisation"})),
    (tool.activity_as_declared, frozenset({"providers", "tool_as_processing"})),
)


def check(policy: Policy, broken: frozenset[str] = frozenset()) -> tuple[Problem, ...]:
    """Every problem, sorted by place. `broken` are the top-level keys of which entries are missing from `policy`."""
    found = (problem for each, reads in _CHECKS if not reads & broken for problem in each(policy))
    return tuple(sorted(found))
