"""Who is in which set of principals: groups closed, and everyone.

A deny assignment takes from what a role assignment gives, and either may name a group; roles go to the members of groups in groups too
("Understand Azure deny assignments"; "Steps to assign an Azure role").
"""

from audit.model.facts import PUBLIC
from providers import belonging
from providers.azure.kinds import PROVIDER
from providers.formula import FALSE, TRUE, Formula

GROUP = "microsoft://group/"


class Belonging(belonging.Belonging):
    """The memberships of a run, closed: groups are all the sets there are, but for everyone."""

    provider, group = PROVIDER, GROUP

    def within(self, who: str, crowd: str) -> Formula | None:
        if crowd in (who, PUBLIC):
            return TRUE
        if not crowd.startswith(GROUP):
            return FALSE if not who.startswith(GROUP) else None if self._may_hold(who, crowd) else FALSE
        above = self._groups(who).get(crowd, FALSE)
        if above is not FALSE:
            return above
        if who.startswith(GROUP):
            met = any(self.within(leaf, crowd) is not FALSE for leaf in self.leaves(who))
            return None if met or self._hidden(who) or self._hidden(crowd) else FALSE
        return None if self._hidden(crowd) else FALSE

    def shown(self, who: str) -> str:
        found = self._principals.get(who)
        name = found.name if found else who.removeprefix("microsoft://")
        return f"in group {name}" if who.startswith(GROUP) else "anyone" if who == PUBLIC else name

    def _may_hold(self, group: str, one: str) -> bool:
        leaves, hidden = self._below(group)
        return one in leaves or bool(hidden)
