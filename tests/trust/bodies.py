"""What each line of the matrix asks for (the things) and what it sends (the bodies)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.trust.matrix import Line
from tests.trust.parts import joined
from tests.trust.world import NOW, World, photo

SOON = (NOW + timedelta(days=20)).date().isoformat()
WHAT = {
    "name": "Nuovo",
    "text": "Parole nuove.",
}


def address(world: World, line: Line) -> tuple[dict[str, Any], str]:
    """Arguments of the address, and its query."""
    w = world
    amal = w.people["amal"].pk
    things: dict[str, dict[str, Any]] = {
        "": {},
        "code": {"code": "nessuno"},
        "exit": {"name": "meteo"},
        "device": {"pk": w.device_amal.pk},
        "factor": {"pk": 1},
        "edition": {"pk": w.edition.pk},
        "job": {"pk": w.job_hugo.pk},
        "person": {"pk": amal},
        "circle": {"pk": w.circles["dora"].pk},
        "seat": {"pk": w.seat_amal.pk},
        "sheet": {"circle_pk": w.circles["dora"].pk, "pk": w.held_dora.pk},
        "coming": {"circle_pk": w.circles["dora"].pk, "pk": w.meeting_dora.pk},
        "date": {"pk": w.meeting_dora.pk},
        "decision": {"pk": w.decision_dora.pk},
        "phone": {"pk": amal, "device_pk": w.device_amal.pk},
        "who": {"pk": amal, "part": "chi"},
        "reach": {"pk": amal, "part": "contatti"},
        "languages": {"pk": amal, "part": "lingue"},
        "protection": {"pk": amal, "part": "protezione"},
        "checks": {"pk": amal, "part": "pratiche"},
        "contact": {"pk": amal, "contact_pk": w.contact_amal.pk},
        "wish": {"pk": w.wish_amal.pk},
        "aim": {"pk": w.objective_amal.pk},
        "offer": {"pk": w.offered_amal.pk},
        "step": {"pk": w.step_amal.pk},
        "plan": {},
        "project": {"pk": w.project_amal.pk},
        "resource": {"pk": w.resource_amal.pk},
        "review": {"pk": w.review_amal.pk},
        "held": {"pk": w.reviewed_amal.pk},
        "pacts": {},
        "pact": {"pk": w.pact_amal.pk},
        "draft": {"pk": w.pact_dalia.pk},
        "turn": {"pk": w.pact_bahar.pk},
        "pay": {"pk": w.payment_ousmane.pk},
        "ready": {"pk": w.payment_bahar.pk},
        "vote": {"pk": w.proposal_mariam.pk},
        "rule": {"pk": w.rule_mariam.pk},
        "expense": {"pk": w.expense_amal.pk},
        "asked": {"pk": w.loose_amal.pk, "question": w.waits_amal.pk},
        "kept": {"pk": w.loose_amal.pk, "kept": w.kept_amal.pk},
        "paper": {"pk": w.paper_amal.pk},
        "opened": {"pk": w.paper_ousmane.pk},
        "voice": {"pk": w.spoken_amal.pk},
        "fund": {"pk": w.fund_amal.pk},
        "shown": {"pk": w.fund_ousmane.pk},
        "question": {"pk": w.waits_amal.pk},
    }
    things |= joined("things", w)
    query = {"plan": f"?persona={amal}", "pacts": f"?progetto={w.project_amal.pk}"}
    query |= joined("queries", w)
    given = things[line.thing]
    if line.name == "api:wish_say":
        given = {}
    return given, query.get(line.thing, "")


def expense_of(world: World, **more: Any) -> dict[str, Any]:
    plain = {
        "amount_cents": 500,
        "spent_on": NOW.date().isoformat(),
        "what": "Filo",
        "objective": None,
        "evidence": "later",
    }
    return {**plain, **more}


Bodies = dict[str, dict[str, Any]]


def _house(w: World) -> Bodies:
    place = w.territories["torino"].pk
    return {
        "access:language": {"language": "en"},
        "access:exit_page": {"page": "weather"},
        "privacy:consent_decide": {"purpose": "voice", "answer": "yes"},
        "privacy:my_contact_end": {"contact": w.contact_amal.pk},
        "programmes:edition_change": {"name": ""},
        "programmes:edition_territories": {"lines": ""},
        "programmes:edition_copy": {"name": ""},
        "programmes:staff_list": {
            "username": "nuova",
            "given_name": "Nuova",
            "role": "operator",
            "territory": place,
        },
        "programmes:person_admit": {
            "given_name": "Nuovo",
            "territory": place,
            "form-TOTAL_FORMS": "1",
            "form-INITIAL_FORMS": "0",
            "form-0-language": "so",
            "form-0-level": "C2",
        },
    }


def _circles(w: World) -> Bodies:
    place = w.territories["torino"].pk
    return {
        "circles:participation_end": {"reason": "other"},
        "circles:circle_form": {"place": f"{w.edition.pk}:{place}", "name": "Stura"},
        "circles:invitation_answer": {"answer": "yes"},
        "circles:member_leave": {"wished_by": "person"},
        "circles:my_leave": {"reason": "x"},
        "circles:meeting_hold": {"d0-text": "Senza chi né quando"},
        "circles:meeting_answer": {"answer": "yes"},
        "circles:encounter_record": {"kind": "?"},
    }


def _projects(_w: World) -> Bodies:
    return {
        "projects:objective_claim": {"result": "reached"},
        "projects:objective_drop": {"reason": "Non serve più."},
        "projects:my_step_add": {"title": "Un passo"},
        "projects:my_step_mark": {"done": "1"},
        "projects:wish_note": {"kind": "note", "language": "it", "text": "Una nota."},
        "projects:wish_moment": {"kind": "discussed"},
        "projects:person_wishes": {
            "text": "Vuole una bottega.",
            "language": "it",
            "first_named_by": "self",
        },
        "projects:project_move": {"to": "suspend"},
        "projects:resource_add": {"kind": "people", "words": "Una vicina"},
        "projects:step_add": {"title": "Un passo"},
        "projects:step_mark": {"done": "1"},
        "projects:review_reschedule": {"on": SOON},
        "projects:review_add": {"words": "Ancora una cosa."},
        "projects:review_ask": {"on": SOON},
    }


def _funds(w: World) -> Bodies:
    return {
        "funds:pact_sign": {"seal": "x"},
        "funds:payment_send": {"on": NOW.date().isoformat()},
        "funds:my_account": {"channel": "cash"},
        "funds:pact_explained": {"person": w.people["dalia"].pk, "language": "so"},
        "funds:pact_end": {"decision": "Resta alla persona."},
        "funds:pact_reward": {"amount": "10", "why": "Ha mantenuto la parola."},
        "funds:payments_approve": {"payment": w.payment_bahar.pk},
        "funds:payment_account": {"channel": "cash"},
        "funds:payment_execute": {"on": NOW.date().isoformat(), "bank_reference": "B-9"},
        "funds:payment_reject": {"reason": "Conto chiuso."},
        "funds:decision_detail": {"answer": "talk"},
        "funds:expense_answer": {"text": "Per il mercato."},
        "funds:expense_choose": {"choice": "saved"},
        "funds:desk_expense": {"text": "A che cosa serve?"},
        "funds:question_close": {"outcome": "fine"},
    }


def body(world: World, line: Line) -> dict[str, Any]:
    """What is sent: right where the line expects `+`, wrong or empty where it expects `u`."""
    formset = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}
    if line.thing == "languages":
        return {**formset, "form-0-language": "so", "form-0-level": "C2"}
    if line.thing == "checks":
        return {"has_account": "yes"}
    said = _house(world) | _circles(world) | _projects(world) | _funds(world)
    said |= joined("bodies", world)
    return said.get(line.name, {})


def json_body(world: World, line: Line) -> dict[str, Any]:
    """The same for the JSON interface."""
    today = NOW.date().isoformat()
    said: dict[str, dict[str, Any]] = {
        "api:expense_record": {
            "amount_cents": 500,
            "spent_on": today,
            "what": "Filo",
            "objective": None,
            "evidence": "later",
        },
        "api:expense_correct": {"amount_cents": 700, "reason": "Avevo scritto male."},
        "api:disbursement_send": {},
        "api:disbursement_execute": {"on": today, "bank_reference": "B-9"},
        "api:disbursement_reject": {"reason": "Conto chiuso."},
        "api:wish_say": {
            "text": "Una bottega.",
            "language": "it",
            "first_named_by": "self",
            "person": str(world.people["amal"].pk),
        },
    }
    said |= joined("json_bodies", world)
    return said.get(line.name, {})


def key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


def paper() -> dict[str, Any]:
    return {"file": photo(9)}
