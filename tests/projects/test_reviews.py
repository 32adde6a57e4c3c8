"""Looking together: the calendar, "is this still your wish?", results, and two who save at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from cerchia.access.engine import NotAllowed
from cerchia.audit.models import FileRead
from cerchia.kit import clock
from cerchia.kit.errors import DomainError
from cerchia.people.models import Person
from cerchia.projects import hooks
from cerchia.projects.errors import (
    AnswerUnknown,
    NotInProject,
    NoYesYet,
    OutcomeMissing,
    ReviewOver,
)
from cerchia.projects.models import Objective, ReviewMoment, StillMyWish
from cerchia.projects.usecases import (
    ReviewSheet,
    Still,
    answer_still_my_wish,
    ask_review,
    hold_review,
    plan_reviews,
    reschedule_review,
)
from tests.projects.conftest import Dora, dora_circle, inside, user_of

SIGNED = date(2013, 3, 28)


def sheet(dora: Dora, **more: object) -> ReviewSheet:
    given: dict[str, object] = {
        "present": [dora.amal, dora.giulia],
        "next_steps": "Cercare il posto al mercato.",
        "still": [Still(dora.amal, "yes", "Sì, ancora di più.")],
    }
    return ReviewSheet(**{**given, **more})  # type: ignore[arg-type]


def typed(dora: Dora, **more: str) -> dict[str, object]:
    """What a browser sends from the page of a review of Amal."""
    said = {
        "present": [str(dora.amal.pk)],
        "next_steps": "Cercare il posto.",
        f"w{dora.amal.pk.hex}-answer": "changed",
        f"w{dora.amal.pk.hex}-words": "Adesso voglio una bottega.",
    }
    return {**said, **more}


def test_the_calendar_comes_from_the_edition(dora: Dora) -> None:
    edition = dora.circle.edition
    edition.review_days, edition.juncture_days = [10, 40], [40]
    edition.ends_on = SIGNED + timedelta(days=100)
    edition.save()
    project = dora.project()

    for _twice in range(2):
        plan_reviews(actor=user_of(dora.giulia), project=project, signed_on=SIGNED)

    rows = project.reviews.values_list("due_on", "kind")
    assert list(rows) == [
        (SIGNED + timedelta(days=10), "review"),
        (SIGNED + timedelta(days=40), "juncture"),
        (SIGNED + timedelta(days=100), "juncture"),
    ]


def test_a_review_is_written_down_once_with_the_answers(dora: Dora) -> None:
    objective = dora.objective(result="partly", claimed_at=clock.now())
    review = dora.review(objective.project)

    hold_review(
        actor=user_of(dora.giulia),
        review=review,
        sheet=sheet(dora, results={objective.pk: "partly"}, next_on=date(2013, 11, 1)),
    )

    assert ReviewMoment.objects.get(pk=review.pk).outcome == "go_on"
    answer = StillMyWish.objects.get()
    assert (answer.answer, answer.words) == ("yes", "Sì, ancora di più.")
    assert Objective.objects.get().confirmed_at is not None
    assert ReviewMoment.objects.waiting().get().due_on == date(2013, 11, 1)


def test_a_second_save_finds_the_first_and_changes_nothing(dora: Dora) -> None:
    review = dora.review()
    hold_review(actor=user_of(dora.giulia), review=review, sheet=sheet(dora))

    with pytest.raises(ReviewOver):
        hold_review(
            actor=user_of(dora.ismail), review=review, sheet=sheet(dora, next_steps="Altro")
        )

    assert ReviewMoment.objects.get().next_steps == "Cercare il posto al mercato."
    assert StillMyWish.objects.count() == 1


def test_a_juncture_needs_an_outcome(dora: Dora) -> None:
    review = dora.review(kind="juncture")

    for wrong in ("", "perhaps"):
        with pytest.raises(OutcomeMissing):
            hold_review(actor=user_of(dora.giulia), review=review, sheet=sheet(dora, outcome=wrong))
    hold_review(actor=user_of(dora.giulia), review=review, sheet=sheet(dora, outcome="renew"))
    assert review.outcome == "renew"


def test_an_objective_without_the_yes_has_no_result(dora: Dora) -> None:
    objective = dora.objective(accepted_at=None, accepted_by=None)
    review = dora.review(objective.project)

    with pytest.raises(NoYesYet):
        hold_review(
            actor=user_of(dora.giulia),
            review=review,
            sheet=sheet(dora, results={objective.pk: "reached"}),
        )
    assert ReviewMoment.objects.get().held_at is None


def test_only_those_whose_project_it_is_are_asked_about_the_wish(dora: Dora) -> None:
    review = dora.review()

    with pytest.raises(NotInProject):
        answer_still_my_wish(
            actor=user_of(dora.giulia), review=review, person=dora.ousmane, answer="yes"
        )
    with pytest.raises(NotInProject):
        answer_still_my_wish(
            actor=user_of(dora.ousmane), review=review, person=dora.ousmane, answer="yes"
        )
    with pytest.raises(AnswerUnknown):
        answer_still_my_wish(
            actor=user_of(dora.amal), review=review, person=dora.amal, answer="maybe"
        )
    with pytest.raises(NotAllowed):
        answer_still_my_wish(
            actor=user_of(dora.ousmane), review=review, person=dora.amal, answer="no"
        )


def test_the_first_answer_stays(dora: Dora) -> None:
    review = dora.review()
    for answer in ("no", "yes"):
        answer_still_my_wish(
            actor=user_of(dora.amal), review=review, person=dora.amal, answer=answer
        )

    assert StillMyWish.objects.get().answer == "no"


def test_a_review_not_held_gets_another_date_and_the_old_one_points_to_it(dora: Dora) -> None:
    review = dora.review()

    fresh = reschedule_review(actor=user_of(dora.giulia), review=review, on=date(2013, 10, 3))

    assert ReviewMoment.objects.get(pk=review.pk).replaced_by == fresh
    with pytest.raises(ReviewOver):
        reschedule_review(actor=user_of(dora.giulia), review=review, on=date(2013, 10, 4))
    with pytest.raises(ReviewOver):
        hold_review(actor=user_of(dora.giulia), review=review, sheet=sheet(dora))
    assert ReviewMoment.objects.count() == 2


def test_the_person_and_their_circle_may_ask_for_one_more(dora: Dora, elsewhere: Dora) -> None:
    project = dora.project()

    for who in (dora.amal, dora.giulia, dora.ismail):
        ask_review(actor=user_of(who), project=project, on=date(2013, 10, 3))
    for other in (dora.ousmane, elsewhere.giulia):
        with pytest.raises(NotAllowed):
            ask_review(actor=user_of(other), project=project, on=date(2013, 10, 3))


def test_the_page_writes_the_review_down(dora: Dora) -> None:
    review = dora.review(kind="juncture")
    page = f"/verifiche/{review.pk}/"
    giulia = inside(dora.giulia)

    missing = giulia.post(page, typed(dora))
    assert missing.status_code == 422
    assert b"Adesso voglio una bottega." in missing.content
    assert giulia.post(page, typed(dora, outcome="adapt")).status_code == 302

    shown = giulia.get(page).content.decode()
    assert "Adesso voglio una bottega." in shown
    assert "adapt" in shown


def test_who_saves_second_sees_both_texts_and_may_add_theirs(dora: Dora) -> None:
    review = dora.review()
    page = f"/verifiche/{review.pk}/"
    inside(dora.giulia).post(page, typed(dora))
    mine = typed(dora, next_steps="Comprare il tavolo.")

    clash = inside(dora.ismail).post(page, mine)

    assert clash.status_code == 409
    html = clash.content.decode()
    assert "Cercare il posto." in html
    assert "Comprare il tavolo." in html
    inside(dora.ismail).post(f"{page}aggiungi/", {"words": "Comprare il tavolo."})
    kept = ReviewMoment.objects.get().next_steps
    assert kept == "Cercare il posto.\n\nComprare il tavolo."


def test_the_money_of_each_objective_stands_beside_it(
    dora: Dora, monkeypatch: pytest.MonkeyPatch
) -> None:
    objective = dora.objective()
    review = dora.review(objective.project, kind="juncture")
    told = {objective.pk: hooks.Money(120_000, 76_000, 44_000)}
    monkeypatch.setattr(hooks, "_money", [lambda _user, _ids: told])
    monkeypatch.setattr(hooks, "_doors", [lambda _user, one: f"/patti/{one.pk}/"])
    giulia = inside(dora.giulia)

    assert "440" in giulia.get(f"/verifiche/{review.pk}/").content.decode()
    giulia.post(f"/verifiche/{review.pk}/", typed(dora, outcome="renew"))
    assert f"/patti/{review.pk}/" in giulia.get(f"/verifiche/{review.pk}/").content.decode()
    assert "440" in inside(dora.amal).get(f"/io/obiettivi/{objective.pk}/").content.decode()


def test_the_list_shows_what_is_to_hold_and_leaves_a_trace(dora: Dora) -> None:
    project = dora.project()
    late = dora.review(project, due_on=date(2013, 9, 1))
    coming = dora.review(project, due_on=date(2013, 10, 1))
    over = dora.review(project, due_on=date(2013, 8, 1), held_at=clock.now())

    html = inside(dora.giulia).get("/verifiche/").content.decode()

    assert "1 review is past its day" in html
    shown = [str(one.pk) in html for one in (late, coming, over)]
    assert shown == [True, True, False]
    assert FileRead.objects.get(part="list").person_id == dora.amal.pk


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_hold_the_same_review_and_one_wins() -> None:
    dora = dora_circle()
    review = dora.review()
    start = Barrier(2)

    def hold(person: Person) -> Callable[[], object]:
        user, mine = user_of(person), ReviewMoment.objects.get(pk=review.pk)
        words = sheet(dora, next_steps=person.given_name)
        return lambda: hold_review(actor=user, review=mine, sheet=words)

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(timeout=20)
            act()
        except DomainError as refused:
            return refused.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(run, [hold(dora.giulia), hold(dora.ismail)]))

    assert sorted(answers) == ["done", "review_over"]
    assert StillMyWish.objects.count() == 1
