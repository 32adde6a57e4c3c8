"""Components of forms: fields, errors, choices by picture, amounts, photos, voices."""

from collections.abc import Iterable, Mapping

from django.forms import BaseForm, BoundField
from django.forms.widgets import CheckboxInput
from django.utils.safestring import SafeString

from cerchia.web.tags.library import register

Context = dict[str, object]
Item = Mapping[str, object]


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Label, hint, error above the control, control: `web/field.html`."""
    return bound.as_field_group()


@register.filter
def is_tick(bound: BoundField) -> bool:
    """Whether the control is a single tick box, whose label stands beside it."""
    return isinstance(bound.field.widget, CheckboxInput)


@register.filter
def control(bound: BoundField) -> SafeString:
    """The control itself, with our class and with the id of its error said aloud."""
    attrs: dict[str, str | bool] = {
        "class": f"{bound.field.widget.attrs.get('class', '')} input".strip()
    }
    described = [bound.field.widget.attrs.get("aria-describedby", "")]
    if bound.help_text:
        described.append(f"{bound.auto_id}_helptext")
    if bound.errors:
        attrs["aria-invalid"] = "true"
        described.append(f"{bound.auto_id}_error")
    if any(described):
        attrs["aria-describedby"] = " ".join(filter(None, described))
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("web/components/form_errors.html")
def form_errors(form: BaseForm) -> Context:
    """What is missing, on top of the form, with links to the fields. Nothing without errors."""
    bound = [form[name] for name in form.errors if name in form.fields]
    return {"form": form, "fields": bound, "general": form.non_field_errors()}


@register.inclusion_tag("web/components/step.html")
def step(number: int, text: object, *, target: str = "", name: str = "") -> Context:
    """A numbered question. `target`: id of its control; without it, text (inside a legend)."""
    return {"number": number, "text": text, "target": target, "name": name}


@register.inclusion_tag("web/components/tile.html")
def tile(
    label: object,
    *,
    name: str,
    value: object,
    kind: str = "",
    note: object = "",
    checked: bool = False,
    disabled: bool = False,
    many: bool = False,
    left_cents: int | None = None,
    after: object = "",
) -> Context:
    """A big choice with a picture. `left_cents` and `after` feed the line "after this"."""
    return {
        "label": label,
        "name": name,
        "value": value,
        "kind": kind,
        "note": note,
        "checked": checked,
        "disabled": disabled,
        "many": many,
        "after": after,
        "left": "" if left_cents is None else str(left_cents),
    }


@register.inclusion_tag("web/components/amount.html")
def amount(bound: BoundField, *, size: str = "") -> Context:
    """The control of an amount, always left to right. Label and error stand around it."""
    widget = bound.field.widget
    return {
        "bound": bound,
        "value": bound.value() or "",
        "required": bound.field.required,
        "size": size,
        "placeholder": widget.attrs.get("placeholder", ""),
    }


@register.inclusion_tag("web/components/errors.html")
def errors(bound: BoundField) -> Context:
    """The errors of one field, for pages that write their own label."""
    return {"errors": bound.errors, "name": bound.auto_id}


@register.inclusion_tag("web/components/shot.html")
def shot(
    name: str, *, state: str = "none", src: str = "", label: object = "", without: str = ""
) -> Context:
    """A photo of a receipt. `state`: none, sent, failed or without. `without`: name of a tick."""
    return {"name": name, "state": state, "src": src, "label": label, "without": without}


@register.inclusion_tag("web/components/recorder.html")
def recorder(name: str, label: object, *, longest: int = 120) -> Context:
    """Say it instead of writing it: a file of sound in the form around it. `longest`: seconds."""
    return {"name": name, "label": label, "longest": longest}


@register.inclusion_tag("web/components/after.html")
def after(
    text: object, cents: int, *, amount: str = "", choice: str = "", own: object = ""
) -> Context:
    """What will be left. `amount`: id of the amount field, `choice`: name of the tiles, both live.

    `own` is the sentence for when it is not enough: the rest is the person's own money.
    """
    context: Context = {"text": text, "cents": cents, "amount": amount, "choice": choice}
    return {**context, "own": own}


@register.inclusion_tag("web/components/languages.html")
def languages(items: Iterable[Item], *, action: str, following: str = "") -> Context:
    """Languages by their own names: `code`, `name`, `current` each. Posts `language`, `next`."""
    return {"items": items, "action": action, "following": following}
