"""The staff's pages of a pact: write it, explain it, sign it for the programme, print it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cerchia.access.engine import may, require
from cerchia.access.fresh import fresh_sign_in
from cerchia.access.requests import SignedIn
from cerchia.circles.looking import trace
from cerchia.circles.models import CircleMembership
from cerchia.circles.standing import circle_ids
from cerchia.funds.forms.pact import (
    ExplainedForm,
    PactForm,
    SignatureForm,
    TranslationForm,
    initial_from,
    initial_of,
)
from cerchia.funds.models import Fund, Pact
from cerchia.funds.queries.pact import (
    articles_in,
    current_revision,
    languages_of_text,
    owners_of,
    programme_signature,
    sides_of,
    terms_of,
)
from cerchia.funds.rules.pact import BASE, Terms
from cerchia.funds.usecases import (
    draft_pact,
    explain_pact,
    open_fund,
    revise_pact,
    set_draft_aside,
    sign_for_programme,
    translate_pact,
)
from cerchia.funds.views.pact_paper import pdf_answer
from cerchia.kit.errors import DomainError
from cerchia.people.models import Person
from cerchia.people.rules import LANGUAGES
from cerchia.projects.models import Objective, Project, Wish
from cerchia.web.responses import form_again

UNPROCESSABLE = 422
WRITE = "funds/pact_write.html"


@require_http_methods(["GET", "POST"])
def pact_new(request: SignedIn) -> HttpResponse:
    """`/patti/nuovo/?progetto=…`, more than once for a fund that carries several projects."""
    projects = _projects(request)
    people = _people_of(projects)
    trace(request.user, [person.pk for person in people], "pact")
    objectives = _objectives(projects)
    if request.method != "POST":
        form = PactForm(
            objectives=objectives, people=people, initial=_beginning(objectives, people)
        )
        return render(request, WRITE, _new_context(form, projects, people))
    form = PactForm(request.POST, objectives=objectives, people=people)
    if form.is_valid():
        chosen = [one for one in people if str(one.pk) in form.cleaned_data["owners"]]
        try:
            pact = _open_and_draft(request, projects, chosen, form)
        except DomainError as refused:
            _put_back(form, refused)
        else:
            messages.success(request, _("The pact is written. Now a mediator explains it."))
            return redirect("funds:pact_edit", pk=pact.pk)
    return form_again(request, WRITE, _new_context(form, projects, people))


@require_http_methods(["GET", "POST"])
def pact_edit(request: SignedIn, pk: UUID) -> HttpResponse:
    """Write the draft anew; a signed pact is only read."""
    pact = staff_pact(request, pk)
    terms = terms_of(current_revision(pact))
    page = {**pact_context(request, pact), **reading(pact, terms)}
    writes = may(request.user, "funds.draft_pact", pact.fund)
    if not pact.is_draft or pact.signatures.exists() or not writes:
        if request.method == "POST":
            require(request.user, "funds.draft_pact", pact.fund)
        return render(request, "funds/pact_read.html", page)
    objectives = _objectives(list(pact.projects.all()))
    if request.method != "POST":
        form = PactForm(objectives=objectives, initial=initial_of(terms))
        return render(request, WRITE, {**page, "form": form})
    form = PactForm(request.POST, objectives=objectives)
    if form.is_valid():
        try:
            revise_pact(actor=request.user, pact=pact, draft=form.draft())
        except DomainError as refused:
            _put_back(form, refused)
        else:
            messages.success(request, _("Saved. Explain it again: the words have changed."))
            return redirect("funds:pact_edit", pk=pk)
    return form_again(request, WRITE, {**page, "form": form})


@require_http_methods(["GET", "POST"])
def pact_explain(request: SignedIn, pk: UUID) -> HttpResponse:
    """The mediator's page: languages side by side, and who has understood."""
    pact = staff_pact(request, pk)
    if not may(request.user, "funds.explain_pact", pact):
        raise Http404
    terms = terms_of(current_revision(pact))
    page = pact_context(request, pact)
    language = _language(request, page["sides"])
    form = TranslationForm(request.POST or None, initial=dict(terms.texts.get(language, {})))
    if request.method == "POST" and form.is_valid():
        translate_pact(actor=request.user, pact=pact, language=language, articles=form.articles())
        messages.success(request, _("The text is saved. Who reads this language can sign it."))
        return redirect(f"{reverse('funds:pact_explain', args=[pk])}?lingua={language}")
    pairs = [(one, form[one.name]) for one in articles_in(terms, BASE)]
    context = {
        **page,
        "form": form,
        "pairs": pairs,
        "language": language,
        "languages": sorted(LANGUAGES.items(), key=lambda one: one[1]),
        "locked": not pact.is_draft or pact.signatures.exists(),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "funds/pact_explain.html", context, status=status)


