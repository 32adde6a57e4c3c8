"""Bars: one piece is money, blocks are steps that one can count."""

from cerchia.web.formats import percent
from cerchia.web.tags.library import register

Context = dict[str, object]


@register.inclusion_tag("web/components/meter.html")
def meter(part: int, whole: int, *, label: object = "") -> Context:
    """How much of `whole` is still there. Without a label it is decoration: say it in words."""
    share = min(max(percent(part, whole), 2 if part > 0 else 0), 100)
    return {"share": str(share), "label": label}


@register.inclusion_tag("web/components/blocks.html")
def blocks(done: int, total: int, *, half: bool = False, hue: int | None = None) -> Context:
    """Steps done of `total`; `half` marks the next one as begun."""
    states = ["on"] * done + ["half"] * half + [""] * total
    return {"states": states[:total], "done": done, "total": total, "hue": hue}
