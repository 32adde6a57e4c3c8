"""Money pages call an objective as its person does; those of the staff keep the common title."""

from datetime import date

import pytest
from django.test import Client

from cerchia.access.models import User
from cerchia.funds.articles import Aim, Facts, in_language
from cerchia.projects.models import Objective
from tests.funds.purses import Purse, purse, staff_of

pytestmark = pytest.mark.django_db
OWN, COMMON = "ماكينة الخياطة", "Macchina da cucire"


@pytest.fixture
def owned() -> Purse:
    here = purse(100_000)
    objective = Objective.objects.get(pk=here.lines[0].objective_id)
    objective.title, objective.own_title, objective.own_language = COMMON, OWN, "ar"
    objective.save()
    here.spend(what="", objective=objective)
    return here


@pytest.mark.parametrize("path", ["/io/spese/nuova/", "/io/fondo/", "/io/soldi/"])
@pytest.mark.parametrize(("language", "here", "absent"), [("ar", OWN, COMMON), ("it", COMMON, OWN)])
def test_the_owner_reads_the_title_of_their_language(
    owned: Purse, path: str, language: str, here: str, absent: str
) -> None:
    User.objects.filter(pk=owned.user.pk).update(language=language)
    client = Client()
    client.force_login(owned.user)

    page = client.get(path).content.decode()

    assert here in page
    assert absent not in page


def test_staff_read_the_common_title(owned: Purse) -> None:
    operator = staff_of(owned, "operator")
    User.objects.filter(pk=operator.pk).update(language="ar")
    client = Client()
    client.force_login(operator)

    page = client.get(f"/fondi/{owned.fund.pk}/").content.decode()

    assert COMMON in page
    assert OWN not in page


def test_each_text_of_the_pact_names_objectives_in_its_language() -> None:
    facts = Facts(
        names=["Amal"],
        programme="Non Solo Asilo",
        aims=[Aim(COMMON, 120_000, date(2013, 11, 30), "C’è.", own_title=OWN, own_language="ar")],
        amount_cents=120_000,
        shared=False,
        review_days=(90, 180),
        evidence_policy="trust",
        paper_above_cents=0,
        payment_days=5,
    )

    assert OWN in in_language("ar", facts, {})["objectives"]
    assert COMMON in in_language("it", facts, {})["objectives"]
    assert COMMON in in_language("fr", facts, {})["objectives"]