@require_POST
def pact_explained(request: SignedIn, pk: UUID) -> HttpResponse:
    """One tick: explained aloud to this person, today."""
    pact = staff_pact(request, pk)
    form = ExplainedForm(request.POST)
    if not form.is_valid():
        raise Http404
    person = get_object_or_404(
        Person, pk=form.cleaned_data["person"], fund_memberships__fund=pact.fund
    )
    explain_pact(
        actor=request.user, pact=pact, person=person, language=form.cleaned_data["language"]
    )
    messages.success(request, _("Written: you explained the pact today."))
    return redirect("funds:pact_explain", pk=pk)


@require_http_methods(["GET", "POST"])
@fresh_sign_in
def pact_sign(request: SignedIn, pk: UUID) -> HttpResponse:
    """The programme's signature, with a last look at amount and words."""
    pact = staff_pact(request, pk)
    if not may(request.user, "funds.sign_for_programme", pact):
        raise Http404
    revision = current_revision(pact)
    terms = terms_of(revision)
    page = {**pact_context(request, pact), **reading(pact, terms)}
    start = {"seal": revision.sha256, "language": BASE}
    form = SignatureForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        sign_for_programme(actor=request.user, pact=pact, sha256=form.cleaned_data["seal"])
        pact.refresh_from_db()
        said = _("Signed. The pact is in force and the payment waits to be prepared.")
        waits = _("Signed for the programme. The others still sign.")
        messages.success(request, said if pact.activated_at else waits)
        return redirect("funds:pact_edit", pk=pk)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "funds/pact_sign.html", {**page, "form": form}, status=status)


@require_POST
def pact_set_aside(request: SignedIn, pk: UUID) -> HttpResponse:
    pact = staff_pact(request, pk)
    set_draft_aside(actor=request.user, pact=pact)
    messages.success(request, _("This version is set aside. You can write another one."))
    return redirect("funds:pact_edit", pk=pk)


@require_GET
def pact_pdf(request: SignedIn, pk: UUID) -> HttpResponse:
    """The pact on paper, in Italian and in the language asked for."""
    return pdf_answer(staff_pact(request, pk), request.GET.get("lingua", ""))


def pact_context(request: SignedIn, pact: Pact) -> dict[str, Any]:
    """Who stands where, and what the reader may do."""
    sides = sides_of(pact, current_revision(pact))
    user = request.user
    return {
        "pact": pact,
        "sides": sides,
        "names": [side.person.full_name for side in sides],
        "programme": programme_signature(pact),
        "may_write": may(user, "funds.draft_pact", pact.fund),
        "may_explain": may(user, "funds.explain_pact", pact),
        "may_sign": may(user, "funds.sign_for_programme", pact),
        "all_understood": all(side.understood for side in sides),
        "section": "funds",
        "crumbs": [(pact.circle.name, f"/cerchie/{pact.circle_id}/")],
    }


def reading(pact: Pact, terms: Terms, language: str = BASE) -> dict[str, Any]:
    """The articles for a page that is only read."""
    return {
        "terms": terms,
        "articles": articles_in(terms, language),
        "shared": pact.fund.form == Fund.Form.ASSOCIATED,
        "languages": languages_of_text(terms),
    }


