"""Workflow commands of GitHub: escaped as its toolkit does, and no more than a step shows."""

from dataclasses import replace

from policies.errors import Place
from policies.language import Severity
from reports.github import LONGEST, MOST, command, renderer
from tests.unit.reports import checked, samples


def test_findings_stand_at_their_lines_and_what_is_waived_is_counted():
    told = renderer.render(checked.check()).splitlines()
    assert told[0] == ("::warning file=privacy/assets.yaml,line=1,title=Blind spot::Could not be read: drive://0A: files.list: no manager")
    assert told[1].startswith(
        "::error file=privacy/policy.yaml,line=31,title=new%3A F08 orders::p21 reads orders, which F08 forbids. What to do: "
    )
    assert told[2].startswith("::warning file=privacy/assets.yaml,line=1,title=gap hr-files::Nobody can tell: ")
    assert told[3].startswith("::notice file=privacy/assets.yaml,line=1,title=bulk-copy hr-files::")
    assert told[4:] == ["::notice title=Toegang::Exit code 1. 1 waived"]


def test_a_step_shows_so_many_and_the_last_line_counts_the_others():
    many = [samples.violation(f"p{number}", severity) for number in range(25) for severity in (Severity.HIGH, Severity.LOW)]
    told = renderer.render(samples.check(*many)).splitlines()
    kinds = [line.split(" ")[0] for line in told]
    assert (kinds.count("::error"), kinds.count("::warning"), kinds.count("::notice")) == (MOST, MOST, 1)
    assert told[-1] == "::notice title=Toegang::Exit code 1. 30 more are not shown here"


def test_the_last_notice_has_room():
    notices = [replace(checked.NOTICE, fingerprint=f"{number}") for number in range(20)]
    assert renderer.render(samples.check(*notices)).count("::notice ") == MOST


def test_a_command_is_escaped_as_the_toolkit_does():
    told = command("error", "a: b, c%", "100%\nof: it, all", Place("a,b:c.yaml", 3))
    assert told == "::error file=a%2Cb%3Ac.yaml,line=3,title=a%3A b%2C c%25::100%25\\nof: it, all"


def test_a_long_message_is_cut():
    assert command("notice", "t", "x" * 10_000, None) == f"::notice title=t::{'x' * (LONGEST - 1)}…"


def test_a_drift_tells_what_is_no_longer_read():
    told = renderer.render(checked.drift())
    assert "No longer read whole: aws s3 aws://111122223333" in told
    assert "::error " in told
