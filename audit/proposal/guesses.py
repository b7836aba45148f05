"""What kind of personal data a store may hold, by the words of its name and labels. A guess, and said to be one: somebody looks."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guess:
    """A category of the first policy: its id, what people call it, its mark (art9, art10, national-id, credentials) and the words it is known by."""

    id: str
    label: str
    sensitive: str
    words: re.Pattern[str]


def _guess(name: str, label: str, sensitive: str, words: str) -> Guess:
    return Guess(name, label, sensitive, re.compile(rf"(?<![a-z])({words})", re.IGNORECASE))


GUESSES = (
    _guess("health-data", "data about health", "art9", "health|medical|medisch|gezondheid|patient|sick|ziek|sant[eé]|m[eé]dica|diagnos"),
    _guess("criminal-data", "data about offences", "art10", "criminal|strafreg|gerechtelijk|judiciaire|casier"),
    _guess("payroll-data", "pay, with national numbers", "national-id", "payroll|payslip|loon|salar|salai|paie|wages"),
    _guess("credentials", "passwords and keys", "credentials", "password|wachtwoord|credential|secret|passwd"),
    _guess("applicant-data", "job applications", "", "cv(?![a-z])|resume|recruit|werving|sollicit|applicant|candidat|kandida|hiring"),
    _guess("staff-data", "data about staff", "", "hr(?![a-z])|rh(?![a-z])|personeel|personnel|staff|employee|medewerker"),
    _guess("pupil-data", "data about pupils", "", "student|pupil|leerling|[eé]l[eè]ve"),
    _guess("member-data", "data about members", "", "member|leden|membre"),
    _guess("contact-data", "data about contacts", "", "newsletter|nieuwsbrief|mailing|lead|contact|crm|campaign"),
    _guess("customer-data", "data about customers", "", "customer|client|klant|order|bestel|command|invoice|factu|return|support|ticket"),
)
UNSORTED = _guess("personal-data", "personal data, not yet sorted", "", "(?!)")


def category_of(*texts: str) -> tuple[Guess, str]:
    """The first category, most sensitive first, that a word of the texts speaks for, with that word; without one what is not yet sorted."""
    for guess in GUESSES:
        for text in texts:
            if found := guess.words.search(text):
                return guess, found[1]
    return UNSORTED, ""
