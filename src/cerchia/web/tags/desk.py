"""Components of the staff's pages."""

from collections.abc import Iterable, Mapping, Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from cerchia.web import icons
from cerchia.web.tags.library import register

Context = dict[str, object]
Item = Mapping[str, object]
ATTENDANCE = {"here": "y", "told": "j", "away": ""}
FLAGS = {"care": ("warning", ""), "note": ("info", " n"), "wait": ("clock", " w")}


@register.inclusion_tag("web/components/figs.html")
def figs(figures: Iterable[Item]) -> Context:
    """Up to five figures: `label`, `value`, `note`; `few` instead of a value too small to show."""
    return {"figures": figures}


@register.inclusion_tag("web/components/todo.html")
def todo(items: Sequence[Item], *, empty: object = "") -> Context:
    """Things to look at: `title`, `text`, `url`, `tone` ("care", "note", "wait") each."""
    rows = [{**item, "flag": FLAGS[str(item.get("tone") or "care")]} for item in items]
    return {"items": rows, "empty": empty}


@register.inclusion_tag("web/components/feed.html")
def feed(items: Sequence[Item], *, empty: object = "") -> Context:
    """Things that changed: `icon`, `hue`, `title`, `text`, `when` each."""
    return {"items": items, "empty": empty}


@register.inclusion_tag("web/components/att.html")
def att(meetings: Sequence[str]) -> Context:
    """Presence, oldest first: "here", "told" (told us) or "away" each."""
    there = sum(one == "here" for one in meetings)
    said = ngettext(
        "there at %(there)d meeting of %(all)d", "there at %(there)d meetings of %(all)d", there
    )
    label = said % {"there": there, "all": len(meetings)}
    if told := sum(one == "told" for one in meetings):
        label = gettext("%(there)s, told us %(told)d times") % {"there": label, "told": told}
    return {"dots": [ATTENDANCE[one] for one in meetings], "label": label}


@register.simple_tag
def att_key() -> SafeString:
    """What the dots of presence mean. Fits the `side` of a panel: `{% att_key as key %}`."""
    return render_to_string("web/components/att_key.html")


@register.simple_tag
def ring_key() -> SafeString:
    """What the shapes and lines of the ring of relations mean."""
    return render_to_string("web/components/ring_key.html")


@register.simple_tag
def plan_key(low: int = 45) -> SafeString:
    """What the bars of planned and spent mean; `low` is where the small mark begins."""
    return render_to_string("web/components/plan_key.html", {"low": low})


@register.inclusion_tag("web/components/org.html")
def org(
    name: str,
    *,
    url: str,
    note: object = "",
    icon: str = "office",
    hue: int = 0,
    current: bool = False,
) -> Context:
    context: Context = {"name": name, "url": url, "note": note, "icon": icon}
    return {**context, "hue": hue, "current": current}


@register.inclusion_tag("web/components/chart.html")
def chart(
    svg: SafeString,
    *,
    headers: Sequence[object] = (),
    rows: Iterable[Sequence[object]] = (),
    caption: object = "",
    wide: bool = False,
) -> Context:
    """A drawing of `cerchia.web.charts` and the same data as a table one tap away."""
    context: Context = {"svg": svg, "headers": headers, "rows": list(rows)}
    return {**context, "caption": caption, "wide": wide}


@register.inclusion_tag("web/components/table.html")
def table(
    headers: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    caption: object = "",
    numbers: str = "",
) -> Context:
    """A plain table. `numbers`: positions of columns of figures, as in "2,3" (first is 1)."""
    figures = {int(place) for place in numbers.split(",") if place}
    heads = [(head, place in figures) for place, head in enumerate(headers, 1)]
    body = [[(cell, place in figures) for place, cell in enumerate(row, 1)] for row in rows]
    return {"heads": heads, "body": body, "caption": caption}


@register.simple_tag
def picture_word(kind: str) -> str:
    """The word of a picture."""
    return str(icons.pictogram(kind).label)
