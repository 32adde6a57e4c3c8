"""A composition from its beginning to the circles that are formed."""

import json
from typing import Any

import pytest

from cerchia.access.engine import NotAllowed
from cerchia.balance.composition.propose import propose
from cerchia.balance.output import as_json
from cerchia.balance.schema import read_pool
from cerchia.circles.models import Circle, CircleMembership
from cerchia.composing import errors, invariants, solving, usecases
from cerchia.composing.models import Answer, Composition, CompositionLock, Decision, KeepRule
from cerchia.composing.queries.table import table_of
from cerchia.composing.rules import Change, Shape, Values, exchange, gone_or_new
from cerchia.composing.solving import Ears
from cerchia.composing.usecases import Settings
from cerchia.kit import clock
from tests.composing.conftest import Town, circle_of, fresh, other_circle, rings
from tests.factories.selection import BondFactory, CandidacyFactory


def test_the_first_proposal_seats_everybody_who_waits_and_holds_every_rule(
    town: Town, drafted: Composition
) -> None:
    table, found = table_of(drafted), list(rings(drafted).values())

    assert len(table.walkers) == 11
    assert gone_or_new(found, table) == ([], [])
    assert solving.read(table, found).broken == ()
    assert all(4 <= len(ring.people) <= 7 and len(ring.operators) == 2 for ring in found)
    assert not Circle.objects.exists()
    assert town.edition == drafted.edition


def test_a_proposal_holds_ids_and_codes_and_nobodys_name(drafted: Composition, town: Town) -> None:
    assert drafted.standing is not None
    written = json.dumps(drafted.standing.content, ensure_ascii=False)

    assert not [name for name in town.people if name in written]


def test_the_exported_pool_gives_the_same_circles_to_the_command(
    drafted: Composition, tmp_path: Any
) -> None:
    file = tmp_path / "pool.json"
    file.write_text(json.dumps(exchange(table_of(drafted)), ensure_ascii=False), encoding="utf-8")

    answer = as_json(propose(read_pool(file)), circles=True)

    assert drafted.standing is not None
    assert answer["circles"] == drafted.standing.content["circles"]


def test_only_who_coordinates_all_its_territories_puts_circles_together(town: Town) -> None:
    with pytest.raises(NotAllowed):
        town.begin(town.torino, town.biella, by="Sandro")
    both = town.begin(town.torino, town.biella)
    mine = town.begin(town.biella, by="Sandro")

    seen = Composition.objects.visible_to(town.user("Sandro"))

    assert list(seen) == [mine]
    assert set(Composition.objects.visible_to(town.user("Marta"))) == {both, mine}
    assert not Composition.objects.visible_to(town.user("Giulia")).exists()


def test_a_lock_holds_when_it_is_solved_again_and_two_answers_stand_side_by_side(
    town: Town, drafted: Composition
) -> None:
    code = town.codes["Amal"]
    target = other_circle(drafted, code)
    moved = usecases.change(
        actor=town.user("Marta"), composition=drafted, version=drafted.version,
        change=Change(code, target.id), reason="Vicina a Zahra.",
    )  # fmt: skip
    usecases.lock(
        actor=town.user("Marta"), composition=moved, version=moved.version,
        member=code, circle=target.id, reason="Lo ha chiesto.",
    )  # fmt: skip
    locked = fresh(drafted)
    standing = locked.standing_id

    solved = town.solve(locked)

    offered = {
        one.kind: one.content
        for one in Answer.objects.filter(composition=solved, on_version=solved.version)
    }
    assert solved.standing_id == standing
    assert set(offered) == {"fewest", "best"}
    for content in offered.values():
        there = next(c for c in content["circles"] if code in c["beneficiaries"])
        assert there["id"] == target.id
    assert offered["fewest"]["changes"] <= offered["best"]["changes"]


def test_moving_by_hand_asks_why_and_keeps_what_was_before(
    town: Town, drafted: Composition
) -> None:
    code, before = town.codes["Mahad"], drafted.standing
    target = other_circle(drafted, code)
    act: Values = {"actor": town.user("Marta"), "composition": drafted, "version": drafted.version}
    change = Change(code, target.id)

    with pytest.raises(errors.ReasonMissing):
        usecases.change(**act, change=change, reason="  ")
    moved = usecases.change(**act, change=change, reason="Per i lavori 🛠 بالعربية")

    assert code in rings(moved)[target.id].people
    assert before in drafted.answers.all()
    act_of = Decision.objects.get(composition=moved, act=Decision.Act.MOVED)
    assert act_of.reason == "Per i lavori 🛠 بالعربية"


