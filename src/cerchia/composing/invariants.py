"""What must always hold about circles that were put together."""

from collections.abc import Iterator

from cerchia.circles.models import Circle
from cerchia.composing.models import Composition, Decision


def broken() -> Iterator[str]:
    """A confirmed composition has its decision with the circles that came of it."""
    confirmed = Composition.objects.exclude(confirmed_at=None)
    acts = Decision.objects.filter(act=Decision.Act.CONFIRMED)
    facts = dict(acts.values_list("composition", "facts"))
    known = {str(pk) for pk in Circle.objects.values_list("pk", flat=True)} if facts else set()
    for row in confirmed.iterator():
        circles = set(facts.get(row.pk, {}).get("circles", {}).values())
        if not circles:
            yield f"composition {row.pk}: confirmed without a decision that names its circles"
        elif not circles <= known:
            yield f"composition {row.pk}: names circles that are not there"


def counted() -> dict[str, int]:
    return {"compositions": Composition.objects.count()}
