"""Components for every page: pictures, people, states, panels, words."""

from collections.abc import Iterable, Mapping

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cerchia.web import icons
from cerchia.web.tags.library import register

ROLES = {"participant": "", "operator": " op", "mediator": " me", "none": " none"}
OTHER_STAFF = " op"
TONE_ICONS = {"ok": "check", "care": "warning", "note": "info", "wait": "clock"}
Context = dict[str, object]
Item = Mapping[str, object]


@register.simple_tag
def icon(name: str, *, flip: bool = False, label: object = "") -> SafeString:
    return icons.icon(name, flip=flip, label=label)


@register.inclusion_tag("web/components/ring.html")
def ring(size: int = 30) -> Context:
    return {"size": size}


@register.inclusion_tag("web/components/pict.html")
def pict(
    kind: str, *, icon: str = "", hue: int | None = None, size: str = "", label: object = ""
) -> Context:
    """A picture on its tint. `kind` is a key of `icons.PICTOGRAMS`; `icon` and `hue` override."""
    picture = icons.pictogram(kind)
    return {
        "icon": icon or picture.icon,
        "hue": picture.hue if hue is None else hue,
        "size": size,
        "label": label,
    }


@register.inclusion_tag("web/components/avatar.html")
def avatar(initials: str, *, role: str = "participant", size: str = "") -> Context:
    """A person: round participant, square operator, diamond mediator, dashed if missing."""
    return {"initials": initials, "shape": ROLES.get(role, OTHER_STAFF), "size": size}


@register.inclusion_tag("web/components/who.html")
def who(name: str, *, initials: str, role: str = "participant", note: object = "") -> Context:
    return {"name": name, "initials": initials, "role": role, "note": note}


@register.inclusion_tag("web/components/people.html")
def people(members: Iterable[Item]) -> Context:
    """Members of a small group: `name`, `initials`, `role`, `note` each."""
    return {"members": members}


@register.simple_tag
def tag(label: object, *, tone: str = "", icon: str = "") -> SafeString:
    """A state in a word. `tone`: ok, care, note, wait or nothing. May be kept with `as`."""
    context = {"label": label, "tone": tone, "icon": icon or TONE_ICONS.get(tone, "")}
    return render_to_string("web/components/tag.html", context)


@register.simple_block_tag
def notice(
    content: SafeString, *, tone: str = "wait", icon: str = "", role: str = "", title: object = ""
) -> SafeString:
    """A message in the page. `role` is "status" or "alert" when it appears by itself."""
    context = {"content": content, "tone": tone, "role": role, "title": title}
    context["icon"] = icon or TONE_ICONS.get(tone, "info")
    return render_to_string("web/components/notice.html", context)


@register.simple_block_tag
def panel(
    content: SafeString,
    *,
    title: object = "",
    sub: object = "",
    tone: str = "",
    classes: str = "",
    side: object = "",
    name: str = "",
) -> SafeString:
    """A titled box, never inside another. `side` stands at the end of the title's line."""
    context = {"content": content, "title": title, "sub": sub, "side": side, "name": name}
    return render_to_string(
        "web/components/panel.html", {**context, "tone": tone, "classes": classes}
    )


@register.inclusion_tag("web/components/empty.html")
def empty(
    title: object, text: object = "", *, icon: str = "info", url: str = "", label: object = ""
) -> Context:
    """What will be here, and the act that begins it."""
    return {"title": title, "text": text, "icon": icon, "url": url, "label": label}


@register.inclusion_tag("web/components/done.html")
def done(title: object, text: object = "", *, icon: str = "check") -> Context:
    return {"title": title, "text": text, "icon": icon}


@register.inclusion_tag("web/components/words.html")
def words(
    text: str,
    *,
    lang: str = "",
    original: str = "",
    original_lang: str = "",
    audio: str = "",
    by: object = "",
    inline: bool = False,
) -> Context:
    """What a person said. With `original`, `text` is its translation and says so."""
    return {
        "text": text,
        "lang": lang,
        "original": original,
        "original_lang": original_lang,
        "audio": audio,
        "by": by,
        "inline": inline,
    }


@register.inclusion_tag("web/components/player.html")
def player(src: str, *, label: object = "") -> Context:
    return {"src": src, "label": label}


@register.inclusion_tag("web/components/way.html")
def way(steps: Iterable[Item]) -> Context:
    """The path of a thing: `title`, `note`, `state` ("done", "now", "later", "late") each."""
    return {"steps": steps}


@register.inclusion_tag("web/components/facts.html")
def facts(rows: Iterable[Item]) -> Context:
    """Names and values one under the other: `label`, `value` each."""
    return {"rows": rows}


@register.simple_tag
def skeleton(lines: int = 3) -> SafeString:
    """Grey shapes of the real size while something comes."""
    return format_html(
        '<div class="stack tight" aria-busy="true">{}</div>',
        SafeString('<div class="skel"></div>' * lines),
    )
