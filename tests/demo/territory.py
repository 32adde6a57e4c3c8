"""What the demo says of organisations, offers and promises on a day, in plain values."""

from collections import Counter
from dataclasses import astuple, dataclass
from datetime import date, datetime, time

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network import invariants as network
from cerchia.network.models import KnownContact, Merge, Offer, Organisation, Outreach, RefreshLink
from cerchia.network.queries.coverage import coverage
from cerchia.support import invariants as support
from cerchia.support.models import Commitment, Need

Counts = dict[str, int]


@dataclass(frozen=True)
class Shown:
    """One organisation as the design shows it."""

    territory: str
    is_business: bool
    state: str
    offers: int
    named_on: date
    named_by: str
    engaged_on: date | None
    next_try_on: date | None


@dataclass(frozen=True)
class Territory:
    """`reach`: known, contacted, answered, engaged, businesses, not about refugees, by place."""

    reach: dict[str, tuple[int, ...]]
    percent_not_refugees: int
    waiting: int
    owned: int
    offers: Counts
    promises: Counts
    reasons: list[str]
    needs: list[str]
    named_as: Counts
    spoken: int
    merged: int
    twice_asked: int
    links: Counts
    shown: dict[str, Shown]
    helped: list[tuple[str, str]]
    waits_for_a_yes: list[str]
    mill: list[str]
    broken: list[str]
    names: list[str]


SHOWN = (
    "Tipografia Tre Torchi",
    "Ciclofficina Ruota Piena",
    "Scuola serale Riviera",
    "Lanificio Val Scura",
    "Donne di Valle",
    "Cascina Melagrana",
    "Sportello lavoro di valle",
    "Panetteria Lievito Lento",
)


def territory_on(day: date) -> Territory:
    """As the coordinator of both territories sees it on the morning of `day`."""
    with clock.at(datetime.combine(day, time(9), tzinfo=clock.zone())):
        seen = coverage(User.objects.get(username="marta"))
        bodies = Organisation.objects.filter(merged_into=None)
        named = KnownContact.objects.current()
        return Territory(
            reach={
                "all": astuple(seen.total)[:6],
                **{name: astuple(counts)[:6] for _pk, name, counts in seen.territories},
            },
            percent_not_refugees=seen.total.percent_not_refugees,
            waiting=seen.total.waiting,
            owned=bodies.filter(contacted_at=None).exclude(owner=None).count(),
            offers=dict(Counter(offer.state for offer in Offer.objects.all())),
            promises=dict(Counter(Commitment.objects.values_list("state", flat=True))),
            reasons=sorted(
                Commitment.objects.filter(state="not_kept").values_list("reason", flat=True)
            ),
            needs=sorted(Need.objects.waiting().values_list("what", flat=True)),
            named_as=dict(Counter(named.values_list("named_as", flat=True))),
            spoken=named.filter(organisation=None).count(),
            merged=Merge.objects.filter(undone_at=None).count(),
            twice_asked=sum(
                n > 1 for n in Counter(Outreach.objects.values_list("organisation")).values()
            ),
            links=dict(Counter(RefreshLink.objects.values_list("answer", flat=True))),
            shown={name: _shown(name) for name in SHOWN if bodies.filter(name=name).exists()},
            helped=_helped("Tipografia Tre Torchi"),
            waits_for_a_yes=_waits("amal"),
            mill=_mill(),
            broken=[str(one) for walk in (network.broken(), support.broken()) for one in walk],
            names=sorted(bodies.values_list("name", flat=True)),
        )


def _shown(name: str) -> Shown:
    one = Organisation.objects.select_related("territory").get(name=name)
    first = one.known_by.order_by("named_at").values_list("named_as", flat=True).first()
    return Shown(
        territory=one.territory.name,
        is_business=one.is_business,
        state=one.state,
        offers=one.offers.count(),
        named_on=clock.day_of(one.known_at),
        named_by=first or "",
        engaged_on=clock.day_of(one.engaged_at) if one.engaged_at else None,
        next_try_on=one.next_try_on,
    )


def _helped(name: str) -> list[tuple[str, str]]:
    """What an organisation promised, and how it stands."""
    rows = Commitment.objects.filter(offer__organisation__name=name).exclude(state="declined")
    return sorted((row.offer.what, str(row.state)) for row in rows.select_related("offer"))


def _waits(name: str) -> list[str]:
    rows = Commitment.objects.filter(project__members__person__user__username=name)
    return list(rows.filter(state="proposed").values_list("offer__what", flat=True))


def _mill() -> list[str]:
    """For which organisations the account of the mill speaks."""
    user = User.objects.get(username="lanificio")
    return list(Organisation.objects.of_member(user).values_list("name", flat=True))
