"""The sheet of aggregates, the state of the installation, and the bar of every role."""

import pytest

from cerchia.audit.models import FileRead
from cerchia.people.models import Person
from cerchia.programmes.models import Participation
from tests.desk.conftest import Dora, Life, page_of, signed_in
from tests.factories.programmes import (
    EditionTerritoryFactory,
    ParticipationFactory,
    TerritoryFactory,
)
from tests.factories.projects import ProjectFactory, ProjectMemberFactory

SHEET = "/cabina/"
SETTINGS = "/impostazioni/"
BOTH_HALVES = ["Today", "Circles", "People", "Funds", "Network", "Selection"]
SECTIONS = {
    "giulia": [*BOTH_HALVES, "Expenses", "Payments", "Reviews"],
    "ismail": [*BOTH_HALVES, "Expenses", "Reviews"],
    "marta": [*BOTH_HALVES, "Payments", "Reviews", "Settings"],
}


@pytest.fixture
def committee(dora: Dora) -> Person:
    return dora.world.staff("Carla", "committee")


def people_in(dora: Dora, name: str, count: int) -> None:
    edition = dora.circle.edition
    place = TerritoryFactory.create(programme=edition.programme, name=name)
    EditionTerritoryFactory.create(edition=edition, territory=place)
    ParticipationFactory.create_batch(count, edition=edition, territory=place)


def test_few_people_are_never_a_number(dora: Dora, committee: Person) -> None:
    people_in(dora, "Torino", 20)
    people_in(dora, "Biella", 7)

    page = page_of(committee, SHEET)

    assert "<dt>Torino</dt>" in page
    assert "<b>20</b>" in page
    assert "<b>7</b>" not in page
    assert "<b>2</b>" not in page
    assert page.count(">few<") >= 2


def test_an_edition_of_a_few_tells_nothing(dora: Dora, committee: Person) -> None:
    page = page_of(committee, SHEET)

    assert "as far as they may be told" in page
    assert "too few people to say" in page


def test_money_of_a_few_is_not_summed_up(amal: Life, committee: Person) -> None:
    amal.has(amal.agrees(in_force=True))

    assert "3.200" not in page_of(committee, SHEET)


def test_money_of_many_is_summed_up(amal: Life, committee: Person) -> None:
    amal.has(amal.agrees(in_force=True))
    for number in range(6):
        person = amal.dora.world.participant(f"Nome{number}")
        other = Life(amal.dora, person)
        other.has(other.agrees(in_force=True))

    page = page_of(committee, SHEET)

    assert "22.400" in page
    assert "49% spent" in page


def test_projects_of_rare_kinds_are_put_together(dora: Dora, committee: Person) -> None:
    for kind, count in (("training", 6), ("home", 4), ("exchange", 1)):
        for _ in range(count):
            project = ProjectFactory.create(circle=dora.circle, kind=kind)
            ProjectMemberFactory.create(project=project)

    page = page_of(committee, SHEET)

    assert "<dt>home, exchange</dt>" in page
    assert "<b>5</b>" in page


def test_the_sheet_opens_no_file_and_names_nobody(amal: Life, committee: Person) -> None:
    amal.wishes()

    page = page_of(committee, SHEET)

    assert "Amal" not in page
    assert "cucire" not in page
    assert not FileRead.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"), [("giulia", 404), ("ismail", 404), ("amal", 404), ("marta", 200)]
)
def test_who_reads_the_sheet(dora: Dora, who: str, status: int) -> None:
    page_of(getattr(dora, who), SHEET, status=status)


def test_the_administrator_sees_the_installation_and_no_content(amal: Life) -> None:
    amal.wishes()

    page = page_of(amal.dora.world.staff("Aldo", "system"), SETTINGS)

    assert "The installation is in order" in page
    assert "Guards of the tables" in page
    assert "Amal" not in page
    assert "cucire" not in page


@pytest.mark.parametrize("who", ["giulia", "ismail", "marta", "amal"])
def test_nobody_else_sees_the_installation(dora: Dora, who: str) -> None:
    page_of(getattr(dora, who), SETTINGS, status=404)


@pytest.mark.parametrize("who", list(SECTIONS))
def test_the_bar_names_the_rooms_of_each_role(dora: Dora, who: str) -> None:
    page = page_of(getattr(dora, who), "/oggi/")
    bar = page[page.index("<nav") : page.index("</nav>")]

    assert [label for label in _labels(bar) if label] == SECTIONS[who]
    assert dora.circle.edition.name in page


def _labels(bar: str) -> list[str]:
    return [part.split("<")[0].strip() for part in bar.split(">")]


@pytest.mark.parametrize(
    ("who", "home"),
    [("amal", "/io/"), ("giulia", "/oggi/"), ("ismail", "/oggi/"), ("marta", "/oggi/")],
)
def test_the_root_leads_everybody_to_their_own_first_page(dora: Dora, who: str, home: str) -> None:
    assert signed_in(getattr(dora, who)).get("/").headers["Location"] == home


@pytest.mark.parametrize(("role", "home"), [("committee", SHEET), ("system", SETTINGS)])
def test_the_root_leads_to_the_sheet_or_the_installation(dora: Dora, role: str, home: str) -> None:
    assert signed_in(dora.world.staff("Altro", role)).get("/").headers["Location"] == home


def test_who_left_still_has_a_first_page(dora: Dora) -> None:
    Participation.objects.filter(person=dora.amal).update(ended_on="2013-08-01")

    assert signed_in(dora.amal).get("/").headers["Location"] == "/io/"
