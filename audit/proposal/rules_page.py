"""rules.yaml of a first policy: present access as proposals that allow nothing, and as questions."""

from datetime import date
from itertools import groupby

from audit.proposal.questions import Question
from audit.proposal.rules import ProposedRule, Rules
from audit.proposal.seen import Seen, listed, partial
from audit.proposal.yaml_lines import Value, comment, entry, visible
from policies.levels import words


def rules_page(seen: Seen, made: Rules) -> list[str]:
    """The lines of the file."""
    return [
        *comment("Nobody may do anything that no rule under `allow:` says. There is none yet: to decide is yours."),
        *comment(
            "Each proposal below is access that people have today. It ALLOWS NOTHING. Decide each one: move it to `allow:` with `decided_by:`, `decided_on:`, `until:` and `why:`, or remove it and end the access. `toegang validate` counts those that are left."
        ),
        *partial(seen),
        "",
        "allow: []",
        *(["", "proposed:"] if made.rules else ["", *comment("Nothing to propose: nobody on the roster surely reaches an asset.")]),
        *(line for rule in made.rules for line in _rule(rule, seen.on)),
        "",
        *comment("Every store is in an asset or under not_personal: what nobody looked at stays a finding."),
        "require:",
        "  - {id: R01, for_systems: all, need: no-undeclared-store, severity: low, law: [A30]}",
        *_questions(made.questions),
    ]


def _rule(rule: ProposedRule, on: date) -> list[str]:
    values: tuple[tuple[str, Value], ...] = (
        ("id", rule.id),
        ("who", rule.who if len(rule.who) > 1 else rule.who[0]),
        ("may", words(rule.may)),
        ("which", rule.asset),
        ("because", rule.because),
        ("seen_on", str(on)),
    )
    return entry(values, 2, "- ")


def _questions(questions: tuple[Question, ...]) -> list[str]:
    if not questions:
        return []
    lines = [
        "",
        *comment(
            "QUESTIONS: access that is there and that is not proposed. `toegang why WHO ASSET` shows how it comes about; `toegang check` finds all of it."
        ),
    ]
    for asset, about in groupby(questions, key=lambda each: each.asset):
        lines += ["#", f"# {asset}"]
        for why, same in groupby(about, key=lambda each: each.why):
            lines.append(f"#   {visible(why)}:")
            lines += listed([f"{each.who}: {each.can}" for each in same], 4)
    return lines
