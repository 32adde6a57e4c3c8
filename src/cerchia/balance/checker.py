"""An independent check of any answer: plain counting, no solver and none of the solver's rows.

It shares no rule code with the models, so that a mistake there cannot hide here.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cerchia.balance.records import CEFR, Candidate, Circle, Pool, Rule, Staff

Broken = list[str]


def check_selection(pool: Pool, chosen: Sequence[str]) -> Broken:
    """The ids of the rules that a list breaks; `unknown` or `twice` for ids that cannot be."""
    known = {person.id: person for person in pool.candidates}
    broken = [f"unknown:{one}" for one in chosen if one not in known]
    broken += [f"twice:{one}" for one, times in Counter(chosen).items() if times > 1]
    members = [known[one] for one in set(chosen) if one in known]
    inside = {person.id for person in members}
    for rule in pool.rules:
        if not _selection_rule_holds(rule, members, inside):
            broken.append(rule.id)
    return broken


def _selection_rule_holds(rule: Rule, members: Sequence[Candidate], inside: set[str]) -> bool:
    if rule.circle or rule.staff or rule.slot:
        return True
    if rule.kind in {"seats", "range", "floor", "mediation_capacity"}:
        return _within(_counted(rule, members), rule)
    both = len(inside.intersection(rule.members))
    allowed = {
        "at_most_one": {0, 1},
        "together": {0, len(rule.members)},
        "lock_in": {len(rule.members)},
        "lock_out": {0},
    }
    return both in allowed.get(rule.kind, {both})


def _counted(rule: Rule, members: Sequence[Candidate]) -> int:
    if rule.kind == "seats":
        return len(members)
    if rule.kind == "mediation_capacity":
        there = [each for each in members if each.territory == rule.value]
        return sum(each.languages.get("it") not in CEFR[2:] for each in there)
    return sum(getattr(each, rule.feature or "") == rule.value for each in members)


def _within(count: int, rule: Rule) -> bool:
    above = rule.minimum is None or count >= rule.minimum
    return above and (rule.maximum is None or count <= rule.maximum)


def check_circles(pool: Pool, circles: Iterable[Circle]) -> Broken:
    """The ids of the rules that circles break; `placement` for who is not in exactly one."""
    listed = list(circles)
    people = {person.id: person for person in pool.candidates}
    staff = {worker.id: worker for worker in pool.staff}
    broken = _placement(pool, listed, people)
    for circle in listed:
        broken += _one_circle(pool, circle, people, staff)
    broken += _staff_everywhere(listed, staff)
    for rule in pool.rules:
        if not _circle_rule_holds(rule, pool, listed):
            broken.append(rule.id)
    return broken


def _placement(pool: Pool, circles: Sequence[Circle], people: Mapping[str, Candidate]) -> Broken:
    seats = Counter(one for circle in circles for one in circle.beneficiaries)
    wanted = set(pool.selected or ())
    broken = [f"placement:{one}" for one in sorted(wanted) if seats[one] != 1]
    broken += [f"placement:{one}" for one in sorted(seats) if one not in wanted]
    for circle in circles:
        broken += [
            f"territory:{one}"
            for one in circle.beneficiaries
            if one in people and people[one].territory != circle.territory
        ]
    ids = Counter(circle.id for circle in circles)
    return broken + [f"twice:{one}" for one, times in ids.items() if times > 1]


def _one_circle(
    pool: Pool, circle: Circle, people: Mapping[str, Candidate], staff: Mapping[str, Staff]
) -> Broken:
    shape = pool.sheet.shape
    broken = []
    for rule, group, (low, high) in (
        ("circle.size", circle.beneficiaries, shape.size),
        ("circle.operators", circle.operators, shape.operators),
        ("circle.mediators", circle.mediators, shape.mediators),
    ):
        if not low <= len(set(group)) <= high or len(set(group)) != len(group):
            broken.append(rule)
    if circle.slot not in pool.slots:
        broken.append(f"slot:{circle.slot}")
    return broken + _voices(pool, circle, people, staff)


def _voices(
    pool: Pool, circle: Circle, people: Mapping[str, Candidate], staff: Mapping[str, Staff]
) -> Broken:
    """Whether staff and people can come, and whether everybody is understood."""
    shape = pool.sheet.shape
    broken = []
    team = []
    for role, group in (("operator", circle.operators), ("mediator", circle.mediators)):
        for one in group:
            worker = staff.get(one)
            if worker is None or worker.role != role or circle.territory not in worker.territories:
                broken.append(f"staff:{one}")
            else:
                team.append(worker)
    broken += ["staff.slots" for worker in team if circle.slot not in worker.slots]
    for one in circle.beneficiaries:
        if one not in people:
            continue
        if circle.slot not in people[one].slots:
            broken.append(f"slots:{one}")
        voices = sum(_understand(worker, people[one], shape.level) for worker in team)
        if voices < shape.cover:
            broken.append("circle.language_cover")
    return broken


def _understand(worker: Staff, person: Candidate, level: str) -> bool:
    enough = set(CEFR[CEFR.index(level) :])
    mine = {code for code, known in worker.languages.items() if known in enough}
    theirs = {code for code, known in person.languages.items() if known in enough}
    return bool(mine & theirs)


def _staff_everywhere(circles: Sequence[Circle], staff: Mapping[str, Staff]) -> Broken:
    hours: defaultdict[str, list[str]] = defaultdict(list)
    for circle in circles:
        for one in (*circle.operators, *circle.mediators):
            hours[one].append(circle.slot)
    broken = []
    for one, slots in sorted(hours.items()):
        if len(set(slots)) != len(slots):
            broken.append("staff.one_place")
        if one in staff and len(slots) > staff[one].capacity:
            broken.append("staff.capacity")
    return broken


def _circle_rule_holds(rule: Rule, pool: Pool, circles: Sequence[Circle]) -> bool:
    groups = [{*c.beneficiaries, *c.operators, *c.mediators} for c in circles]
    wanted = set(pool.selected or ()) | {worker.id for worker in pool.staff}
    members = wanted.intersection(rule.members)
    if rule.kind == "apart":
        return all(len(members & group) <= 1 for group in groups)
    if rule.kind == "together":
        return all(len(members & group) in {0, len(members)} for group in groups)
    if rule.kind in {"lock_in", "lock_out"} and members:
        return _lock_holds(rule, circles, groups)
    if rule.kind in {"lock_in", "lock_out"} and rule.circle and rule.slot:
        hours = [circle.slot for circle in circles if circle.id == rule.circle]
        return all((hour == rule.slot) is (rule.kind == "lock_in") for hour in hours)
    return True


def _lock_holds(rule: Rule, circles: Sequence[Circle], groups: Sequence[set[str]]) -> bool:
    one = rule.members[0]
    wanted = rule.kind == "lock_in"
    mine = [(circle, group) for circle, group in zip(circles, groups, strict=True) if one in group]
    if rule.staff is not None and mine:
        return all((rule.staff in group) is wanted for _, group in mine)
    if rule.circle is not None and any(circle.id == rule.circle for circle in circles):
        return any(circle.id == rule.circle for circle, _ in mine) is wanted
    return True


def check_levels(
    pool: Pool, circles: Iterable[Circle], told: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Levels of circles whose value is not what counting gives: what was told, what it is."""
    listed = list(circles)
    people = {person.id: person for person in pool.candidates}
    staff = {worker.id: worker for worker in pool.staff}
    found: Counter[str] = Counter(dict.fromkeys(("C1", "C2", "C3", "C4", "C5", "C6", "C7"), 0))
    work: Counter[str] = Counter()
    for circle in listed:
        inside = [people[one] for one in circle.beneficiaries]
        team = [staff[one] for one in (*circle.operators, *circle.mediators)]
        work.update(circle.operators)
        for person in inside:
            voices = sum(_understand(one, person, pool.sheet.shape.level) for one in team)
            found["C1"] += max(0, pool.sheet.shape.cover_wanted - voices)
            found["C6"] += person.known_operator not in (None, *circle.operators)
            others = [one for one in inside if one is not person]
            for level, mine, theirs in (
                ("C2", person.gender, {one.gender for one in others}),
                ("C7", person.theme, {one.theme for one in others}),
            ):
                found[level] += mine not in ("", "undisclosed", *theirs)
        found["C4"] = max(found["C4"], sum(sum(one.urgency) for one in inside))
        found["C5"] += len({one.is_student for one in inside}) == 1
    for one, circles_of_one in work.items():
        bearable = max(1, staff[one].capacity)
        found["C3"] = max(found["C3"], (12 * circles_of_one + bearable - 1) // bearable)
    return {
        name: (told[name], value)
        for name, value in sorted(found.items())
        if name in told and told[name] != value
    }
