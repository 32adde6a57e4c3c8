"""Which page of pacts and payments is there for whom: every address, every role."""

from uuid import uuid4

import pytest

from cerchia.access.models import User
from tests.factories.people import PersonFactory
from tests.factories.programmes import StaffAssignmentFactory
from tests.funds.tables import Table, fresh, opened, signed_table, table

pytestmark = pytest.mark.django_db

ROLES = [
    "owner",
    "operator",
    "mediator",
    "coordinator",
    "accounts",
    "other_owner",
    "other_operator",
    "committee",
    "nobody",
]


def user_for(here: Table, who: str) -> User | None:
    if who == "nobody":
        return None
    if who == "owner":
        return fresh(here.owners[0])
    if who == "committee":
        person = PersonFactory.create()
        StaffAssignmentFactory.create(edition=here.circle.edition, person=person, role="committee")
        return fresh(person)
    if who.startswith("other"):
        there = table()
        return fresh(there.owners[0] if who == "other_owner" else there.operator)
    return fresh(getattr(here, who))


def expected(statuses: str) -> list[tuple[str, int]]:
    return list(zip(ROLES, map(int, statuses.split()), strict=True))


class TestWhoSees:
    """Columns: owner, operator, mediator, coordinator, accounts, others' owner and operator,
    committee, nobody."""

    @pytest.mark.parametrize(("who", "status"), expected("404 200 200 200 404 404 404 404 302"))
    def test_the_pact(self, who: str, status: int) -> None:
        here = table().open().write()
        page = opened(user_for(here, who)).get(f"/patti/{here.the_pact.pk}/")
        assert page.status_code == status

    @pytest.mark.parametrize(("who", "status"), expected("404 404 200 404 404 404 404 404 302"))
    def test_the_page_to_explain(self, who: str, status: int) -> None:
        here = table().open().write()
        page = opened(user_for(here, who)).get(f"/patti/{here.the_pact.pk}/spiega/")
        assert page.status_code == status

    @pytest.mark.parametrize(("who", "status"), expected("404 200 404 404 404 404 404 404 302"))
    def test_the_page_to_sign(self, who: str, status: int) -> None:
        here = table().open().write()
        page = opened(user_for(here, who)).get(f"/patti/{here.the_pact.pk}/firma/")
        assert page.status_code == status

    @pytest.mark.parametrize(("who", "status"), expected("404 200 404 404 404 404 404 404 302"))
    def test_a_new_pact(self, who: str, status: int) -> None:
        here = table()
        page = opened(user_for(here, who)).get(f"/patti/nuovo/?progetto={here.projects[0].pk}")
        assert page.status_code == status

    @pytest.mark.parametrize(("who", "status"), expected("404 200 404 200 404 404 404 404 302"))
    def test_what_follows_a_juncture(self, who: str, status: int) -> None:
        here = signed_table()
        page = opened(user_for(here, who)).get(f"/patti/{here.the_pact.pk}/snodo/")
        assert page.status_code == status

    @pytest.mark.parametrize(("who", "status"), expected("404 200 404 200 200 404 200 404 302"))
    def test_the_queue(self, who: str, status: int) -> None:
        here = signed_table()
        assert opened(user_for(here, who)).get("/pagamenti/").status_code == status

    @pytest.mark.parametrize(("who", "status"), expected("404 200 404 200 200 404 404 404 302"))
    def test_a_payment(self, who: str, status: int) -> None:
        here = signed_table()
        page = opened(user_for(here, who)).get(f"/pagamenti/{here.payment.pk}/")
        assert page.status_code == status

    @pytest.mark.parametrize(("who", "status"), expected("200 404 404 404 404 200 404 404 302"))
    @pytest.mark.parametrize("path", ["/io/patto/", "/io/patto/conto/"])
    def test_the_own_pact(self, who: str, status: int, path: str) -> None:
        here = signed_table()
        assert opened(user_for(here, who)).get(path).status_code == status

    @pytest.mark.parametrize(("who", "status"), expected("404 302 404 302 302 404 404 404 302"))
    def test_preparing(self, who: str, status: int) -> None:
        here = signed_table()
        here.give_account()
        page = opened(user_for(here, who)).post(f"/pagamenti/{here.payment.pk}/prepara/")
        assert page.status_code == status

    @pytest.mark.parametrize(("who", "status"), expected("404 403 404 302 403 404 404 404 302"))
    def test_approving(self, who: str, status: int) -> None:
        here = signed_table().prepare()
        page = opened(user_for(here, who)).post(f"/pagamenti/{here.payment.pk}/approva/")
        assert page.status_code == status

    @pytest.mark.parametrize(("who", "status"), expected("404 403 404 403 302 404 404 404 302"))
    def test_sending(self, who: str, status: int) -> None:
        here = signed_table().prepare().approve()
        today = {"on": here.payment.signed_on.isoformat()}
        page = opened(user_for(here, who)).post(f"/pagamenti/{here.payment.pk}/inviato/", today)
        assert page.status_code == status

    def test_what_is_not_there_and_what_is_not_yours_look_alike(self) -> None:
        here, there = signed_table(), signed_table()
        client = opened(fresh(here.operator))
        absent = client.get(f"/patti/{uuid4()}/")
        others = client.get(f"/patti/{there.the_pact.pk}/")
        assert (absent.status_code, others.status_code) == (404, 404)
