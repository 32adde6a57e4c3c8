"""Components of the participant's pages."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cerchia.web import icons
from cerchia.web.tags.library import register

Context = dict[str, object]
Item = Mapping[str, object]
NEARLY = 10

MOVEMENTS: dict[str, tuple[str, str]] = {
    "phone": ("wait", "cloud_up"),
    "sent": ("", ""),
    "photo": ("ok", "camera"),
    "no_paper": ("", "no_paper"),
    "question": ("note", "talk"),
    "corrected": ("", "pencil"),
    "received": ("ok", "download"),
}


def money_state(left: int, received: int, waiting: int = 0) -> str:
    """How the card looks: waiting, finished, none, nearly or normal.

    Money on its way counts only while none has come.
    """
    if not received and waiting:
        return "waiting"
    if left <= 0:
        return "finished" if received else "none"
    return "nearly" if left * 100 <= received * NEARLY else "normal"


@register.inclusion_tag("web/components/money.html")
def money(
    *,
    left_cents: int,
    received_cents: int,
    spent_cents: int,
    waiting_cents: int = 0,
    waiting_by: date | None = None,
    several: bool = False,
    label: object = "",
) -> Context:
    """Money left, big; received and spent under it. `several`: a fund of more than one person."""
    return {
        "left": left_cents,
        "received": received_cents,
        "spent": spent_cents,
        "waiting": waiting_cents,
        "by": waiting_by,
        "several": several,
        "label": label,
        "state": money_state(left_cents, received_cents, waiting_cents),
    }


@register.inclusion_tag("web/components/goal.html")
def goal(
    name: str,
    *,
    kind: str,
    left_cents: int | None = None,
    done: int = 0,
    total: int = 0,
    half: bool = False,
    hue: int | None = None,
    url: str = "",
    reached: bool = False,
    dropped: object = "",
    waits: bool = False,
) -> Context:
    """An objective: picture, name, money left, steps. `dropped` is the reason to leave it.

    It `waits` while the person has not said yes to it.
    """
    picture = icons.pictogram(kind)
    return {
        "name": name,
        "kind": kind,
        "hue": picture.hue if hue is None else hue,
        "left": left_cents,
        "done": done,
        "total": total,
        "half": half,
        "url": url,
        "reached": reached,
        "dropped": dropped,
        "waits": waits,
    }


@register.inclusion_tag("web/components/day.html")
def day(on: date | datetime, *, month: bool = False) -> Context:
    """A day as a small leaf: number and weekday, or number and month."""
    return {"on": on, "month": month}


@register.simple_block_tag
def meet(
    content: SafeString,
    *,
    title: object,
    starts: datetime,
    place: object = "",
    mediator: object = "",
    initials: str = "",
    answer: str = "",
) -> SafeString:
    """The next meeting; the block holds the buttons. `answer`: "yes", "no" or nothing yet."""
    context = {"content": content, "title": title, "starts": starts, "place": place}
    context |= {"mediator": mediator, "initials": initials, "answer": answer}
    return render_to_string("web/components/meet.html", context)


@register.simple_block_tag
def decide(
    content: SafeString,
    *,
    title: object,
    cents: int | None = None,
    kicker: object = "",
    until: object = "",
    note: object = "",
    words: str = "",
    lang: str = "",
    closed: bool = False,
) -> SafeString:
    """A decision of a shared fund; the block holds votes and buttons."""
    context = {"content": content, "title": title, "cents": cents, "kicker": kicker}
    context |= {"until": until, "note": note, "words": words, "lang": lang, "closed": closed}
    return render_to_string("web/components/decide.html", context)


@register.inclusion_tag("web/components/votes.html")
def votes(answers: Iterable[Item]) -> Context:
    """Who answered what: `initials`, `answer` ("yes", "no", "talk" or nothing), `word`, `role`."""
    return {"answers": answers}


@register.inclusion_tag("web/components/three.html")
def three(*, name: str = "answer", yes: object = "", talk: object = "", no: object = "") -> Context:
    """The three answers to a proposal, as submit buttons with values yes, talk, no."""
    return {"name": name, "yes": yes, "talk": talk, "no": no}


@register.inclusion_tag("web/components/mov.html")
def mov(
    what: str,
    cents: int,
    *,
    kind: str = "question",
    note: object = "",
    state: str = "",
    word: object = "",
    url: str = "",
    old: bool = False,
) -> Context:
    """An expense in a list. `state`: a key of `MOVEMENTS`, with its `word`; `old`: corrected."""
    tone, icon = MOVEMENTS.get(state, ("", ""))
    context: Context = {"what": what, "cents": cents, "kind": kind, "note": note, "url": url}
    return {**context, "old": old, "tone": tone, "icon": icon, "word": word}
