"""An agreement with staff, in both directions: how they handle data, and how theirs are handled (Art. 29 and 32(4))."""

from audit.check.who import Roster, words_of, working_roles
from audit.gdpr import words
from audit.gdpr.agreements.draft import Clause, Drafter
from audit.model.paper import Heading, Paper, Part, Table
from audit.model.reach import Subject, SubjectKind
from policies.language import Allow, Document, Forbid, NeedKind, Person, Require, WhoKind
from policies.permits import in_force, names
from policies.sentences import sentence


def staff_agreement(drafter: Drafter, person: Person | None) -> Paper:
    """The draft for one person, by number; without one, for everybody, with what each role may do."""
    say = drafter.say
    clauses = (
        _instructions(drafter, person),
        _rules(drafter, person),
        _care(drafter),
        _secrecy(drafter),
        _breach(drafter),
        _training(drafter),
        _own_data(drafter),
        _tool(drafter),
        _end(drafter),
    )
    title = say("Agreement on personal data with {person}", person=person.id) if person else say("Agreement on personal data with staff")
    return drafter.paper("staff-agreement", title, person.id if person else "", clauses, _parties(drafter, person))


def _parties(drafter: Drafter, person: Person | None) -> tuple[Part, ...]:
    say, policy = drafter.say, drafter.policy
    labels = {role.id: role.label for role in policy.roles}
    roles = sorted(working_roles(person, drafter.on)) if person else []
    mine = (
        (say("Name"), drafter.blank(say("name of the member of staff"))),
        (say("Number"), person.id if person else drafter.blank(say("number of the member of staff"))),
        (say("Role"), say.both(say.label(labels.get(each, ()), each) for each in roles) or drafter.blank(say("role"))),
    )
    columns = (say("Field"), say("Value"))
    return (
        Heading(say("The parties")),
        Table(columns, ((say("Party"), say("The organisation")), *drafter.organisation()), say("The organisation")),
        Table(columns, ((say("Party"), say("The member of staff")), *mine), say("The member of staff")),
    )


def _instructions(drafter: Drafter, person: Person | None) -> Clause:
    """Who acts under the organisation's authority processes on its instructions only: these are the rules that give access."""
    say = drafter.say
    rules = tuple(rule for rule in drafter.policy.allow if in_force(rule, drafter.on) and _is_about(drafter, rule, person))
    sentences = (
        say(
            "You process personal data only on the instructions of the organisation, for the purposes of your role, and only as far as your work needs it."
        ),
        say("What you may do today, and until when:") if rules else say("Today no rule gives you access to personal data."),
    )
    return Clause("A29", say("What you may do"), sentences, tuple(sentence(rule, drafter.policy, say) for rule in rules))


def _is_about(drafter: Drafter, rule: Allow, person: Person | None) -> bool:
    if person is None:
        return any(who.kind in (WhoKind.ROLE, WhoKind.PEOPLE, WhoKind.ALL) for who in rule.who)
    return names(rule.who, words_of(Roster.of(drafter.policy), Subject(SubjectKind.PERSON, person.id), None, drafter.on))


def _rules(drafter: Drafter, person: Person | None) -> Clause:
    """The prohibitions of the house, and the conditions of access."""
    say, policy = drafter.say, drafter.policy
    words_held = words_of(Roster.of(policy), Subject(SubjectKind.PERSON, person.id), None, drafter.on) if person else None
    forbidden = tuple(
        rule
        for rule in policy.forbid
        if words_held is None or (names(rule.who, words_held) and not names(rule.unless, words_held)) or _is_for_all(rule)
    )
    asked = tuple(rule for rule in policy.require if _is_for_people(rule))
    rules: tuple[Forbid | Require, ...] = (*forbidden, *asked)
    return Clause(
        "A32-4",
        say("The rules of the house"),
        (say("These hold for everybody, and the organisation checks them:"),),
        tuple(sentence(rule, policy, say) for rule in rules),
    )


def _is_for_all(rule: Forbid) -> bool:
    return any(
        who.kind in (WhoKind.ANYONE, WhoKind.SHARED_ACCOUNTS, WhoKind.PERSONAL_MAIL_ACCOUNTS, WhoKind.EVERYONE_IN_COMPANY)
        for who in rule.who
    )


