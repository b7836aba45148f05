"""Where mail goes by itself: forwarding of a mailbox, rules of its inbox, rules of the tenant → grants to whoever receives it.

Rules after the pages "messageRule resource type", "messageRuleActions resource type" and "messageRulePredicates resource type"; forwarding after
"Configure email forwarding for a mailbox in Exchange Online" (of two addresses the one within wins) and "Control automatic external email forwarding
from cloud mailboxes" (to the outside nothing goes unless a policy lets it); rules of the tenant after "Get-TransportRule".
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from audit.model.facts import Grant, Verdict
from policies.levels import Level
from providers.microsoft365.normalise.recipients import Recipients, Whom
from providers.microsoft365.normalise.values import text
from providers.values import Answer, entries, nested, texts

READS = Level.FIND | Level.READ
_OFF = "the rule is switched on"
OUTBOUND = "the tenant's outbound spam policy lets mail be forwarded to the outside"
_FORWARDS = ("forwardTo", "forwardAsAttachmentTo", "redirectTo")
_COPIES = ("BlindCopyTo", "CopyTo", "AddToRecipients", "RedirectMessageTo", "ModerateMessageByUser", "GenerateIncidentReport")
_BY_OWNERS = ("forwarding", "inbox-rule")  # automatic forwarding, as the tenant's policy sees it
_SAID = {
    "bodyContains": "whose body contains",
    "bodyOrSubjectContains": "that contains",
    "fromAddresses": "from",
    "headerContains": "whose header contains",
    "recipientContains": "to a recipient like",
    "senderContains": "from a sender like",
    "sentToAddresses": "to",
    "subjectContains": "with the subject",
    "hasAttachments": "with an attachment",
}


def forwarding(row: Answer, whom: Recipients) -> Iterator[Grant]:
    """Where all mail of a mailbox goes, as `Get-Mailbox` tells it."""
    word = text(row, "ForwardingAddress") or text(row, "ForwardingSmtpAddress")
    if word and (to := whom.whom(word)):
        yield _grant(to, "forwarding")


def inbox_rule(row: Answer, whom: Recipients) -> Iterator[Grant]:
    """Whom a rule of an inbox sends mail to."""
    actions = nested(row, "actions")
    targets = sorted({_address(one) for key in _FORWARDS for one in entries(actions, key)})
    if not targets:
        return
    told = [_criteria(nested(row, "conditions")), *_exceptions(nested(row, "exceptions"))]
    condition = " and ".join(filter(None, told))
    if row.get("isEnabled") is False:
        condition = f"{_OFF}{' and ' if condition else ''}{condition}"
    doubt = "" if isinstance(row.get("isEnabled"), bool) else "whether the rule is switched on is not known"
    for address in targets:
        if to := whom.whom(address):
            yield _grant(to, "inbox-rule", condition, doubt)


def transport_rule(row: Answer, whom: Recipients) -> Iterator[Grant]:
    """Whom a rule of the tenant sends mail to, or has approve it."""
    state, mode = text(row, "State"), text(row, "Mode")
    if state.lower() == "disabled" or mode.lower() not in ("", "enforce"):
        return
    name = text(row, "Name") or text(row, "Identity")
    targets = sorted({one for key in _COPIES for one in words(row.get(key))})
    for word in targets:
        if to := whom.whom(word):
            yield _grant(to, "transport-rule", f"the transport rule {name} takes the mail")


def no_auto_forward(found: Iterable[Grant], *, whole: bool) -> str:
    """Whether nothing goes to the outside by itself: `true`, `false`, or empty when that is not known. `whole`: all settings and rules were read."""
    sent = [grant for grant in found if grant.source in _BY_OWNERS and not grant.condition.startswith(_OFF)]
    if any(OUTBOUND in grant.condition for grant in sent):
        return "false"
    return "true" if whole and all(grant.verdict is not Verdict.UNKNOWN for grant in sent) else ""


def words(value: object) -> tuple[str, ...]:
    """Names that a command gives: one text, or several. Raises ValueError for what is neither."""
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list | tuple) or len(texts(value)) != len(set(map(str, value))):
        raise ValueError(f"{value!r} is no list of names")
    return texts(value)


def _grant(to: Whom, source: str, condition: str = "", doubt: str = "") -> Grant:
    if to.doubt or doubt:
        return Grant(to.id, READS, source, to.doubt or doubt, None, Verdict.UNKNOWN)
    needs = " and ".join(filter(None, (condition, OUTBOUND if to.outside and source in _BY_OWNERS else "")))
    return Grant(to.id, READS, source, needs, None, Verdict.IF if needs else Verdict.YES)


def _address(recipient: Answer) -> str:
    found = text(nested(recipient, "emailAddress"), "address") or text(nested(recipient, "emailAddress"), "name")
    if not found:
        raise ValueError("a rule forwards to somebody whom it does not name")
    return found


def _criteria(conditions: Answer) -> str:
    """What mail a rule takes, in words; empty for all of it."""
    told = sorted(_one(key, value) for key, value in conditions.items() if value not in (None, False, [], ""))
    return f"mail {' and '.join(told)}" if told else ""


def _exceptions(exceptions: Answer) -> Iterator[str]:
    for key, value in sorted(exceptions.items()):
        if value not in (None, False, [], ""):
            yield f"not mail {_one(key, value)}"


def _one(key: str, value: object) -> str:
    said = _SAID.get(key, f"with {key}")
    if value is True:
        return said
    return f"{said} {' or '.join(chain.from_iterable(_values(one) for one in (value if isinstance(value, list) else [value])))}"


def _values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        address = value.get("emailAddress")
        found = address.get("address") if isinstance(address, dict) else None
        yield str(found) if found else ", ".join(f"{key} {one}" for key, one in sorted(value.items()))
    else:
        yield str(value)
