"""What staff write down about a participant: who may, what stays, what the person reads later."""

from datetime import date

import pytest
from django.test import Client

from cerchia.access.models import User
from cerchia.audit.models import Entry, FileRead
from cerchia.circles.parts import Part
from cerchia.circles.usecases import end_assignment, end_participation
from cerchia.kit import clock
from cerchia.people.models import ContactPoint, Person, PersonLanguage, Protection
from cerchia.programmes.models import StaffAssignment
from tests.circles.conftest import Dora, Role, user_of
from tests.factories.people import ContactPointFactory, ProtectionFactory

ROWS = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
TYPED: dict[str, dict[str, str]] = {
    "chi": {"given_name": "Amal", "family_name": "Nur", "birth_year": "1985", "gender": "woman"},
    "contatti": {"kind": "phone", "value": "011 000 1234", "is_safe": "on"},
    "lingue": {**ROWS, "form-0-language": "so", "form-0-level": "C2", "form-0-reads": "on"},
    "protezione": {"status": "refugee", "country": "SO", "permit_expires_on": "2013-10-30"},
    "pratiche": {"has_account": "no", "residence_registered": "yes", "obstacles": "Tre banche"},
}
READS = {
    "giulia": {"chi", "contatti", "lingue", "protezione", "pratiche"},
    "ismail": {"chi", "contatti", "lingue"},
    "marta": {"chi", "contatti", "lingue", "protezione"},
    "ousmane": set(),
    "amal": set(),
}
WRITES = {
    "giulia": READS["giulia"],
    "ismail": set(),
    "marta": {"chi", "lingue", "protezione"},
    "ousmane": set(),
    "amal": set(),
}


def signed_in(person: Person) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user_of(person))
    return client


def page(person: Person, part: str) -> str:
    return f"/persone/{person.pk}/modifica/{part}/"


@pytest.mark.parametrize("part", TYPED)
@pytest.mark.parametrize("who", READS)
def test_who_reads_and_who_writes_each_part(dora: Dora, who: str, part: str) -> None:
    client = signed_in(getattr(dora, who))

    read = client.get(page(dora.amal, part)).status_code
    written = client.post(page(dora.amal, part), TYPED[part]).status_code

    assert read == (200 if part in READS[who] else 404)
    assert written == (302 if part in WRITES[who] else 403 if part in READS[who] else 404)


def test_staff_of_another_circle_and_territory_find_nothing(dora: Dora) -> None:
    elena = dora.world.staff("Elena", StaffAssignment.Role.OPERATOR)
    dora.world.seat(dora.world.circle("Sesia"), elena, Role.OPERATOR)

    for part in Part:
        assert signed_in(elena).get(page(dora.amal, part)).status_code == 404


def test_a_part_that_there_is_not_is_not_found(dora: Dora) -> None:
    assert signed_in(dora.giulia).get(page(dora.amal, "storia")).status_code == 404


def test_the_page_says_why_it_asks_and_leaves_a_trace(dora: Dora) -> None:
    shown = signed_in(dora.giulia).get(page(dora.amal, "protezione")).content.decode()

    assert "The story of the asylum is never asked" in shown
    assert "Mediators do not read it" in shown
    read = FileRead.objects.get(person_id=dora.amal.pk)
    assert (read.reader_role, read.part) == ("operator", "profile")


def test_the_country_stays_when_names_change(dora: Dora) -> None:
    client = signed_in(dora.giulia)
    client.post(page(dora.amal, "protezione"), TYPED["protezione"])
    client.post(page(dora.amal, "chi"), TYPED["chi"])

    amal = Person.objects.get(pk=dora.amal.pk)
    assert (amal.family_name, amal.country, amal.birth_year) == ("Nur", "SO", "1985")


def test_protection_is_one_and_the_one_before_is_kept(dora: Dora) -> None:
    ProtectionFactory.create(person=dora.amal, status="asylum_seeker")
    client = signed_in(dora.giulia)

    client.post(page(dora.amal, "protezione"), TYPED["protezione"])
    client.post(page(dora.amal, "protezione"), TYPED["protezione"])

    assert Protection.objects.filter(person=dora.amal).count() == 2
    assert dora.amal.protections.current().get().permit_expires_on == date(2013, 10, 30)
    shown = client.get(page(dora.amal, "protezione")).content.decode()
    assert "The permit lasts 41 more days." in shown


def test_a_past_permit_is_said_kindly_and_a_receipt_quiets_it(dora: Dora) -> None:
    ProtectionFactory.create(person=dora.amal, permit_expires_on=date(2013, 9, 1))
    client = signed_in(dora.marta)
    assert b"nobody is left out" in client.get(page(dora.amal, "protezione")).content

    typed = {**TYPED["protezione"], "renewal_asked_on": "2013-08-20"}
    client.post(page(dora.amal, "protezione"), typed)

    assert b"Time to ask" not in client.get(page(dora.amal, "protezione")).content


