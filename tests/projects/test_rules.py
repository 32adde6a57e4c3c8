"""What changed between two versions of a plan."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cerchia.projects.models import Domain, Picture
from cerchia.projects.rules import Change, differences, domain_of
from cerchia.projects.wording import in_words

words = st.text(max_size=8)
objectives = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from("abcd"),
            "title": words,
            "planned_cents": st.integers(0, 10),
            "target_on": st.dates().map(lambda day: day.isoformat()),
            "how_we_know": words,
            "result": st.sampled_from(["open", "reached"]),
            "steps": st.lists(words, max_size=3),
        }
    ),
    max_size=4,
    unique_by=lambda one: one["id"],
)
resources = st.lists(st.fixed_dictionaries({"kind": st.just("people"), "words": words}), max_size=3)
plans = st.fixed_dictionaries({"title": words, "objectives": objectives, "resources": resources})


def objective(**more: object) -> dict[str, Any]:
    told = {"id": "a", "title": "Stanza", "planned_cents": 100, "result": "open", "steps": ["Uno"]}
    return {**told, "target_on": "2013-10-01", "how_we_know": "C'è", **more}


@given(plans)
def test_a_plan_does_not_differ_from_itself(plan: dict[str, Any]) -> None:
    assert differences(plan, plan) == []


@given(plans, plans)
def test_every_difference_can_be_said_and_turned_around(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    there, back = differences(old, new), differences(new, old)

    assert len(there) == len(back)
    assert all(in_words(change) for change in there)


def test_each_change_is_told() -> None:
    old = {"title": "A", "objectives": [objective()], "resources": [{"words": "Zio"}]}
    after = objective(planned_cents=200, steps=["Due"], result="reached")
    new = {"title": "B", "objectives": [after, objective(id="b", title="Corso")], "resources": []}

    assert [change.what for change in differences(old, new)] == [
        "renamed",
        "planned_cents",
        "result",
        "step_gone",
        "step_added",
        "objective_added",
        "resource_gone",
    ]


def test_a_step_that_stands_twice_and_then_once_was_taken_out_once() -> None:
    old = {"objectives": [objective(steps=["Uno", "Uno"])]}
    new = {"objectives": [objective(steps=["Uno"])]}

    assert differences(old, new) == [Change("step_gone", "Stanza", "Uno")]


def test_every_picture_stands_for_an_area() -> None:
    assert {domain_of(picture) for picture in Picture.values} <= set(Domain.values)
