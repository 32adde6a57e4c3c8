"""Reading wishes. No query grows with the rows shown."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from cerchia.access.models import User
from cerchia.people.models import PersonLanguage
from cerchia.projects.models import Project, Voice, Wish, WishMoment, WishNote


@dataclass(frozen=True, slots=True)
class WishStory:
    """A wish with what stands beside it: translations, notes, what became of it.

    `written_by` is empty when the person wrote or said it into the phone themselves.
    """

    wish: Wish
    translation: WishNote | None
    translations: list[WishNote]
    notes: list[WishNote]
    moments: list[WishMoment]
    written_by: str

    @property
    def is_set_aside(self) -> bool:
        return any(m.kind == WishMoment.Kind.SET_ASIDE for m in self.moments)


def latest_wish(person_id: UUID | None) -> Wish | None:
    return Wish.objects.of_person(person_id).select_related("voice").first()


def wish_stories(person_id: UUID, *, language: str) -> list[WishStory]:
    """Every wish of a person, newest first, with the translation into `language` if there is."""
    return stories_of(Wish.objects.of_person(person_id), language=language)


def stories_of(wishes: QuerySet[Wish], *, language: str) -> list[WishStory]:
    """The stories of some wishes, in their order. The same few queries for any number."""
    rows = wishes.select_related("voice", "person", "recorded_by__person").prefetch_related(
        Prefetch(
            "notes",
            WishNote.objects.select_related("written_by__person").order_by("written_at"),
        ),
        Prefetch("moments", WishMoment.objects.order_by("at")),
    )
    return [_story(wish, language) for wish in rows]


def _story(wish: Wish, language: str) -> WishStory:
    notes = list(wish.notes.all())
    translations = [n for n in reversed(notes) if n.kind == WishNote.Kind.TRANSLATION]
    mine = [n for n in translations if n.language == language and wish.language != language]
    own = wish.recorded_by_id == wish.person.user_id
    return WishStory(
        wish=wish,
        translation=mine[0] if mine else None,
        translations=translations,
        notes=[note for note in notes if note.kind == WishNote.Kind.NOTE],
        moments=list(wish.moments.all()),
        written_by="" if own else name_of(wish.recorded_by),
    )


def name_of(user: User) -> str:
    """The first name of whoever is behind an account, as pages write it; empty if nobody is."""
    person = getattr(user, "person", None)
    return str(person.given_name) if person else ""


def own_languages(person_id: UUID) -> list[str]:
    """The languages that a person uses, their own first."""
    rows = PersonLanguage.objects.filter(person=person_id).order_by("position", "language")
    return list(rows.values_list("language", flat=True))


def share_self_named(edition_id: UUID) -> tuple[int, int]:
    """(projects that start from a wish the person named first, projects) of an edition (Q19)."""
    named: dict[UUID, bool] = {}
    rows = Project.objects.filter(edition=edition_id).values_list("pk", "wishes__first_named_by")
    for project_id, voice in rows:
        named[project_id] = named.get(project_id, False) or voice == Voice.SELF
    return sum(named.values()), len(named)
