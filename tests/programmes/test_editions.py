"""Editions and the people in them: settings copied, people never; jobs as dated facts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cerchia.access.engine import NotAllowed
from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, Participation, StaffAssignment, Territory
from cerchia.programmes.rules import code_letters, next_code, phases_fit
from cerchia.programmes.usecases import (
    COPIED,
    AlreadyTakesPart,
    EditionNotValid,
    EditionPlan,
    Period,
    PhasesOverlap,
    TerritoryInUse,
    admit,
    assign,
    change_edition,
    copy_edition,
    end_assignment,
    end_participation,
    found_programme,
    open_edition,
    set_territories,
)
from tests.factories.people import PersonFactory
from tests.factories.programmes import ParticipationFactory, StaffAssignmentFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2013, 3, 1, 10, tzinfo=UTC)
YEAR = Period(date(2013, 1, 1), date(2013, 12, 31))
PHASES = {
    "selection": Period(date(2013, 1, 1), date(2013, 2, 28)),
    "development": Period(date(2013, 3, 1), date(2013, 12, 31)),
    "follow_up": Period(date(2014, 1, 1), date(2014, 6, 30)),
}
Role = StaffAssignment.Role


def user_of(person: Person) -> User:
    """The account as a new request would load it."""
    assert person.user_id is not None
    return User.objects.get(pk=person.user_id)


def edition(**rules: object) -> Edition:
    programme = found_programme(actor=None, name="Non Solo Asilo", territories=["Torino", "Biella"])
    targets = dict(zip(programme.territories.all(), (24, 11), strict=True))
    plan = EditionPlan("2", YEAR, PHASES, targets, rules)
    return open_edition(actor=None, programme=programme, plan=plan)


def place(one: Edition, name: str = "Torino") -> Territory:
    return one.programme.territories.get(name=name)


def staff(one: Edition, role: str, territory: Territory | None = None) -> Person:
    row = StaffAssignmentFactory.create(edition=one, role=role, territory=territory)
    return row.person


def test_a_new_edition_has_its_dates_phases_and_targets() -> None:
    one = edition(target_people=35)

    assert list(one.phases.values_list("kind", flat=True)) == list(PHASES)
    assert [row.target_people for row in one.places.all()] == [24, 11]
    assert list(Edition.objects.running(on=date(2013, 5, 1))) == [one]


def test_phases_that_overlap_and_limits_that_do_not_fit_are_refused() -> None:
    one = edition()
    marta = user_of(staff(one, Role.COORDINATOR))
    overlapping = {**PHASES, "development": Period(date(2013, 2, 1), date(2013, 12, 31))}

    with pytest.raises(PhasesOverlap):
        change_edition(actor=marta, edition=one, changes={}, phases=overlapping)
    with pytest.raises(EditionNotValid):
        change_edition(actor=marta, edition=one, changes={"reward_cap_percent": 101}, phases=PHASES)
    change_edition(actor=marta, edition=one, changes={"review_days": [20]}, phases=PHASES)
    assert Edition.objects.get(pk=one.pk).review_days == [20]


def test_the_next_edition_copies_settings_and_nobody() -> None:
    one = edition(target_people=40, review_days=[20, 60], paper_above_cents=3_000)
    marta = staff(one, Role.COORDINATOR)
    staff(one, Role.OPERATOR)
    ParticipationFactory.create(edition=one, territory=place(one))
    later = Period(date(2014, 1, 1), date(2014, 12, 31))

    with clock.at(NOW):
        two = copy_edition(actor=user_of(marta), source=one, name="3", period=later)

    assert {name: getattr(two, name) for name in COPIED} == {n: getattr(one, n) for n in COPIED}
    assert two.settings_from == one
    assert not two.participations.exists()
    jobs = two.staff_assignments.values_list("person", "role")
    assert set(jobs) == {(marta.pk, Role.COORDINATOR)}
    starts = two.phases.get(kind="development").starts_on
    assert starts == PHASES["development"].starts_on + timedelta(days=365)


def test_only_who_coordinates_all_territories_changes_the_rules() -> None:
    one = edition()
    of_biella = user_of(staff(one, Role.COORDINATOR, place(one, "Biella")))
    operator = user_of(staff(one, Role.OPERATOR))

    for user in (of_biella, operator):
        with pytest.raises(NotAllowed):
            change_edition(actor=user, edition=one, changes={"name": "x"}, phases=PHASES)
        with pytest.raises(NotAllowed):
            copy_edition(actor=user, source=one, name="3", period=YEAR)
        with pytest.raises(NotAllowed):
            set_territories(actor=user, edition=one, targets={"Torino": 1})


def test_territories_come_and_go_unless_somebody_lives_there() -> None:
    one = edition()
    marta = user_of(staff(one, Role.COORDINATOR))
    ParticipationFactory.create(edition=one, territory=place(one, "Biella"))

    with pytest.raises(TerritoryInUse) as refused:
        set_territories(actor=marta, edition=one, targets={"Torino": 20})
    assert "Biella" in str(refused.value)
    set_territories(actor=marta, edition=one, targets={"Biella": 11, "Cuneo": 5})

    assert {row.territory.name for row in one.places.all()} == {"Biella", "Cuneo"}


def test_people_are_admitted_with_a_code_of_their_territory() -> None:
    one = edition()
    marta = user_of(staff(one, Role.COORDINATOR))
    people = [PersonFactory.create() for _ in range(3)]

    rows = [
        admit(actor=marta, edition=one, person=person, territory=place(one, name))
        for person, name in zip(people, ("Torino", "Torino", "Biella"), strict=True)
    ]

    assert [row.code for row in rows] == ["TO-01", "TO-02", "BI-01"]
    with pytest.raises(AlreadyTakesPart):
        admit(actor=marta, edition=one, person=people[0], territory=place(one))


def test_a_coordinator_admits_and_ends_in_their_territory_only() -> None:
    one = edition()
    sandro = user_of(staff(one, Role.COORDINATOR, place(one, "Biella")))
    person = PersonFactory.create()

    with pytest.raises(NotAllowed):
        admit(actor=sandro, edition=one, person=person, territory=place(one))
    row = admit(actor=sandro, edition=one, person=person, territory=place(one, "Biella"))
    with clock.at(NOW):
        end_participation(actor=sandro, participation=row, reason="left")
    end_participation(actor=sandro, participation=row, reason="again")

    kept = Participation.objects.get()
    assert (kept.ended_on, kept.end_reason) == (date(2013, 3, 1), "left")


def test_a_job_is_given_once_within_what_one_coordinates_and_never_to_oneself() -> None:
    one = edition()
    marta, sandro = staff(one, Role.COORDINATOR), staff(one, Role.COORDINATOR, place(one, "Biella"))
    somebody = PersonFactory.create()

    def give(by: Person, role: str, to: Person, where: Territory | None) -> StaffAssignment:
        return assign(actor=user_of(by), edition=one, person=to, role=role, territory=where)

    first = give(marta, Role.OPERATOR, somebody, place(one))
    assert give(marta, Role.OPERATOR, somebody, place(one)) == first
    for by, role, to, where in (
        (marta, Role.ACCOUNTS, marta, None),
        (marta, Role.SYSTEM, somebody, None),
        (sandro, Role.OPERATOR, somebody, place(one)),
        (sandro, Role.OPERATOR, somebody, None),
    ):
        with pytest.raises(NotAllowed):
            give(by, role, to, where)


def test_a_job_that_ended_counts_no_more_the_day_after() -> None:
    one = edition()
    marta, giulia = user_of(staff(one, Role.COORDINATOR)), PersonFactory.create()
    with clock.at(NOW):
        job = assign(
            actor=marta, edition=one, person=giulia, role=Role.OPERATOR, territory=place(one)
        )
        end_assignment(actor=marta, assignment=job, on=date(2013, 3, 10))

    with clock.at(NOW + timedelta(days=9)):
        assert standing.of(user_of(giulia)).has(Role.OPERATOR)
    with clock.at(NOW + timedelta(days=10)):
        assert not standing.of(user_of(giulia)).is_staff


def test_standing_tells_roles_places_and_what_is_covered() -> None:
    one = edition()
    torino, biella = place(one), place(one, "Biella")
    marta = standing.of(user_of(staff(one, Role.COORDINATOR)))
    sandro = standing.of(user_of(staff(one, Role.COORDINATOR, biella)))
    amal = ParticipationFactory.create(edition=one, territory=torino).person
    editor = standing.of(user_of(staff(one, Role.EDITOR)))

    assert marta.covers(one.pk, torino.pk, Role.COORDINATOR)
    assert sandro.covers(one.pk, biella.pk, Role.COORDINATOR)
    assert not sandro.covers(one.pk, torino.pk, Role.COORDINATOR)
    assert not sandro.covers(one.pk, biella.pk, Role.ACCOUNTS)
    assert standing.of(user_of(amal)).roles == {"participant"}
    assert (marta.is_staff, editor.is_staff) == (True, False)
    assert marta.editions(Role.COORDINATOR) == {one.pk}


@given(st.text(max_size=12), st.integers(0, 500))
def test_codes_are_two_letters_and_a_number(name: str, taken: int) -> None:
    letters = code_letters(name)

    assert len(letters) in {1, 2}
    assert letters.isascii()
    assert letters.isupper()
    assert next_code(letters, taken).endswith(f"{taken + 1:02d}")


@given(st.lists(st.dates(date(2013, 1, 1), date(2013, 12, 31)), min_size=4, max_size=4))
def test_phases_fit_only_one_after_the_other(days: list[date]) -> None:
    a, b, c, d = days
    fit = phases_fit((YEAR.starts_on, YEAR.ends_on), {"selection": (a, b), "development": (c, d)})

    assert fit == (a <= b < c <= d)


def test_the_follow_up_alone_may_lie_after_the_edition() -> None:
    after = (date(2014, 2, 1), date(2014, 6, 1))
    year = (YEAR.starts_on, YEAR.ends_on)

    assert phases_fit(year, {"follow_up": after})
    assert not phases_fit(year, {"development": after})
    assert not phases_fit(year, {"selection": (date(2012, 12, 1), date(2013, 2, 1))})
