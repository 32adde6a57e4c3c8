"""Invariant 12: nobody outside reads a name without a yes to the help and a yes to the name."""

import pytest
from django.test import Client

from cerchia.access.engine import NotAllowed
from cerchia.audit.models import FileRead
from cerchia.circles.usecases import leave_circle
from cerchia.kit import clock
from cerchia.network.models import OrganisationMember
from cerchia.privacy.models import Consent
from cerchia.privacy.usecases import withdraw_consent
from cerchia.support import queries, usecases
from cerchia.support.errors import ContactUnknown, NotYetYes
from cerchia.support.models import Commitment
from cerchia.support.usecases import Ending
from tests.factories.people import ContactPointFactory
from tests.support.conftest import Town

PAGES = ("/ente/", "/ente/impegni/", "/api/v1/commitments")


def reads(client: Client, word: str) -> list[str]:
    """The pages of an organisation on which `word` stands."""
    answers = {path: client.get(path) for path in PAGES}
    assert {answer.status_code for answer in answers.values()} == {200}
    return [path for path, answer in answers.items() if word in answer.content.decode()]


def shared(town: Town, **more: object) -> Commitment:
    row = town.agreed()
    usecases.share_name(actor=town.user("amal"), commitment=row, language="it", **more)  # type: ignore[arg-type]
    return row


def test_neither_a_proposal_nor_a_yes_shows_the_name(town: Town) -> None:
    row = town.proposed()
    tore = town.client("tore")
    assert reads(tore, "Amal") == []

    usecases.accept(actor=town.user("amal"), commitment=row, language="it")
    assert reads(tore, "Amal") == []


def test_only_with_the_second_yes_the_first_name_is_read(town: Town) -> None:
    shared(town)

    tore = town.client("tore")
    assert reads(tore, "Amal") == list(PAGES)
    assert reads(tore, town.amal.family_name) == []
    assert FileRead.objects.filter(person_id=town.amal.pk, reader_role="organisation").count() > 0


def test_one_contact_goes_along_if_the_person_wants(town: Town) -> None:
    point = ContactPointFactory.create(person=town.amal, value="+39 011 555 0199")
    shared(town, contact=point)
    assert reads(town.client("tore"), "+39 011 555 0199") == list(PAGES)

    point.ended_at = clock.now()
    point.save()
    assert reads(town.client("tore"), "+39 011 555 0199") == []


def test_somebody_elses_contact_is_refused(town: Town) -> None:
    with pytest.raises(ContactUnknown):
        shared(town, contact=ContactPointFactory.create(person=town.ousmane))


def test_hiding_works_with_the_next_request(town: Town) -> None:
    row = shared(town)
    tore = town.client("tore")
    assert reads(tore, "Amal")

    answer = town.client("amal").post(f"/io/offerte/{row.pk}/nome/", {"show": "0"})

    assert answer.status_code == 302
    assert reads(tore, "Amal") == []
    usecases.share_name(actor=town.user("amal"), commitment=row, language="it")
    assert reads(tore, "Amal"), "and can be opened again"


def test_the_general_consent_withdrawn_hides_every_name(town: Town) -> None:
    shared(town)

    withdraw_consent(actor=town.user("amal"), person=town.amal, purpose=Consent.Purpose.SHARE_NAME)

    assert reads(town.client("tore"), "Amal") == []
    assert queries.who_knows_me(town.amal.pk) == []


def test_other_organisations_and_former_people_read_nothing(town: Town) -> None:
    row = shared(town)
    for other in ("pina", "lina"):
        client = town.client(other)
        assert reads(client, "Amal") == []
        assert reads(client, str(row.pk)) == []
        assert client.post(f"/ente/impegni/{row.pk}/fatto/").status_code == 404
        assert client.post(f"/ente/offerte/{row.offer_id}/chiudi/").status_code == 404
        assert client.get(f"/rete/offerte/{row.offer_id}/").status_code == 404
        assert client.get(f"/rete/impegni/{row.pk}/").status_code == 404
        assert client.get(f"/io/offerte/{row.pk}/").status_code == 404

    OrganisationMember.objects.filter(person=town.tore).update(ended_at=clock.now())
    assert town.client("tore").get("/ente/").status_code == 404


def test_what_did_not_happen_or_was_called_off_hides_it_again(town: Town) -> None:
    row = shared(town)
    ending = Ending("not_kept", reason="no_date")

    usecases.finish(actor=town.user("giulia"), commitment=row, ending=ending)

    assert reads(town.client("tore"), "Amal") == []


def test_a_name_stays_with_what_was_kept_until_the_person_hides_it(town: Town) -> None:
    row = shared(town)
    usecases.finish(actor=town.user("giulia"), commitment=row, ending=Ending("kept"))
    assert "/ente/impegni/" in reads(town.client("tore"), "Amal")

    usecases.hide_name(actor=town.user("amal"), commitment=row)

    assert reads(town.client("tore"), "Amal") == []


def test_a_name_is_the_persons_to_open(town: Town) -> None:
    row = town.agreed()
    for name in ("giulia", "ismail", "marta", "ousmane", "tore"):
        with pytest.raises(NotAllowed):
            usecases.share_name(actor=town.user(name), commitment=row, language="it")
    usecases.call_off(actor=town.user("amal"), commitment=row, reason="no_date")
    with pytest.raises(NotYetYes):
        usecases.share_name(actor=town.user("amal"), commitment=row, language="it")


def test_leaving_the_circle_keeps_the_choice_in_the_persons_hands(town: Town) -> None:
    row = shared(town)
    seat = town.amal.circle_memberships.get()
    leave_circle(actor=town.user("amal"), membership=seat, reason="", wished_by="person")

    usecases.hide_name(actor=town.user("amal"), commitment=row)

    assert reads(town.client("tore"), "Amal") == []


def test_needs_never_say_for_whom(town: Town) -> None:
    town.need()
    tore = town.client("tore")
    for path in ("/ente/", "/ente/bisogni/", "/api/v1/needs"):
        page = tore.get(path).content.decode()
        assert "Sei ore di conti" in page
        for word in ("Amal", str(town.project.pk), str(town.step.pk), "Dora"):
            assert word not in page, (path, word)
    assert "Sei ore di conti" not in town.client("lina").get("/ente/bisogni/").content.decode()
