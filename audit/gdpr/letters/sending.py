"""The sending of a letter as an entry of the communications log: `communications:` of the policy."""

from dataclasses import dataclass
from datetime import date

import yaml

from audit.errors import UsageError
from policies.language import Policy
from policies.yaml_nodes import Map, Seq, read

_NEW = "version: 1\ncommunications:\n"


@dataclass(frozen=True, slots=True)
class Sending:
    """A letter that went to a person on a day; `about` says what it was, without content."""

    person: str
    on: date
    about: str
    how: str = "letter"


def entry(policy: Policy, sending: Sending, taken: frozenset[str] = frozenset()) -> str:
    """The entry as one line of YAML, `- {id: …}`, with an id that no other message has."""
    used = taken | {each.id for each in policy.communications}
    base = f"L-{sending.on}-{sending.person}"
    name = next(name for number in range(1, len(used) + 2) if (name := base if number == 1 else f"{base}-{number}") not in used)
    values = {"id": name, "date": str(sending.on), "subject": sending.about, "people": [sending.person], "how": sending.how}
    return "- " + yaml.safe_dump(values, default_flow_style=True, sort_keys=False, allow_unicode=True, width=10_000).strip()


def appended(text: str, file: str, policy: Policy, sending: Sending) -> str:
    """The text of a file of `communications:` alone with the entry at its end. Raises UsageError for a file that holds anything else."""
    if not text.strip():
        return f"{_NEW}  {entry(policy, sending)}\n"
    tree, problems = read(text, file)
    found = tree.value("communications") if tree is not None else None
    if problems or tree is None or set(tree) - {"version", "communications"} or not isinstance(found, Seq) or not found:
        raise UsageError(
            f"{file} holds something else than `communications:`, or nothing in it", "name a file of its own, or one that is not there yet"
        )
    ids = frozenset(str(each.value("id")) for each in found if isinstance(each, Map))
    last = text.splitlines()[found[-1].place.line - 1]
    indent = last[: len(last) - len(last.lstrip())]
    made = f"{text.rstrip()}\n{indent}{entry(policy, sending, ids)}\n"
    again, wrong = read(made, file)
    now = again.value("communications") if again is not None else None
    if wrong or not isinstance(now, Seq) or len(now) != len(found) + 1:
        raise UsageError(f"{file} is written so that nothing can be added to it safely", "write one message a line, as `  - {id: …}`")
    return made
