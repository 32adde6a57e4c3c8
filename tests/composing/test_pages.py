"""The pages as a coordinator meets them."""

import json
from typing import Any

import pytest
from django.test import Client

from cerchia.audit.models import FileRead
from cerchia.circles.models import Circle
from cerchia.composing import usecases
from cerchia.composing.models import Answer, Composition, CompositionLock
from cerchia.composing.rules import Change
from cerchia.jobs.models import Job
from tests.composing.conftest import Town, fresh, other_circle, rings

ALL = "/cerchie/comporre/"


@pytest.fixture
def marta(town: Town) -> Client:
    return town.client("Marta")


def test_from_the_list_of_circles_to_circles_that_are_forming(town: Town, marta: Client) -> None:
    assert ALL in marta.get("/cerchie/").content.decode()
    start = marta.get(ALL)
    assert "16 people wait for a circle" in start.content.decode()

    key = f"{town.edition.pk}:{town.torino.pk}"
    begun = marta.post(ALL, {"places": [key]}, follow=True)
    assert "11 people wait for a circle in Torino" in begun.content.decode()
    board = begun.redirect_chain[-1][0]

    asked = marta.post(f"{board}proponi/")
    job = Job.objects.get()
    assert asked["Location"] == job.get_absolute_url()
    usecases.find(composition_id=Composition.objects.get().pk, actor=town.user("Marta"),
                  ears=usecases.Ears())  # fmt: skip

    page = marta.get(board).content.decode()
    draft = fresh(Composition.objects.get())
    assert "every rule holds" in page
    assert "Why these together" in page
    names = {f"name:{key}": f"Fiume {key}" for key in rings(draft)}
    confirmed = marta.post(
        f"{board}conferma/", {"version": draft.version, "reason": "Deciso insieme.", **names}
    )
    assert confirmed["Location"] == "/cerchie/"
    assert Circle.objects.count() == len(names)
    after = marta.get(board).content.decode()
    assert "Deciso insieme." in after
    assert all(name in after for name in names.values())


def test_the_page_of_somebody_shows_each_trial_before_anything_is_saved(
    town: Town, drafted: Composition, marta: Client
) -> None:
    code = town.codes["Mahad"]
    there = other_circle(drafted, code)
    address = f"{drafted.get_absolute_url()}chi/{code}/"

    page = marta.get(address).content.decode()
    assert f'value="+{there.id}"' in page
    assert Answer.objects.count() == 1

    without = marta.post(address, {"version": drafted.version, "change": f"+{there.id}"})
    assert without.status_code == 422
    assert "Write why in a few words" in without.content.decode()
    done = marta.post(
        address, {"version": drafted.version, "change": f"+{there.id}", "reason": "Ecco."}
    )
    assert done.status_code == 302
    again = marta.post(
        address, {"version": drafted.version, "change": f"+{there.id}", "reason": "Ecco."}
    )
    assert again.status_code in {409, 422}


def test_locking_and_taking_one_of_two_answers(
    town: Town, drafted: Composition, marta: Client
) -> None:
    board, code = drafted.get_absolute_url(), town.codes["Amal"]
    here = next(one for one in rings(drafted).values() if code in one.people)
    marta.post(
        f"{board}chi/{code}/blocca/",
        {"version": drafted.version, "circle": here.id, "reason": "Cuce con Zahra."},
    )
    assert CompositionLock.objects.get().circle == here.id
    solved = town.solve(fresh(drafted))
    page = marta.get(board).content.decode()
    assert "Two answers to choose from" in page
    assert "Cuce con Zahra." in page

    answer = Answer.objects.filter(kind="fewest").get()
    said = {"version": solved.version, "answer": answer.pk}
    assert marta.post(f"{board}prendi/", said).status_code == 422
    marta.post(f"{board}prendi/", {**said, "reason": "Sposta meno persone."})
    assert fresh(drafted).standing_id == answer.pk


def test_hours_that_somebody_tells_count_in_the_next_proposal(
    town: Town, drafted: Composition, marta: Client
) -> None:
    code = town.codes["Amal"]
    address = f"{drafted.get_absolute_url()}chi/{code}/orari/"
    said = {"hours-version": drafted.version, "hours-hours": ["sat-morning"]}
    assert marta.post(address, said).status_code == 422
    done = marta.post(address, {**said, "hours-reason": "Lavora tutta la settimana."})
    assert done.status_code == 302

    solved = town.solve(fresh(drafted))
    answer = Answer.objects.filter(composition=solved, kind="fewest").get()
    there = next(c for c in answer.content["circles"] if code in c["beneficiaries"])
    assert there["slot"] == "sat-morning"


def test_every_name_on_a_page_leaves_a_trace(
    town: Town, drafted: Composition, marta: Client
) -> None:
    marta.get(drafted.get_absolute_url())

    seen = set(FileRead.objects.values_list("person_id", flat=True))
    assert {town.people[name].pk for name in town.codes if name not in BIELLA} <= seen
    assert not {town.people[name].pk for name in BIELLA} & seen


