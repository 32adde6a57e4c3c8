"""Who may say, plan and confirm. A wish belongs to the person alone."""

from cerchia.access.engine import policy
from cerchia.access.models import User
from cerchia.circles.models import Circle, CircleMembership
from cerchia.circles.scope import may_open_file
from cerchia.circles.standing import circle_ids, sits_in
from cerchia.people.models import Person
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.projects.models import Objective, Project, ReviewMoment, Wish

STAFF_SEATS = (CircleMembership.Role.OPERATOR, CircleMembership.Role.MEDIATOR)


def is_member(actor: User, project: Project) -> bool:
    """Whether `actor` is one of those whose project it is."""
    return project.members.filter(person__user=actor, left_at=None).exists()


def walks_beside(actor: User, project: Project, *roles: str) -> bool:
    """Operator or mediator (or one of `roles`) of the circle where a member sits today."""
    circles = circle_ids(actor, *(roles or STAFF_SEATS))
    return bool(circles) and project.members.beside(circles).exists()


@policy("projects.say_wish")
def may_say_wish(actor: User, person: Person) -> bool:
    """The person; or staff of their circle who write down or record what the person says."""
    if person.user_id == actor.pk:
        return True
    return (
        CircleMembership.objects.open()
        .filter(
            person=person,
            role=CircleMembership.Role.PARTICIPANT,
            circle__in=circle_ids(actor, *STAFF_SEATS),
        )
        .exists()
    )


@policy("projects.note_wish")
def may_note_wish(actor: User, wish: Wish) -> bool:
    """Beside the wish, never over it: staff of the circle, or the person."""
    return may_say_wish(actor, wish.person)


@policy("projects.set_wish_aside")
def may_set_wish_aside(actor: User, wish: Wish) -> bool:
    """Only who said it."""
    return wish.person.user_id == actor.pk


@policy("projects.start")
def may_start(actor: User, circle: Circle) -> bool:
    """Members of the circle, participants as well as staff."""
    return sits_in(actor, circle.pk)


@policy("projects.plan")
def may_plan(actor: User, project: Project) -> bool:
    """Its members and the operators of the circle write the plan; mediators see it."""
    operates = walks_beside(actor, project, CircleMembership.Role.OPERATOR)
    return operates or is_member(actor, project)


@policy("projects.accept_objective")
def may_accept_objective(actor: User, objective: Objective) -> bool:
    """The yes to an objective is the person's."""
    return is_member(actor, objective.project)


@policy("projects.mark_step")
def may_mark_step(actor: User, project: Project) -> bool:
    return is_member(actor, project) or walks_beside(actor, project)


@policy("projects.hold_review")
def may_hold_review(actor: User, review: ReviewMoment) -> bool:
    """Staff of the circle, or who coordinates its territory."""
    circle = review.project.circle
    covers = standing.of(actor).covers(circle.edition_id, circle.territory_id, Role.COORDINATOR)
    return covers or walks_beside(actor, review.project)


@policy("projects.ask_review")
def may_ask_review(actor: User, project: Project) -> bool:
    return is_member(actor, project) or walks_beside(actor, project)


@policy("projects.confirm_result")
def may_confirm_result(actor: User, objective: Objective) -> bool:
    """In a review, by staff of the circle: the claim is the person's."""
    return walks_beside(actor, objective.project)


@policy("projects.see_wish")
def may_see_wish(actor: User, wish: Wish) -> bool:
    return may_open_file(actor, wish.person)
