"""The fairness statement of a round: counts and rules, no person, no group under five."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from cerchia.selection import telling
from cerchia.selection.models import (
    Answer,
    Candidacy,
    CriteriaSheet,
    Decision,
    Lock,
    SelectionRound,
)
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.bonds import together_in
from cerchia.selection.queries.page import Counts, counts_of
from cerchia.selection.queries.people import people_met, team_of, traits_of
from cerchia.selection.queries.urgency import agreement
from cerchia.selection.rules import answers
from cerchia.selection.rules.sheet import Floor, Sheet, implied_ceilings, reserve
from cerchia.selection.wording import THEMES
from cerchia.vault import keys

FEW = 5
DEPARTURES = (
    *(Decision.Kind.SWAPPED, Decision.Kind.PUT_IN, Decision.Kind.TAKEN_OUT),
    *(Decision.Kind.WAITING, Decision.Kind.LOCKED, Decision.Kind.UNLOCKED),
)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of five people or more: how many, its mean chance, and without the floors."""

    name: str
    people: int
    mean: str
    without_floors: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything that the page and the print say."""

    round: SelectionRound
    sheet: Sheet
    version: CriteriaSheet
    versions: int
    counts: Counts
    criteria: tuple[str, ...]
    floors: tuple[Mapping[str, Any], ...]
    ceilings: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]
    chances: Mapping[str, Any] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    lots: tuple[Mapping[str, Any], ...] = ()
    signatures: tuple[tuple[str, datetime], ...] = ()
    asked: int = 0
    accepted: int = 0
    left_out: str = ""
    is_old: bool = False
    first_frozen: datetime | None = None
    urgency: Mapping[str, int] = field(default_factory=dict)
    kept_together: int = 0


def few(count: int) -> str:
    """A count of people, or that it is too small to print (R28)."""
    return gettext("fewer than five") if 0 < count < FEW else str(count)


def percent(share: float) -> str:
    return f"{round(share * 100)} %"


def statement(round_: SelectionRound, version: CriteriaSheet) -> Statement:
    """The statement as the round stands. Raises nothing for an empty round."""
    sheet = Sheet.read(version.content).in_order(team_of(round_.edition_id).territories)
    acts = list(round_.decisions.select_related("by").order_by("version"))
    answer = round_.answers.filter(lists__gt=0).first()
    keys.unlock([round_.pk])
    told = answers.read(str(answer.said)) if answer else {}
    stated = told.get("statement") or {}
    kinds = Counter(one.kind for one in acts)
    return Statement(
        round=round_,
        sheet=sheet,
        version=version,
        versions=round_.sheets.exclude(frozen_at=None).count(),
        counts=counts_of(round_),
        criteria=tuple(telling.sheet_words(sheet)),
        floors=tuple(_floors(round_, sheet)),
        ceilings=tuple(
            gettext("at most %(n)d places are left to %(who)s") % {"n": most, "who": who}
            for who, most in _implied(sheet)
        ),
        acts=tuple(_departures(kinds)),
        chances=_chances(stated, answer),
        groups=tuple(_groups(stated)),
        lots=tuple(_lots(round_)),
        signatures=tuple(
            (str(one.get_kind_display()), one.at)
            for one in acts
            if one.kind in {Decision.Kind.SIGNED, Decision.Kind.DECIDED}
        ),
        asked=round_.answers.count(),
        accepted=kinds[Decision.Kind.ACCEPTED],
        left_out=_left_out(round_),
        is_old=answer is not None and answer.version != round_.version,
        first_frozen=_first_frozen(round_),
        urgency=agreement(version, people_met(round_)),
        kept_together=len(together_in(round_)),
    )


def _first_frozen(round_: SelectionRound) -> datetime | None:
    """When the first criteria were frozen: only those came before the names."""
    rows = round_.sheets.exclude(frozen_at=None).order_by("version")
    return rows.values_list("frozen_at", flat=True).first()


def _floors(round_: SelectionRound, sheet: Sheet) -> list[Mapping[str, Any]]:
    return [
        {
            "who": telling.capital(telling.trait_value(one.feature, one.value)),
            "least": one.least,
            "reason": one.reason,
            "review_on": one.review_on,
            "kept": _kept(round_, sheet, one),
        }
        for one in sheet.floors
    ]


def _kept(round_: SelectionRound, sheet: Sheet, floor: Floor) -> int:
    """Seats that stay free for people outside the named values of the trait."""
    traits = traits_of(people_met(round_), {floor.feature})
    named = {one.value for one in sheet.floors if one.feature == floor.feature}
    outside = sum(each.get(floor.feature) not in named for each in traits.values())
    return reserve(sheet.seats, outside, len(traits))


def _implied(sheet: Sheet) -> list[tuple[str, int]]:
    names = {one.id: telling.trait_value(one.feature, one.value) for one in sheet.floors}
    return [
        (names.get(key, gettext("everybody else")), most)
        for key, most in implied_ceilings(sheet).items()
    ]


def _departures(kinds: Counter[str]) -> list[tuple[str, str]]:
    """What people changed by hand, by kind of act."""
    labels = dict(Decision.Kind.choices)
    return [
        (telling.capital(str(labels[kind])), str(kinds[kind])) for kind in DEPARTURES if kinds[kind]
    ]


def _chances(stated: Mapping[str, Any], answer: Answer | None) -> Mapping[str, Any]:
    if not stated or answer is None:
        return {}
    return {
        "people": stated["people"],
        "lists": stated["lists"],
        "sha256": stated["lists_sha256"],
        "lowest": percent(stated["lowest_chance"]),
        "median": percent(stated["median_chance"]),
        "highest": percent(stated["highest_chance"]),
        "bound": percent(stated["bound"]),
        "nobody": _in_none(stated["in_no_list"]),
        "at": answer.at,
        "seed": answer.seed,
        "input": answer.input_sha256,
    }


def _in_none(count: int) -> str:
    if not count:
        return gettext("Nobody is left without any list.")
    if count < FEW:
        return gettext("Fewer than five people are in no list that keeps to the criteria.")
    return ngettext(
        "%(n)d person is in no list that keeps to the criteria.",
        "%(n)d people are in no list that keeps to the criteria.",
        count,
    ) % {"n": count}


def _groups(stated: Mapping[str, Any]) -> list[Group]:
    """Groups of five or more; where one smaller was left out, so is the next smallest, so that
    nobody is found by subtraction.
    """
    found = []
    for feature, values in stated.get("groups", {}).items():
        shown = {value: each for value, each in values.items() if value != "undisclosed"}
        people = stated.get("people", 0)
        hidden = people - sum(int(each["people"]) for each in values.values())
        if 0 < hidden < FEW and shown:
            shown.pop(min(shown, key=lambda value: shown[value]["people"]))
        for value, each in shown.items():
            if len(values) == 1:
                continue
            found.append(
                Group(
                    name=_group_name(feature, value),
                    people=int(each["people"]),
                    mean=percent(each["mean"]),
                    without_floors=percent(each["mean_without_floors"]),
                )
            )
    return found


def _group_name(feature: str, value: str) -> str:
    if feature in telling.TRAITS:
        return telling.capital(telling.trait_value(feature, value))
    return str(THEMES.get(value, value)) if feature == "theme" else value


def _lots(round_: SelectionRound) -> list[Mapping[str, Any]]:
    return [
        {
            "places": lot.places,
            "people": len(lot.among),
            "lists": len(lot.lists),
            "sha256": lot.lists_sha256,
            "seed_from": lot.seed_from,
            "seed": lot.seed or "",
            "number": lot.number,
            "witnesses": len(str(lot.witnesses).splitlines()),
        }
        for lot in round_.lots.all()
    ]


def _left_out(round_: SelectionRound) -> str:
    """Who could not be chosen: not eligible, withdrawn, or not met; as counts that may be told."""
    rows = Candidacy.objects.standing_alone().filter(round=round_)
    states = Counter(rows.values_list("state", flat=True))
    parts = [
        (states[State.NOT_ELIGIBLE], gettext("could not take part this time: %(n)s")),
        (states[State.WITHDRAWN], gettext("took the request back: %(n)s")),
        (
            states[State.SUBMITTED] + states[State.ELIGIBLE],
            gettext("not met before the decision: %(n)s"),
        ),
    ]
    return "; ".join(words % {"n": few(count)} for count, words in parts if count)


def standing_locks(round_: SelectionRound) -> int:
    return Lock.objects.standing().filter(round=round_).count()
