"""Fills the demo edition with invented organisations and ties: `python -m … ORGANISATIONS TIES`."""

import json
import random
import sys
from datetime import timedelta

import django

django.setup()

from django.db import transaction  # noqa: E402 - needs settings

from cerchia.kit import clock  # noqa: E402
from cerchia.network import words  # noqa: E402
from cerchia.network.models import Offer, Organisation, Tie  # noqa: E402
from cerchia.network.models.organisations import Kind, State  # noqa: E402
from cerchia.places import municipalities  # noqa: E402
from cerchia.programmes.models import Edition, StaffAssignment  # noqa: E402

SEED = 2013
AT_ONCE = 2000
SYLLABLES = tuple(
    "babebibocacecodadedofafefigagelalelomamemimonaneno"[i : i + 2] for i in range(0, 50, 2)
)
WHAT = (
    "tipografia",
    "panetteria",
    "ciclofficina",
    "sartoria",
    "lanificio",
    "cascina",
    "officina",
    "circolo",
    "biblioteca",
    "bottega",
    "emporio",
    "vivaio",
)
DAYS = 300
A_THIRD = 1 / 3


def main() -> None:
    count, ties = int(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(SEED)  # noqa: S311 - invented rows, nothing to protect
    rows = _organisations(chance, count)
    _ties(chance, rows, ties)
    _offers(chance, rows[:: max(count // 1000, 1)])
    sys.stdout.write(json.dumps({"organisations": len(rows)}) + "\n")


def name(chance: random.Random) -> str:
    own = "".join(chance.choice(SYLLABLES) for _ in range(4)).title()
    other = "".join(chance.choice(SYLLABLES) for _ in range(3)).title()
    what = "Associazione" if chance.random() < A_THIRD else chance.choice(WHAT).title()
    return f"{what} {own} {other}"


def _organisations(chance: random.Random, count: int) -> list[Organisation]:
    edition = Edition.objects.order_by("-starts_on")[0]
    places = [place.territory for place in edition.places.select_related("territory")]
    piemonte = [one for one in municipalities() if one.province.region == "Piemonte"]
    now = clock.now()
    states = [State.KNOWN, State.CONTACTED, State.ANSWERED, State.ENGAGED]
    rows = []
    for number in range(count):
        reached = chance.randrange(4)
        known = now - timedelta(days=chance.randrange(DAYS), seconds=number)
        dates = {f"{state}_at": known for state in ("contacted", "answered", "engaged")[:reached]}
        row = Organisation(
            programme_id=edition.programme_id,
            territory=places[number % len(places)],
            name=name(chance),
            kind=chance.choice(Kind.values),
            is_business=chance.random() < 0.3,  # noqa: PLR2004 - as in the demo
            for_refugees=chance.random() < 0.4,  # noqa: PLR2004 - the same
            for_work=chance.random() < 0.5,  # noqa: PLR2004 - the same
            municipality=chance.choice(piemonte).istat,
            state=states[reached],
            known_at=known,
            confirmed_at=known,
            **dates,
        )
        rows.append(words.fill_keys(row))
    for start in range(0, count, AT_ONCE):
        piece = rows[start : start + AT_ONCE]
        with transaction.atomic():
            Organisation.objects.bulk_create(piece)
            words.learn(piece, fresh=True)
    return rows


def _ties(chance: random.Random, rows: list[Organisation], wanted: int) -> None:
    """Most to somebody near in the list, some to anybody: parts that hold together."""
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < wanted:
        one = chance.randrange(len(rows))
        far = chance.random() < 0.05  # noqa: PLR2004 - few lead far away
        step = chance.randrange(1, len(rows) if far else 40)
        other = (one + step) % len(rows)
        if one != other:
            pairs.add((min(one, other), max(one, other)))
    ends = (sorted((rows[a].pk, rows[b].pk)) for a, b in sorted(pairs))
    Tie.objects.bulk_create(
        [Tie(first_id=first, second_id=second) for first, second in ends], batch_size=AT_ONCE
    )


def _offers(chance: random.Random, rows: list[Organisation]) -> None:
    edition = Edition.objects.order_by("-starts_on")[0]
    staff = StaffAssignment.objects.filter(edition=edition, person__user__isnull=False)[0]
    Offer.objects.bulk_create(
        [
            Offer(
                organisation=row,
                edition=edition,
                territory_id=row.territory_id,
                help="advice",
                what="Ore di conti",
                quantity=chance.randrange(1, 9),
                unit="hours",
                proposed_by_id=staff.person.user_id,
                checked_at=clock.now(),
                checked_by_id=staff.person.user_id,
            )
            for row in rows
        ]
    )


if __name__ == "__main__":
    main()
