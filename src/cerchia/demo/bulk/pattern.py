"""What a block of thirty-five people is made of, worked out once for a date and a seed."""

from dataclasses import dataclass
from datetime import date
from random import Random

from cerchia.demo.play.projects import PAIR, funds_of, owners_of, plans_of
from cerchia.demo.play.spending import Spent, all_of
from cerchia.demo.story import dora, kitchen
from cerchia.demo.story.people import PEOPLE
from cerchia.demo.story.projects import PLANS
from cerchia.demo.story.shapes import Plan, Ring, Who
from cerchia.demo.story.staff import RINGS

TWO = 2


@dataclass(frozen=True, slots=True)
class FundPattern:
    """A fund with the plans it carries, its owners and what they spend before today."""

    key: str
    owners: tuple[str, ...]
    plans: tuple[Plan, ...]
    spent: tuple[Spent, ...]
    is_paid: bool

    @property
    def signed(self) -> date:
        return self.plans[0].signed


@dataclass(frozen=True, slots=True)
class Pattern:
    """People, circles, projects and funds of a block, as they stand at the beginning of `today`."""

    today: date
    people: tuple[Who, ...]
    rings: tuple[Ring, ...]
    plans: tuple[Plan, ...]
    funds: tuple[FundPattern, ...]


def pattern_of(*, people: int, today: date, seed: int) -> Pattern:
    """The pattern of a block, or of the part of it that the last `people` make."""
    plans = _plans_for(people)
    inside = {key for plan in plans for key in plan.people}
    chosen = tuple(who for who in PEOPLE if who.key in inside)
    rings = tuple(ring for ring in RINGS if any(who.circle == ring.key for who in chosen))
    signed = tuple(plan for plan in plans if plan.signed < today)
    keys = [fund for plan in signed for fund in funds_of(plan)]
    chance = Random(seed)  # noqa: S311 - an invented story keeps no secret
    funds = tuple(_fund(key, today, chance) for key in keys if set(owners_of(key)) <= inside)
    return Pattern(today, chosen, rings, signed, funds)


def _plans_for(people: int) -> tuple[Plan, ...]:
    """Plans that belong to exactly `people` people; two that share a fund stay together."""
    if people >= sum(len(plan.people) for plan in PLANS):
        return PLANS
    alone = [plan for plan in PLANS if len(plan.people) == 1 and plan.key not in PAIR]
    pairs = [[plan] for plan in PLANS if len(plan.people) == TWO]
    pairs.append([plan for plan in PLANS if plan.key in PAIR])
    three = [plan for plan in PLANS if len(plan.people) > TWO]
    for without in range(TWO + 1):
        for others in ([], three):
            single = alone[: min(people, len(alone) - without)]
            rest = people - len(single) - sum(len(plan.people) for plan in others)
            if rest >= 0 and rest % TWO == 0 and rest // TWO <= len(pairs):
                together = [plan for pair in pairs[: rest // TWO] for plan in pair]
                return (*single, *together, *others)
    raise ValueError(people)


def _fund(key: str, today: date, chance: Random) -> FundPattern:
    plans = tuple(plans_of(key))
    is_paid = plans[0].paid < today
    spent = [one for one in _year(key, chance) if one.day < today] if is_paid else []
    return FundPattern(key, tuple(owners_of(key)), plans, tuple(spent), is_paid)


def _year(key: str, chance: Random) -> list[Spent]:
    told = all_of(chance, key)
    if key == "trio":
        cents, what, _why = kitchen.OVEN
        day = kitchen.OVEN_THIRD
        told.append(
            Spent(key, key, kitchen.KITCHEN, cents, day, "hodan", what, "Pizzeria", "photo")
        )
    if key == "mahad":
        day, cents, what, shop = dora.PHONE
        told.append(Spent(key, key, "Una stanza", cents, day, key, what, shop, "photo"))
    return sorted(told, key=lambda one: one.day)
