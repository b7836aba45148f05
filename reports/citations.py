"""Articles as people cite them, and the standard that a control is of."""

_STANDARDS = ("ISO 27001:2022", "ISO 27701", "SOC 2", "NIS2/CyFun", "CIS v8", "NIST 800-53")


def article(code: str) -> str:
    """`A5-1-f` is `GDPR Art. 5(1)(f)`; anything else stays as it is."""
    number, *parts = code.split("-")
    if not (number[:1] == "A" and number[1:].isdigit()):
        return code
    return f"GDPR Art. {number[1:]}{''.join(f'({part})' for part in parts)}"


def is_decision(code: str) -> bool:
    """Whether it is a decision to compare with, and no article."""
    return code.startswith("cf.")


def standards(law: tuple[str, ...], controls: tuple[str, ...]) -> tuple[str, ...]:
    """The laws and standards that articles and controls are of, each once."""
    of_controls = [next((name for name in _STANDARDS if control.startswith(name)), "") for control in controls]
    gdpr = ["GDPR"] if any(article(code) != code for code in law) else []
    return tuple(name for name in dict.fromkeys([*gdpr, *of_controls]) if name)
