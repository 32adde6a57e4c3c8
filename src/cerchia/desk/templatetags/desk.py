"""Words of the first screens: `{% load desk %}`."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from cerchia.circles.queries import CirclePage
from cerchia.desk.queries.figures import Kind, Sheet
from cerchia.desk.queries.home import Home, Purse, Seat, Way
from cerchia.desk.queries.looks import Look
from cerchia.desk.queries.person import File
from cerchia.desk.queries.technical import State
from cerchia.funds.models import Pact
from cerchia.people.models import PracticalCheck
from cerchia.people.rules import LANGUAGES
from cerchia.projects.models import Project
from cerchia.web import formats
from cerchia.web.formats import day_month, euros, euros_text, full_day, long_date, short_date
from cerchia.web.tags.plain import tag

register = template.Library()

Act = dict[str, object]
Rows = list[dict[str, object]]


@register.filter
def is_shared(purse: Purse | None) -> bool:
    return purse is not None and purse.owners > 1


@register.filter
def left_words(purse: Purse) -> str:
    """Say to how many the money is left; nothing for a fund of one."""
    if purse.owners <= 1:
        return ""
    return ngettext("You have left", "You %(n)s have left", purse.owners) % {"n": purse.owners}


@register.filter
def next_act(home: Home) -> Act | None:
    """The one act of the dock: the next sensible thing, or nothing."""
    if home.seat and home.seat.is_invitation and home.state in {"nothing", "wish", "plan"}:
        return _act(gettext("Answer the invitation"), "circles:my_circle", "circle")
    acts = {
        "nothing": (gettext("Say your wish"), "projects:my_wish", "mic"),
        "wish": (gettext("Think about an objective"), "projects:my_objective_new", "plus"),
        "plan": (gettext("Add an objective"), "projects:my_objective_new", "plus"),
        "pact": (gettext("See the pact"), "funds:my_pact", ""),
        "sign": (gettext("Read and sign"), "funds:my_pact", "pencil"),
        "signed": (gettext("See the pact"), "funds:my_pact", ""),
        "way": (gettext("Has it not arrived?"), "circles:my_circle", "phone"),
        "money": (gettext("Add an expense"), "funds:expense_new", "plus"),
        "closed": (gettext("See every expense"), "funds:money", "wallet"),
    }
    if home.state not in acts:
        return None
    label, name, icon = acts[home.state]
    return _act(label, name, icon, main=home.state not in {"way", "signed", "closed", "pact"})


def _act(label: str, name: str, icon: str, *, main: bool = True) -> Act:
    return {"label": label, "url": reverse(name), "icon": icon, "main": main}


@register.filter
def interpreter_words(seat: Seat) -> str:
    """Say who interprets, and into which language."""
    if seat.interpreter is None:
        return ""
    return gettext("%(name)s interprets in %(language)s") % {
        "name": seat.interpreter.name_for(get_language()),
        "language": language_in_words(seat.interprets),
    }


@register.filter
def interpreter_initials(seat: Seat) -> str:
    """Two letters of the name as the reader sees it."""
    person = seat.interpreter
    if person is None:
        return ""
    name = person.name_for(get_language())
    return person.initials if name == person.given_name else name[:2]


@register.filter
def language_in_words(code: str) -> str:
    """Name a language in the language of the reader, or by its own name."""
    return formats.language_in_words(code, otherwise=LANGUAGES.get(code, code))


@register.filter
def languages_in_words(codes: Iterable[str]) -> str:
    return ", ".join(language_in_words(code) for code in codes)


@register.filter
def steps(way: Way) -> list[dict[str, str]]:
    """The three steps from the pact to the money, in the shape that `way` takes."""
    payment = way.payment
    by = gettext("by %(day)s") % {"day": full_day(payment.due_on)} if payment else ""
    prepared = payment.prepared_at if payment else None
    late = bool(payment and payment.is_late)
    return [
        {"title": gettext("Pact signed"), "note": _signed(way), "state": "done"},
        {
            "title": gettext("Payment prepared"),
            "note": day_month(prepared) if prepared else "",
            "state": "done" if prepared else ("late" if late else "now"),
        },
        {
            "title": gettext("Money on your account"),
            "note": by,
            "state": "late" if late and prepared else ("now" if prepared else "later"),
        },
    ]


def _signed(way: Way) -> str:
    day = day_month(way.signed_at)
    if not way.beside:
        return day
    names = gettext(" and ").join(way.beside)
    return gettext("%(day)s, with %(names)s") % {"day": day, "names": names}


# --- Staff ------------------------------------------------------------------------------------


@register.filter
def as_items(looks: Iterable[Look]) -> list[dict[str, str]]:
    """Give looks the shape that the list of things to look at takes."""
    return [
        {"title": one.title, "text": one.text, "url": one.url, "tone": one.tone} for one in looks
    ]


@register.filter
def capital(day: date) -> str:
    """Write a day in full, as the beginning of a sentence."""
    said = long_date(day)
    return said[:1].upper() + said[1:]


@register.filter
def walking_count(page: CirclePage) -> int:
    """Count those who walk in the circle now and could answer."""
    return len(page.ring)


@register.simple_tag
def permit_tag(days: int) -> SafeString:
    """Say how long a permit still lasts; past days are no accusation."""
    if days < 0:
        said = ngettext("ended %(n)d day ago", "ended %(n)d days ago", -days) % {"n": -days}
        return tag(said, tone="care")
    said = ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
    return tag(said, tone="wait")


@register.filter
def state_of_project(project: Project) -> str:
    words = {
        "idea": gettext("an idea"),
        "drafted": gettext("written"),
        "shared": gettext("talked about in the circle"),
        "running": gettext("going on"),
        "suspended": gettext("resting"),
        "completed": gettext("completed"),
        "stopped": gettext("stopped"),
    }
    return words[project.state]


@register.filter
def state_of_pact(pact: Pact) -> str:
    """Say where a pact stands, with its day."""
    if pact.ended_at:
        return gettext("ended on %(day)s") % {"day": short_date(pact.ended_at)}
    if pact.activated_at:
        return gettext("in force since %(day)s") % {"day": short_date(pact.activated_at)}
    return gettext("being written")


@register.filter
def who_rows(file: File) -> Rows:
    """Facts on the person that every role of the circle may read, and the country where it may."""
    person = file.person
    rows: Rows = [
        {"label": gettext("Name in their own script"), "value": person.own_script_name},
        {"label": gettext("Born in"), "value": person.birth_year},
        {
            "label": gettext("Languages"),
            "value": ", ".join(_spoken(one.language, one.level) for one in file.languages),
        },
    ]
    if file.reader.sees_protection:
        country = formats.country_in_words(str(person.country))
        rows.append({"label": gettext("Country"), "value": country})
    return [row for row in rows if row["value"]]


def _spoken(code: str, level: str) -> str:
    return f"{language_in_words(code)} ({level})"


@register.filter
def check_rows(check: PracticalCheck) -> Rows:
    words = {True: gettext("yes"), False: gettext("not yet"), None: gettext("not known")}
    return [
        {"label": gettext("Bank account"), "value": words[check.has_account]},
        {"label": gettext("Registered residence"), "value": words[check.residence_registered]},
    ]


@register.filter
def sheet_headline(sheet: Sheet) -> str:
    """State the situation in one sentence, with what may be told."""
    if sheet.people is None or sheet.entrusted_cents is None:
        return gettext("The figures of the edition, as far as they may be told")
    said = ngettext(
        "%(n)d person, %(sum)s in their hands", "%(n)d people, %(sum)s in their hands", sheet.people
    )
    return said % {"n": sheet.people, "sum": euros_text(sheet.entrusted_cents)}


@register.filter
def sheet_figures(sheet: Sheet, days: str) -> Rows:
    """The figures of the sheet; those that would tell of one person say so instead."""
    few = gettext("too few people to say")
    circles = ngettext("in %(n)d circle", "in %(n)d circles", sheet.circles)
    rows = [
        (gettext("People"), sheet.people, circles % {"n": sheet.circles}),
        (
            gettext("Entrusted to people"),
            None if sheet.entrusted_cents is None else euros(sheet.entrusted_cents),
            ""
            if sheet.spent_percent is None
            else gettext("%(n)d%% spent") % {"n": sheet.spent_percent},
        ),
        (gettext("From signature to money"), days or None, gettext("median")),
        (
            gettext("Spending with a paper"),
            f"{sheet.evidence.paper_percent}%" if sheet.evidence else None,
            gettext("by value"),
        ),
        (
            gettext("Wishes born from the person"),
            sheet.own_wishes or None,
            gettext("of the projects"),
        ),
    ]
    return [
        {"label": label, "value": value, "note": note, "few": few if value is None else ""}
        for label, value, note in rows
    ]


@register.filter
def kind_words(kind: Kind) -> str:
    return ", ".join(kind.names)


@register.filter
def software_rows(state: State) -> Rows:
    guards = gettext("all in place")
    if state.guards_missing:
        guards = gettext("%(n)d missing") % {"n": len(state.guards_missing)}
    copied = short_date(state.backup_at) if state.backup_at else gettext("none in the data folder")
    return [
        {"label": gettext("Product"), "value": state.product},
        {"label": gettext("Database"), "value": state.database},
        {"label": gettext("Last migration"), "value": state.last_migration or gettext("none")},
        {"label": gettext("Guards of the tables"), "value": guards},
        {"label": gettext("Entries in the log"), "value": state.log_length},
        {"label": gettext("Sealed files"), "value": state.files},
        {"label": gettext("Last backup"), "value": copied},
        {"label": gettext("Free space"), "value": f"{state.free_gib} GB"},
    ]


@register.filter
def account_rows(state: State) -> Rows:
    rows: Rows = [
        {"label": gettext("Accounts"), "value": state.accounts},
        {"label": gettext("Phones that open with a PIN"), "value": state.devices},
    ]
    return rows + [{"label": label, "value": count} for label, count in state.roles]
