"""Offers and needs that fit, with the reasons in words. No number ranks them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.network.models import Offer
from cerchia.network.queries.offers import OfferRow, offer_row
from cerchia.places import province_of
from cerchia.projects.models import Project, ProjectStep
from cerchia.support.models import Answer, Commitment, Need
from cerchia.support.queries.needs import NeedRow, need_row
from cerchia.support.rules import HELP_FOR_AREA, Ask, Give, Match, Why, matches

AT_MOST = 400
FOR_ONE = 6
WORDS = {
    Why.ASKED_FOR: _("offered for this need"),
    Why.KIND: _("the same kind of help"),
    Why.AREA: _("it suits the objective"),
    Why.HERE: _("in the same place"),
    Why.NEAR: _("in the same province"),
    Why.TERRITORY: _("in the territory"),
    Why.ENOUGH: _("enough for all of it"),
    Why.IN_TIME: _("in time"),
    Why.LANGUAGE: _("a language in common"),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An offer that fits a need or a step, and why, in words."""

    need: NeedRow | None
    step: ProjectStep | None
    offer: OfferRow
    why: list[str]


def ask_of(need: Need) -> Ask:
    return Ask(
        id=need.pk,
        territory=need.territory_id,
        help=need.help,
        quantity=max(need.quantity - need.promised, 1),
        unit=need.unit,
        municipality=need.municipality,
        province=_province(need.municipality),
        by_on=need.by_on,
        languages=frozenset(need.languages),
    )


def ask_of_step(step: ProjectStep) -> Ask:
    """`step` with its objective, the project and the circle loaded."""
    circle = step.objective.project.circle
    return Ask(
        id=step.pk,
        territory=circle.territory_id,
        help="",
        area=HELP_FOR_AREA.get(step.objective.domain, frozenset()),
        by_on=step.due_on,
    )


def give_of(offer: Offer, answers: frozenset[object]) -> Give:
    return Give(
        id=offer.pk,
        territory=offer.territory_id,
        help=offer.help,
        rest=offer.rest,
        unit=offer.unit,
        municipality=offer.municipality,
        province=_province(offer.municipality),
        from_on=offer.from_on,
        until_on=offer.until_on,
        languages=frozenset(offer.languages),
        answers=answers,
    )


def _province(istat: str) -> str:
    found = province_of(istat) if istat else None
    return found.code if found else ""


def for_needs(needs: Sequence[Need], *, each: int = 3) -> dict[UUID, list[Suggestion]]:
    """Need → the offers that fit it best. Three queries."""
    rows = {need.pk: need_row(need) for need in needs}
    offers, gives = _offers({need.territory_id for need in needs})
    apart = frozenset(_apart(needs, offers))
    found: dict[UUID, list[Suggestion]] = {}
    for one in matches(map(ask_of, needs), gives, today=clock.today(), apart=apart):
        kept = found.setdefault(UUID(str(one.ask)), [])
        if len(kept) < each:
            offer = offers[UUID(str(one.give))]
            kept.append(Suggestion(rows[UUID(str(one.ask))], None, offer_row(offer), words_of(one)))
    return found


def for_need(need: Need) -> list[Suggestion]:
    return for_needs([need], each=FOR_ONE).get(need.pk, [])


def needs_for_offer(user: User, offer: Offer) -> list[Suggestion]:
    """Needs of the territory that an offer fits, as the team may read them."""
    found = Need.objects.waiting().visible_to(user).filter(territory=offer.territory_id)
    needs = {need.pk: need for need in found.select_related("territory")[:AT_MOST]}
    apart = frozenset(_apart(list(needs.values()), {offer.pk: offer}))
    give = give_of(offer, _answers([offer.pk]).get(offer.pk, frozenset()))
    said = matches(map(ask_of, needs.values()), [give], today=clock.today(), apart=apart)
    row = offer_row(offer)
    return [
        Suggestion(need_row(needs[UUID(str(one.ask))]), None, row, words_of(one)) for one in said
    ][:FOR_ONE]


