"""Languages, refusals, fragments and pages for when something is not as expected."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from cerchia.kit.errors import Conflict, DomainError
from cerchia.web import pages, responses
from cerchia.web.context_processors import Chrome
from cerchia.web.middleware import LanguageOfPerson, RefusalsInWords


class NoMoney(DomainError):
    message = "There is no money for %(what)s."
    code = "no_money"


def ask(path: str = "/", **headers: str) -> HttpRequest:
    request = RequestFactory().get(
        path, headers={key.replace("_", "-"): v for key, v in headers.items()}
    )
    request.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]
    return request


def speaks(request: HttpRequest) -> str:
    said: list[str | None] = []

    def view(_request: HttpRequest) -> HttpResponse:
        said.append(translation.get_language())
        return HttpResponse()

    LanguageOfPerson(view)(request)
    return str(said[0])


def refuse(request: HttpRequest, error: Exception) -> HttpResponse | None:
    return RefusalsInWords(lambda _request: HttpResponse()).process_exception(request, error)


def test_the_language_of_the_account_comes_first() -> None:
    request = ask(accept_language="fr")
    request.COOKIES["language"] = "en"
    request.user = SimpleNamespace(is_authenticated=True, language="ar")  # type: ignore[assignment]

    assert speaks(request) == "ar"


def test_then_that_of_the_cookie() -> None:
    request = ask(accept_language="fr")
    request.COOKIES["language"] = "en"

    assert speaks(request) == "en"


@pytest.mark.parametrize(
    ("header", "language"),
    [("fr-CA,fr;q=0.9", "fr"), ("ti,ar;q=0.5", "ar"), ("zz", "it"), ("", "it"), ("*", "it")],
)
def test_then_that_of_the_browser_and_at_last_italian(header: str, language: str) -> None:
    assert speaks(ask(accept_language=header)) == language


def test_a_cookie_with_nonsense_is_not_a_language() -> None:
    request = ask()
    request.COOKIES["language"] = "<x>"

    assert speaks(request) == "it"


def test_a_refusal_becomes_a_page_with_its_words_and_status() -> None:
    answer = refuse(ask(), NoMoney(what="<b>bread</b>"))

    assert answer is not None
    assert answer.status_code == 422
    assert "There is no money for &lt;b&gt;bread&lt;/b&gt;." in answer.content.decode()


def test_a_refusal_goes_into_the_message_line_for_htmx() -> None:
    answer = refuse(ask(HX_Request="true"), Conflict("Somebody was faster."))

    assert answer is not None
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#messages")
    assert "<html" not in answer.content.decode()


def test_a_refusal_is_json_for_programs() -> None:
    answer = refuse(ask("/api/v1/funds"), NoMoney(what="bread"))

    assert answer is not None
    assert answer.headers["Content-Type"] == "application/json"
    assert b'"code": "no_money"' in answer.content


def test_an_error_of_ours_is_not_hidden() -> None:
    assert refuse(ask(), ValueError("broken")) is None


def test_pages_with_fragments_are_kept_apart_by_caches() -> None:
    answer = RefusalsInWords(lambda _request: HttpResponse("<p>"))(ask())

    assert "HX-Request" in answer.headers["Vary"]


def test_a_page_that_htmx_restores_is_whole() -> None:
    request = ask(HX_Request="true", HX_History_Restore_Request="true")

    assert not responses.is_fragment(request)


def test_a_form_with_errors_answers_422() -> None:
    assert responses.form_again(ask(), "web/_refusal.html").status_code == 422


@pytest.mark.parametrize("status", sorted(pages.WRITTEN))
@pytest.mark.parametrize("language", ["it", "ar"])
def test_each_page_of_trouble_says_what_is_safe_and_has_a_way_out(
    status: int, language: str
) -> None:
    with translation.override(language):
        html = pages.told(ask(), status).content.decode()

    assert html.count('class="btn main"') == 1
    assert 'class="muted"' in html
    assert 'class="help"' in html


def test_a_broken_server_still_writes_its_page() -> None:
    answer = pages.server_error(ask())

    assert (answer.status_code, b"<h1>" in answer.content) == (500, True)


def test_too_many_tries_say_when_to_come_back() -> None:
    assert pages.too_many(ask(), seconds=60).headers["Retry-After"] == "60"


def test_an_old_form_says_so() -> None:
    assert pages.expired_form(ask("/io/")).status_code == 403


def test_leaving_shows_nothing_and_goes_to_the_neutral_page() -> None:
    request = ask()
    request._messages = []  # type: ignore[attr-defined]
    html = responses.leave(request, "https://example.org/").content.decode()

    assert 'content="0;url=https://example.org/"' in html
    assert "Cerchia" not in html


def test_what_stands_around_a_page_follows_the_person() -> None:
    request = ask()
    request.user = SimpleNamespace(is_authenticated=True, exit_page="recipes")  # type: ignore[assignment]
    request.COOKIES["theme"] = "dark"
    with translation.override("ar"):
        chrome = Chrome(request)
        seen = (chrome.language_mark, chrome.language_name, chrome.theme, bool(chrome.lock_url))

    assert seen == ("ع", "العربيّة", "dark", True)
    assert "ricette" in chrome.neutral_page or "giallozafferano" in chrome.neutral_page


def test_a_theme_of_nonsense_is_no_theme() -> None:
    request = ask()
    request.COOKIES["theme"] = '"><script>'

    assert Chrome(request).theme == ""