@pytest.mark.parametrize(
    ("part", "typed", "words"),
    [
        ("chi", {"given_name": "", "family_name": "Nur"}, "Nur"),
        ("chi", {"given_name": "Amal", "birth_year": "ieri"}, "ieri"),
        ("contatti", {"kind": "phone", "value": "casa"}, "Write the whole number"),
        ("contatti", {"kind": "email", "value": "amal"}, "Write the whole e-mail"),
        ("lingue", {**ROWS, "form-0-language": "xx"}, "Language"),
        ("lingue", {}, "Language"),
        ("protezione", {"status": "refugee", "permit_expires_on": "domani"}, "Write the day"),
        ("pratiche", {"has_account": "perhaps"}, "bank account"),
    ],
)
def test_what_is_not_clear_is_said_and_stays(
    dora: Dora, part: str, typed: dict[str, str], words: str
) -> None:
    answer = signed_in(dora.giulia).post(page(dora.amal, part), typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_contact_ends_and_is_not_lost(dora: Dora) -> None:
    contact = ContactPointFactory.create(person=dora.amal, is_safe=False)
    theirs = ContactPointFactory.create(person=dora.ousmane)
    client = signed_in(dora.giulia)
    assert b"others may read along" in client.get(page(dora.amal, "contatti")).content

    ended = client.post(f"/persone/{dora.amal.pk}/contatti/{contact.pk}/fine/")
    wrong = client.post(f"/persone/{dora.amal.pk}/contatti/{theirs.pk}/fine/")
    refused = signed_in(dora.ismail).post(f"/persone/{dora.ousmane.pk}/contatti/{theirs.pk}/fine/")

    assert (ended.status_code, wrong.status_code, refused.status_code) == (302, 404, 403)
    assert ContactPoint.objects.filter(ended_at=None).get() == theirs
    assert Entry.objects.filter(action="people.contact.ended").count() == 1


def test_languages_are_replaced_in_their_order(dora: Dora) -> None:
    typed = {**ROWS, "form-0-language": "so", "form-1-language": "it", "form-1-level": "A2"}

    signed_in(dora.marta).post(page(dora.amal, "lingue"), typed)

    rows = PersonLanguage.objects.filter(person=dora.amal)
    assert [(row.language, row.level) for row in rows] == [("so", "C2"), ("it", "A2")]


def test_a_circle_is_looked_at_when_a_job_ends(dora: Dora) -> None:
    job = StaffAssignment.objects.get(person=dora.giulia)

    answer = signed_in(dora.marta).post(f"/impostazioni/incarichi/{job.pk}/fine/")

    dora.circle.refresh_from_db()
    assert answer.status_code == 302
    assert dora.circle.weakened_at
    assert signed_in(dora.giulia).get(page(dora.amal, "chi")).status_code == 404


def test_a_circle_is_looked_at_when_somebody_leaves_the_programme(dora: Dora) -> None:
    place = dora.amal.participations.get()

    end_participation(actor=user_of(dora.marta), participation=place, reason="moved")

    dora.circle.refresh_from_db()
    assert dora.circle.weakened_at


def test_only_who_gives_jobs_ends_them(dora: Dora) -> None:
    job = StaffAssignment.objects.get(person=dora.ismail)
    own = StaffAssignment.objects.get(person=dora.marta)

    assert signed_in(dora.giulia).post(f"/impostazioni/incarichi/{job.pk}/fine/").status_code == 404
    assert signed_in(dora.marta).post(f"/impostazioni/incarichi/{own.pk}/fine/").status_code == 403
    assert signed_in(dora.giulia).post(f"/persone/{dora.amal.pk}/uscita/").status_code == 404


def test_somebody_leaves_the_programme_by_a_page_that_says_what_stays(dora: Dora) -> None:
    marta, where = signed_in(dora.marta), f"/persone/{dora.amal.pk}/uscita/"

    assert where in marta.get(f"/persone/{dora.amal.pk}/").content.decode()
    assert where not in signed_in(dora.giulia).get(f"/persone/{dora.amal.pk}/").content.decode()
    assert "stay theirs" in marta.get(where).content.decode()
    assert marta.post(where, {"reason": "guilty"}).status_code == 422
    assert marta.post(where).status_code == 422
    assert dora.amal.participations.get().ended_on is None

    assert marta.post(where, {"reason": "moved_away"}).status_code == 302
    place = dora.amal.participations.get()
    assert (place.ended_on, place.end_reason) == (clock.today(), "moved_away")
    assert marta.get(where).status_code == 404
    assert where not in marta.get(f"/persone/{dora.amal.pk}/").content.decode()


def test_the_last_day_of_a_job_may_be_another_one(dora: Dora) -> None:
    job = StaffAssignment.objects.get(person=dora.ismail)
    marta: User = user_of(dora.marta)

    end_assignment(actor=marta, assignment=job, on=clock.today())

    dora.circle.refresh_from_db()
    assert dora.circle.weakened_at is None
