"""A table comes in: sent, matched, looked through, written, taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may, require
from cerchia.access.requests import SignedIn
from cerchia.documents.sheets.reading import content_of
from cerchia.network.forms.imports import ColumnsForm, TableForm, choices_in
from cerchia.network.models import Import, ImportRow
from cerchia.network.queries import imports as queries
from cerchia.network.usecases import imports as usecases
from cerchia.network.views import common
from cerchia.web.responses import OK, attempt

SECTION = "network"
State = Import.State


def table_of(request: SignedIn, pk: UUID) -> Import:
    """A table that the user sent, or whose territory they coordinate; the same 404 for others."""
    return get_object_or_404(queries.import_for(request.user, pk))


def own_table(request: SignedIn, pk: UUID) -> Import:
    """One that the user may go on with. Who may only see it learns so."""
    batch = table_of(request, pk)
    require(request.user, "network.go_on_with_table", batch)
    return batch


def crumbs() -> list[tuple[str, str]]:
    return common.crumbs(None, (_("Bring a table in"), reverse("network:import_new")))


@require_http_methods(["GET", "POST"])
def import_new(request: SignedIn) -> HttpResponse:
    places = queries.places_to_bring(request.user)
    if not places:
        raise Http404
    form = TableForm(places, request.POST or None, request.FILES or None)
    status = OK
    if request.method == "POST":
        made: list[Import] = []

        def act() -> None:
            edition, territory = form.chosen()
            table = form.cleaned_data["table"]
            content = content_of(table, table.size)
            made.append(
                usecases.take_table(
                    actor=request.user, edition=edition, territory=territory, content=content
                )
            )

        status = attempt(form, act)
        if made:
            return redirect("network:import_columns", made[0].pk)
    context = {
        "section": SECTION,
        "crumbs": common.crumbs(),
        "form": form,
        "before": list(queries.latest(request.user)),
    }
    return render(request, "network/import_new.html", context, status=status)


@require_http_methods(["GET", "POST"])
def import_columns(request: SignedIn, pk: UUID) -> HttpResponse:
    batch = own_table(request, pk)
    if batch.state not in {State.MATCHING, State.READY}:
        return redirect(batch)
    form = ColumnsForm(batch, queries.column_choices(), request.POST or None)
    status = OK
    if request.method == "POST":
        jobs: list[object] = []

        def act() -> None:
            columns = form.columns()
            jobs.append(
                usecases.match_columns(actor=request.user, batch=batch, columns=columns) or batch
            )

        status = attempt(form, act)
        if jobs:
            return redirect(jobs[0])  # type: ignore[call-overload,no-any-return]
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "batch": batch,
        "form": form,
        "job": queries.running_job(batch),
    }
    return render(request, "network/import_columns.html", context, status=status)


@require_GET
def import_show(request: SignedIn, pk: UUID) -> HttpResponse:
    batch = table_of(request, pk)
    context = {
        "section": SECTION,
        "crumbs": crumbs(),
        "batch": batch,
        "mine": may(request.user, "network.go_on_with_table", batch),
        "may_undo": may(request.user, "network.undo_table", batch),
    }
    if batch.state == State.MATCHING and context["mine"]:
        return redirect("network:import_columns", batch.pk)
    if batch.state == State.READY and context["mine"]:
        return _preview(request, batch, context)
    if batch.state == State.UNDONE:
        context["stayed"] = queries.stayed(batch)
    return render(request, "network/import_done.html", context)


def _preview(request: SignedIn, batch: Import, context: dict[str, object]) -> HttpResponse:
    only = request.GET.get("solo", "tutte")
    lines, following = queries.lines_of(batch, only=only, after=_number(request.GET.get("dopo")))
    context |= {
        "sum": queries.sum_of(batch),
        "only": only,
        "lines": lines,
        "following": following,
        "choices": ImportRow.Choice.choices,
        "job": queries.running_job(batch),
    }
    return render(request, "network/import_preview.html", context)


@require_POST
def import_choose(request: SignedIn, pk: UUID) -> HttpResponse:
    """Keep the answers of this page, and then write, go on, or stay."""
    batch = own_table(request, pk)
    usecases.choose(actor=request.user, batch=batch, choices=choices_in(request.POST))
    if (wanted := request.POST.get("all", "")) in ImportRow.Choice.values:
        usecases.choose_for_all_alike(actor=request.user, batch=batch, choice=wanted)
    if request.POST.get("then") == "write":
        return _written(request, batch)
    messages.success(request, _("Your answers are kept."))
    place = request.POST.get("back", "")
    return redirect(f"{batch.get_absolute_url()}{place if place.startswith('?') else ''}")


@require_POST
def import_write(request: SignedIn, pk: UUID) -> HttpResponse:
    return _written(request, own_table(request, pk))


def _written(request: SignedIn, batch: Import) -> HttpResponse:
    job = usecases.write_import(actor=request.user, batch=batch)
    if job is not None:
        return redirect(job)
    messages.success(request, _("The table is written."))
    return redirect(batch)


@require_POST
def import_undo(request: SignedIn, pk: UUID) -> HttpResponse:
    batch = table_of(request, pk)
    undone = usecases.undo_import(actor=request.user, batch=batch)
    said = ngettext(
        "%(n)d organisation was taken back.", "%(n)d organisations were taken back.", undone.removed
    )
    messages.success(request, said % {"n": undone.removed})
    return redirect(batch)


@require_POST
def import_drop(request: SignedIn, pk: UUID) -> HttpResponse:
    usecases.drop_import(actor=request.user, batch=own_table(request, pk))
    messages.success(request, _("The table is left aside. Nothing of it was kept."))
    return redirect("network:import_new")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0  # noqa: PLR2004 - rows have five digits
