"""A delivery that does not succeed, said without anything secret; and how long one is tried."""

from dataclasses import dataclass

from audit.errors import ToegangError


class DeliveryError(ToegangError):
    """A digest could not be delivered. Its message has no address of a webhook and no password in it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a delivery is tried, and how long it is waited for: seconds."""

    attempts: int = 5
    first: float = 1.0  # before the second attempt; twice as long before each one after
    longest: float = 60.0  # who asks us to wait longer is not waited for: the next run of the command tries again
    connect: float = 10.0
    answer: float = 30.0

    def before(self, attempt: int) -> float:
        """How long to wait before an attempt, the second being 1."""
        return min(self.first * 2.0 ** (attempt - 1), self.longest)
