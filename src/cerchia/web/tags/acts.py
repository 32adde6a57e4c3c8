"""Components to act and to move: buttons, links, crumbs, views, pages of a list."""

from collections.abc import Iterable, Mapping, Sequence

from cerchia.web.tags.library import register

Context = dict[str, object]
Item = Mapping[str, object]


def _classes(**chosen: bool) -> str:
    names = [name.replace("_", "-") for name, wanted in chosen.items() if wanted]
    return "".join(f" {name}" for name in names)


@register.inclusion_tag("web/components/button.html")
def button(
    label: object,
    *,
    main: bool = False,
    quiet: bool = False,
    big: bool = False,
    small: bool = False,
    full: bool = False,
    icon: str = "",
    flip: bool = False,
    type: str = "submit",  # noqa: A002 - the word of the page
    form: str = "",
    name: str = "",
    value: object = "",
    busy: object = "",
    disabled: bool = False,
    describedby: str = "",
) -> Context:
    """A button. `busy` is what it says while it works; a disabled one has its reason beside it."""
    return {
        "label": label,
        "classes": _classes(main=main, quiet=quiet, big=big, small=small, full=full),
        "icon": icon,
        "flip": flip,
        "type": type,
        "form": form,
        "name": name,
        "value": value,
        "busy": busy,
        "disabled": disabled,
        "describedby": describedby,
    }


@register.inclusion_tag("web/components/button_link.html")
def button_link(
    label: object,
    url: str,
    *,
    main: bool = False,
    quiet: bool = False,
    big: bool = False,
    small: bool = False,
    full: bool = False,
    icon: str = "",
    flip: bool = False,
    download: bool = False,
) -> Context:
    """A link that looks like a button. At most one `main` in a page."""
    classes = _classes(main=main, quiet=quiet, big=big, small=small, full=full)
    context: Context = {"label": label, "url": url, "icon": icon, "flip": flip}
    return {**context, "classes": classes, "download": download}


@register.inclusion_tag("web/components/crumbs.html")
def crumbs(items: Sequence[tuple[object, str]]) -> Context:
    """Where this page lies: pairs of label and address, outermost first."""
    return {"items": items}


@register.inclusion_tag("web/components/seg.html")
def seg(items: Iterable[Item], *, label: object) -> Context:
    """Two or three views of the same data: `label`, `url`, `current` each."""
    return {"items": items, "label": label}


@register.inclusion_tag("web/components/chips.html")
def chips(items: Iterable[Item], *, label: object) -> Context:
    """Filters as links: `label`, `url`, `current` each."""
    return {"items": items, "label": label}


@register.inclusion_tag("web/components/pager.html")
def pager(*, previous: str = "", following: str = "") -> Context:
    """To the rows before and after, by address; without counting them."""
    return {"previous": previous, "following": following}


@register.inclusion_tag("web/components/voice.html")
def voice(src: str, label: object) -> Context:
    """A small button that plays somebody's voice."""
    return {"src": src, "label": label}
