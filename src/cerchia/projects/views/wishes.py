"""The wishes of a person as their circle reads them; what stands beside; the voice."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may
from cerchia.access.models import User
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.circles.models import CircleMembership
from cerchia.circles.scope import participants_visible_to
from cerchia.people.models import Person
from cerchia.projects import queries, usecases
from cerchia.projects.forms import MomentForm, NoteForm, WishForm
from cerchia.projects.models import Wish
from cerchia.projects.usecases import OwnWords
from cerchia.projects.views.common import SECTION, crumbs, language, only_field_staff
from cerchia.projects.views.mine import recorded
from cerchia.projects.wording import FIRST_NAMED_BY, VOICED, wishes_headline
from cerchia.vault.files import respond
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_http_methods(["GET", "POST"])
def person_wishes(request: SignedIn, pk: UUID) -> HttpResponse:
    """Read the wishes of a person; write down one that they say aloud."""
    person = _person(request, pk)
    own = queries.own_languages(person.pk)
    form = WishForm(own, request.POST or None, request.FILES or None)
    status = OK
    if request.method == "POST":
        status = _write_down(request.user, person, form)
        if status == OK:
            messages.success(request, _("The wish is kept. Nobody can change it."))
            return redirect("projects:person_wishes", person.pk)
    return _page(request, person, form, status=status)


def _person(request: SignedIn, pk: UUID) -> Person:
    """A participant whose file the user may open as staff; traced. 404 for all others."""
    only_field_staff(request.user)
    person = get_object_or_404(participants_visible_to(request.user), pk=pk)
    trace(request.user, [person.pk], "wish")
    return person


def _seat(person: Person) -> CircleMembership | None:
    """The place of the person in a circle, the current one before one only offered."""
    role = CircleMembership.Role.PARTICIPANT
    seats = person.circle_memberships.open().filter(role=role, circle__closed_at=None)
    return seats.select_related("circle__edition").order_by("accepted_at").first()


def _write_down(user: User, person: Person, form: WishForm) -> int:
    if not form.is_valid():
        return UNPROCESSABLE
    seat = _seat(person)
    if seat is None:
        raise Http404
    said = form.cleaned_data

    def keep() -> None:
        usecases.express_wish(
            actor=user,
            person=person,
            edition=seat.circle.edition,
            words=OwnWords(said["language"], said["text"], recorded(user, person, said["voice"])),
            first_named_by=said["first_named_by"],
        )

    return attempt(form, keep)


def _page(
    request: SignedIn,
    person: Person,
    form: WishForm,
    *,
    note: NoteForm | None = None,
    noted: Wish | None = None,
    status: int = OK,
) -> HttpResponse:
    user, seat = request.user, _seat(person)
    stories = queries.wish_stories(person.pk, language=language())
    alive = [story for story in stories if not story.is_set_aside]
    projects = queries.projects_of_person(person.pk, user)
    context = {
        "section": SECTION,
        "crumbs": crumbs(seat.circle) if seat else [],
        "headline": wishes_headline(person, stories),
        "person": person,
        "rows": [_row(story, note if noted == story.wish else None) for story in stories],
        "projects": projects,
        "form": form,
        "choices": FIRST_NAMED_BY,
        "may_write": may(user, "projects.say_wish", person),
        "may_start": bool(alive and seat and may(user, "projects.start", seat.circle)),
    }
    return render(request, "projects/person_wishes.html", context, status=status)


def _row(story: queries.WishStory, note: NoteForm | None) -> dict[str, object]:
    return {
        "story": story,
        "voiced": VOICED[story.wish.first_named_by],
        "note": note or NoteForm(),
        "open": note is not None,
    }


@require_GET
def wish_voice(request: SignedIn, pk: UUID) -> HttpResponse:
    """The recording, for whoever may read the wish. A look of the staff leaves a trace."""
    wishes = Wish.objects.visible_to(request.user).exclude(voice=None).select_related("voice")
    wish = get_object_or_404(wishes, pk=pk)
    assert wish.voice is not None  # noqa: S101 - excluded above
    trace(request.user, [wish.person_id], "wish")
    return respond(wish.voice, ranges=request.headers.get("Range", ""))


@require_POST
def wish_note(request: SignedIn, pk: UUID) -> HttpResponse:
    wish = _wish_of_staff(request, pk)
    form = NoteForm(request.POST)
    status = UNPROCESSABLE
    if form.is_valid():
        said = form.cleaned_data
        status = attempt(form, lambda: usecases.note_wish(actor=request.user, wish=wish, **said))
        if status == OK:
            messages.success(request, _("It stands beside the wish. The wish is as it was."))
            return redirect("projects:person_wishes", wish.person_id)
    blank = WishForm(queries.own_languages(wish.person_id))
    trace(request.user, [wish.person_id], "wish")
    return _page(request, wish.person, blank, note=form, noted=wish, status=status)


@require_POST
def wish_moment(request: SignedIn, pk: UUID) -> HttpResponse:
    wish = _wish_of_staff(request, pk)
    form = MomentForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=UNPROCESSABLE)
    usecases.tell_wish_moment(actor=request.user, wish=wish, kind=form.cleaned_data["kind"])
    messages.success(request, _("Written down."))
    return redirect("projects:person_wishes", wish.person_id)


def _wish_of_staff(request: SignedIn, pk: UUID) -> Wish:
    only_field_staff(request.user)
    people = participants_visible_to(request.user)
    rows = Wish.objects.filter(person__in=people).select_related("person")
    return get_object_or_404(rows, pk=pk)