def test_somebody_who_acts_on_an_older_draft_is_told(town: Town, drafted: Composition) -> None:
    code = town.codes["Mahad"]
    change = Change(code, other_circle(drafted, code).id)
    for who, refused in (("Marta", False), ("Tullia", True)):
        act: Values = {"actor": town.user(who), "composition": drafted, "version": drafted.version}
        if refused:
            with pytest.raises(errors.ChangedMeanwhile):
                usecases.change(**act, change=change, reason="Così.")
        else:
            usecases.change(**act, change=change, reason="Così.")

    assert Answer.objects.filter(kind=Answer.Kind.BY_HAND).count() == 1


def test_people_kept_apart_are_never_put_together_by_solver_or_hand(
    town: Town, drafted: Composition
) -> None:
    marta, pair = town.user("Marta"), ("Amal", "Idris")
    usecases.keep(
        actor=marta, composition=drafted, version=drafted.version, kind="apart",
        people=[town.people[name].pk for name in pair], reason="Una lite, da non dire.",
    )  # fmt: skip
    solved = town.solve(fresh(drafted))
    answer = Answer.objects.get(composition=solved, kind=Answer.Kind.FEWEST_CHANGES)
    taken = usecases.take(
        actor=marta, composition=solved, version=solved.version, answer=answer, reason="Sì."
    )
    where = [circle_of(taken, town.codes[name]).id for name in pair]
    assert where[0] != where[1]

    with pytest.raises(errors.KeptApart):
        usecases.change(
            actor=marta, composition=taken, version=taken.version,
            change=Change(town.codes["Amal"], where[1]), reason="Insieme.",
        )  # fmt: skip


def test_who_was_parted_when_they_were_chosen_is_parted_here_too(
    town: Town, drafted: Composition
) -> None:
    pair = ("Amal", "Idris")
    bond = BondFactory.create(round__edition=town.edition, kind="apart")
    bond.people.set(
        CandidacyFactory.create(round=bond.round, person=town.people[name]) for name in pair
    )
    solved = town.solve(fresh(drafted))
    answer = Answer.objects.get(composition=solved, kind=Answer.Kind.FEWEST_CHANGES)
    taken = usecases.take(
        actor=town.user("Marta"), composition=solved, version=solved.version, answer=answer,
        reason="Sì.",
    )  # fmt: skip
    where = [circle_of(taken, town.codes[name]).id for name in pair]

    assert where[0] != where[1]
    with pytest.raises(errors.KeptApart):
        usecases.change(
            actor=town.user("Marta"), composition=taken, version=taken.version,
            change=Change(town.codes["Amal"], where[1]), reason="Insieme.",
        )  # fmt: skip
    page = town.client("Marta").get(f"{taken.get_absolute_url()}insieme/").content.decode()
    assert "written when people were chosen" in page


def test_people_kept_together_sit_together(town: Town) -> None:
    composition = town.begin(town.torino)
    usecases.keep(
        actor=town.user("Marta"), composition=composition, version=0, kind="together",
        people=[town.people["Emeka"].pk, town.people["Zahra"].pk], reason="Aprono un banco.",
    )  # fmt: skip
    solved = town.solve(fresh(composition))

    emeka, zahra = (circle_of(solved, town.codes[name]) for name in ("Emeka", "Zahra"))
    assert emeka == zahra


def test_what_cannot_be_is_said_with_the_smallest_set_of_rules(town: Town) -> None:
    composition = town.begin(town.torino)
    for kind in ("together", "apart"):
        usecases.keep(
            actor=town.user("Marta"), composition=fresh(composition),
            version=fresh(composition).version, kind=kind,
            people=[town.people["Emeka"].pk, town.people["Zahra"].pk], reason="Perché.",
        )  # fmt: skip

    solved = town.solve(fresh(composition))

    answer = Answer.objects.get(composition=solved)
    ids = {f"{rule.kind}:{rule.pk}" for rule in KeepRule.objects.all()}
    assert solved.standing is None
    assert answer.content["status"] == "impossible"
    assert set(answer.content["conflict"]["rules"]) == ids


