"""What a phone keeps of us for when there is no network: the shell, and nothing of anybody."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cerchia.web.addresses import EXIT_PAGES

HOUR = 60 * 60
KEPT = ("web/cerchia.css", "web/cerchia.js", "web/offline.js", "web/icon.svg")
WORKER = "web/sw.js"


@login_not_required
@cache_control(max_age=HOUR, public=True)
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without network. The same for everybody: kept by the phone in each language."""
    wanted = request.GET.get("lingua", "")
    code = wanted if wanted in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(code):
        return render(request, "web/offline.html")


@login_not_required
@cache_control(no_cache=True)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The service worker, told what to keep. It changes whenever one of these files does."""
    pages = [f"{reverse('web:offline')}?lingua={code}" for code, _name in settings.LANGUAGES]
    told = {
        "version": _version(),
        "files": [static(name) for name in KEPT],
        "pages": [*pages, *EXIT_PAGES.values()],
        "offline": reverse("web:offline"),
    }
    body = f"const TOLD = {json.dumps(told)};\n{_content(WORKER).decode()}"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


@cache
def _version() -> str:
    content = b"".join(_content(name) for name in (*KEPT, WORKER))
    return hashlib.sha256(content).hexdigest()[:12]


def _content(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()
