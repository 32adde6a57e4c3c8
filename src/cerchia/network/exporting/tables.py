"""The list as rows of a table, with the titles that the import knows again."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from cerchia.documents.sheets.writing import Cell
from cerchia.network.exporting.entries import Contact, Entry
from cerchia.network.importing.columns import Column
from cerchia.people.rules import LANGUAGES

PUBLIC = (
    Column.NAME,
    Column.KIND,
    Column.IS_BUSINESS,
    Column.INTERESTS,
    Column.TERRITORY,
    Column.MUNICIPALITY,
    Column.PROVINCE,
    Column.COUNTRY,
    Column.ABOUT,
)
WORK = (
    Column.ADDRESS,
    Column.PHONE,
    Column.EMAIL,
    Column.SITE,
    Column.LANGUAGES,
    Column.PEOPLE,
    Column.CONTACT,
    Column.CONTACT_JOB,
    Column.CONTACT_PHONE,
    Column.CONTACT_EMAIL,
)


def titles(*, public: bool) -> list[str]:
    plain = [str(one.label) for one in (PUBLIC if public else PUBLIC + WORK)]
    if public:
        return plain
    return [
        *plain,
        _("Others to talk to"),
        _("State"),
        _("Known since"),
        _("Contacted on"),
        _("Answered on"),
        _("Active since"),
        _("Offers"),
    ]


def rows(entries: Sequence[Entry], *, public: bool) -> Iterator[list[Cell]]:
    for one in entries:
        yield _public(one) if public else [*_public(one), *_work(one)]


def _public(one: Entry) -> list[Cell]:
    return [
        one.name,
        one.kind_words,
        _("yes") if one.is_business else _("no"),
        ", ".join(interest_words(name) for name in one.interests),
        one.territory,
        one.place,
        one.province,
        one.country,
        one.about,
    ]


def _work(one: Entry) -> list[Cell]:
    told: list[Cell] = ["", "", "", ""]
    for first in one.contacts[:1]:
        told = [first.name, first.job, first.phone, first.email]
    return [
        one.address,
        one.phone,
        one.email,
        one.site,
        ", ".join(LANGUAGES.get(code, code) for code in one.languages),
        one.people_count,
        *told,
        "; ".join(_in_a_line(other) for other in one.contacts[1:]),
        one.state_words,
        one.known_on,
        one.contacted_on,
        one.answered_on,
        one.engaged_on,
        "; ".join(offer.what for offer in one.offers),
    ]


def interest_words(name: str) -> str:
    return {
        "for_refugees": _("refugees"),
        "for_migration": _("migration in general"),
        "for_work": _("work and social insertion"),
        "for_other": _("other"),
    }[name]


def _in_a_line(one: Contact) -> str:
    return ", ".join(filter(None, [one.name, one.job, one.phone, one.email]))
