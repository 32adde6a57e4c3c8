from datetime import timedelta

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.audit.models import Entry
from cerchia.circles import errors, usecases
from cerchia.circles.models import Circle, CircleMembership
from cerchia.kit import clock
from cerchia.programmes.models import StaffAssignment
from tests.circles.conftest import NOW, Dora, Role, World, user_of
from tests.factories.people import PersonFactory
from tests.factories.programmes import TerritoryFactory

WishOf = CircleMembership.WishOf


def test_a_coordinator_forms_a_circle(world: World) -> None:
    marta = world.staff("Marta", StaffAssignment.Role.COORDINATOR)

    circle = usecases.form_circle(
        actor=user_of(marta), edition=world.edition, territory=world.territory, name=" Dora "
    )

    assert (circle.name, circle.state) == ("Dora", "forming")


def test_a_name_is_used_once_in_an_edition(dora: Dora) -> None:
    with pytest.raises(errors.NameTaken):
        usecases.form_circle(
            actor=user_of(dora.marta),
            edition=dora.world.edition,
            territory=dora.world.territory,
            name="Dora",
        )


def test_an_operator_forms_no_circle(dora: Dora) -> None:
    with pytest.raises(NotAllowed):
        usecases.form_circle(
            actor=user_of(dora.giulia),
            edition=dora.world.edition,
            territory=dora.world.territory,
            name="Sesia",
        )


def test_a_circle_stays_in_the_territories_of_its_edition(dora: Dora) -> None:
    elsewhere = TerritoryFactory.create(programme=dora.world.edition.programme)
    everywhere = dora.marta.staff_assignments.get()
    everywhere.territory = None
    everywhere.save()

    with pytest.raises(errors.TerritoryElsewhere):
        usecases.form_circle(
            actor=user_of(dora.marta),
            edition=dora.world.edition,
            territory=elsewhere,
            name="Sesia",
        )


def forming(dora: Dora) -> Circle:
    Circle.objects.filter(pk=dora.circle.pk).update(activated_at=None)
    dora.circle.refresh_from_db()
    return dora.circle


def test_a_circle_starts_with_people_staff_and_a_date(dora: Dora) -> None:
    circle = forming(dora)
    dora.meeting()

    active = usecases.activate_circle(actor=user_of(dora.giulia), circle=circle)

    assert active.state == "active"


def test_without_a_first_date_it_does_not_start(dora: Dora) -> None:
    with pytest.raises(errors.NotReady) as refused:
        usecases.activate_circle(actor=user_of(dora.giulia), circle=forming(dora))

    assert refused.value.params["lacks"] == ["meeting"]


def test_without_a_mediator_it_does_not_start(dora: Dora) -> None:
    dora.meeting()
    dora.seat_of(dora.ismail).delete()

    with pytest.raises(errors.NotReady) as refused:
        usecases.activate_circle(actor=user_of(dora.giulia), circle=forming(dora))

    assert refused.value.params["lacks"] == ["mediator"]


def test_an_active_circle_that_loses_its_last_mediator_is_weakened_and_goes_on(dora: Dora) -> None:
    usecases.leave_circle(
        actor=user_of(dora.ismail), membership=dora.seat_of(dora.ismail), wished_by=WishOf.PERSON
    )

    dora.circle.refresh_from_db()
    assert dora.circle.state == "weakened"
    assert Entry.objects.filter(action="circles.circle.weakened").exists()
    meeting = usecases.plan_meeting(
        actor=user_of(dora.giulia),
        circle=dora.circle,
        starts_at=NOW + timedelta(days=2),
        place="Casa di quartiere",
    )
    assert meeting.held_at is None


def test_another_mediator_heals_it(dora: Dora) -> None:
    usecases.pause_member(actor=user_of(dora.ismail), membership=dora.seat_of(dora.ismail))
    farida = dora.world.staff("Farida", Role.MEDIATOR)

    place = usecases.invite_member(
        actor=user_of(dora.giulia), circle=dora.circle, person=farida, role=Role.MEDIATOR
    )
    dora.circle.refresh_from_db()
    assert dora.circle.state == "weakened"
    usecases.accept_invitation(actor=user_of(farida), membership=place)

    dora.circle.refresh_from_db()
    assert dora.circle.state == "active"


def test_an_assignment_that_ends_weakens_the_circle(dora: Dora) -> None:
    dora.ismail.staff_assignments.update(ends_on=clock.today() - timedelta(days=1))

    usecases.refresh_guards_of(dora.ismail)

    dora.circle.refresh_from_db()
    assert dora.circle.state == "weakened"


def test_a_participant_is_in_one_circle_of_an_edition(dora: Dora) -> None:
    with pytest.raises(errors.AlreadyInACircle):
        usecases.invite_member(
            actor=user_of(dora.marta),
            circle=dora.world.circle("Sesia"),
            person=dora.amal,
            role=Role.PARTICIPANT,
        )