def steps_for_offer(user: User, offer: Offer) -> list[Suggestion]:
    """Steps to come that an offer suits, one of each objective that `user` may read."""
    steps = _steps(Project.objects.visible_to(user).filter(circle__territory=offer.territory_id))
    give = give_of(offer, frozenset())
    said = matches(map(ask_of_step, steps.values()), [give], today=clock.today())
    row = offer_row(offer)
    found: dict[UUID, Suggestion] = {}
    for one in said:
        step = steps[UUID(str(one.ask))]
        found.setdefault(step.objective_id, Suggestion(None, step, row, words_of(one)))
    return list(found.values())[:FOR_ONE]


def offers_for_member(user: User) -> list[Suggestion]:
    """What could help with one's own needs, then with one's own next steps."""
    own = Project.objects.filter(members__person__user=user, members__left_at=None)
    needs = list(Need.objects.waiting().filter(project__in=own).select_related("territory"))
    found = [one for some in for_needs(needs, each=2).values() for one in some]
    steps = _steps(own)
    territories = {step.objective.project.circle.territory_id for step in steps.values()}
    offers, gives = _offers(territories)
    apart = frozenset(_apart_of(user, steps, offers))
    shown = {one.offer.id for one in found}
    for one in matches(map(ask_of_step, steps.values()), gives, today=clock.today(), apart=apart):
        offer = offers[UUID(str(one.give))]
        if offer.pk not in shown:
            shown.add(offer.pk)
            step = steps[UUID(str(one.ask))]
            found.append(Suggestion(None, step, offer_row(offer), words_of(one)))
    return found[:FOR_ONE]


def _steps(projects: Iterable[Project]) -> dict[UUID, ProjectStep]:
    rows = ProjectStep.objects.filter(
        objective__project__in=projects,
        objective__project__stopped_at=None,
        objective__project__completed_at=None,
        objective__result="open",
        done_at=None,
    ).select_related("objective__project__circle")
    return {step.pk: step for step in rows.order_by("due_on", "pk")[:AT_MOST]}


def _offers(territories: Iterable[UUID]) -> tuple[dict[UUID, Offer], list[Give]]:
    rows = Offer.objects.open().filter(territory__in=list(territories))
    rows = rows.select_related("organisation", "territory").order_by("-proposed_at", "pk")
    offers = {offer.pk: offer for offer in rows[:AT_MOST]}
    answers = _answers(offers)
    return offers, [give_of(one, answers.get(one.pk, frozenset())) for one in offers.values()]


def _answers(offers: Iterable[UUID]) -> dict[UUID, frozenset[object]]:
    rows = Answer.objects.filter(offer__in=list(offers)).values_list("offer", "need")
    return {offer: frozenset({need}) for offer, need in rows}


def _apart(needs: Sequence[Need], offers: dict[UUID, Offer]) -> list[tuple[object, object]]:
    """Pairs that are proposed or promised already, and those the person wants nothing from."""
    projects = {need.project_id for need in needs}
    rows = Commitment.objects.filter(project__in=projects).exclude(state=Commitment.State.WITHDRAWN)
    pairs: list[tuple[object, object]] = []
    for need_id, project, offer, body, unwanted in rows.values_list(
        "need", "project", "offer", "offer__organisation", "not_with_them"
    ):
        pairs.append((need_id, offer))
        if unwanted:
            theirs = [one.pk for one in offers.values() if one.organisation_id == body]
            mine = [need.pk for need in needs if need.project_id == project]
            pairs += [(need_id, offer_id) for need_id in mine for offer_id in theirs]
    return pairs


def _apart_of(
    user: User, steps: dict[UUID, ProjectStep], offers: dict[UUID, Offer]
) -> list[tuple[object, object]]:
    rows = Commitment.objects.of_member(user).exclude(state=Commitment.State.WITHDRAWN)
    taken, unwanted = set(), set()
    for offer, body, never in rows.values_list("offer", "offer__organisation", "not_with_them"):
        taken.add(offer)
        if never:
            unwanted.add(body)
    gone = [one.pk for one in offers.values() if one.pk in taken or one.organisation_id in unwanted]
    return [(step, offer) for step in steps for offer in gone]


def words_of(one: Match) -> list[str]:
    return [str(WORDS[why]) for why in one.why]
