"""The exchange file, schema 1: read, check, put in canonical order.

The same content in any order of its lists gives an equal `Pool`, hence the same answer.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from cerchia.balance.errors import SchemaError
from cerchia.balance.reading import Place
from cerchia.balance.records import (
    CEFR,
    FEATURES,
    PROTECTED,
    Candidate,
    CircleShape,
    CriteriaSheet,
    Pool,
    Role,
    Rule,
    Staff,
    Tolerances,
)

FORBIDDEN = frozenset(
    {
        *("nationality", "citizenship", "country", "country_of_origin", "nazionalità"),
        *("nazionalita", "cittadinanza", "ethnicity", "ethnic_origin", "ethnic_group", "etnia"),
        *("race", "tribe", "religion", "faith", "religione", "health", "disability", "illness"),
        *("salute", "malattia", "disabilità", "disabilita", "sexual_orientation"),
        *("political_opinion", "name", "first_name", "last_name", "surname", "nome", "cognome"),
        *("email", "phone"),
    }
)
WISHES = frozenset({"preferences", "preference", "weights", "scores", "wishes", "ranking"})
RANGES = ("range", "floor")
PEOPLE = {"at_most_one": 2, "together": 2, "apart": 2}
LOCKS = ("lock_in", "lock_out")
Ids = frozenset[str]


def read_pool(path: str | Path) -> Pool:
    """Read an exchange file; `SchemaError` says where it is wrong."""
    try:
        raw = json.loads(Path(path).read_bytes(), object_pairs_hook=_object)
    except OSError as error:
        raise SchemaError(f"{path}: the file cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise SchemaError(f"{path}: this is not a JSON file ({error}).") from error
    return parse_pool(raw)


def parse_pool(raw: object) -> Pool:
    """Check a decoded exchange file and put it in canonical order."""
    top = Place("", raw)
    if not isinstance(raw, dict) or raw.get("schema") != 1:
        raise SchemaError("schema: this is not an exchange file of schema 1.")
    slots = top.item("slots").texts()
    _check_levels(top)
    _refuse_wishes(top)
    candidates = _candidates(top.item("candidates"), frozenset(slots))
    staff = _staff(top.item("staff"), frozenset(slots))
    people = _different_ids(candidates, staff)
    selected = _selected(top.item("selected_for_circles"), candidates)
    pool = Pool(slots, candidates, staff, _sheet(top, people, candidates, slots), selected, "")
    return replace(pool, sha256=_digest(pool))


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise SchemaError(f"{twice}: this key stands twice in one object.")
    return dict(pairs)


def _check_levels(top: Place) -> None:
    if top.has("levels") and [p.value for p in top.item("levels").items()] != list(CEFR):
        raise top.item("levels").wrong("the levels A1, A2, B1, B2, C1, C2")


def _refuse_forbidden(place: Place) -> None:
    for key in place.object():
        if key.casefold() in FORBIDDEN:
            raise SchemaError(
                f"{place.where}.{key}: this is not an input; balance never reads {key}."
            )


def _refuse_wishes(top: Place) -> None:
    """A wish for or against people of some origin, faith or health, wherever it is written."""
    for key in sorted(WISHES & set(top.object())):
        raise SchemaError(
            f"{key}: people have no weights here; what is wanted is a range, a floor with a reason "
            "or a target."
        )


def _refuse_forbidden_feature(place: Place) -> None:
    feature = place.object().get("feature")
    if isinstance(feature, str) and feature.casefold() in FORBIDDEN:
        raise SchemaError(
            f"{place.where}.feature: balance never reads {feature}, neither as a rule nor as a "
            "wish; nobody is chosen or left out for it."
        )


def _languages(place: Place) -> Mapping[str, str]:
    return {code: place.item(code).cefr() for code in sorted(place.object())}


def _known_slots(place: Place, slots: Ids) -> frozenset[str]:
    found = place.texts()
    for slot in found:
        if slot not in slots:
            raise SchemaError(f"{place.where}: the slot {slot!r} is not among the file's slots.")
    return frozenset(found)


def _candidates(listed: Place, slots: Ids) -> tuple[Candidate, ...]:
    found = []
    for place in listed.items():
        _refuse_forbidden(place)
        found.append(
            Candidate(
                id=place.item("id").text(),
                languages=_languages(place.item("languages")),
                slots=_known_slots(place.item("slots"), slots),
                urgency=place.item("urgency").pair(1, 5),
                household=place.item("household").optional_text(),
                known_operator=place.item("known_operator").optional_text(),
                territory=place.item("territory").text(),
                status=_feature(place.item("status")),
                gender=_feature(place.item("gender")),
                age_band=_feature(place.item("age_band")),
                theme=_feature(place.item("theme")),
                student=_feature(place.item("student")),
                mediated=_feature(place.item("mediated")),
            )
        )
    return tuple(sorted(found, key=lambda person: person.id))


def _feature(place: Place) -> str:
    """A trait; whoever does not disclose it is written as undisclosed."""
    return "undisclosed" if place.value is None or place.value == "" else place.text()


def _staff(listed: Place, slots: Ids) -> tuple[Staff, ...]:
    found = []
    for place in listed.items():
        _refuse_forbidden(place)
        found.append(
            Staff(
                id=place.item("id").text(),
                role=_role(place.item("role")),
                territories=frozenset(place.item("territories").texts()),
                languages=_languages(place.item("languages")),
                slots=_known_slots(place.item("slots"), slots),
                capacity=place.item("capacity").number(),
            )
        )
    return tuple(sorted(found, key=lambda person: person.id))


def _role(place: Place) -> Role:
    if place.value == "operator":
        return "operator"
    if place.value == "mediator":
        return "mediator"
    raise place.wrong("operator or mediator")


def _different_ids(candidates: Iterable[Candidate], staff: Iterable[Staff]) -> Ids:
    seen: set[str] = set()
    for where, listed in (("candidates", candidates), ("staff", staff)):
        for person in listed:
            if person.id in seen:
                raise SchemaError(f"{where}: the id {person.id!r} stands for two people.")
            seen.add(person.id)
    return frozenset(seen)


def _selected(place: Place, candidates: tuple[Candidate, ...]) -> tuple[str, ...] | None:
    if place.value is None:
        return None
    known = {person.id for person in candidates}
    found = place.texts()
    for one in found:
        if one not in known:
            raise SchemaError(f"{place.where}: nobody among the candidates has the id {one!r}.")
    return found


def _sheet(
    top: Place, people: Ids, candidates: tuple[Candidate, ...], slots: tuple[str, ...]
) -> CriteriaSheet:
    places = list(top.item("rules").items())
    shape = CircleShape()
    rules: dict[str, Rule] = {}
    for place in places:
        _refuse_forbidden(place)
        _refuse_forbidden_feature(place)
        if place.item("kind").text() == "circle":
            shape = _shape(place)
            continue
        rule = _rule(place, people, slots)
        if rule.id in rules:
            raise SchemaError(f"{place.where}.id: two rules have the id {rule.id!r}.")
        rules[rule.id] = rule
    sheet = CriteriaSheet(
        rules=tuple(rules[key] for key in sorted(rules)),
        targets=_targets(top.item("targets"), candidates),
        tolerances=_tolerances(top.item("tolerances")),
        shape=shape,
    )
    return replace(sheet, sha256=_digest(sheet))


def _shape(place: Place) -> CircleShape:
    plain = CircleShape()
    shape = CircleShape(
        size=place.item("size").span() if place.has("size") else plain.size,
        operators=place.item("operators").span() if place.has("operators") else plain.operators,
        mediators=place.item("mediators").span() if place.has("mediators") else plain.mediators,
        cover=_or(place.item("language_cover"), plain.cover),
        cover_wanted=_or(place.item("language_cover_wanted"), plain.cover_wanted),
        level=place.item("level").cefr() if place.has("level") else plain.level,
    )
    if shape.size[0] < 1:
        raise place.item("size").wrong("circles of at least one person")
    return shape


def _or(place: Place, plain: int) -> int:
    return plain if place.value is None else place.number()


def _rule(place: Place, people: Ids, slots: tuple[str, ...]) -> Rule:
    kind = place.item("kind").text()
    rule = Rule(
        id=place.item("id").text(),
        kind=kind,
        author=place.item("author").optional_text() or "",
        reason=place.item("reason").optional_text() or "",
        protected=place.item("protected").flag(),
        review_on=place.item("review_on").optional_text() or "",
        sentence_en=place.item("sentence_en").optional_text() or "",
        sentence_it=place.item("sentence_it").optional_text() or "",
    )
    if kind == "seats":
        return _seats(place, rule)
    if kind in RANGES:
        return _range(place, rule)
    if kind == "mediation_capacity":
        territory = place.item("territory").text()
        return replace(rule, value=territory, maximum=place.item("max").number())
    if kind in PEOPLE:
        return replace(rule, members=_members(place.item("members"), people, PEOPLE[kind]))
    if kind in LOCKS:
        return _lock(place, rule, people, slots)
    raise place.item("kind").wrong("a kind of rule of schema 1")


def _seats(place: Place, rule: Rule) -> Rule:
    if place.has("n"):
        seats = place.item("n").number()
        return replace(rule, minimum=seats, maximum=seats)
    low, high = place.item("min").number(), place.item("max").number()
    if low > high:
        raise place.item("max").wrong(f"at least the minimum, {low}")
    return replace(rule, minimum=low, maximum=high)


def _range(place: Place, rule: Rule) -> Rule:
    feature = place.item("feature").text()
    if feature not in FEATURES:
        raise place.item("feature").wrong(f"one of {', '.join(FEATURES)}")
    low = place.item("min").optional_number()
    high = place.item("max").optional_number()
    if rule.kind == "floor":
        low, high = place.item("min").number(), None
    if low is None and high is None:
        raise SchemaError(f"{place.where}: a range needs a min or a max.")
    if low is not None and high is not None and low > high:
        raise place.item("max").wrong(f"at least the minimum, {low}")
    return replace(
        rule,
        feature=feature,
        value=place.item("value").text(),
        minimum=low,
        maximum=high,
        protected=rule.protected or feature in PROTECTED,
    )


def _members(place: Place, people: Ids, least: int) -> tuple[str, ...]:
    found = place.texts()
    if len(found) < least:
        raise place.wrong(f"at least {least} people")
    for one in found:
        if one not in people:
            raise SchemaError(f"{place.where}: nobody in the file has the id {one!r}.")
    return found


def _lock(place: Place, rule: Rule, people: Ids, slots: tuple[str, ...]) -> Rule:
    circle, slot = place.item("circle").optional_text(), place.item("slot").optional_text()
    staff = place.item("staff").optional_text()
    if slot is not None and slot not in slots:
        raise SchemaError(f"{place.where}.slot: {slot!r} is not among the file's slots.")
    if slot is not None and circle is not None and not place.has("member"):
        return replace(rule, circle=circle, slot=slot)
    member = place.item("member").text()
    for where, one in (("member", member), ("staff", staff)):
        if one is not None and one not in people:
            raise SchemaError(f"{place.where}.{where}: nobody in the file has the id {one!r}.")
    return replace(rule, members=(member,), circle=circle, staff=staff, slot=slot)


def _targets(place: Place, candidates: tuple[Candidate, ...]) -> dict[str, dict[str, int]] | None:
    if place.value is None:
        return None
    found: dict[str, dict[str, int]] = {}
    for feature in sorted(place.object()):
        if feature.casefold() in FORBIDDEN:
            raise SchemaError(f"{place.where}.{feature}: balance never reads {feature}.")
        if feature in PROTECTED or feature not in FEATURES:
            raise SchemaError(f"{place.where}.{feature}: targets are for territory and theme only.")
        wanted = place.item(feature)
        values = {person.value(feature) for person in candidates} | set(wanted.object())
        found[feature] = {
            value: wanted.item(value).number() if wanted.has(value) else 0
            for value in sorted(values)
        }
    return found


def _tolerances(place: Place) -> Tolerances:
    if place.value is None:
        return Tolerances()
    plain = asdict(Tolerances())
    return Tolerances(**{key: _or(place.item(key), plain[key]) for key in plain})


def _digest(value: Pool | CriteriaSheet) -> str:
    """A seal of the content, whatever the order of its lists was."""
    return hashlib.sha256(
        json.dumps(asdict(value), ensure_ascii=False, sort_keys=True, default=sorted).encode()
    ).hexdigest()