def test_staff_may_walk_in_several(dora: Dora) -> None:
    other = dora.world.circle("Sesia")

    place = usecases.invite_member(
        actor=user_of(dora.marta), circle=other, person=dora.ismail, role=Role.MEDIATOR
    )

    assert usecases.accept_invitation(actor=user_of(dora.ismail), membership=place).accepted_at


def test_only_who_takes_part_in_the_edition_is_invited(dora: Dora) -> None:
    with pytest.raises(errors.NotInTheEdition):
        usecases.invite_member(
            actor=user_of(dora.giulia),
            circle=dora.circle,
            person=PersonFactory.create(),
            role=Role.PARTICIPANT,
        )


def invited(dora: Dora) -> CircleMembership:
    return usecases.invite_member(
        actor=user_of(dora.giulia),
        circle=dora.circle,
        person=dora.world.participant("Selam"),
        role=Role.PARTICIPANT,
    )


def test_nobody_accepts_for_somebody_with_an_account(dora: Dora) -> None:
    with pytest.raises(NotAllowed):
        usecases.accept_invitation(actor=user_of(dora.giulia), membership=invited(dora))


def test_the_yes_of_somebody_without_an_account_is_written_down(dora: Dora) -> None:
    place = invited(dora)
    place.person.user = None
    place.person.save()

    assert usecases.accept_invitation(actor=user_of(dora.giulia), membership=place).accepted_at


def test_a_no_frees_the_place(dora: Dora) -> None:
    place = invited(dora)
    usecases.decline_invitation(actor=user_of(place.person), membership=place)

    again = usecases.invite_member(
        actor=user_of(dora.giulia), circle=dora.circle, person=place.person, role=Role.PARTICIPANT
    )

    assert again.pk != place.pk


def test_an_answered_invitation_stays_answered(dora: Dora) -> None:
    place = invited(dora)
    usecases.accept_invitation(actor=user_of(place.person), membership=place)

    with pytest.raises(errors.InvitationAnswered):
        usecases.decline_invitation(actor=user_of(place.person), membership=place)


def test_leaving_keeps_who_wished_it_and_seals_why(dora: Dora) -> None:
    usecases.leave_circle(
        actor=user_of(dora.amal),
        membership=dora.seat_of(dora.amal),
        wished_by=WishOf.PERSON,
        reason="Ho trovato lavoro a Cuneo.",
    )

    left = CircleMembership.objects.get(circle=dora.circle, person=dora.amal)
    assert (left.state, left.left_by_wish_of) == ("left", "person")
    assert left.left_reason == "Ho trovato lavoro a Cuneo."
    assert not Entry.objects.filter(facts__icontains="Cuneo").exists()


def test_who_left_cannot_leave_again(dora: Dora) -> None:
    place = dora.seat_of(dora.amal)
    usecases.leave_circle(actor=user_of(dora.amal), membership=place, wished_by=WishOf.PERSON)

    with pytest.raises(errors.MembershipOver):
        usecases.pause_member(actor=user_of(dora.giulia), membership=place)


def test_moving_leaves_the_history_behind(dora: Dora) -> None:
    sesia = dora.world.circle("Sesia")
    dora.contact(dora.amal, dora.giulia)

    place = usecases.move_member(
        actor=user_of(dora.marta),
        membership=dora.seat_of(dora.amal),
        target=sesia,
        wished_by=WishOf.PERSON,
    )

    assert (place.circle, place.state) == (sesia, "active")
    old = CircleMembership.objects.get(circle=dora.circle, person=dora.amal)
    assert (old.state, old.moved_to) == ("moved", sesia)
    assert dora.circle.encounters.count() == 1
    dora.circle.refresh_from_db()
    assert dora.circle.state == "weakened"


def test_an_operator_moves_nobody_into_a_circle_of_others(dora: Dora) -> None:
    with pytest.raises(NotAllowed):
        usecases.move_member(
            actor=user_of(dora.giulia),
            membership=dora.seat_of(dora.amal),
            target=dora.world.circle("Sesia"),
            wished_by=WishOf.CIRCLE,
        )


def test_a_circle_is_not_moved_into_itself(dora: Dora) -> None:
    with pytest.raises(errors.NothingToMove):
        usecases.move_member(
            actor=user_of(dora.marta),
            membership=dora.seat_of(dora.amal),
            target=dora.circle,
            wished_by=WishOf.CIRCLE,
        )


def test_closing_calls_off_what_was_planned_and_takes_nothing_more(dora: Dora) -> None:
    meeting = dora.meeting()

    closed = usecases.close_circle(actor=user_of(dora.marta), circle=dora.circle)

    meeting.refresh_from_db()
    assert closed.state == "closed"
    assert meeting.cancelled_at
    with pytest.raises(errors.CircleClosed):
        usecases.write_note(
            actor=user_of(dora.marta),
            circle=dora.circle,
            about=dora.amal.pk,
            text="Dopo.",
            language="it",
        )


def test_an_operator_does_not_close_a_circle(dora: Dora) -> None:
    with pytest.raises(NotAllowed):
        usecases.close_circle(actor=user_of(dora.giulia), circle=dora.circle)
