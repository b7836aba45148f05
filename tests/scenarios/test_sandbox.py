"""The main job on the sample company, by the command line: every fault is found and nothing else, and each exit code has its reason."""

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit import plugins
from providers.sandbox.company import Company, changed_by, faults, first_night, merged
from providers.sandbox.denials import Denied
from providers.sandbox.nights import NIGHT_ONE, NIGHT_TWO, take, write_policy
from providers.sandbox.sandbox import GOOGLE, Sandbox, SignIn
from tests.scenarios.command import Answer, answer, toegang

EXPECTED = yaml.safe_load((Path(__file__).parent / "sandbox" / "expected.yaml").read_text())
USUAL = {"asset": "", "subject": "", "scope": "", "verdict": "yes", "waived_by": ""}
HOSTILE = yaml.safe_load((Path(__file__).parent / "sandbox" / "hostile.yaml").read_text())

AUTH = "https://www.googleapis.com/auth/"
LISTS, CONTESTS, MAILBOX, FIGURES = "newsletter-consents", "contest-entries", "newsletter-mailbox", "customer-analytics"

pytestmark = pytest.mark.xdist_group("sandbox")


@pytest.fixture(scope="session")
def nights(demo: tuple[Path, Answer]) -> Path:
    return demo[0]


@pytest.fixture(scope="session")
def served() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def mended(served: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs of the mended company: one with all permissions, one with a needed permission withdrawn."""
    folder = tmp_path_factory.mktemp("mended")
    company = changed_by(first_night(), "mended")
    write_policy(company, folder)
    signs_in = served.make(company)
    take(NIGHT_ONE, served, signs_in, folder)
    served.aws.deny([Denied("s3:GetBucketPolicy", "gw-order-documents")], plugins.provider("aws").operations())
    take(NIGHT_TWO, served, signs_in, folder)
    return folder


@pytest.fixture(scope="session")
def hostile(served: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    company: Company = merged(changed_by(first_night(), "mended"), HOSTILE)
    write_policy(company, folder)
    take(NIGHT_ONE, served, served.make(company), folder)
    return folder


def found(folder: Path, run_id: str) -> dict[str, dict[str, Any]]:
    answer = toegang(folder, "check", "--format", "json", "--run", run_id)
    return {finding["fingerprint"]: finding for finding in json.loads(answer.out)["findings"]}


def test_the_demo_ends_well_and_says_nothing_on_standard_error(demo: tuple[Path, Answer]):
    assert demo[1].err == ""
    assert demo[1].code == 0


def test_the_demo_ends_by_naming_the_report_that_it_wrote(demo: tuple[Path, Answer]):
    report = demo[0] / "report.html"
    assert demo[1].out.splitlines()[-1].endswith(report.as_uri())
    assert report.read_text("utf-8").startswith("<!doctype html>")


def test_every_fault_is_found_and_nothing_else(nights: Path):
    findings = found(nights, "2026-10-15T02-00-00Z")
    expected = [*EXPECTED["beside"], *(each for fault in EXPECTED["faults"].values() for each in fault)]
    assert {name: told(finding) for name, finding in findings.items()} == {each["fingerprint"]: USUAL | each for each in expected}


def told(finding: dict[str, Any]) -> dict[str, str]:
    subject = finding["subject"]
    about = (
        {"subject": ":".join(filter(None, (subject["kind"], subject["id"]))), "scope": ""}
        if subject
        else {"subject": "", "scope": finding["scope"]}
    )
    return {key: finding[key] for key in ("fingerprint", "rule", "asset", "outcome", "verdict", "waived_by")} | about


def test_every_fault_is_told_in_a_sentence_and_has_its_findings():
    assert len(EXPECTED["faults"]) >= 12
    assert {name for name, found in EXPECTED["faults"].items() if found} == set(faults())


def test_violations_end_with_1(nights: Path):
    assert toegang(nights, "check", "--run", "2026-10-15T02-00-00Z").code == 1


def test_mended_it_complies(mended: Path):
    answer = toegang(mended, "check", "--run", "2026-10-15T02-00-00Z")
    assert (answer.code, "COMPLIES" in answer.out) == (0, True), answer.out


def test_a_permission_withdrawn_ends_with_3_and_is_named(mended: Path):
    answer = toegang(mended, "check", "--run", "2026-10-16T02-00-00Z")
    assert answer.code == 3, answer.out
    assert "s3:GetBucketPolicy" in answer.out


def test_a_broken_policy_ends_with_2_and_every_error_at_its_line(mended: Path, tmp_path: Path):
    shutil.copytree(mended / "policy", tmp_path / "policy")
    (tmp_path / "policy" / "broken.yaml").write_text("version: 1\nallow:\n  - {id: A99, hwo: role:finance}\nassetts: {}\n")
    answer = toegang(tmp_path, "check")
    assert answer.code == 2
    assert all(place in answer.err for place in ("broken.yaml:3", "broken.yaml:4"))


def test_the_same_run_checked_twice_gives_the_same_bytes(nights: Path):
    words = ("check", "--format", "json", "--run", "2026-10-15T02-00-00Z")
    first, second = toegang(nights, *words), toegang.__wrapped__(nights, *words)
    assert first.out
    assert first == second


def test_why_prints_the_path_step_by_step_with_the_statement_of_each(nights: Path):
    answer = toegang(nights, "why", "p20", "database-backups", "--run", "2026-10-15T02-00-00Z")
    assert answer.code == 0
    steps = ["user/p20", "role/deploy", "role/data-ops", "gw-db-backups"]
    assert [answer.out.index(step) for step in steps] == sorted(answer.out.index(step) for step in steps)
    for statement in ("AssumeDeploy", "AssumeDataOps", "RestoreBackups", '"Action": "s3:GetObject"', '"Operations": ["Decrypt"]'):
        assert statement in answer.out


def test_a_changed_policy_is_a_cause_of_drift(nights: Path, tmp_path: Path):
    """The earlier night is held against the policy that is kept with its run."""
    shutil.copytree(nights / "policy", tmp_path / "policy")
    rules = tmp_path / "policy" / "policy.yaml"
    rules.write_text("".join(line for line in rules.read_text().splitlines(keepends=True) if "id: A20," not in line))
    shutil.copytree(nights / "runs", tmp_path / "runs")
    answer = toegang(tmp_path, "drift", "--format", "json")
    causes = {(change["cause"]["kind"], change["cause"]["subject"]) for change in json.loads(answer.out)["changes"]}
    assert ("policy", "A20") in causes


def test_drift_gives_each_change_its_cause(nights: Path):
    answer = toegang(nights, "drift", "2026-10-15T02-00-00Z", "2026-10-16T02-00-00Z", "--format", "json")
    changes = json.loads(answer.out)["changes"]
    assert [
        {
            "cause": each["cause"]["kind"],
            "subject": each["cause"]["subject"],
            "reaches": len(each["reaches"]),
            "new": len(each["findings_new"]),
        }
        for each in changes
    ] == EXPECTED["drift"]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_language_changes_the_words_of_a_drift_and_nothing_else(nights: Path, language: str):
    words = ("drift", "2026-10-15T02-00-00Z", "2026-10-16T02-00-00Z", "--format", "json")
    one, other = (json.loads(toegang(nights, *words, *more).out) for more in ((), ("--language", language)))
    assert not {each["cause"]["what"] for each in one["changes"]} & {each["cause"]["what"] for each in other["changes"]}
    for told in (one, other):
        for change in told["changes"]:
            change["cause"].pop("what")
        for finding in told["findings"]:
            finding |= {"sentence": "", "remedy": "", "paths": [[step | {"because": ""} for step in path] for path in finding["paths"]]}
        told["after"]["names"] = sorted(told["after"]["names"])
    assert one == other


def test_what_can_no_longer_be_read_is_not_observed_and_never_lost(nights: Path):
    answer = toegang(nights, "drift", "2026-10-15T02-00-00Z", "2026-10-16T02-00-00Z", "--format", "json")
    reaches = [reach for change in json.loads(answer.out)["changes"] for reach in change["reaches"]]
    public = {reach["asset"]: reach["direction"] for reach in reaches if reach["subject"]["kind"] == "public"}
    assert public == {"return-forms": "not-observed", "contest-entries": "gained"}
    assert "lost" not in {reach["direction"] for reach in reaches}


@pytest.mark.parametrize(
    "words", [("check",), ("check", "--format", "json"), ("who", "order-documents"), ("what", "p17"), ("why", "p20", "order-documents")]
)
def test_hostile_names_and_documents_are_shown_and_never_sent(hostile: Path, words: tuple[str, ...]):
    answer = toegang(hostile, *words)
    assert answer.code in {0, 1, 3}
    assert "Traceback" not in answer.err
    assert all(sign == "\n" or sign.isprintable() for sign in answer.out + answer.err)


def test_a_document_that_is_no_policy_is_a_gap(hostile: Path):
    gaps = [finding for finding in found(hostile, "latest").values() if finding["kind"] == "gap"]
    assert any("gw-order-archive" in json.dumps(gap) for gap in gaps)


def test_a_cycle_of_roles_ends(hostile: Path):
    answer = toegang(hostile, "why", "p20", "order-documents")
    assert answer.code == 0
    assert "role/round-one" in answer.out
    assert "role/round-two" in answer.out


@pytest.fixture(scope="session")
def google(served: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Sandbox, SignIn, Path]]:
    """The mended company's Google, in which things go wrong for one run at a time."""
    folder = tmp_path_factory.mktemp("google")
    company = changed_by(first_night(), "mended")
    write_policy(company, folder)
    yield served, served.make(company), folder
    assert served.google.problems == []


def checked(google: tuple[Sandbox, SignIn, Path]) -> tuple[int, str, set[str]]:
    """What a run of Google ends with, what it prints, and the assets of which nobody can tell."""
    sandbox, signs_in, folder = google
    runs = len(list((folder / "runs").glob("2*")))
    take(NIGHT_ONE + timedelta(days=runs), sandbox, signs_in, folder, only=GOOGLE)
    chosen = [word for name in GOOGLE for word in ("--provider", name)]
    words = ("check", *chosen, "--policy", str(folder / "policy"), "--store", str(folder / "runs"), "--run", "latest")
    told = answer([*words, "--format", "json"])
    unknown = [each for each in json.loads(told.out)["findings"] if each["outcome"] == "unknown" and not each["waived_by"]]
    shown = answer(list(words))
    return shown.code, shown.out, {each["asset"] for each in unknown}


@pytest.mark.parametrize(
    ("scope", "assets"),
    [
        ("drive.metadata.readonly", {LISTS, CONTESTS}),
        ("drive.readonly", {LISTS}),
        ("gmail.settings.basic", {MAILBOX}),
        ("calendar.acls.readonly", set()),
        ("admin.directory.group.member.readonly", {LISTS, CONTESTS, FIGURES}),
    ],
)
def test_a_scope_withdrawn_ends_with_3_and_darkens_only_what_it_opens(google: tuple[Sandbox, SignIn, Path], scope: str, assets: set[str]):
    google[0].google.withdraw(AUTH + scope)
    code, text, unknown = checked(google)
    google[0].google.heal()
    assert unknown == assets
    assert code == (3 if assets else 0)
    assert AUTH + scope in text or not assets


@pytest.mark.parametrize(("user", "assets"), [("p14", {LISTS, CONTESTS}), ("p15", {CONTESTS}), ("p08", set()), ("nieuwsbrief", {MAILBOX})])
def test_an_impersonation_refused_ends_with_3_and_darkens_only_what_it_touches(
    google: tuple[Sandbox, SignIn, Path], user: str, assets: set[str]
):
    address = f"{user}@groenewinkel.example"
    google[0].google.refuse_impersonation(address)
    code, text, unknown = checked(google)
    google[0].google.heal()
    assert unknown == assets
    assert code == (3 if assets else 0)
    assert f"impersonation of {address}" in text or not assets


def test_one_person_has_accounts_in_every_system(nights: Path):
    answer = toegang(nights, "what", "p22", "--run", "2026-10-15T02-00-00Z", "--format", "json")
    told = json.loads(answer.out)
    accounts = {told["head"]["names"].get(reach["account"], reach["account"]) for reach in told["reaches"]}
    ours = {f"google://user/{name}@groenewinkel.example" for name in ("p22", "adm-p22")} | {"adm-p22@groenewinkel.example"}
    assert {"aws://111122223333/iam/user/p22", *ours} <= accounts
    by_each = {"webshop-db", CONTESTS, FIGURES, "hr-files", "support-archive"}  # of AWS, Workspace, Google Cloud, Microsoft 365 and Azure
    assert by_each <= {reach["asset"] for reach in told["reaches"]}


def test_why_goes_through_nested_groups_of_entra_into_a_library(nights: Path):
    answer = toegang(nights, "why", "bureau@talentzoekers.example", "job-applications", "--run", "2026-10-15T02-00-00Z")
    steps = ["bureau@talentzoekers.example", "group panel", "group selection", "group hiring", "“Werving”"]
    assert [answer.out.index(step) for step in steps] == sorted(answer.out.index(step) for step in steps)


def test_what_somebody_reaches_holds_what_everyone_in_the_company_does(nights: Path):
    ours, theirs = (toegang(nights, "what", name, "--run", "2026-10-15T02-00-00Z", "--format", "json").out for name in ("p08", "x01"))
    everyone = ("company", CONTESTS)
    assert everyone in {(reach["subject"]["kind"], reach["asset"]) for reach in json.loads(ours)["reaches"]}
    assert everyone not in {(reach["subject"]["kind"], reach["asset"]) for reach in json.loads(theirs)["reaches"]}


def test_why_goes_through_nested_groups_into_a_folder(nights: Path):
    answer = toegang(nights, "why", "p12", CONTESTS, "--run", "2026-10-15T02-00-00Z")
    steps = [
        "user/p12",
        "group/interns",
        "group/actions-2025",
        "group/promotions",
        "group/campaigns",
        "group/contests",
        "drive://1ExampleContests",
    ]
    assert [answer.out.index(step) for step in steps] == sorted(answer.out.index(step) for step in steps)


@pytest.mark.parametrize(
    "asset", ["webshop-db", "order-documents", CONTESTS, MAILBOX, FIGURES, "hr-files", "job-applications", "support-archive"]
)
def test_a_breach_of_one_night_is_whoever_reaches_that_night(nights: Path, asset: str):
    """A breach looks at one asset alone, `who` at all of them: they must see the same."""
    run_id = "2026-10-15T02-00-00Z"
    days = ("--from", run_id[:10], "--to", run_id[:10])
    told = answer(["breach", asset, *days, "--format", "json", "--policy", str(nights / "policy"), "--store", str(nights / "runs")])
    lines = json.loads(told.out)["breach"]["lines"]
    reached = toegang(nights, "who", asset, "--run", run_id, "--format", "json")
    reaches = json.loads(reached.out)["reaches"]
    could = {(line["kind"], line["id"], level) for line in lines for level in seen_levels(line)}
    assert could == {(each["subject"]["kind"], each["subject"]["id"], level) for each in reaches for level in each["levels"]}
    assert told.code == reached.code


def seen_levels(line: dict[str, Any]) -> set[str]:
    return {level for stay in line["stays"] for spell in stay["spells"] for able in spell["able"] for level in able["levels"]}
