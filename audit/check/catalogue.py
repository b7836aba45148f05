"""What stands behind each check: articles of the GDPR, controls of the standards that auditors use, and decisions of the authorities.

Dated data, as of 2026-11: decisions are cited as "cf.", most are known from summaries. `A5-1-f` is Art. 5(1)(f) GDPR.
"""

from dataclasses import dataclass

from audit.model.finding import FindingKind
from policies.language import NeedKind


@dataclass(frozen=True, slots=True)
class Grounds:
    """Articles, controls and decisions for one kind of check."""

    law: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


DECISIONS = {
    "D01": "cf. CNPD 984/2018 Barreiro Montijo (2018-10-09)",
    "D02": "cf. Datainspektionen DI-2019-3840 Sahlgrenska (2020-12-02)",
    "D03": "cf. Datainspektionen DI-2019-3839 Karolinska (2020-12-02)",
    "D04": "cf. AP HagaZiekenhuis (2019-06-18)",
    "D05": "cf. AP OLVG (2020-11-26)",
    "D06": "cf. GBA/APD 56/2021",
    "D07": "cf. GBA/APD 16/2023 (2023-02)",
    "D08": "cf. GBA/APD 25/2026 (2026-02-05)",
    "D09": "cf. GBA/APD on the mailboxes of leavers of an SME (2020)",
    "D10": "cf. GBA/APD 01/2024 and 71/2024",
    "D11": "cf. GBA/APD 101/2026 (2026-05)",
    "D12": "cf. CNIL SAN-2026-003 France Travail (2026-01-22)",
    "D13": "cf. HmbBfDI H&M service centre (2020-10-01)",
    "D14": "cf. AP GGD letter (2021-11)",
    "D15": "cf. CNIL SAN-2021-008 Brico Prive (2021-06-14)",
    "D16": "cf. CNIL SAN-2021-022 (2021-12-30)",
    "D17": "cf. EDPB Guidelines 01/2021 (2021-12-14)",
    "D18": "cf. GBA/APD 22/2020 (2020-05-08)",
}

OPEN_STAFF_DATA = "open-staff-data"  # what is kept about the staff, open to all of it: no finding's kind, and worth its own source

_ISO = "ISO 27001:2022 "
_SOC = "SOC 2 "
_CYFUN = "NIS2/CyFun "
_CIS = "CIS v8 "
_NIST = "NIST 800-53 "


def _decided(*ids: str) -> tuple[str, ...]:
    return tuple(DECISIONS[name] for name in ids)


_LEAST = (_ISO + "A.8.3", _SOC + "CC6.1", _CYFUN + "PR.AC-4", _CIS + "6.8", _NIST + "AC-6")
_LOGIN = (_ISO + "A.5.17", _ISO + "A.8.5", _CYFUN + "PR.AC-7", _CIS + "6.3", _CIS + "6.5")
_IDENTITY = (_ISO + "A.5.16", _CYFUN + "PR.AC-1", _NIST + "AC-2")
_REVIEWED = (_ISO + "A.5.18", _SOC + "CC6.3", _CYFUN + "PR.AC-4", _CIS + "6.8")
_LEFT = (_ISO + "A.5.18", _SOC + "CC6.2", _CIS + "6.2", _NIST + "AC-2(3)")

