"""The rows of the page as the template takes them: three groups, in the order of codes."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cerchia.selection.queries.page import RoundPage, Row
from cerchia.selection.telling import listed, tongue
from cerchia.selection.views.filters import Wanted


def groups_of(page: RoundPage, wanted: Wanted) -> list[dict[str, Any]]:
    """Proposed, waiting, in neither; with how many there are and how many are shown."""
    decided = page.round.decided_at is not None
    titles = {
        "proposed": _("Chosen") if decided else _("Proposed"),
        "waiting": _("Waiting list"),
        "apart": _("Not chosen this time") if decided else _("Not proposed"),
    }
    found = []
    for key, title in titles.items():
        rows = page.of_group(key)
        shown = [row for row in rows if row.trial or wanted.shows(row)]
        found.append(
            {
                "key": key,
                "title": title,
                "total": len(rows),
                "few": len(shown) if len(shown) != len(rows) else None,
                "rows": [row_of(page, row, wanted) for row in shown],
            }
        )
    return found


def row_of(page: RoundPage, row: Row, wanted: Wanted) -> dict[str, Any]:
    one = row.candidacy
    return {
        "row": row,
        "code": row.code,
        "named": row.is_named,
        "name": one.person.short_name if row.is_named else row.code,
        "initials": one.person.initials if row.is_named else "",
        "url": reverse("selection:candidacy", args=[row.code]) if row.is_named else "",
        "territory": one.territory.name,
        "circle": one.thought_circle if row.is_named else "",
        "languages": ", ".join(tongue(code) for code in row.languages) if row.is_named else "",
        **_wish(row),
        "why": str(one.why) if row.is_named else "",
        "student": one.is_student and row.is_named,
        "beside": _beside(page, row),
        "acts": list(_acts(page, row, wanted)),
        "lock": row.lock,
        "lock_why": str(row.lock.reason) if row.lock and row.is_named else "",
        "unlock_url": _unlock(page, row, wanted),
    }


def _beside(page: RoundPage, row: Row) -> str:
    """With whom they are chosen together: by name where both are known."""
    if not row.beside or not row.is_named:
        return ""
    others = [one for one in page.rows if one.code in row.beside]
    return listed([one.candidacy.person.short_name if one.is_named else one.code for one in others])


def _wish(row: Row) -> dict[str, Any]:
    """Their words in the language of the page where somebody wrote them beside, else their own."""
    one = row.candidacy
    if not row.is_named:
        return {"wish": ""}
    own, beside = str(one.wish), str(one.wish_beside)
    is_read = one.wish_language in {"", (get_language() or "it")[:2]}
    if beside and not is_read:
        return {"wish": beside, "wish_lang": "", "translated": True}
    return {"wish": own, "wish_lang": one.wish_language}


def _unlock(page: RoundPage, row: Row, wanted: Wanted) -> str:
    if row.lock is None or not row.may_change or page.round.decided_at is not None:
        return ""
    return _address(f"unlock={row.code}", wanted)


def _acts(page: RoundPage, row: Row, wanted: Wanted) -> Iterable[dict[str, str]]:
    """What can be tried with a row: address, picture, words."""
    if not row.may_change or row.trial:
        return
    if page.round.decided_at is not None:
        if row.group == "waiting" and page.free:
            yield _act("fill", row, "plus", _("Give the free place"), wanted)
        return
    if row.lock is not None:
        return
    trial = page.trial
    if row.group == "proposed":
        yield _act("lock", row, "unlock", _("Lock"), wanted)
        yield _swap(row, row.code, trial.enters, _("Swap"), wanted)
        return
    if row.group == "apart":
        yield _act("wait", row, "clock", _("Waiting list"), wanted)
    else:
        yield _act("wait", row, "close", _("Off the waiting list"), wanted)
    words = _("Propose") if page.free and not trial.leaves else _("Swap")
    yield _swap(row, trial.leaves, row.code, words, wanted)


def _act(name: str, row: Row, icon: str, label: str, wanted: Wanted) -> dict[str, str]:
    url = _address(f"{name}={row.code}", wanted)
    return {"url": url, "icon": icon, "label": label, "id": f"{name}-{row.code}"}


def _swap(row: Row, leaves: str, enters: str, label: str, wanted: Wanted) -> dict[str, str]:
    asked = "&".join(
        f"{name}={code}" for name, code in (("leaves", leaves), ("enters", enters)) if code
    )
    icon = "plus" if label == _("Propose") else "swap"
    return {
        "url": _address(asked, wanted),
        "icon": icon,
        "label": label,
        "id": f"swap-{row.code}",
    }


def _address(asked: str, wanted: Wanted) -> str:
    query = "&".join(filter(None, [asked, wanted.query]))
    return f"{reverse('selection:balance')}?{query}"
