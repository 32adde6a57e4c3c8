"""What screens read of candidacies: in few queries, and only what the reader may see."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from cerchia.access.models import User
from cerchia.people.models import ContactPoint, Person, PersonLanguage
from cerchia.people.rules import LANGUAGES
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection.models import Candidacy, CandidacyMoment, Interview, SelectionRound
from cerchia.selection.models.candidacies import State
from cerchia.vault import keys


@dataclass(frozen=True, slots=True)
class Row:
    """A candidacy in a list. Out of the reader's scope only code, place and state are there."""

    pk: UUID
    code: str
    state: str
    territory: str
    opened: bool
    person_id: UUID
    name: str = ""
    initials: str = ""
    languages: tuple[str, ...] = ()
    wish: str = ""
    wish_language: str = ""
    has_voice: bool = False
    theme: str = ""
    is_student: bool = False
    why: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting as it was written down."""

    row: Interview
    staff: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A moment in the life of a candidacy. `by` is empty for the person and the house."""

    became: str
    label: str
    at: datetime
    by: str
    reason: str


def of_round(user: User, selection: SelectionRound) -> list[Row]:
    """Every candidacy of a round that stands alone, in the order of codes.

    Names, words and languages only of those that `user` may open. Three queries and the keys.
    """
    inside = set(Candidacy.objects.visible_to(user).filter(round=selection).values_list("pk"))
    rows = (
        Candidacy.objects.standing_alone()
        .filter(round=selection)
        .select_related("person", "territory")
        .prefetch_related("person__languages")
        .order_by("code")
    )
    found = [(row, (row.pk,) in inside and row.person.user_id != user.pk) for row in rows]
    keys.unlock(row.person_id for row, opened in found if opened)
    return [_row(row, opened=opened) for row, opened in found]


def _row(row: Candidacy, *, opened: bool) -> Row:
    shown: dict[str, Any] = {
        "pk": row.pk,
        "code": row.code,
        "state": row.state,
        "territory": row.territory.name,
        "opened": opened,
        "person_id": row.person_id,
    }
    if not opened:
        return Row(**shown)
    tongues = sorted(row.person.languages.all(), key=lambda one: (one.position, one.language))
    return Row(
        **shown,
        name=row.person.short_name,
        initials=row.person.initials,
        languages=tuple(LANGUAGES.get(one.language, one.language) for one in tongues),
        wish=str(row.wish),
        wish_language=row.wish_language,
        has_voice=row.wish_voice_id is not None,
        theme=row.theme,
        is_student=row.is_student,
        why=str(row.why),
        told_at=row.told_at,
    )


def panel_round(user: User) -> SelectionRound | None:
    """The round whose words without names `user` reads, as one of a panel from outside."""
    mine = standing.of(user).editions(Role.COMMITTEE)
    rounds = SelectionRound.objects.filter(edition__in=mine, hides_identity=True)
    return rounds.filter(published_at=None).order_by("-opens_on").first()


def waits_for_panel(user: User) -> bool:
    """Whether words are there for `user` to read. Opens nothing, and tells no number."""
    selection = panel_round(user)
    return selection is not None and _met_of(selection).exists()


def _met_of(selection: SelectionRound) -> QuerySet[Candidacy]:
    rows = Candidacy.objects.standing_alone().filter(
        round=selection, anonymised_at=None, interviews__isnull=False
    )
    return rows.exclude(state=State.WITHDRAWN).order_by("code").distinct()


def for_panel(selection: SelectionRound) -> list[Row]:
    """Those met, by code and with their own words: no name, no voice, no place where few live."""
    found = list(_met_of(selection))
    keys.unlock(row.person_id for row in found)
    return [
        Row(
            pk=row.pk,
            code=row.code,
            state=row.state,
            territory="",
            opened=False,
            person_id=row.person_id,
            wish=str(row.wish_beside) or str(row.wish),
            wish_language="" if str(row.wish_beside) else row.wish_language,
        )
        for row in found
    ]


def find(user: User, code: str) -> Candidacy:
    """A candidacy of the team's scope by its code, the newest round first; 404 for all others."""
    rows = Candidacy.objects.visible_to(user).exclude(person__user=user).filter(code=code)
    rows = rows.select_related(
        "round__edition", "person__user", "territory", "wish_voice", "merged_into", "put_forward_by"
    )
    newest = rows.order_by("-round__opens_on", "-created_at").values("pk")[:1]
    return get_object_or_404(rows, pk__in=newest)


def meetings_of(candidacy: Candidacy) -> list[Met]:
    """What was written when the team met the person, the first meeting first."""
    asked = {one["key"]: question_words(one) for one in candidacy.round.questions}
    rows = candidacy.interviews.prefetch_related("staff").order_by("held_on", "written_at")
    return [
        Met(
            row,
            ", ".join(sorted(one.short_name for one in row.staff.all())),
            tuple((asked.get(key, key), text) for key, text in _answers(row).items()),
        )
        for row in rows
    ]


def _answers(row: Interview) -> dict[str, str]:
    said = str(row.answers)
    return dict(json.loads(said)) if said.startswith("{") else {}


def question_words(question: dict[str, Any]) -> str:
    """What the edition asks, in the language in use; else in the first one that it has."""
    words = question.get("words", {})
    if not isinstance(words, dict) or not words:
        return str(question.get("key", ""))
    return str(words.get((get_language() or "it")[:2]) or next(iter(words.values())))


def history_of(candidacy: Candidacy) -> list[Step]:
    """Every step, the first one first, with who took it."""
    rows = list(CandidacyMoment.objects.filter(candidacy=candidacy).order_by("at"))
    names = names_of(row.by_id for row in rows)
    return [
        Step(
            row.became,
            row.get_became_display(),
            row.at,
            names.get(row.by_id, "") if row.by_id != candidacy.person.user_id else "",
            str(row.reason),
        )
        for row in rows
    ]


def names_of(users: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """First names and initials of those behind some accounts. One query."""
    rows = Person.objects.filter(user__in={one for one in users if one})
    return {row.user_id: row.short_name for row in rows}


def contacts_of(person_id: UUID) -> list[ContactPoint]:
    rows = ContactPoint.objects.filter(person=person_id, ended_at=None)
    return list(rows.order_by("added_at"))


def tongues_of(person_id: UUID) -> list[str]:
    rows = PersonLanguage.objects.filter(person=person_id).order_by("position", "language")
    return [LANGUAGES.get(code, code) for code in rows.values_list("language", flat=True)]
