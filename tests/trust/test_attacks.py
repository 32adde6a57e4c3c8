"""Attacks thought out by hand: ids of others in a body, acts sent twice, doors, old sessions."""

from uuid import uuid4

import pytest

from cerchia.audit.models import Entry
from cerchia.circles.models import CircleDecision, CircleMembership, CircleNote, Encounter
from cerchia.funds.models import Disbursement, Expense, Vote
from cerchia.programmes.models import StaffAssignment
from cerchia.projects.models import ProjectMember, Wish
from tests.trust.bodies import SOON, expense_of, key
from tests.trust.world import NOW, World

REFUSED = {400, 403, 404, 405, 409, 422}


def test_an_expense_names_no_objective_of_somebody_else(world: World) -> None:
    client = world.client("amal")
    fund = f"/api/v1/funds/{world.fund_amal.pk}/expenses"
    before = Expense.objects.count()
    for other in (world.objective_ousmane, world.objective_mariam):
        said = expense_of(world, objective=str(other.pk))
        assert client.post(fund, said, "application/json", headers=key()).status_code == 422
        form = {"amount": "5,00", "objective": str(other.pk), "no_receipt": "1"}
        assert client.post("/io/spese/nuova/", form).status_code == 422
        page = f"/io/spese/{world.expense_amal.pk}/correggi/"
        changed = {"amount": "6", "objective": str(other.pk), "reason": "x"}
        assert client.post(page, changed).status_code == 422
        page = f"/io/spese/{world.loose_amal.pk}/domande/{world.waits_amal.pk}/"
        assert client.post(page, {"objective": str(other.pk)}).status_code == 422
    assert Expense.objects.count() == before


def test_an_expense_goes_into_no_fund_of_somebody_else(world: World) -> None:
    client = world.client("amal")
    for fund in (world.fund_ousmane, world.fund_mariam):
        form = {"fund": str(fund.pk), "amount": "5,00", "objective": "other"}
        assert client.post("/io/spese/nuova/", form).status_code == 404
        assert client.get("/io/fondo/", {"fund": str(fund.pk)}).status_code == 404
        path = f"/api/v1/funds/{fund.pk}/expenses"
        assert client.post(path, expense_of(world), "application/json").status_code in REFUSED


def test_an_expense_carries_out_no_proposal_of_others(world: World) -> None:
    form = {"amount": "5,00", "objective": "other", "proposal": str(world.proposal_mariam.pk)}
    assert world.client("amal").post("/io/spese/nuova/", form).status_code == 404


def test_questions_and_versions_belong_to_their_expense(world: World) -> None:
    """The expense is one's own, the question or the version in the address is not."""
    client = world.client("amal")
    mine = world.loose_amal.pk
    answer = client.post(
        f"/io/spese/{mine}/domande/{world.waits_ousmane.pk}/", {"text": "Letta da un altro."}
    )
    choice = client.post(f"/io/spese/{mine}/versioni/{world.kept_ousmane.pk}/", {"choice": "both"})
    assert (answer.status_code, choice.status_code) == (404, 404)


def test_a_sheet_takes_words_and_owners_of_its_circle_only(world: World) -> None:
    bahar = world.people["bahar"].pk
    dora = world.circles["dora"].pk
    before = CircleDecision.objects.count()
    said = {
        "d0-id": str(uuid4()),
        "d0-text": "Lo fa chi non c'è.",
        "d0-owner": str(bahar),
        "d0-due_on": SOON,
        f"p{bahar.hex}-words": "Parole di un altro.",
        f"p{bahar.hex}-presence": "there",
    }
    page = f"/cerchie/{dora}/incontri/{world.held_dora.pk}/"
    assert world.client("giulia").post(page, said).status_code == 422
    assert CircleDecision.objects.count() == before
    torn = f"/cerchie/{dora}/incontri/{world.held_cervo.pk}/"
    assert world.client("giulia").get(torn).status_code == 404
    assert world.client("marta").get(torn).status_code == 404


def test_contacts_and_notes_are_about_people_of_the_circle(world: World) -> None:
    client, dora = world.client("giulia"), world.circles["dora"].pk
    rows = Encounter.objects.count(), CircleNote.objects.count()
    for stranger in ("bahar", "mariam", "farid"):
        other = str(world.people[stranger].pk)
        seen = {
            "first": str(world.people["giulia"].pk),
            "second": other,
            "kind": "seen",
            "on": NOW.date().isoformat(),
        }
        note = {"about": other, "text": "Su un altro.", "language": "it"}
        assert client.post(f"/cerchie/{dora}/contatti/nuovo/", seen).status_code == 422
        assert client.post(f"/cerchie/{dora}/note/nuova/", note).status_code == 422
    assert rows == (Encounter.objects.count(), CircleNote.objects.count())


def test_nobody_is_drawn_into_a_circle_or_a_project_from_elsewhere(world: World) -> None:
    client, dora = world.client("giulia"), world.circles["dora"].pk
    seats, members = CircleMembership.objects.count(), ProjectMember.objects.count()
    for stranger in ("bahar", "mariam"):
        who = world.people[stranger].pk
        for role in ("participant", "operator"):
            answer = client.post(f"/cerchie/{dora}/persone/invita/", {"who": f"{who}:{role}"})
            assert answer.status_code == 422
        plan = {"title": "x", "kind": "home", "people": str(who), "wishes": str(uuid4())}
        assert client.post(f"/progetti/nuovo/?persona={who}", plan).status_code == 404
        assert client.post(f"/progetti/nuovo/?cerchia={dora}", plan).status_code == 422
    target = {"target": str(world.circles["cervo"].pk), "wished_by": "person"}
    moved = client.post(f"/cerchie/posti/{world.seat_amal.pk}/sposta/", target)
    assert moved.status_code == 422
    assert (seats, members) == (CircleMembership.objects.count(), ProjectMember.objects.count())


