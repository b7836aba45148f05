"""A checked run as a whole report: its findings with what is new, and all that a page shows beside them."""

from audit.check.world import see
from audit.model.overview import Overview
from audit.model.reach import Subject, SubjectKind
from audit.model.report import CheckReport
from audit.overview.ends import ends_soon
from audit.overview.inventory import shown_assets, shown_rules
from audit.overview.matrix import matrix
from audit.overview.nights import before, nights
from audit.overview.reaches import shown_reaches
from audit.overview.seen import first_seen
from audit.overview.subjects import shown_subjects
from audit.pipeline import Held, drift, hold, plan_then
from audit.questions import check_report, head_of
from audit.runs.store import Store
from policies.wording import wording


def whole_report(held: Held, store: Store) -> CheckReport:
    """The report of a check with its overview: what is new, and why, since the run before it in the store, held under the policy of its own night.

    Raises RunError for a run that can't be read.
    """
    earlier = before(store.runs(), held.run.id)
    there = hold(plan_then(held.plan, last := store.open(earlier)), last) if earlier else None
    known = frozenset(each.fingerprint for each in there.findings) if there else frozenset()
    return check_report(held, earlier, known, _overview(held, there, store))


def _overview(held: Held, earlier: Held | None, store: Store) -> Overview:
    policy, say = held.plan.policy, wording(held.plan.language)
    world = see(policy, held.run, held.resolved, held.as_of, held.providers)
    reaches, left_out = shown_reaches(held, (entry for access in world.access for entry in access.entries))
    changes = drift(earlier, held) if earlier else ()
    told, counted = nights(store, held.run.id)
    since = first_seen(held.findings, held.as_of, reversed(counted[:-1]))  # the last is the run itself
    gone = {fingerprint for change in changes for fingerprint in change.findings_gone}
    subjects: set[Subject] = {each.reach.subject for each in reaches}
    subjects |= {each.subject for each in held.findings if each.subject}
    subjects |= {each.subject for change in changes for each in change.reaches}
    subjects |= {Subject(SubjectKind.PERSON, person.id) for person in policy.people}
    return Overview(
        before=head_of(earlier) if earlier else None,
        changes=changes,
        gone=tuple(each for each in earlier.findings if each.fingerprint in gone) if earlier else (),
        subjects=shown_subjects(subjects, policy, held.as_of),
        assets=shown_assets(policy, world.gaps, frozenset(world.assets), say),
        rules=shown_rules(policy, say),
        reaches=reaches,
        paths_left_out=left_out,
        matrix=matrix(policy, held.resolved.reaches, held.findings, frozenset(name for name, _ in world.gaps), held.as_of),
        roles=tuple((role.id, say.label(role.label, role.id)) for role in policy.roles),
        ends=ends_soon(policy, held.run, held.as_of),
        nights=told,
        since=tuple(sorted(since.items())),
    )
