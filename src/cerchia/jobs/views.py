"""A job on the screen: how far it is, where its result lies, and a way to stop it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from cerchia.access.requests import SignedIn
from cerchia.jobs.models import Job
from cerchia.jobs.usecases import ask_to_stop
from cerchia.web.responses import is_fragment


@require_GET
def job_show(request: SignedIn, pk: UUID) -> HttpResponse:
    """The page, or for htmx its moving part; a finished job leads to its result."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    fragment = is_fragment(request)
    if job.state == "done" and job.next_url:
        return _go(job.next_url) if fragment else redirect(job.next_url)
    return render(request, "jobs/_job.html" if fragment else "jobs/job.html", {"job": job})


def _go(url: str) -> HttpResponse:
    response = HttpResponse()
    response.headers["HX-Redirect"] = url
    return response


@require_POST
def job_stop(request: SignedIn, pk: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    ask_to_stop(request.user, job)
    if is_fragment(request):
        return render(request, "jobs/_job.html", {"job": job})
    return redirect(job)