def test_a_pact_takes_objectives_and_owners_of_its_projects_only(world: World) -> None:
    client = world.client("giulia")
    theirs = world.project_mariam.pk
    assert client.get(f"/patti/nuovo/?progetto={theirs}").status_code == 404
    mixed = f"/patti/nuovo/?progetto={world.project_dalia.pk}&progetto={theirs}"
    assert client.get(mixed).status_code == 404
    form = {"amount": "100", "owners": [str(world.people["mariam"].pk)]}
    page = f"/patti/nuovo/?progetto={world.project_dalia.pk}"
    assert client.post(page, form).status_code == 422
    explained = {"person": str(world.people["amal"].pk), "language": "so"}
    page = f"/patti/{world.pact_dalia.pk}/spiegato/"
    assert world.client("ismail").post(page, explained).status_code == 404


def test_payments_of_another_territory_are_not_approved_in_a_heap(world: World) -> None:
    """Ready ones of Torino, sent by the coordinator of Biella and by who prepared them."""
    ready = Disbursement.objects.get(pk=world.payment_bahar.pk)
    for who in ("sandro", "hugo", "rita"):
        world.client(who).post("/pagamenti/approva/", {"payment": [str(ready.pk)]})
        ready.refresh_from_db()
        assert ready.approved_at is None, who
    torn = world.client("marta").post("/pagamenti/approva/", {"payment": ["x"]})
    assert torn.status_code in REFUSED


def test_the_preparer_never_approves_whatever_else_they_become(world: World) -> None:
    """Hugo prepared the payment, then coordinates: four eyes all the same."""
    StaffAssignment.objects.create(
        edition=world.edition,
        person=world.people["hugo"],
        role="coordinator",
        starts_on=NOW.date(),
    )
    path = world.payment_bahar.pk
    client = world.client("hugo")
    assert client.post(f"/pagamenti/{path}/approva/").status_code == 403
    assert client.post(f"/api/v1/disbursements/{path}/approve").status_code == 403
    client.post("/pagamenti/approva/", {"payment": [str(path)]})
    assert Disbursement.objects.get(pk=path).approved_at is None


def test_sending_a_form_twice_does_it_once(world: World) -> None:
    amal = world.client("amal")
    same = {"key": str(uuid4()), "amount": "5,00", "objective": "other", "no_receipt": "1"}
    before = Expense.objects.count()
    first = amal.post("/io/spese/nuova/", same)
    again = amal.post("/io/spese/nuova/", same)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    assert Expense.objects.count() == before + 1
    changed = amal.post("/io/spese/nuova/", {**same, "amount": "6,00"})
    assert changed.status_code == 409
    assert Expense.objects.count() == before + 1


@pytest.mark.parametrize(
    ("who", "path", "said"),
    [
        ("marta", "/pagamenti/{payment_bahar}/approva/", {}),
        ("giulia", "/pagamenti/{payment_ousmane}/prepara/", {}),
        ("mariam", "/io/fondo/regole/{rule_mariam}/si/", {}),
        ("amal", "/io/desiderio/{wish_amal}/lascia/", {}),
        ("giulia", "/spese/{expense_amal}/vista/", {}),
        ("marta", "/impostazioni/incarichi/{job_hugo}/fine/", {}),
    ],
)
def test_an_act_sent_twice_is_written_once(
    world: World, who: str, path: str, said: dict[str, str]
) -> None:
    place = path.format(
        **{name: row.pk for name, row in world.things.items() if hasattr(row, "pk")}
    )
    client = world.client(who)
    client.post(place, said)
    acts = Entry.objects.count()
    again = client.post(place, said)
    assert again.status_code < 500
    assert Entry.objects.count() == acts


def test_a_member_votes_once_however_often_they_send(world: World) -> None:
    page = f"/io/fondo/decisioni/{world.proposal_mariam.pk}/"
    client = world.client("yonas")
    for answer in ("yes", "yes", "no"):
        assert client.post(page, {"answer": answer}).status_code < 500
    final = Vote.objects.filter(proposal=world.proposal_mariam, person=world.people["yonas"])
    assert final.filter(answer__in=["yes", "no"]).count() == 1
    left = world.client("farid").post(page, {"answer": "no"})
    assert left.status_code == 404


def test_a_wish_is_said_by_nobody_for_somebody_of_another_circle(world: World) -> None:
    before = Wish.objects.count()
    said = {"text": "Parole messe in bocca.", "language": "it", "first_named_by": "self"}
    for who in ("giulia", "ismail", "elena", "marta", "rita", "admin"):
        person = str(world.people["bahar"].pk)
        answer = world.client(who).post(
            "/api/v1/wishes", {**said, "person": person}, "application/json"
        )
        assert answer.status_code in {403, 404}, who
    assert Wish.objects.count() == before
