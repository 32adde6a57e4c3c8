"""What a phone may keep of us: the shell, the same for everybody, without a word about anybody."""

import json

import pytest
from django.test import Client

from tests.factories.access import UserFactory


def told(script: str) -> dict[str, list[str]]:
    first = script.splitlines()[0]
    found: dict[str, list[str]] = json.loads(first.removeprefix("const TOLD = ").removesuffix(";"))
    return found


@pytest.mark.django_db
def test_everything_that_is_kept_is_public_and_there() -> None:
    client = Client()
    answer = client.get("/sw.js")
    kept = told(answer.content.decode())

    assert answer["Content-Type"].startswith("text/javascript")
    assert not answer.cookies
    for page in kept["pages"]:
        shown = client.get(page)
        assert shown.status_code == 200
        assert "no-store" not in shown["Cache-Control"]
        assert not shown.cookies
        assert b"csrfmiddlewaretoken" not in shown.content


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "way"), [("it", "ltr"), ("ar", "rtl"), ("xx", "ltr")])
def test_the_page_without_network_speaks_the_language_asked_for(code: str, way: str) -> None:
    page = Client(headers={"accept-language": "en"}).get(f"/senza-rete/?lingua={code}")

    assert f'dir="{way}"' in page.content.decode()


@pytest.mark.django_db
def test_who_is_signed_in_gets_the_same_page_but_nobody_keeps_it() -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(UserFactory.create())

    page = client.get("/senza-rete/?lingua=en")

    assert page.content == Client().get("/senza-rete/?lingua=en").content
    assert "no-store" in page["Cache-Control"]
