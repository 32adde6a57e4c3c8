"""Wishes and the projects that carry them."""

from datetime import timedelta

from factory.declarations import LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from cerchia.kit import clock
from cerchia.projects.models import (
    Domain,
    Objective,
    Project,
    ProjectMember,
    ProjectStep,
    ProjectVersion,
    Resource,
    ReviewMoment,
    StillMyWish,
    Voice,
    Wish,
    WishMoment,
    WishNote,
)
from tests.factories.access import UserFactory
from tests.factories.circles import CircleFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import EditionFactory


class WishFactory(DjangoModelFactory[Wish]):
    class Meta:
        model = Wish

    person = SubFactory(PersonFactory)
    edition = SubFactory(EditionFactory)
    text = "Voglio cucire vestiti su misura."
    language = "it"
    first_named_by = Voice.SELF
    recorded_by = SelfAttribute("person.user")


class WishNoteFactory(DjangoModelFactory[WishNote]):
    class Meta:
        model = WishNote

    wish = SubFactory(WishFactory)
    person_id = SelfAttribute("wish.person_id")
    kind = WishNote.Kind.TRANSLATION
    language = "it"
    text = "Vuole cucire."
    written_by = SubFactory(UserFactory)


class WishMomentFactory(DjangoModelFactory[WishMoment]):
    class Meta:
        model = WishMoment

    wish = SubFactory(WishFactory)
    kind = WishMoment.Kind.DISCUSSED
    by = SubFactory(UserFactory)


class ProjectFactory(DjangoModelFactory[Project]):
    class Meta:
        model = Project

    edition = SelfAttribute("circle.edition")
    circle = SubFactory(CircleFactory)
    form = Project.Form.INDIVIDUAL
    title = "Un banco al mercato"


class ProjectMemberFactory(DjangoModelFactory[ProjectMember]):
    class Meta:
        model = ProjectMember

    project = SubFactory(ProjectFactory)
    person = SubFactory(PersonFactory)


class ProjectVersionFactory(DjangoModelFactory[ProjectVersion]):
    class Meta:
        model = ProjectVersion

    project = SubFactory(ProjectFactory)
    number = Sequence(lambda n: n + 1)
    plan = "{}"
    made_by = SubFactory(UserFactory)


class ObjectiveFactory(DjangoModelFactory[Objective]):
    class Meta:
        model = Objective

    project = SubFactory(ProjectFactory)
    title = "Macchina da cucire"
    domain = Domain.ENTERPRISE
    planned_cents = 100_000
    target_on = LazyFunction(lambda: clock.today() + timedelta(days=60))
    how_we_know = "La macchina è in casa e funziona."
    voiced_by = Voice.SELF
    proposed_by = SubFactory(UserFactory)
    accepted_at = LazyFunction(clock.now)
    accepted_by = SubFactory(PersonFactory)


class ProjectStepFactory(DjangoModelFactory[ProjectStep]):
    class Meta:
        model = ProjectStep

    objective = SubFactory(ObjectiveFactory)
    project_id = SelfAttribute("objective.project_id")
    title = "Provare tre macchine usate"


class ResourceFactory(DjangoModelFactory[Resource]):
    class Meta:
        model = Resource

    project = SubFactory(ProjectFactory)
    kind = Resource.Kind.PEOPLE
    words = "Una vicina insegna a tagliare."


class ReviewMomentFactory(DjangoModelFactory[ReviewMoment]):
    class Meta:
        model = ReviewMoment

    project = SubFactory(ProjectFactory)
    kind = ReviewMoment.Kind.REVIEW
    due_on = LazyFunction(lambda: clock.today() + timedelta(days=30))


class StillMyWishFactory(DjangoModelFactory[StillMyWish]):
    class Meta:
        model = StillMyWish

    review = SubFactory(ReviewMomentFactory)
    person = SubFactory(PersonFactory)
    answer = StillMyWish.Answer.YES
