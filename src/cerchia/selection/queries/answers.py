"""What a calculation answered, as people read it: lists side by side, or why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, gettext

from cerchia.access.models import User
from cerchia.programmes import standing
from cerchia.programmes.standing import Role
from cerchia.selection import telling
from cerchia.selection.models import Answer, Candidacy
from cerchia.selection.models.candidacies import State
from cerchia.selection.queries.people import INSIDE, facts_of, people_met, team_of
from cerchia.selection.rules import answers as rules
from cerchia.selection.rules.balancing import Line, imbalances, lines
from cerchia.selection.rules.sheet import Sheet
from cerchia.vault import keys

FIELD = (Role.OPERATOR, Role.MEDIATOR, Role.COORDINATOR)
URGENT = {"S1", "S4"}


@dataclass(frozen=True, slots=True)
class Level:
    """One goal: what the list reaches, and what nothing can beat. `is_told`: as a number; what
    two people wrote about urgency never is.
    """

    name: str
    words: str
    value: int
    bound: int
    is_proven: bool
    is_told: bool = True
    binding: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One list beside the others: who would come in and go out, and its balance."""

    key: str
    title: str
    entering: tuple[str, ...]
    leaving: tuple[str, ...]
    size: int
    lines: tuple[Line, ...]
    levels: Mapping[str, int]

    @property
    def changes(self) -> int:
        return len(self.entering) + len(self.leaving)

    @property
    def off(self) -> list[str]:
        groups = imbalances(self.lines)
        off = [one for one in self.lines if not one.holds]
        return [telling.off_words(next(o for o in off if o.group == name)) for name in groups]

    @property
    def balance(self) -> list[str]:
        return [telling.line_words(one) for one in self.lines]


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """`conflict`: the smallest set of rules that cannot hold together, in words."""

    status: str
    choices: tuple[Choice, ...] = ()
    levels: tuple[Level, ...] = ()
    conflicts: tuple[Mapping[str, Any], ...] = ()
    warnings: tuple[str, ...] = ()
    table: tuple[tuple[Any, ...], ...] = ()
    person_ids: tuple[UUID, ...] = ()
    fixed: bool = False
    run: Mapping[str, Any] = field(default_factory=dict)


def answer_page(user: User, answer: Answer) -> AnswerPage:
    """Everything the answer says, with names where they are due."""
    said = rules.read(str(answer.said))
    team = team_of(answer.round.edition_id)
    sheet = Sheet.read(answer.sheet.content).in_order(team.territories)
    people = people_met(answer.round)
    facts = facts_of(people, sheet, team)
    names, shown = _names(user, answer, people)
    before = [facts[one.code] for one in people if one.state in INSIDE]
    now = {one.code for one in people if one.state in INSIDE}
    choices = []
    for listed in rules.lists_of(str(answer.said)):
        chosen = set(listed.codes)
        after = [facts[code] for code in listed.codes if code in facts]
        choices.append(
            Choice(
                key=listed.key,
                title=_title(listed.key, again=answer.again),
                entering=tuple(names.get(code, code) for code in sorted(chosen - now)),
                leaving=tuple(names.get(code, code) for code in sorted(now - chosen)),
                size=len(listed.codes),
                lines=tuple(lines(sheet, team.operators, before, after)),
                levels=listed.levels,
            )
        )
    return AnswerPage(
        status=str(said.get("status", answer.status)),
        choices=tuple(choices),
        levels=tuple(_levels(said, sheet)),
        conflicts=tuple(_conflicts(said)),
        warnings=tuple(said.get("warnings", [])),
        table=tuple(_table(choices)),
        person_ids=tuple(shown),
        fixed=len(choices) == 1,
        run=said.get("run", {}),
    )


def _names(
    user: User, answer: Answer, people: Sequence[Candidacy]
) -> tuple[dict[str, str], list[UUID]]:
    """Names by code, of those whom the user may see; and whose they are, for the trace."""
    mine = standing.of(user)
    edition = answer.round.edition_id
    named = [one for one in people if mine.covers(edition, one.territory_id, *FIELD)]
    keys.unlock([*(one.person_id for one in named), answer.round_id])
    return (
        {one.code: f"{one.person.short_name} ({one.code})" for one in named},
        [one.person_id for one in named],
    )