def _is_for_people(rule: Require) -> bool:
    """A condition that a person can keep: to sign, to learn, to sign in with care."""
    kept = (NeedKind.MFA, NeedKind.SEPARATE_ADMIN_ACCOUNT, NeedKind.SIGNED, NeedKind.TRAINED)
    return rule.need.kind in kept and not any(who.kind in (WhoKind.PROCESSORS, WhoKind.SERVICES, WhoKind.RECIPIENTS) for who in rule.who)


def _care(drafter: Drafter) -> Clause:
    say = drafter.say
    sentences = (
        say(
            "You use your own account and keep its password and second factor to yourself. You copy no data to private accounts or devices, and share by link only what the rules let you share."
        ),
        say("You look up nobody out of curiosity: not customers, not colleagues, not people you know."),
    )
    return Clause("A5-1-f", say("Care"), sentences)


def _secrecy(drafter: Drafter) -> Clause:
    say = drafter.say
    sentences = (say("What you learn about people through your work you keep secret, during your contract and after it."),)
    return Clause("A32-4", say("Secrecy"), sentences)


def _breach(drafter: Drafter) -> Clause:
    say = drafter.say
    sentences = (
        say(
            "When data are lost, sent to the wrong person or seen by somebody who should not, you report it at once to {contact}, also when it was your own mistake: the organisation has 72 hours (Art. 33 GDPR).",
            contact=drafter.contact(),
        ),
    )
    return Clause("A33", say("When something goes wrong"), sentences)


def _training(drafter: Drafter) -> Clause:
    say = drafter.say
    trainings = tuple(_lasting(drafter, paper) for paper in drafter.policy.documents if paper.kind == "training")
    sentences = (say("You follow these trainings when the organisation asks for it; without them access ends:"),)
    return Clause("A39-1-b", say("Training"), sentences, trainings or (drafter.blank(say("trainings")),))


def _lasting(drafter: Drafter, training: Document) -> str:
    length = drafter.say.many("{count} minute", "{count} minutes", training.minutes)
    return f"{training.id} ({length})" if training.minutes else training.id


def _own_data(drafter: Drafter) -> Clause:
    """What the organisation itself keeps about staff: in short, the notice stands elsewhere (Art. 13)."""
    say, policy = drafter.say, drafter.policy
    purposes = {each.id: each.label for each in policy.purposes}
    mine = tuple(asset for asset in policy.assets if "employee" in asset.subjects)
    points = tuple(
        say(
            "{asset}: for {purposes}; kept {retention}",
            asset=say.label(asset.label, asset.id),
            purposes=say.both(say.label(purposes.get(each, ()), each.replace("-", " ")) for each in asset.purposes),
            retention=words.kept_with_basis(say, asset.retention)
            if asset.retention
            else drafter.blank(say("retention of {asset}", asset=asset.id)),
        )
        for asset in mine
    )
    sentences = (
        say(
            "The organisation keeps these data about you. You may ask to see them, to have them corrected or erased, and the other rights of Art. 15 to 22 GDPR, at {contact}.",
            contact=drafter.contact(),
        ),
    )
    return Clause("A13", say("Your own data"), sentences, points or (drafter.blank(say("data that the organisation keeps about staff")),))


def _tool(drafter: Drafter) -> Clause:
    say, told = drafter.say, drafter.policy.tool_as_processing
    title = say("How access is checked")
    if told is None:
        return Clause("A5-2", title, (drafter.blank(say("what the checking of access reads about staff")),))
    sentences = (
        say("Every night the organisation checks who can reach which personal data. It looks at rights, not at what you do."),
        say("It reads: {reads}. It never reads: {never}.", reads=say.both(told.reads), never=say.both(told.never_reads)),
        say("What it finds is kept for {period}.", period=words.period(say, told.keep_snapshots)),
    )
    return Clause("A5-2", title, sentences)


def _end(drafter: Drafter) -> Clause:
    say = drafter.say
    sentences = (
        say(
            "On your last day, or when your role changes, access ends. You give back or delete every copy that you have; your mailbox is closed within {period}.",
            period=words.period(say, drafter.policy.house_rules.leaver_mailbox_within),
        ),
    )
    return Clause("A32", say("When you leave"), sentences)
