"""Organisations and the people who speak for them."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cerchia.access.models import User
from cerchia.kit import clock
from cerchia.people.models import Person
from cerchia.people.rules import LANGUAGES
from cerchia.programmes import standing
from cerchia.programmes.models import Edition, Programme, Territory
from cerchia.programmes.standing import Role
from cerchia.vault.fields import SealedTextField


class Kind(models.TextChoices):
    """What an organisation is: types of the third sector of today and of 2013, public bodies,
    businesses.
    """

    ODV = "odv", _("volunteer body (ODV)")
    APS = "aps", _("social promotion association (APS)")
    PHILANTHROPIC = "philanthropic", _("philanthropic body")
    SOCIAL_ENTERPRISE = "social_enterprise", _("social enterprise")
    COOPERATIVE_A = "cooperative_a", _("social cooperative for services (A)")
    COOPERATIVE_B = "cooperative_b", _("social cooperative for work insertion (B)")
    MUTUAL_AID = "mutual_aid", _("mutual aid society")
    ASSOCIATION_NETWORK = "association_network", _("association network")
    ONLUS = "onlus", _("ONLUS (until the register)")
    FOUNDATION = "foundation", _("foundation")
    PARISH = "parish", _("parish or other faith community")
    COMMUNITY = "community", _("migrant community association")
    OTHER_ASSOCIATION = "other_association", _("other association")
    MUNICIPALITY = "municipality", _("municipality")
    CONSORTIUM = "consortium", _("social-services consortium")
    JOB_CENTRE = "job_centre", _("job centre")
    HEALTH = "health", _("health unit")
    ADULT_SCHOOL = "adult_school", _("adult school")
    SCHOOL = "school", _("school")
    UNIVERSITY = "university", _("university")
    TRAINING = "training", _("training agency")
    LIBRARY = "library", _("library")
    TRADE_UNION = "trade_union", _("trade union")
    EMPLOYERS = "employers", _("employers’ association")
    CHAMBER = "chamber", _("chamber of commerce")
    BANK = "bank", _("bank")
    HOUSING = "housing", _("housing agency")
    LANDLORD = "landlord", _("landlord")
    SPORTS = "sports", _("sports club")
    MARKET = "market", _("market committee")
    FARM = "farm", _("farm")
    WORKSHOP = "workshop", _("workshop")
    FACTORY = "factory", _("firm or factory")
    SHOP = "shop", _("shop")
    RESTAURANT = "restaurant", _("restaurant or bar")
    OTHER = "other", _("other")


class State(models.TextChoices):
    """How far the programme and the organisation have come. The dates stand in the row."""

    KNOWN = "known", _("to contact")
    ASSIGNED = "assigned", _("to contact, with an owner")
    CONTACTED = "contacted", pgettext_lazy("an organisation", "contacted")
    ANSWERED = "answered", _("has answered")
    ENGAGED = "engaged", pgettext_lazy("an organisation", "active")
    NOT_NOW = "not_now", _("not now")
    DECLINED = "declined", _("said no")
    INACTIVE = "inactive", _("closed or inactive")


FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
"""Whose work the network is: they see the organisations of their territories."""
UNCONTACTED = (State.KNOWN, State.ASSIGNED)


class Facets(models.Model):
    """What lists of organisations are ordered by and narrowed to.

    An organisation has them, and each of its words has a copy: with it a list by words is read
    along one index, as far as a page needs. `words.follow` moves the copy in the same transaction.
    """

    known_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=State, default=State.KNOWN)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    is_business = models.BooleanField(default=False)
    for_refugees = models.BooleanField(default=False)
    for_migration = models.BooleanField(default=False)
    for_work = models.BooleanField(default=False)
    for_other = models.BooleanField(default=False)

    class Meta:
        abstract = True


FACETS = tuple(field.name for field in Facets._meta.local_fields)
NARROWED = FACETS[1:]
"""By what lists are narrowed. At the end of an index it spares the look at each row."""


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def standing_alone(self) -> Self:
        """Without those merged into another."""
        return self.filter(merged_into=None)

    def visible_to(self, user: User) -> Self:
        """Those of the territories in which `user` works as operator, mediator or coordinator."""
        mine = standing.of(user)
        reach = Q(pk__in=[])
        for edition, territory in mine.territories(*FIELD):
            if territory is None:
                within = Territory.objects.filter(places__edition=edition)
                reach |= Q(territory__in=within)
            else:
                reach |= Q(territory=territory)
        return self.filter(reach)

    def of_member(self, user: User) -> Self:
        """Those for which `user` speaks today."""
        return self.filter(members__person__user=user, members__ended_at=None)


class Organisation(Facets):
    """A body of a territory: not personal data, so its name is open; what is written about it in
    confidence is sealed, under the key of the programme. It outlives editions. `municipality` is an
    ISTAT code, empty when abroad or not known (`place_name` then says what was told); `state` moves
    in the same update as the date beside it. The keys (`name_key` …) are what `rules` makes of
    name, phone and site, to find likenesses.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="organisations")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="organisations")
    name = models.CharField(max_length=160)
    municipality = models.CharField(max_length=6, blank=True)
    place_name = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, default="IT")
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    site = models.URLField(blank=True)
    name_key = models.CharField(max_length=160, blank=True)
    phone_key = models.CharField(max_length=20, blank=True)
    site_key = models.CharField(max_length=120, blank=True)
    people_count = models.PositiveIntegerField(null=True)
    languages = models.JSONField(default=list)
    about = models.TextField(blank=True)
    done_together = models.TextField(blank=True)
    notes = SealedTextField(subject="programme_id", blank=True, default="")
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    assigned_at = models.DateTimeField(null=True)
    next_try_on = models.DateField(null=True)
    contacted_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    engaged_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(default=clock.now)
    public_since = models.DateTimeField(null=True)
    public_consent = SealedTextField(subject="programme_id", blank=True, default="")
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["territory", "known_at", "id", *NARROWED, "merged_into"],
                name="network_org_latest",
            ),
            models.Index(
                fields=["territory", "state", "known_at", "id", *NARROWED[1:], "merged_into"],
                name="network_org_by_state",
            ),
            models.Index(
                fields=[
                    "territory",
                    "kind",
                    "known_at",
                    "id",
                    "state",
                    *NARROWED[2:],
                    "merged_into",
                ],
                name="network_org_by_kind",
            ),
            models.Index(fields=["territory", "municipality"], name="network_org_municipality"),
            models.Index(
                fields=["territory", "known_at", "id"],
                condition=Q(contacted_at=None, merged_into=None),
                name="network_org_queue",
            ),
            models.Index(
                fields=["territory", "next_try_on", "id"],
                condition=Q(next_try_on__isnull=False, merged_into=None),
                name="network_org_try_again",
            ),
            models.Index(
                fields=[
                    "territory",
                    "contacted_at",
                    "answered_at",
                    "engaged_at",
                    "is_business",
                    "for_refugees",
                    "closed_at",
                    "merged_into",
                ],
                name="network_org_coverage",
            ),
            models.Index(fields=["name_key", "territory", "merged_into"], name="network_org_name"),
            models.Index(
                fields=["phone_key", "territory", "merged_into"], name="network_org_phone"
            ),
            models.Index(fields=["site_key", "territory", "merged_into"], name="network_org_site"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="network_organisation_not_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNCONTACTED, contacted_at=None)
                | (~Q(state__in=UNCONTACTED) & Q(contacted_at__isnull=False)),
                name="network_organisation_waits_until_contacted",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def languages_words(self) -> list[str]:
        """The languages spoken there, by their own names."""
        return [LANGUAGES.get(code, code) for code in self.languages]

    @property
    def is_waiting(self) -> bool:
        """Nobody asked it yet."""
        return self.state in UNCONTACTED


class OrganisationWord(Facets):
    """A word by which an organisation is found among thousands: small Latin letters, no accents.

    Words that begin with "=" are the bare consonants of a word of the name: they find what was
    written with a slip or in another alphabet. `territory` and the facets are those of the
    organisation; one that was merged into another has no words.
    """

    class Part(models.TextChoices):
        NAME = "n", _("name")
        PLACE = "p", _("place")
        OFFER = "o", _("offer")

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="words", db_index=False
    )
    territory = models.ForeignKey(Territory, models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=40)
    part = models.CharField(max_length=1, choices=Part, default=Part.NAME)

    class Meta:
        indexes = [
            models.Index(fields=["territory", "word", "part", "organisation"], name="network_word"),
            models.Index(
                fields=["territory", "word", "known_at", "organisation", *NARROWED],
                name="network_word_latest",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "part", "word"], name="network_word_once"
            ),
        ]

    def __str__(self) -> str:
        return self.word


class OrganisationPerson(models.Model):
    """Somebody to talk to there: work contacts only, sealed under a key of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    name = SealedTextField(subject="id")
    job = models.CharField(max_length=80, blank=True)
    phone = SealedTextField(subject="id", blank=True, default="")
    email = SealedTextField(subject="id", blank=True, default="")
    language = models.CharField(max_length=10, blank=True)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "people of organisations"

    def __str__(self) -> str:
        return f"somebody of {self.organisation_id}"


class OrganisationMember(models.Model):
    """A person with an account who speaks for an organisation, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="organisations")
    joined_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(ended_at=None),
                name="network_member_once",
            ),
        ]

    def __str__(self) -> str:
        return f"member of {self.organisation_id}"


class OrganisationInvitation(models.Model):
    """A link that lets one person of an organisation make their account, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"invitation of {self.organisation_id}"