def _title(key: str, *, again: bool) -> str:
    if key == "proposal":
        return gettext("Fewest changes") if again else gettext("First list")
    if key == "best_again":
        return gettext("Best again")
    number = int(key.rpartition("-")[2])
    return gettext("Another list, %(n)d") % {"n": number}


def _levels(said: Mapping[str, Any], sheet: Sheet) -> list[Level]:
    """The goals that the sheet has; those of need only where it turns them on."""
    return [
        Level(
            name=each["name"],
            words=str(telling.GOALS.get(each["name"], each["name"])),
            value=each["value"],
            bound=each["bound"],
            is_proven=each["status"] == "proven",
            is_told=each["name"] not in URGENT,
            binding=each.get("binding", ""),
        )
        for each in said.get("levels", [])
        if sheet.urgency or each["name"] not in URGENT
    ]


def _conflicts(said: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Each smallest set of rules, with what would help; in Italian or else in English."""
    if not said.get("conflict"):
        return []
    italian = (get_language() or "").startswith("it")
    suffix = "_it" if italian else ""
    return [
        {
            "sentence": each[f"sentence{suffix}"] or each["sentence"],
            "rules": each["rules"],
            "ways_out": [
                one.get(f"sentence{suffix}") or one.get("sentence", "") for one in each["ways_out"]
            ],
        }
        for each in [said["conflict"], *said.get("more_conflicts", [])]
    ]


def _table(choices: Sequence[Choice]) -> list[tuple[Any, ...]]:
    """One row a wanted number, one column a list."""
    if not choices:
        return []
    rows: list[tuple[Any, ...]] = [
        (gettext("People who would come in"), "", *(len(one.entering) for one in choices)),
        (gettext("People who would go out"), "", *(len(one.leaving) for one in choices)),
    ]
    for place, line in enumerate(choices[0].lines):
        if line.key.startswith("circle:"):
            continue
        values = (telling.one_decimal(line, one.lines[place].after) for one in choices)
        rows.append((telling.line_name(line), telling.wanted_words(line), *values))
    return rows


def why_of_person(candidacy: Candidacy) -> Mapping[str, Any]:
    """What the last calculation says of a person; `is_old` if the proposal moved since."""
    answer = candidacy.round.answers.select_related("sheet").first()
    if answer is None or candidacy.state in {State.DRAFT, State.WITHDRAWN}:
        return {}
    keys.unlock([candidacy.round_id])
    found = rules.why_of(str(answer.said), candidacy.code)
    if not found:
        return {}
    return {
        "sentence": _sentence(found),
        "verdict": found.get("verdict"),
        "at": answer.at,
        "is_old": answer.version != candidacy.round.version,
        "inputs": [
            *_inputs(Sheet.read(answer.sheet.content)),
            *([gettext("who is chosen together")] if _is_bound(answer, candidacy.code) else []),
        ],
    }


def _sentence(found: Mapping[str, Any]) -> str:
    """In Italian or else in English; what it costs in urgency without a number."""
    first = next((name for name in telling.GOALS if name in found.get("lost", {})), "")
    if first in URGENT:
        return telling.lost_urgency(first)
    italian = (get_language() or "").startswith("it")
    return str((italian and found.get("sentence_it")) or found.get("sentence"))


def _is_bound(answer: Answer, code: str) -> bool:
    given = rules.read(str(answer.given)).get("rules", [])
    return any(one["kind"] == "together" and code in one["members"] for one in given)


def _inputs(sheet: Sheet) -> list[str]:
    """Which data were used, as the person may ask (C-203/22)."""
    found = [gettext("territory")]
    if sheet.mediated is not None:
        found.append(gettext("languages"))
    if sheet.students is not None:
        found.append(gettext("university study"))
    found += [str(telling.TRAITS[f]) for f in dict.fromkeys(one.feature for one in sheet.floors)]
    if sheet.one_a_household:
        found.append(gettext("household"))
    if sheet.urgency:
        found.append(gettext("how urgent the need is"))
    return found
