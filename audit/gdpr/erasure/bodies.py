"""What a request's papers say to a script."""

from dataclasses import dataclass
from datetime import date

from audit.gdpr.erasure.case import Case
from audit.gdpr.erasure.places import Place, Seen


@dataclass(frozen=True, slots=True)
class PlaceBody:
    """One place. `search` holds what is known and leads here; `look_up` the keys that another place gives first, as `key < asset`."""

    asset: str
    action: str
    stores: tuple[str, ...]
    search: tuple[str, ...]
    look_up: tuple[str, ...]
    searched_by: tuple[str, ...]
    findable: bool
    how: str
    not_enough: str
    exception: str
    laws: tuple[str, ...]
    kept_until: date | None
    missing: tuple[str, ...]
    who_may: tuple[str, ...]
    who_can: tuple[str, ...]
    who_can_beside: tuple[str, ...]
    gaps: int
    done: bool
    done_on: date | None
    done_by: str
    count: int | None


@dataclass(frozen=True, slots=True)
class RequestBody:
    """A request: its clock, its places, whom to tell, and what is left. `looked` is false without a run."""

    number: str
    right: str
    subject: str
    received: date
    known_by: tuple[str, ...]
    answer_by: date
    extendable_to: date
    extended: bool
    holidays_known: bool
    places: tuple[PlaceBody, ...]
    told: tuple[str, ...]
    not_said_whose: tuple[str, ...]
    steps: tuple[str, ...]
    left: tuple[str, ...]
    late: bool
    looked: bool


def body(case: Case) -> RequestBody:
    """The case as plain values."""
    request, clock = case.log.request, case.clock
    return RequestBody(
        number=request.number if case.kept else "",
        right=str(request.right),
        subject=request.subject,
        received=request.received,
        known_by=request.known_by,
        answer_by=clock.answer_by,
        extendable_to=clock.extendable_to,
        extended=clock.extended,
        holidays_known=clock.known,
        places=tuple(_place(case, place) for place in case.places),
        told=tuple(sharing.party.id for sharing in case.told),
        not_said_whose=tuple(asset.id for asset in case.silent),
        steps=case.steps,
        left=case.left,
        late=case.late,
        looked=case.head is not None,
    )


def _place(case: Case, place: Place) -> PlaceBody:
    asset, erase, kept, done = place.asset, place.asset.erase, place.keeping, case.done(place)
    seen = place.seen or Seen((), (), (), (), looked=False)
    return PlaceBody(
        asset=asset.id,
        action=place.action,
        stores=tuple(where.ref or where.label for where in asset.where),
        search=place.search.by,
        look_up=tuple(f"{key} < {source}" for key, source in place.search.through),
        searched_by=place.search.wants,
        findable=place.search.possible,
        how=erase.how if erase else "",
        not_enough=erase.not_enough if erase else "",
        exception=(done.exception if done else "") or (erase.exception if erase else ""),
        laws=tuple(law.id for law in kept.laws) if kept else (),
        kept_until=kept.until if kept else None,
        missing=kept.missing if kept else (),
        who_may=tuple(str(each.who) for each in place.may),
        who_can=tuple(map(str, seen.may)),
        who_can_beside=tuple(map(str, seen.beside)),
        gaps=len(seen.gaps),
        done=done is not None,
        done_on=done.on if done else None,
        done_by=done.by if done else "",
        count=done.count if done else None,
    )
