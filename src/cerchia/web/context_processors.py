"""What the base templates need, worked out only when a page asks for it."""

from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info, gettext

from cerchia.web.addresses import address, neutral_page
from cerchia.web.tabs import tabs_of

MARKS = {"ar": "ع", "fa": "ف", "ur": "ا", "ps": "پ", "ti": "ት", "am": "አ", "bn": "ব"}


class Chrome:
    """What stands around a page: language, exit, tabs, whom to call. `ui` in templates."""

    app_name = "Cerchia"

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def _user(self) -> object:
        return getattr(self._request, "user", None)

    @property
    def signed_in(self) -> bool:
        return bool(getattr(self._user, "is_authenticated", False))

    @property
    def demo(self) -> bool:
        return bool(getattr(settings, "CERCHIA_DEMO", False))

    @property
    def theme(self) -> str:
        """Either "light", "dark" or nothing: what the device says."""
        chosen = self._request.COOKIES.get("theme", "")
        return chosen if chosen in {"light", "dark"} else ""

    @cached_property
    def language_mark(self) -> str:
        code = get_language() or settings.LANGUAGE_CODE
        return MARKS.get(code, code[:2].upper())

    @cached_property
    def language_name(self) -> str:
        return str(get_language_info(get_language() or settings.LANGUAGE_CODE)["name_local"])

    @cached_property
    def language_url(self) -> str:
        """Where to choose the language; from there one comes back to this page."""
        chooser, here = address("access:language"), self._request.get_full_path()
        if self._request.method not in {"GET", "HEAD"} or here.startswith(chooser):
            return chooser
        return f"{chooser}?{urlencode({'next': here})}"

    @cached_property
    def home_url(self) -> str:
        return address("home")

    @cached_property
    def exit_url(self) -> str:
        return address("access:leave")

    @cached_property
    def lock_url(self) -> str:
        """Where to lock, for who can unlock with a PIN."""
        sign_in = getattr(self._request, "sign_in", None)
        by_password = sign_in is not None and sign_in.device_id is None
        return address("access:pin") if self.signed_in and not by_password else ""

    @cached_property
    def neutral_page(self) -> str:
        return neutral_page(str(getattr(self._user, "exit_page", "")))

    @cached_property
    def help_name(self) -> str:
        return str(getattr(settings, "CERCHIA_HELP_NAME", ""))

    @cached_property
    def help_phone(self) -> str:
        return str(getattr(settings, "CERCHIA_HELP_PHONE", ""))

    @cached_property
    def tabs(self) -> list[dict[str, str]]:
        """The places of a participant, or those of who has others: key, address, icon, word."""
        if other := tabs_of(self._user):
            return other
        rows = [
            ("project", "me:home", "home", gettext("Project")),
            ("money", "me:money", "wallet", gettext("Money")),
            ("circle", "me:circle", "circle", gettext("Circle")),
            ("me", "access:settings", "person", gettext("Me")),
        ]
        return [
            {"key": key, "url": address(name), "icon": icon, "label": label}
            for key, name, icon, label in rows
        ]


def chrome(request: HttpRequest) -> dict[str, Chrome]:
    return {"ui": Chrome(request)}
