"""The criteria of a round: written, checked, frozen before names are seen; then versions."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cerchia.access.engine import require
from cerchia.access.models import User
from cerchia.audit.usecases import record
from cerchia.kit import clock
from cerchia.selection.models import CriteriaSheet, Decision, SelectionRound
from cerchia.selection.queries.people import UNDISCLOSED, people_met, traits_of
from cerchia.selection.refusals import CriteriaFrozen, RoundDecided, SheetRefused, WhyMissing
from cerchia.selection.rules.sheet import NEVER, PROTECTED, Floor, Sheet, reserve, seal
from cerchia.selection.telling import trait_value
from cerchia.selection.usecases.turns import claim, write_act

SMALLEST_GROUP = 2


@transaction.atomic
def write_sheet(
    *, actor: User, round_: SelectionRound, sheet: Sheet, reason: str = ""
) -> CriteriaSheet:
    """Keep a draft of the criteria, the next version once one is frozen (then with a reason)."""
    require(actor, "selection.write_sheet", round_)
    if round_.decided_at is not None:
        raise RoundDecided
    if refused := refusals(round_, sheet):
        raise SheetRefused(" ".join(refused))
    last = round_.sheets.select_for_update().order_by("-version").first()
    if last is not None and last.frozen_at is not None and not reason.strip():
        raise WhyMissing
    row = last
    if row is None or row.frozen_at is not None:
        version = row.version + 1 if row is not None else 1
        row = CriteriaSheet(round=round_, version=version)
    row.content, row.reason = sheet.content(), reason.strip() or sheet.why
    row.written_by, row.written_at = actor, clock.now()
    row.save()
    facts = {"version": row.version}
    record("selection.criteria.written", actor=actor, about=row, facts=facts)
    return row


@transaction.atomic
def freeze_sheet(*, actor: User, sheet: CriteriaSheet, seen: int) -> CriteriaSheet:
    """Seal the criteria: from now on names and proposals are seen, and this never changes."""
    require(actor, "selection.write_sheet", sheet.round)
    wanted = Sheet.read(sheet.content)
    if refused := refusals(sheet.round, wanted):
        raise SheetRefused(" ".join(refused))
    claim(sheet.round, seen)
    content = wanted.content()
    rows = CriteriaSheet.objects.filter(pk=sheet.pk, frozen_at=None)
    mark = seal(content)
    if not rows.update(frozen_at=clock.now(), frozen_by=actor, sha256=mark):
        raise CriteriaFrozen
    sheet.refresh_from_db()
    facts: dict[str, Any] = {"sheet": str(sheet.pk), "sheet_version": sheet.version}
    facts |= {"sha256": mark}
    write_act(actor, sheet.round, Decision.Kind.CRITERIA, reason=sheet.reason, facts=facts)
    return sheet


def refusals(round_: SelectionRound, sheet: Sheet) -> list[str]:
    """Everything that stands against these criteria, in plain words."""
    return [
        *_numbers(sheet),
        *_unknown(sheet),
        *_unreasoned(sheet),
        *_groups(round_, sheet),
    ]


def _numbers(sheet: Sheet) -> list[str]:
    found = []
    if sheet.seats < 1:
        found.append(_("Write how many places there are, for example 35."))
    if any(not each.low <= each.wanted <= each.high for each in sheet.places.values()):
        found.append(_("In each territory the wanted number lies between the lowest and highest."))
    least = sum(each.low for each in sheet.places.values())
    most = sum(each.high for each in sheet.places.values())
    if least > sheet.seats:
        values = {"sum": least, "seats": sheet.seats}
        found.append(
            _("The lowest numbers of the territories add up to %(sum)d, of %(seats)d places.")
            % values
        )
    if sheet.places and most < sheet.seats:
        values = {"sum": most, "seats": sheet.seats}
        found.append(
            _("The highest numbers of the territories add up to %(sum)d, of %(seats)d places.")
            % values
        )
    pairs = [("students", sheet.students), ("circles", sheet.circle_size)]
    if any(pair and pair[0] > pair[1] for _name, pair in pairs):
        found.append(_("Where two numbers are asked, write the lower one first."))
    return found


def _unknown(sheet: Sheet) -> list[str]:
    if any(floor.feature in NEVER for floor in sheet.floors):
        return [
            _(
                "Nationality, origin, religion and health never count in a selection. "
                "Take this line out."
            )
        ]
    if any(floor.feature not in PROTECTED for floor in sheet.floors):
        return [_("Choose gender, age or protection status from the list.")]
    return []


def _unreasoned(sheet: Sheet) -> list[str]:
    return [
        _("Write why at least %(n)d %(who)s: a floor needs its reason.")
        % {"n": floor.least, "who": trait_value(floor.feature, floor.value)}
        for floor in sheet.floors
        if not floor.reason.strip()
    ]


def _groups(round_: SelectionRound, sheet: Sheet) -> list[str]:
    """Floors that leave no room for others, and floors about one person."""
    people = people_met(round_)
    features = [name for name in PROTECTED if any(f.feature == name for f in sheet.floors)]
    traits = traits_of(people, features)
    found = []
    for feature in features:
        floors = [floor for floor in sheet.floors if floor.feature == feature]
        counted = Counter(each.get(feature, UNDISCLOSED) for each in traits.values())
        found += _ceilings(sheet, floors, counted)
        found += [
            _("Only one person would be meant by “%(who)s”. No criterion is about one person.")
            % {"who": trait_value(feature, floor.value)}
            for floor in floors
            if counted[floor.value] == SMALLEST_GROUP - 1 and floor.least
        ]
    return found


def _ceilings(sheet: Sheet, floors: Sequence[Floor], counted: Counter[str]) -> list[str]:
    """Floors on the values of a trait that are hidden ceilings for everybody else."""
    total = sum(floor.least for floor in floors)
    named = {floor.value for floor in floors}
    people = sum(counted.values())
    outside = sum(n for value, n in counted.items() if value not in named)
    kept = reserve(sheet.seats, outside, people) if people else int(len(floors) > 1)
    if total <= sheet.seats - kept:
        return []
    values = {"total": total, "most": max(0, sheet.seats - kept), "kept": kept}
    return [
        _(
            "The floors add up to %(total)d: that is a hidden ceiling for everybody else. "
            "%(kept)d places stay free for people with another answer, or who do not say it. "
            "So the floors add up to %(most)d at most."
        )
        % values
    ]