BIELLA = {"Yonas", "Tariq", "Mariam", "Osaze", "Filmon"}


def test_a_reason_to_stay_apart_stands_on_no_page_but_its_own(
    town: Town, drafted: Composition, marta: Client
) -> None:
    board = drafted.get_absolute_url()
    marta.post(
        f"{board}insieme/",
        {
            "version": drafted.version,
            "kind": "apart",
            "one": town.codes["Amal"],
            "other": town.codes["Idris"],
            "reason": "Zqsegreto",
        },
    )
    town.solve(fresh(drafted))
    for path in (board, f"{board}insieme/", f"{board}conferma/", f"{board}misure/"):
        assert "Zqsegreto" not in marta.get(path).content.decode()

    rule = drafted.keeps.get()
    assert "Zqsegreto" in marta.get(f"{board}insieme/{rule.pk}/perche/").content.decode()
    assert town.client("Sandro").get(f"{board}insieme/{rule.pk}/perche/").status_code == 404


def test_a_small_territory_is_named_and_the_button_waits(town: Town, marta: Client) -> None:
    for name in ("Yonas", "Tariq"):
        town.people[name].participations.update(ended_on="2013-03-01")
    composition = town.begin(town.torino, town.biella)
    board = composition.get_absolute_url()

    page = marta.get(board).content.decode()
    assert "Biella has 3 people without a circle." in page
    assert "Propose circles" not in page
    refused = marta.post(f"{board}proponi/")
    assert refused.status_code == 422

    typed = settings_of(marta, board) | {"size_min": 3, "reason": "In tre si comincia."}
    assert marta.post(f"{board}misure/", typed).status_code == 302
    assert "Propose circles" in marta.get(board).content.decode()


def settings_of(client: Client, board: str) -> dict[str, Any]:
    """What the form of the settings sends if nobody touches it."""
    form = client.get(f"{board}misure/").context["form"]
    return {
        name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])
    }


def test_what_cannot_be_is_told_in_words_with_names(town: Town, marta: Client) -> None:
    composition = town.begin(town.torino)
    for kind in ("together", "apart"):
        now = fresh(composition)
        usecases.keep(
            actor=town.user("Marta"), composition=now, version=now.version, kind=kind,
            people=[town.people["Emeka"].pk, town.people["Zahra"].pk], reason="Perché.",
        )  # fmt: skip
    town.solve(fresh(composition))

    page = marta.get(composition.get_absolute_url()).content.decode()

    assert "No circles can hold all of these together" in page
    assert "Emeka A., Zahra A. stay apart" in page or "Zahra A., Emeka A. stay apart" in page


def test_who_left_since_is_noticed_and_confirming_waits(
    town: Town, drafted: Composition, marta: Client
) -> None:
    town.people["Amal"].participations.update(ended_on="2013-03-01")
    board = drafted.get_absolute_url()

    assert "Something changed since" in marta.get(board).content.decode()
    names = {f"name:{key}": f"Fiume {key}" for key in rings(drafted)}
    refused = marta.post(
        f"{board}conferma/", {"version": drafted.version, "reason": "Sì.", **names}
    )
    assert refused.status_code == 409
    assert not Circle.objects.exists()


def test_the_interface_gives_the_draft_and_the_pool_without_names(
    town: Town, drafted: Composition, marta: Client
) -> None:
    one = marta.get(f"/api/v1/compositions/{drafted.pk}").json()
    pool = marta.get(f"/api/v1/compositions/{drafted.pk}/pool").json()

    assert one["state"] == "open"
    assert drafted.standing is not None
    assert one["circles"] == drafted.standing.content["circles"]
    assert one["broken"] == []
    assert not [name for name in town.people if name in json.dumps([one, pool])]
    assert town.client("Giulia").get(f"/api/v1/compositions/{drafted.pk}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_people(
    town: Town, drafted: Composition, marta: Client, django_assert_max_num_queries: Any
) -> None:
    marta.get(drafted.get_absolute_url())
    with django_assert_max_num_queries(40):
        marta.get(drafted.get_absolute_url())


def test_operators_and_others_find_nothing_here(town: Town, drafted: Composition) -> None:
    for name in ("Giulia", "Ismail", "Sandro"):
        client = town.client(name)
        assert client.get(drafted.get_absolute_url()).status_code == 404
    assert town.client("Giulia").get(ALL).status_code == 404


def test_a_change_of_one_who_was_moved_meanwhile_is_refused(
    town: Town, drafted: Composition, marta: Client
) -> None:
    code = town.codes["Mahad"]
    there = other_circle(drafted, code)
    usecases.change(
        actor=town.user("Tullia"), composition=drafted, version=drafted.version,
        change=Change(town.codes["Karim"], other_circle(drafted, town.codes["Karim"]).id),
        reason="Prima io.",
    )  # fmt: skip

    late = marta.post(
        f"{drafted.get_absolute_url()}chi/{code}/",
        {"version": drafted.version, "change": f"+{there.id}", "reason": "E io."},
    )

    assert late.status_code == 409
    assert "Somebody else changed these circles" in late.content.decode()