def test_a_small_territory_is_asked_about_and_never_decided(town: Town) -> None:
    for name in ("Yonas", "Tariq"):
        town.people[name].participations.update(ended_on=clock.today())
    composition = town.begin(town.torino, town.biella)
    with pytest.raises(errors.TooFew):
        usecases.find(composition_id=composition.pk, actor=town.user("Marta"), ears=Ears())

    usecases.settle(
        actor=town.user("Marta"), composition=composition, version=0,
        settings=Settings(shape=Shape(), joins={str(town.biella.pk): str(town.torino.pk)}),
        reason="Viaggiano insieme in treno.",
    )  # fmt: skip
    solved = town.solve(fresh(composition))

    assert {ring.territory for ring in rings(solved).values()} == {"Torino"}
    assert circle_of(solved, town.codes["Osaze"]).territory == "Torino"


def test_confirming_forms_circles_and_invites_everybody(town: Town, drafted: Composition) -> None:
    found = rings(drafted)
    names = {key: f"Fiume {n}" for n, key in enumerate(found)}

    made = usecases.confirm(
        actor=town.user("Marta"), composition=drafted, version=drafted.version,
        names=names, reason="Ne abbiamo parlato in équipe.",
    )  # fmt: skip

    assert {circle.state for circle in made} == {"forming"}
    places = CircleMembership.objects.filter(circle__in=made)
    assert {place.state for place in places} == {"invited"}
    assert places.filter(role="participant").count() == 11
    assert not list(invariants.broken())


def test_of_two_who_confirm_one_is_told_and_nothing_is_lost(
    town: Town, drafted: Composition
) -> None:
    names = {key: f"Fiume {key}" for key in rings(drafted)}
    act: Values = {
        "composition": drafted,
        "version": drafted.version,
        "names": names,
        "reason": "Sì.",
    }
    usecases.confirm(actor=town.user("Marta"), **act)

    with pytest.raises(errors.IsOver):
        usecases.confirm(actor=town.user("Tullia"), **act)

    assert Circle.objects.count() == len(names)


def test_a_refused_confirmation_changes_nothing(town: Town, drafted: Composition) -> None:
    same = dict.fromkeys(rings(drafted), "Dora")
    with pytest.raises(errors.NamesMissing):
        usecases.confirm(
            actor=town.user("Marta"), composition=drafted, version=drafted.version,
            names=same, reason="Sì.",
        )  # fmt: skip

    town.people["Amal"].participations.update(ended_on=clock.today())
    names = {key: f"Fiume {key}" for key in same}
    with pytest.raises(errors.PeopleChanged):
        usecases.confirm(
            actor=town.user("Marta"), composition=drafted, version=drafted.version,
            names=names, reason="Sì.",
        )  # fmt: skip

    assert not Circle.objects.exists()
    assert fresh(drafted).is_open


def test_one_of_the_team_joins_and_leaves_a_circle_by_hand(
    town: Town, drafted: Composition
) -> None:
    mediator = next(one for ring in rings(drafted).values() for one in ring.mediators)
    ring = circle_of(drafted, mediator)

    left = usecases.change(
        actor=town.user("Marta"), composition=drafted, version=drafted.version,
        change=Change(mediator, ring.id, leaves=True), reason="In congedo.",
    )  # fmt: skip

    assert mediator not in rings(left)[ring.id].mediators


def test_a_locked_person_stays_until_unlocked(town: Town, drafted: Composition) -> None:
    marta, code = town.user("Marta"), town.codes["Karim"]
    here, there = circle_of(drafted, code), other_circle(drafted, code)
    usecases.lock(
        actor=marta, composition=drafted, version=drafted.version, member=code,
        circle=here.id, reason="Ci tiene.",
    )  # fmt: skip
    locked = fresh(drafted)
    with pytest.raises(errors.IsLocked):
        usecases.change(
            actor=marta, composition=locked, version=locked.version,
            change=Change(code, there.id), reason="No.",
        )  # fmt: skip

    row = CompositionLock.objects.get()
    free = usecases.unlock(actor=marta, row=row, version=locked.version)
    usecases.change(
        actor=marta, composition=free, version=free.version,
        change=Change(code, there.id), reason="Sì.",
    )  # fmt: skip


def test_the_reason_to_stay_apart_is_read_only_on_purpose_and_the_reading_is_written(
    town: Town, drafted: Composition
) -> None:
    rule = usecases.keep(
        actor=town.user("Marta"), composition=drafted, version=drafted.version, kind="apart",
        people=[town.people["Amal"].pk, town.people["Idris"].pk], reason="Segreto.",
    )  # fmt: skip

    assert usecases.read_reason(actor=town.user("Tullia"), rule=rule) == "Segreto."
    with pytest.raises(NotAllowed):
        usecases.read_reason(actor=town.user("Giulia"), rule=rule)
    assert "Segreto" not in str(list(Decision.objects.values_list("facts", flat=True)))