_GROUNDS: dict[str, Grounds] = {
    FindingKind.UNEXPLAINED: Grounds(("A5-1-f", "A25", "A32"), (_ISO + "A.5.15", *_LEAST, _SOC + "CC6.3"), _decided("D01", "D02")),
    FindingKind.TOO_MUCH: Grounds(("A5-1-f", "A25", "A32"), _LEAST, _decided("D01", "D12")),
    FindingKind.FORBIDDEN: Grounds(("A5-1-f", "A32"), _LEAST, _decided("D13")),
    FindingKind.REQUIREMENT: Grounds(("A24", "A32"), (_ISO + "A.5.15",)),
    FindingKind.LEAVER: Grounds(("A5-1-f", "A32"), _LEFT, _decided("D09", "D11")),
    FindingKind.NOT_STARTED: Grounds(("A5-1-f", "A32"), (_SOC + "CC6.2", _CIS + "6.1")),
    FindingKind.PUBLIC: Grounds(("A5-1-f", "A25-2", "A32"), _LEAST, _decided("D13")),
    FindingKind.OUTSIDE_WITHOUT_AGREEMENT: Grounds(("A28-3", "A32"), (_ISO + "A.5.16", _CYFUN + "PR.AC-4"), _decided("D12", "D14")),
    FindingKind.ORPHAN_ACCOUNT: Grounds(("A5-2", "A32"), _IDENTITY, _decided("D01", "D02")),
    FindingKind.SHARED_ACCOUNT: Grounds(("A5-2", "A32"), _IDENTITY, _decided("D06")),
    FindingKind.AUDIENCE: Grounds(("A25-2", "A5-1-f"), _LEAST, _decided("D03", "D13")),
    FindingKind.ACCOUNT_COUNT: Grounds(("A5-1-f", "A32"), _IDENTITY, _decided("D01", "D02")),
    FindingKind.INACTIVE_ACCOUNT: Grounds(("A5-1-f", "A32"), (_CIS + "5.3", _CYFUN + "PR.AC-1", _NIST + "AC-2(3)")),
    FindingKind.LEAVER_MAILBOX: Grounds(("A5-1-b", "A5-1-c", "A5-1-e", "A6"), _LEFT, _decided("D09", "D10", "D11")),
    FindingKind.BEYOND_ITS_PART: Grounds(("A28-3", "A32"), _LEAST, _decided("D12")),
    FindingKind.NOTICE_PERIOD: Grounds(("A5-1-f", "A32", "A33"), _LEAST, _decided("D17")),
    FindingKind.BULK_COPY: Grounds(("A25-2", "A32"), _LEAST, _decided("D14")),
    FindingKind.COPY_IN_TEST: Grounds(("A5-1-b", "A5-1-c", "A32"), (), _decided("D18")),
    FindingKind.CONSENT_PROOF: Grounds(("A7-1",), ("ISO 27701 records",)),
    FindingKind.EMPTY_LOCATION: Grounds(("A30", "A5-2"), ("ISO 27701 records",)),
    FindingKind.UNDECLARED_STORE: Grounds(("A30", "A5-2"), ("ISO 27701 records",)),
    FindingKind.REVIEW: Grounds(("A5-1-f", "A24", "A32"), _REVIEWED),
    FindingKind.GAP: Grounds(("A5-2", "A32-1-d"), (_SOC + "CC6.1",)),
    FindingKind.WAIVER: Grounds(("A5-2", "A24"), (_ISO + "A.5.18",)),
    OPEN_STAFF_DATA: Grounds(("A5-1-f", "A25-2", "A32"), (_ISO + "A.5.15", *_LEAST), _decided("D13")),
    NeedKind.MFA: Grounds(("A32",), _LOGIN, _decided("D04", "D05")),
    NeedKind.SEPARATE_ADMIN_ACCOUNT: Grounds(("A32",), (_ISO + "A.8.2", _CYFUN + "PR.AC-4")),
    NeedKind.SIGNED: Grounds(("A29", "A32-4"), (), _decided("D07")),
    NeedKind.TRAINED: Grounds(("A29", "A32-4"), (), _decided("D07")),
    NeedKind.AGREEMENT: Grounds(("A28-3",), (), _decided("D14")),
    NeedKind.PEOPLE_AT_MOST: Grounds(("A25",), (_ISO + "A.8.2",), _decided("D13")),
    NeedKind.ACCESS_REVIEW: Grounds(("A24", "A32-1-d"), _REVIEWED),
    NeedKind.ACCESS_LOGGING: Grounds(("A5-2", "A32"), (), _decided("D04", "D06", "D11")),
    NeedKind.LOG_REVIEW: Grounds(("A32-1-d",), (), _decided("D04", "D05", "D08")),
    NeedKind.CONFIRMED_WITHIN: Grounds(("A30", "A5-2"), ("ISO 27701 records",)),
    NeedKind.DECLARED_MEASURES_IN_FORCE: Grounds(("A32",), (), _decided("D12")),
    NeedKind.RETENTION_RULE_IN_FORCE: Grounds(("A5-1-e",), (), _decided("D15", "D16")),
    NeedKind.NO_UNDECLARED_STORE: Grounds(("A30",), ("ISO 27701 records",)),
}


def grounds(kind: str) -> Grounds:
    """What stands behind a kind of finding or of need."""
    return _GROUNDS[kind]
