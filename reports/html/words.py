"""The words of the page, in the reader's language: its own, and those that findings are shown by."""

from audit import saying
from audit.model.drift import CauseKind, Direction
from audit.model.facts import CoverageStatus, Verdict
from audit.model.finding import FindingKind, Outcome
from audit.model.overview import Standing
from audit.model.reach import StepKind, Subject, SubjectKind
from policies.language import Severity
from policies.levels import Level
from policies.wording import Wording
from reports.html.data import Json, level_sets


def page_words(say: Wording) -> dict[str, Json]:
    """Every word of the page by its key; a text with `{count}` has its plural beside it, under the key with `s`."""
    return {
        "ui": {**_frame(say), **_top(say), **_lists(say), **_pages(say), **_plans(say)},
        "kinds": {kind: [saying.title(kind, say), saying.meaning(kind, say), saying.remedy(kind, say)] for kind in FindingKind},
        "severities": {each: saying.severity_word(each, say) for each in Severity},
        "outcomes": {each: saying.outcome_word(each, say) for each in Outcome},
        "verdicts": {each: saying.verdict_word(each, say) for each in Verdict},
        "standings": {each: saying.standing_word(each, say) for each in Standing},
        "causes": {each: saying.cause_word(each, say) for each in CauseKind},
        "directions": {each: saying.direction_word(each, say) for each in Direction},
        "coverages": {each: saying.coverage_word(each, say) for each in CoverageStatus},
        "steps": {each: saying.step_words(each, say) for each in StepKind},
        "subjects": {each: saying.subject_in_short(Subject(each, "{name}"), say) for each in SubjectKind},
        "levels": [saying.level_words(each, say) for each in level_sets()],
        "letters": {each.name.lower(): saying.level_word(each, say) for each in Level if each.name},
        "sensitivities": {
            "art9": say("special category (Art. 9)"),
            "art10": say("criminal data (Art. 10)"),
            "national-id": say("national number"),
            "credentials": say("sign-in data"),
            "other": say("other personal data"),
            "none": say("no asset"),
        },
        "audiences": {
            "staff": say("staff"),
            "left": say("has left"),
            "service": say("service"),
            "processor": say("processor"),
            "outside": say("outside the organisation"),
            "public": say("anyone"),
            "unknown": say("nobody knows who"),
            "none": say("about the asset itself"),
        },
        "ends": {
            "agreement": say("agreement"),
            "review": say("review of an agreement"),
            "signature": say("signature"),
            "training": say("training"),
            "allow": say("allow rule"),
            "waiver": say("waiver"),
            "access-review": say("access review"),
            "person": say("last day of a person"),
            "membership": say("membership"),
        },
    }


def _frame(say: Wording) -> dict[str, Json]:
    return {
        "title": say.pattern("Who can reach which personal data"),
        "overview": say.pattern("Overview"),
        "findings": say.pattern("Findings"),
        "assets": say.pattern("Assets"),
        "subjects": say.pattern("People and parties"),
        "changes": say.pattern("Changes"),
        "matrix": say.pattern("Matrix"),
        "trend": say.pattern("Trend"),
        "blind": say.pattern("Blind spots"),
        "search": say.pattern("Search findings, assets and people"),
        "theme": say.pattern("Dark or light"),
        "print": say.pattern("Print everything"),
        "run": say.pattern("run of {moment}"),
        "asOf": say.pattern("judged as on {day}"),
        "policy": say.pattern("policy {digest}"),
        "version": say.pattern("Toegang {version}"),
        "begun": say.pattern("reading began on {moment} and was taken up again"),
        "leftOut": say.pattern("Left out as asked: {systems}. What lies there was not looked at."),
        "noScript": say.pattern(
            "This page shows its content by a script that stands in it. Allow scripts for this file, or read another format."
        ),
        "notFound": say.pattern("There is nothing by this name in this run."),
        "none": say.pattern("None."),
        "all": say.pattern("All"),
        "more": say.pattern("and {count} more"),
        "showAll": say.pattern("Show all {count}"),
    }


def _top(say: Wording) -> dict[str, Json]:
    return {
        "complies": say.pattern("Complies"),
        "violates": say.pattern("Does not comply"),
        "cannotTell": say.pattern("Cannot tell"),
        "compliesWhy": say.pattern("Nothing differs from the policy, and everything that matters was read."),
        "cannotTellWhy": say.pattern("No violation is known, but not everything could be read."),
        "violation": say.pattern("{count} violation"),
        "violations": say.pattern("{count} violations"),
        "unknowns": say.pattern("{count} unknown"),
        "waiveds": say.pattern("{count} waived"),
        "blindNone": say.pattern("Everything that was asked for was read."),
        "blindWhy": say.pattern("What was not read may hide access. No answer about it is a yes or a no."),
        "missing": say.pattern("missing permission: {permission}"),
        "darkens": say.pattern("darkens {assets}"),
        "surfaces": say.pattern("{count} surfaces not read whole"),
        "new": say.pattern("New since the last run"),
        "newTag": say.pattern("new"),
        "sinceRun": say.pattern("since the run of {moment}"),
        "newNone": say.pattern("No new finding."),
        "newNoRun": say.pattern("There is no earlier checked run to compare with."),
        "newFinding": say.pattern("{count} new finding"),
        "newFindings": say.pattern("{count} new findings"),
        "doFirst": say.pattern("Do first"),
        "doNone": say.pattern("Nothing to do."),
        "owner": say.pattern("owner: {owner}"),
        "byKind": say.pattern("Violations by sensitivity and audience"),
        "audience": say.pattern("audience"),
        "sensitivity": say.pattern("sensitivity"),
        "outsiders": say.pattern("Leavers and outsiders"),
        "outsidersWhy": say.pattern("Who has left, is not here yet, or is of another organisation, and still reaches something."),
        "lettingIn": say.pattern("Who can let others in"),
        "lettingInWhy": say.pattern("Who may share an asset, or controls its settings, keys or identities."),
        "endsSoon": say.pattern("Ends within 30 days"),
        "dayWord": say.pattern("day"),
        "what": say.pattern("what"),
        "about": say.pattern("about"),
        "reachesWhat": say.pattern("can reach"),
    }


