"""Conditions in the reader's language: what the engine and the providers say in whole sentences of their own; terms of a provider stay as they are."""

import re

from policies.wording import Wording, msg

PLAIN = frozenset(
    {
        msg("the role must be activated"),
        msg("a condition that is not known"),
        msg("its condition, which is not understood, holds"),
        msg("the database lets its user change data"),
        msg("the caller comes by Identity Center as a user whom the database lets in"),
        msg("the data share is one of the cluster's"),
        msg("an earlier version of the policy allows more"),
        msg("an EC2 instance runs as the role"),
        msg("an EC2 instance that Systems Manager manages runs as the role"),
        msg("the site lets whoever edits share"),
        msg("the link's password is known"),
        msg("the tenant's outbound spam policy lets mail be forwarded to the outside"),
        msg("the rule is switched on"),
        msg("whether the rule is switched on is not known"),
        msg("the user is assigned to the application"),
        msg("whether the user administers something is not known"),
        msg("the file lies in the user's own OneDrive"),
        msg("the file or site was chosen for the application"),
        msg("the file is of a meeting in which the application is installed"),
        msg("the delegate accepts"),
        msg("whether forwarding is switched on is not known"),
        msg("whether people outside the company may join is not known"),
        msg("who does it knows the password too"),
        msg("the folder's own permissions were not read"),
    }
)

_UNREAD = re.compile(r"what could not be read \((?P<what>[^()]*)\) does not forbid it")
_JOINED = re.compile(r"( and |; or )")


def condition_words(condition: str, say: Wording) -> str:
    """A condition, its parts told in the language as far as they are ours; what joins two parts is told where one of them is."""
    parts = _JOINED.split(condition)  # with what joins them in between
    told = _part(parts[0], say)
    for before, join, after in zip(parts[::2], parts[1::2], parts[2::2], strict=False):
        words = msg("{first} and {last}") if join == " and " else msg("{first}; or {last}")
        last = _part(after, say)
        told = say(words, first=told, last=last) if _is_ours(before) or _is_ours(after) else f"{told}{join}{last}"
    return told


def _is_ours(part: str) -> bool:
    return part in PLAIN or _UNREAD.fullmatch(part) is not None


def _part(part: str, say: Wording) -> str:
    if found := _UNREAD.fullmatch(part):
        return say("what could not be read ({what}) does not forbid it", what=found["what"])
    return say.pattern(part) if part in PLAIN else part
