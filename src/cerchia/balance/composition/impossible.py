"""Why no valid circles exist: problem C as a case for the search for conflicts."""

from collections import Counter
from collections.abc import Iterator, Sequence

from cerchia.balance.composition.model import (
    CAPACITY,
    COVER,
    GENERAL,
    MEDIATORS,
    ONE_PLACE,
    OPERATORS,
    SIZE,
    STAFF_SLOTS,
    CompositionModel,
    Seat,
    build,
    circle_range,
    people_of,
    person_rules,
    seats_for,
    slot_rule,
)
from cerchia.balance.conflict.investigate import Suspect
from cerchia.balance.engine import Budget, Session
from cerchia.balance.errors import UndecidedError
from cerchia.balance.linear import elastic
from cerchia.balance.records import Candidate, Change, Pool, Role, can_talk

KINDS = ("together", "apart", "lock_in", "lock_out")
PRICES = {SIZE: 50, OPERATORS: 50, MEDIATORS: 50, COVER: 1000, ONE_PLACE: 1000}
PLAIN_PRICE = 10
REPAIR_SECONDS = 5.0


class CompositionCase:
    """Plain models of problem C under any set of its rules."""

    def __init__(self, pool: Pool, budget: Budget) -> None:
        """Know the people, the territories and the rules about people."""
        self.pool, self.budget = pool, budget
        self.people = people_of(pool)
        self.territories = sorted({person.territory for person in self.people})
        self._about = {rule.id: rule for rule in person_rules(pool)}

    def order(self) -> Sequence[str]:
        about = sorted(self._about, key=lambda each: (KINDS.index(self._about[each].kind), each))
        return [*GENERAL, *(slot_rule(person.id) for person in self.people), *about]

    def is_feasible(self, rules: frozenset[str]) -> bool:
        """Few circles first; that none work is only said of every number that could."""
        few = seats_for(self.people, self.pool.sheet.shape.size, generous=False)
        if self._solve(rules, few):
            return True
        every = self._every_seat(rules)
        return len(every) > len(few) and self._solve(rules, every)

    def persons(self, rules: frozenset[str]) -> tuple[str, ...]:
        named = {person.id for person in self.people if slot_rule(person.id) in rules}
        if COVER in rules:
            named |= {person.id for person in self.people if not self._speakers(person)}
        return tuple(sorted(named))

    def repairs(self, rules: Sequence[str]) -> list[tuple[str, Change, int]] | None:
        prices = {rule: PRICES.get(rule, PLAIN_PRICE) for rule in rules}
        model = self._model(frozenset(self.order()), self._generous(), soft=STAFF_SLOTS in prices)
        soft, owners, cost = elastic(model.program, prices)
        part = self.budget.part(REPAIR_SECONDS)
        answer = Session(soft).minimise(cost, part)
        self.budget.charge(part)
        if not answer.found:
            return None
        given: Counter[tuple[str, Change]] = Counter()
        for variable, (rule, change) in owners.items():
            given[rule, self._change(rule, change)] += answer.values[variable]
        return [
            (rule, change, 1 if change in {"drop", "unlock"} else amount)
            for (rule, change), amount in given.items()
            if amount
        ]

    def _change(self, rule: str, change: Change) -> Change:
        if rule in self._about:
            return "unlock" if self._about[rule].kind.startswith("lock") else "drop"
        if rule in {COVER, ONE_PLACE} or rule not in GENERAL:
            return "drop"
        return "raise" if rule in {CAPACITY, STAFF_SLOTS} else change

    def _solve(self, rules: frozenset[str], seats: list[Seat]) -> bool:
        answer = Session(self._model(rules, seats).program).any(self.budget)
        if answer.verdict == "unknown":
            raise UndecidedError(tuple(sorted(rules)))
        return answer.found

    def _model(
        self, rules: frozenset[str], seats: list[Seat], *, soft: bool = False
    ) -> CompositionModel:
        return build(self.pool, seats, active=rules, elastic=soft)

    def _generous(self) -> list[Seat]:
        return seats_for(self.people, self.pool.sheet.shape.size, generous=True)

    def _every_seat(self, rules: frozenset[str]) -> list[Seat]:
        """Without the rule on sizes, as many circles as people, or as operators can follow."""
        if SIZE in rules:
            return self._generous()
        seats: list[Seat] = []
        for territory in self.territories:
            most = sum(person.territory == territory for person in self.people)
            least = self.pool.sheet.shape.operators[0]
            if {OPERATORS, CAPACITY} <= rules and least:
                most = min(most, max(1, self._capacity(territory) // least))
            start = len(seats)
            seats.extend(Seat(start + n, territory) for n in range(most))
        return seats

    def _capacity(self, territory: str) -> int:
        return sum(
            worker.capacity
            for worker in self.pool.staff
            if worker.role == "operator" and territory in worker.territories
        )

    def _speakers(self, person: Candidate) -> list[str]:
        level = self.pool.sheet.shape.level
        return [
            worker.id
            for worker in self.pool.staff
            if person.territory in worker.territories
            and can_talk(worker.languages, person.languages, level)
        ]

    def suspects(self) -> Iterator[Suspect]:
        yield from self._sizes()
        yield from self._few_staff()
        yield from self._unheard()
        yield from self._hours()

    def _sizes(self) -> Iterator[Suspect]:
        low, high = self.pool.sheet.shape.size
        for territory in self.territories:
            count = sum(person.territory == territory for person in self.people)
            least, _ = circle_range(count, (low, high), generous=True)
            if low * least > count:
                yield Suspect(
                    (SIZE,),
                    (
                        f"{territory} has {count} people, too few or too many for whole circles",
                        f"{territory} ha {count} persone, troppo poche o troppe per cerchie intere",
                    ),
                )

    def _few_staff(self) -> Iterator[Suspect]:
        shape = self.pool.sheet.shape
        for territory in self.territories:
            for role, rule, least in (
                ("operator", OPERATORS, shape.operators[0]),
                ("mediator", MEDIATORS, shape.mediators[0]),
            ):
                there = [
                    s for s in self.pool.staff if s.role == role and territory in s.territories
                ]
                able = [worker for worker in there if worker.capacity]
                if len(there) < least or len(able) < least:
                    short = (rule,) if len(there) < least else (rule, CAPACITY)
                    yield Suspect(
                        short,
                        (
                            f"{territory} has {len(able)} who can follow a circle",
                            f"{territory} ne ha {len(able)} che possono seguire una cerchia",
                        ),
                    )

    def _unheard(self) -> Iterator[Suspect]:
        if not self.pool.sheet.shape.cover:
            return
        alone = tuple(person.id for person in self.people if not self._speakers(person))
        if alone:
            yield Suspect(
                (COVER,),
                (
                    f"nobody on the staff speaks with {', '.join(alone)}",
                    f"nessuno dell'équipe parla con {', '.join(alone)}",
                ),
                alone,
            )

    def _hours(self) -> Iterator[Suspect]:
        shape = self.pool.sheet.shape
        for person in self.people:
            rule = slot_rule(person.id)
            operators = self._most_at(person, "operator") >= shape.operators[0]
            mediators = self._most_at(person, "mediator") >= shape.mediators[0]
            because = (
                f"no hour of {person.id} has enough staff",
                f"nessun orario di {person.id} ha abbastanza équipe",
            )
            if not person.slots:
                yield Suspect((rule,), because, (person.id,))
            elif not operators:
                yield Suspect((OPERATORS, rule, STAFF_SLOTS), because, (person.id,))
            elif not mediators:
                yield Suspect((MEDIATORS, rule, STAFF_SLOTS), because, (person.id,))

    def _most_at(self, person: Candidate, role: Role) -> int:
        """The most staff of a role at any of a person's hours."""
        there = [
            worker.slots
            for worker in self.pool.staff
            if worker.role == role and person.territory in worker.territories
        ]
        return max((sum(slot in slots for slots in there) for slot in person.slots), default=0)
