"""Offers, needs and promises for programs: the same scopes, policies and use cases as the pages."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from cerchia.access.models import User
from cerchia.circles.looking import trace
from cerchia.network.models import Offer, Organisation
from cerchia.network.usecases import offers as acts
from cerchia.network.usecases.offers import Given
from cerchia.programmes.models import Edition, Participation
from cerchia.projects.models import Project, ProjectStep
from cerchia.support import queries, usecases
from cerchia.support.api_colleagues import router as colleagues
from cerchia.support.api_promises import router as promises
from cerchia.support.models import Commitment, Need
from cerchia.support.usecases import Asked, Ending
from cerchia.support.wording import PART, language
from cerchia.web.paging import page_of

router = Router(tags=["support"])
router.add_router("", colleagues)
router.add_router("", promises)
AT_A_TIME = 50


class OfferIn(Schema):
    organisation: UUID
    edition: UUID
    help: str
    what: str
    quantity: int = 1
    unit: str = "times"
    conditions: str = ""
    unit_value_cents: int = 0
    municipality: str = ""
    languages: list[str] = []
    from_on: date | None = None
    until_on: date | None = None


class OfferOut(Schema):
    id: UUID
    organisation: UUID
    organisation_name: str
    territory: UUID
    help: str
    what: str
    conditions: str
    quantity: int
    rest: int
    unit: str
    municipality: str
    from_on: date | None
    until_on: date | None
    state: str


class OfferList(Schema):
    items: list[OfferOut]
    next: str | None


class Points(Schema):
    points: list[str]


class NeedIn(Schema):
    project: UUID
    step: UUID | None = None
    help: str
    what: str
    quantity: int = 1
    unit: str = "times"
    municipality: str = ""
    by_on: date | None = None
    languages: list[str] = []


class NeedOut(Schema):
    id: UUID
    territory: UUID
    help: str
    what: str
    quantity: int
    promised: int
    unit: str
    municipality: str
    by_on: date | None
    languages: list[str]
    state: str


class NeedList(Schema):
    items: list[NeedOut]
    next: str | None


class MatchOut(Schema):
    offer: OfferOut
    why: list[str]


class CommitmentIn(Schema):
    offer: UUID
    need: UUID | None = None
    step: UUID | None = None
    quantity: int | None = None


class CommitmentOut(Schema):
    """`name` is there for the organisation while the person lets it read it, else nothing."""

    id: UUID
    offer: UUID
    need: UUID | None
    state: str
    quantity: int
    unit: str
    value_cents: int
    due_on: date | None
    proposed_at: datetime
    kept_quantity: int
    kept_value_cents: int
    name: str | None = None
    contact: str | None = None


class CommitmentList(Schema):
    items: list[CommitmentOut]
    next: str | None


class AnswerIn(Schema):
    yes: bool
    not_with_them: bool = False


class NameIn(Schema):
    show: bool
    contact: UUID | None = None


class EndingIn(Schema):
    outcome: str
    quantity: int | None = None
    value_cents: int | None = None
    reason: str = ""


@router.get("/offers", response=OfferList, summary="Offers of one's territories, or one's own")
def offer_list(request: HttpRequest, cursor: str = "") -> dict[str, Any]:
    scope = Offer.objects.visible_to(_user(request)).select_related("organisation")
    rows, following = page_of(scope, "-proposed_at", after=cursor, size=AT_A_TIME)
    return {"items": [_offer(one) for one in rows], "next": following or None}


@router.post("/offers", response={201: OfferOut}, summary="Offer something; it waits for a check")
def offer_make(request: HttpRequest, said: OfferIn) -> Status[dict[str, Any]]:
    user = _user(request)
    scope = Organisation.objects.visible_to(user) | Organisation.objects.of_member(user)
    body = get_object_or_404(scope.distinct(), pk=said.organisation)
    edition = get_object_or_404(Edition, pk=said.edition, programme=body.programme_id)
    words = said.dict(exclude={"organisation", "edition"})
    offer = acts.propose_offer(actor=user, organisation=body, edition=edition, given=Given(**words))
    return Status(201, _offer(offer))


@router.post("/offers/{uuid:pk}/check", response=OfferOut, summary="The team made sure of it")
def offer_check(request: HttpRequest, pk: UUID, said: Points) -> dict[str, Any]:
    user = _user(request)
    offer = get_object_or_404(Offer.objects.visible_to(user), pk=pk)
    acts.check_offer(actor=user, offer=offer, points=said.points)
    return _offer(offer)


@router.post("/offers/{uuid:pk}/close", response=OfferOut, summary="No more of it; twice is once")
def offer_close(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    user = _user(request)
    offer = get_object_or_404(Offer.objects.visible_to(user), pk=pk)
    usecases.close_offer(actor=user, offer=offer)
    return _offer(offer)


@router.get("/needs", response=NeedList, summary="Needs that one may answer or see; never for whom")
def need_list(request: HttpRequest, cursor: str = "") -> dict[str, Any]:
    user = _user(request)
    seen = Need.objects.open().visible_to(user).values("pk")
    near = Need.objects.for_organisations_of(user).values("pk")
    rows, following = page_of(
        Need.objects.filter(pk__in=seen.union(near)), "-asked_at", after=cursor, size=AT_A_TIME
    )
    return {"items": [_need(one) for one in rows], "next": following or None}


@router.post("/needs", response={201: NeedOut}, summary="Ask the territory, without a name")
def need_ask(request: HttpRequest, said: NeedIn) -> Status[dict[str, Any]]:
    user = _user(request)
    scope = Project.objects.visible_to(user).select_related("circle")
    project = get_object_or_404(scope, pk=said.project)
    step = _step(user, said.step) if said.step else None
    words = said.dict(exclude={"project", "step"})
    need = usecases.ask(actor=user, project=project, step=step, asked=Asked(**words))
    return Status(201, _need(need))


@router.get("/needs/{uuid:pk}/matches", response=list[MatchOut], summary="What fits, and why")
def need_matches(request: HttpRequest, pk: UUID) -> list[dict[str, Any]]:
    scope = Need.objects.visible_to(_user(request)).select_related("territory")
    need = get_object_or_404(scope, pk=pk)
    found = queries.for_need(need)
    offers = Offer.objects.select_related("organisation").in_bulk([one.offer.id for one in found])
    return [{"offer": _offer(offers[one.offer.id]), "why": one.why} for one in found]


@router.post("/needs/{uuid:pk}/withdraw", response=NeedOut, summary="Taken back; twice is once")
def need_withdraw(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    user = _user(request)
    scope = Need.objects.visible_to(user).select_related("project__circle")
    need = get_object_or_404(scope, pk=pk)
    usecases.withdraw_need(actor=user, need=need)
    return _need(need)


@router.get("/commitments", response=CommitmentList, summary="Promises that one may read")
def commitment_list(request: HttpRequest, cursor: str = "") -> dict[str, Any]:
    user = _user(request)
    seen = Commitment.objects.visible_to(user).values("pk")
    own = Commitment.objects.promised_by(user).values("pk")
    rows, following = page_of(
        Commitment.objects.filter(pk__in=seen.union(own)),
        "-proposed_at",
        after=cursor,
        size=AT_A_TIME,
    )
    names = queries.names_read_by(user, [one.pk for one in rows])
    trace(user, [read.person_id for read in names.values()], PART)
    return {
        "items": [_commitment(one, names.get(one.pk)) for one in rows],
        "next": following or None,
    }


@router.post(
    "/commitments", response={201: CommitmentOut}, summary="Lay an offer beside a need or a step"
)
def commitment_propose(request: HttpRequest, said: CommitmentIn) -> Status[dict[str, Any]]:
    user = _user(request)
    offer = get_object_or_404(_free(user), pk=said.offer)
    need = None
    if said.need:
        scope = Need.objects.visible_to(user).select_related("project__circle", "step")
        need = get_object_or_404(scope, pk=said.need)
    step = _step(user, said.step) if said.step else None
    one = usecases.propose(actor=user, offer=offer, need=need, step=step, quantity=said.quantity)
    return Status(201, _commitment(one))


@router.post("/commitments/{uuid:pk}/answer", response=CommitmentOut, summary="The person's answer")
def commitment_answer(request: HttpRequest, pk: UUID, said: AnswerIn) -> dict[str, Any]:
    user = _user(request)
    one = _seen(user, pk)
    if said.yes:
        usecases.accept(actor=user, commitment=one, language=language())
    else:
        usecases.decline(actor=user, commitment=one, not_with_them=said.not_with_them)
    return _commitment(one)


@router.post("/commitments/{uuid:pk}/name", response=CommitmentOut, summary="Show or hide my name")
def commitment_name(request: HttpRequest, pk: UUID, said: NameIn) -> dict[str, Any]:
    user = _user(request)
    one = _seen(user, pk)
    if not said.show:
        usecases.hide_name(actor=user, commitment=one)
        return _commitment(one)
    contact = None
    if said.contact and one.person:
        points = one.person.contact_points.filter(person__user=user, ended_at=None)
        contact = get_object_or_404(points, pk=said.contact)
    usecases.share_name(actor=user, commitment=one, language=language(), contact=contact)
    return _commitment(one)


@router.post("/commitments/{uuid:pk}/delivered", response=CommitmentOut, summary="We gave it")
def commitment_delivered(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """By the organisation; whether it was kept is told by the person or their circle."""
    user = _user(request)
    scope = Commitment.objects.promised_by(user).select_related("offer__organisation")
    one = get_object_or_404(scope, pk=pk)
    usecases.deliver(actor=user, commitment=one)
    return _commitment(one)


@router.post("/commitments/{uuid:pk}/end", response=CommitmentOut, summary="Kept, partly or not")
def commitment_end(request: HttpRequest, pk: UUID, said: EndingIn) -> dict[str, Any]:
    user = _user(request)
    one = _seen(user, pk)
    usecases.finish(actor=user, commitment=one, ending=Ending(**said.dict()))
    return _commitment(one)


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 - nobody comes here signed out
    return request.user


def _seen(user: User, pk: UUID) -> Commitment:
    scope = Commitment.objects.visible_to(user).select_related(
        "offer__organisation", "project__circle", "person", "need"
    )
    return get_object_or_404(scope, pk=pk)


def _step(user: User, pk: UUID) -> ProjectStep:
    scope = ProjectStep.objects.visible_to(user)
    return get_object_or_404(scope.select_related("objective__project__circle"), pk=pk)


def _free(user: User) -> Any:
    """Offers of the team's territories; for a participant those that are free where they live."""
    from_here = Need.objects.visible_to(user).values("territory")
    lives = Participation.objects.current().filter(person__user=user)
    living = lives.values("territory")
    free = Offer.objects.open().filter(territory__in=from_here.union(living))
    return (Offer.objects.visible_to(user) | free).select_related("organisation")


def _offer(one: Offer) -> dict[str, Any]:
    names = (
        "help",
        "what",
        "conditions",
        "quantity",
        "rest",
        "unit",
        "municipality",
        "from_on",
        "until_on",
        "state",
    )
    return {
        "id": one.pk,
        "organisation": one.organisation_id,
        "organisation_name": one.organisation.name,
        "territory": one.territory_id,
        **{name: getattr(one, name) for name in names},
    }


def _need(one: Need) -> dict[str, Any]:
    names = ("help", "what", "quantity", "promised", "unit", "municipality", "by_on", "state")
    return {
        "id": one.pk,
        "territory": one.territory_id,
        "languages": list(one.languages),
        **{name: getattr(one, name) for name in names},
    }


def _commitment(one: Commitment, read: Any = None) -> dict[str, Any]:
    names = (
        "state",
        "quantity",
        "unit",
        "value_cents",
        "due_on",
        "proposed_at",
        "kept_quantity",
        "kept_value_cents",
    )
    return {
        "id": one.pk,
        "offer": one.offer_id,
        "need": one.need_id,
        "name": read.name if read else None,
        "contact": (read.contact or None) if read else None,
        **{name: getattr(one, name) for name in names},
    }
