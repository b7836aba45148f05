"""How fast Google is asked: a bucket of calls for each API, and for each user where a quota is a user's own."""

from collections.abc import Callable
from threading import Lock

from providers.google_api.quotas import Quota, quota
from providers.pace import Bucket, Clock, pause


class Pace:
    """The buckets of one project. Safe to call from several threads."""

    def __init__(self, clock: Clock, quotas: Callable[[str], Quota] = quota) -> None:
        self._clock, self._quotas = clock, quotas
        self._lock = Lock()
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def enter(self, api: str, method: str, user: str) -> None:
        """Waits for the API's turn, and the user's."""
        units = self._quotas(api).units(method)
        for bucket in self._of(api, user):
            bucket.take(units)

    def drain(self, api: str, user: str, seconds: float) -> None:
        """Slows down the one user if he is named and has a quota of his own, else everybody who asks this API."""
        self._of(api, user)[-1].drain(seconds)

    def pause(self, attempt: int, retry_after: str) -> float | None:
        """Seconds before the next attempt: what Google asked for, and exponential with full jitter. None when it asks for too much."""
        return pause(attempt, retry_after, self._clock)

    def wait(self, seconds: float) -> None:
        """Lets the calling thread wait."""
        self._clock.sleep(seconds)

    def _of(self, api: str, user: str) -> list[Bucket]:
        """The API's bucket, and then the user's if he has one."""
        found = self._quotas(api)
        with self._lock:
            made = [self._bucket((api, ""), found.per_minute)]
            if user and found.per_user_minute:
                made.append(self._bucket((api, user), found.per_user_minute))
        return made

    def _bucket(self, key: tuple[str, str], per_minute: float) -> Bucket:
        if key not in self._buckets:
            self._buckets[key] = Bucket(per_minute / 60, self._clock)
        return self._buckets[key]