def staff_pact(request: SignedIn, pk: UUID) -> Pact:
    """A pact in the scope of the staff who ask; written in the log before it is shown."""
    rows = Pact.objects.visible_to(request.user).select_related(
        "fund__edition__programme", "fund__territory", "edition__programme", "circle", "previous"
    )
    pact = get_object_or_404(rows, pk=pk)
    owners = owners_of(pact.fund)
    if any(person.user_id == request.user.pk for person in owners):
        raise Http404
    trace(request.user, [person.pk for person in owners], "pact")
    return pact


def _projects(request: HttpRequest) -> list[Project]:
    """The projects named in the address, of circles where the reader is an operator."""
    user = request.user
    seats = circle_ids(user, CircleMembership.Role.OPERATOR)  # type: ignore[arg-type]
    wanted = request.GET.getlist("progetto")
    try:
        ids = {UUID(one) for one in wanted}
    except ValueError as error:
        raise Http404 from error
    rows = Project.objects.filter(pk__in=ids, circle__in=seats)
    projects = list(rows.select_related("circle__edition", "edition").order_by("created_at"))
    if not projects or len(projects) != len(ids):
        raise Http404
    return projects


def _people_of(projects: Sequence[Project]) -> list[Person]:
    rows = Person.objects.filter(
        project_memberships__project__in=projects, project_memberships__left_at=None
    )
    return list(rows.distinct().order_by("created_at"))


def _objectives(projects: Sequence[Project]) -> list[Objective]:
    rows = Objective.objects.filter(project__in=projects, accepted_at__isnull=False)
    return list(rows.exclude(result=Objective.Result.DROPPED))


def _beginning(objectives: Sequence[Objective], people: Sequence[Person]) -> dict[str, Any]:
    wishes = Wish.objects.filter(projects__objectives__in=objectives).distinct()
    filled = initial_from(objectives, [wish.text for wish in wishes if wish.text])
    return {**filled, "owners": [str(person.pk) for person in people]}


def _open_and_draft(
    request: SignedIn, projects: list[Project], people: list[Person], form: PactForm
) -> Pact:
    """The open fund of exactly these people if there is one, else a new fund; then the draft."""
    wanted = {person.pk for person in people}
    here = Fund.objects.open().filter(edition=projects[0].edition_id, members__person__in=wanted)
    for fund in here.distinct():
        if {person.pk for person in owners_of(fund)} == wanted:
            break
    else:
        fund = open_fund(actor=request.user, circle=projects[0].circle, people=people)
    return draft_pact(actor=request.user, fund=fund, projects=projects, draft=form.draft())


def _new_context(
    form: PactForm, projects: list[Project], people: Sequence[Person]
) -> dict[str, Any]:
    others = Project.objects.filter(circle=projects[0].circle, pacts=None).exclude(
        pk__in=[one.pk for one in projects]
    )
    asked = "&".join(f"progetto={one.pk}" for one in projects)
    return {
        "form": form,
        "projects": projects,
        "others": [(one.title, f"?{asked}&progetto={one.pk}") for one in others[:20]],
        "names": [person.full_name for person in people],
        "edition": projects[0].edition,
        "section": "funds",
        "crumbs": [(projects[0].circle.name, f"/cerchie/{projects[0].circle_id}/")],
    }


def _put_back(form: PactForm, refused: DomainError) -> None:
    if refused.status != UNPROCESSABLE:
        raise refused
    form.add_error(None, str(refused))


def _language(request: HttpRequest, sides: Sequence[Any]) -> str:
    """The language to translate into: the one asked for, or what an owner reads, or English."""
    wanted = request.GET.get("lingua", "")
    read = [one for side in sides for one in side.reads if one != BASE]
    for language in (wanted, *read, "en"):
        if language in LANGUAGES and language != BASE:
            return str(language)
    return "en"
