"""The accounts of the ledger that a fund deals with. Opened when first needed; the book of an
edition has the edition's id, and codes hold ids only."""

from uuid import UUID, uuid4, uuid5

from cerchia.ledger import usecases as ledger
from cerchia.ledger.errors import CodeTaken
from cerchia.ledger.models import Account

FUNDER = "funder"
GRANT = "grant"
WORLD = "world"
RETURNED = "returned"
IDS = UUID("6f1c0f6e-4d0b-4b57-9c0e-0d6c7a1f5a10")


def shared_id(code: str) -> UUID:
    """The id of an account that is not a fund's: it follows from the code, without a look-up."""
    return uuid5(IDS, code)


def edition_code(edition_id: UUID, kind: str) -> str:
    return f"{kind}/{edition_id}"


def own_code(edition_id: UUID, person_id: UUID) -> str:
    return f"own/{edition_id.hex[:12]}/{person_id}"


def of_edition(edition_id: UUID, kind: str) -> UUID:
    """The account of an edition: the funder, its grant (below zero: money that the lead body
    advanced), the outside world, or what was returned."""
    return _opened(edition_id, edition_code(edition_id, kind), kind)


def own_money_of(edition_id: UUID, person_id: UUID) -> UUID:
    """The source of a person's own money in an edition; it has no floor."""
    return _opened(edition_id, own_code(edition_id, person_id), "own")


def open_for_fund(edition_id: UUID) -> Account:
    """A new account for a fund: it never goes below zero (M5)."""
    account = uuid4()
    return ledger.open_account(
        book=edition_id, code=f"fund/{account}", kind="fund", floor_cents=0, id=account
    )


def _opened(book: UUID, code: str, kind: str) -> UUID:
    found = Account.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is not None:
        return found
    try:
        return ledger.open_account(
            book=book, code=code, kind=kind, floor_cents=None, id=shared_id(code)
        ).pk
    except CodeTaken:
        return Account.objects.values_list("pk", flat=True).get(code=code)