def _lists(say: Wording) -> dict[str, Json]:
    return {
        "filter": say.pattern("Filter"),
        "clear": say.pattern("Clear the filters"),
        "shown": say.pattern("{count} of {total} findings"),
        "severity": say.pattern("severity"),
        "outcome": say.pattern("outcome"),
        "kind": say.pattern("kind"),
        "asset": say.pattern("asset"),
        "who": say.pattern("who"),
        "ownerWord": say.pattern("owner"),
        "onlyNew": say.pattern("only new"),
        "sort": say.pattern("sort by"),
        "byOldest": say.pattern("oldest first"),
        "byAsset": say.pattern("asset"),
        "byWho": say.pattern("who"),
        "since": say.pattern("since {day}"),
        "sinceWord": say.pattern("since"),
        "noMatch": say.pattern("Nothing matches."),
        "listHelp": say.pattern("Arrow keys move, Enter opens."),
        "label": say.pattern("label"),
        "level": say.pattern("level"),
        "verdict": say.pattern("verdict"),
        "standing": say.pattern("standing"),
        "roles": say.pattern("roles"),
        "allowedBy": say.pattern("allowed by"),
        "notCovered": say.pattern("no rule"),
        "reachCount": say.pattern("reaches"),
        "found": say.pattern("findings"),
    }


def _pages(say: Wording) -> dict[str, Json]:
    return {
        "whatToDo": say.pattern("What to do"),
        "ruleSays": say.pattern("The rule says"),
        "byWhichWay": say.pattern("By which way"),
        "path": say.pattern("Path {number} of {count}"),
        "pathDrawn": say.pattern("Path drawn from {source} to {target}, in {count} steps; the list below says the same"),
        "pathNone": say.pattern("The path was left out here, since there are too many; this shows it: {command}"),
        "ifCondition": say.pattern("if {condition}"),
        "law": say.pattern("articles"),
        "controls": say.pattern("controls"),
        "waivedBy": say.pattern("accepted for a while by waiver {waiver}"),
        "purposes": say.pattern("purposes"),
        "categories": say.pattern("categories"),
        "places": say.pattern("places"),
        "whoReaches": say.pattern("Who reaches it"),
        "whatReaches": say.pattern("What they reach"),
        "nobody": say.pattern("Nobody, as far as was read."),
        "nothing": say.pattern("Nothing, as far as was read."),
        "darkAsset": say.pattern("Part of this asset could not be read: nobody can say that nobody else reaches it."),
        "lastDay": say.pattern("last day {day}"),
        "withAccount": say.pattern("with {account}"),
        "objects": say.pattern("{count} objects"),
        "evidence": say.pattern("evidence"),
        "open": say.pattern("show the path"),
        "openMany": say.pattern("show the {count} paths"),
        "fingerprint": say.pattern("fingerprint"),
        "place": say.pattern("in the policy"),
        "results": say.pattern("Found for {text}"),
    }


def _plans(say: Wording) -> dict[str, Json]:
    return {
        "matrixWhy": say.pattern("What the rules give each role at most, then (→) what its people really can do."),
        "both": say.pattern("both"),
        "should": say.pattern("as it should be"),
        "does": say.pattern("as it is"),
        "cellSays": say.pattern("{role}, {asset}: the rules give {should}; its people can {does}"),
        "cellPeople": say.pattern("{count} people reach it"),
        "cellBeyond": say.pattern("{count} of them break a rule"),
        "cellUnsure": say.pattern("not certain: something was not read, or depends on a condition"),
        "legendFits": say.pattern("as the rules say"),
        "legendUnused": say.pattern("allowed, nobody reaches it"),
        "legendBeyond": say.pattern("somebody breaks a rule"),
        "legendUnsure": say.pattern("not certain"),
        "legendNone": say.pattern("neither allowed nor reached"),
        "noRoles": say.pattern("The policy names no roles."),
        "trendWhy": say.pattern("Violations of each stored night, under the policy of that night."),
        "night": say.pattern("night"),
        "notChecked": say.pattern("not checked"),
        "gapsWord": say.pattern("gaps"),
        "personsWord": say.pattern("people who reach something"),
        "unknownWord": say.pattern("unknown"),
        "waivedWord": say.pattern("waived"),
        "changesWhy": say.pattern("Each cause once, with all that it did."),
        "changesNone": say.pattern("Nothing changed."),
        "isNow": say.pattern("{before}, now {after}"),
        "freshWord": say.pattern("new"),
        "goneWord": say.pattern("gone"),
        "provider": say.pattern("provider"),
        "surface": say.pattern("surface"),
        "scope": say.pattern("scope"),
        "reason": say.pattern("reason"),
        "status": say.pattern("status"),
        "missingWord": say.pattern("missing permission"),
        "coverageWhy": say.pattern("{count} surfaces were read whole; these were not:"),
        "coverageWhole": say.pattern("All {count} surfaces were read whole."),
        "gapsHead": say.pattern("What could not be read"),
        "coverageHead": say.pattern("Surfaces"),
    }
