"""The list of circles and a new one; starting and closing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import require
from cerchia.access.requests import SignedIn
from cerchia.circles import queries, usecases
from cerchia.circles.forms import CircleForm
from cerchia.circles.models import Circle
from cerchia.circles.queries import CircleLine
from cerchia.circles.views.common import SECTION, circle_of_staff, crumbs, only_circle_staff
from cerchia.programmes.models import Territory
from cerchia.web.responses import OK, UNPROCESSABLE, attempt


@require_GET
def circle_list(request: SignedIn) -> HttpResponse:
    only_circle_staff(request.user)
    territories = queries.territories_of(request.user)
    chosen = _chosen(request.GET.get("territorio", ""), territories)
    circles = Circle.objects.open().worked_by(request.user)
    if chosen:
        circles = circles.filter(territory=chosen)
    page, following = queries.page_of_circles(circles, after=request.GET.get("dopo", ""))
    lines = queries.circle_lines(page)
    context = {
        "section": SECTION,
        "lines": sorted(lines, key=_worth_a_look),
        "looks": sum(_needs_a_look(line) for line in lines),
        "territories": territories,
        "chosen": chosen,
        "following": following,
        "invitations": queries.invitations_to_work(request.user),
        "may_form": bool(queries.forming_places(request.user)),
    }
    return render(request, "circles/circle_list.html", context)


@require_http_methods(["GET", "POST"])
def circle_form(request: SignedIn) -> HttpResponse:
    places = queries.forming_places(request.user)
    if not places:
        raise Http404
    form = CircleForm(places, request.POST or None)
    status = OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            edition, territory = form.chosen()
            name = form.cleaned_data["name"]
            made: list[Circle] = []

            def act() -> None:
                made.append(
                    usecases.form_circle(
                        actor=request.user, edition=edition, territory=territory, name=name
                    )
                )

            status = attempt(form, act)
            if made:
                messages.success(request, _("The circle is there. Now invite people."))
                return redirect("circles:member_list", made[0].pk)
    context = {"section": SECTION, "crumbs": crumbs(), "form": form}
    return render(request, "circles/circle_form.html", context, status=status)


@require_POST
def circle_activate(request: SignedIn, pk: UUID) -> HttpResponse:
    circle = circle_of_staff(request, pk)
    usecases.activate_circle(actor=request.user, circle=circle)
    messages.success(request, _("The circle is active."))
    return redirect(circle)


@require_http_methods(["GET", "POST"])
def circle_close(request: SignedIn, pk: UUID) -> HttpResponse:
    circle = circle_of_staff(request, pk)
    require(request.user, "circles.close_circle", circle)
    if request.method == "POST":
        usecases.close_circle(actor=request.user, circle=circle)
        messages.success(request, _("The circle is closed. What it wrote stays."))
        return redirect("circles:circle_list")
    context = {"section": SECTION, "crumbs": crumbs(circle), "circle": circle}
    return render(request, "circles/circle_close.html", context)


def _chosen(wanted: str, territories: list[Territory]) -> Territory | None:
    return next((place for place in territories if str(place.pk) == wanted), None)


def _needs_a_look(line: CircleLine) -> bool:
    return bool(line.circle.weakened_at or line.over or line.quiet)


def _worth_a_look(line: CircleLine) -> tuple[bool, str]:
    return not _needs_a_look(line), line.circle.name
