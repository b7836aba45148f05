"""Whether a reader is told today: at once of what is new, now and then of what stays."""

from datetime import date

from audit.gdpr.agreements.endings import Ending
from audit.notify.digest import Digest
from policies.language import Notify
from policies.periods import Period


def is_due(digest: Digest, notify: Notify, told_on: date | None, sent_on: date | None) -> bool:
    """Whether anything is new since the night that the reader knows (`told_on`), or it is time to repeat what was sent on `sent_on`."""
    stays = bool(digest.overdue or digest.ends or digest.left_behind or digest.dark)
    if told_on is None:
        return stays or bool(digest.open)
    return _is_news(digest, notify, told_on) or (stays and (sent_on is None or notify.remind_every.after(sent_on) <= digest.as_of))


def _is_news(digest: Digest, notify: Notify, told_on: date) -> bool:
    return bool(
        digest.count_new
        or digest.no_longer_read
        or any(each.new for each in digest.dark)
        or any(each.due and each.due >= told_on for each in digest.overdue)
        or any(_moved(each, notify.ending_within, told_on, digest.as_of) for each in digest.ends)
        or any(each.newest and each.newest > told_on for each in digest.left_behind)
    )


def _moved(ending: Ending, within: Period, before: date, now: date) -> bool:
    """Whether an end has come into sight, or has passed, since that day."""
    in_sight = ending.on is not None and within.after(before) < ending.on <= within.after(now)
    return in_sight or (ending.is_over(now) and not ending.is_over(before))
