"""The register as it is filed: frozen values in the policy's own words, which every format starts from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """A purpose or a category of data: its id, what people call it, its word in the Data Privacy Vocabulary, and its mark (art9, …)."""

    id: str
    label: str
    dpv: str = ""
    sensitive: str = ""


@dataclass(frozen=True, slots=True)
class TransferTo:
    """A country outside the EEA that data go to, and on which safeguard (Art. 45-49); empty when none is recorded."""

    country: str
    safeguard: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives the data: `role` is recipient, processor or sub-processor."""

    id: str
    name: str
    role: str
    country: str = ""
    agreement: str = ""
    transfers: tuple[TransferTo, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """How long, as an ISO 8601 period, counted from what, and what then."""

    keep: str
    counted_from: str = ""
    then: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """One line of the register: what one set of data serves one purpose for (Art. 30(1)(b)-(g)). `place` is where the policy says it."""

    id: str
    name: str
    place: str
    asset: str = ""
    owner: str = ""
    purpose: Term | None = None
    legal_basis: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    minors: str = ""
    categories: tuple[Term, ...] = ()
    unexpected: tuple[Term, ...] = ()
    inside: tuple[str, ...] = ()  # the roles that may reach it
    receivers: tuple[Receiver, ...] = ()
    region: str = ""
    retention: Kept | None = None
    measures: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    copy_of: str = ""
    pseudonymised: bool = False
    dpia: str = ""
    started: date | None = None
    ended: date | None = None
    replaced_by: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """One line of the processor's register: what is done for one controller (Art. 30(2)(b)-(d))."""

    id: str
    name: str
    place: str
    contact: str = ""
    country: str = ""
    representative: str = ""
    dpo: str = ""
    processing: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    receivers: tuple[Receiver, ...] = ()
    transfers: tuple[TransferTo, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Controller:
    """Who keeps the register (Art. 30(1)(a))."""

    name: str = ""
    enterprise_number: str = ""
    address: str = ""
    country: str = ""
    contact: str = ""
    dpo: str = ""
    dpo_reason: str = ""
    representative: str = ""
    joint_controllers: tuple[str, ...] = ()
    supervisory_authority: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that is not filled in: the article that asks for it (A30-1-b), of what, where it would stand. `required`: the register must have it."""

    article: str
    about: str
    field: str
    place: str
    required: bool = True
    party: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register on a day, with what it lacks."""

    as_of: date
    controller: Controller
    activities: tuple[Activity, ...]
    on_behalf_of: tuple[OnBehalf, ...] = ()
    missing: tuple[Missing, ...] = ()
