"""The language by its own name, from every page, with or without an account."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_http_methods

from cerchia.access import sessions
from cerchia.access.errors import UnknownLanguage
from cerchia.access.usecases import choose_language
from cerchia.access.views.common import speak


@login_not_required
@require_http_methods(["GET", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _chosen(request)
    items = [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "current": code == get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]
    following = sessions.safe_path(request, request.GET.get("next", "/"))
    return render(request, "access/language.html", {"items": items, "following": following})


def _chosen(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        raise UnknownLanguage
    if request.user.is_authenticated:
        choose_language(user=request.user, language=code)
    following = sessions.safe_path(request, request.POST.get("next", "/"))
    return speak(redirect(following), code)
