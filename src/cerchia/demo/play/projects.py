"""From the wish to money in hand: what people want, the plan, the pact, the payment."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from cerchia.demo.play.papers import tone
from cerchia.demo.play.rules import agree_on_rule
from cerchia.demo.play.stage import (
    RING,
    WHO,
    Script,
    Stage,
    circle_of,
    is_shared,
    mediator_of,
    operator_of,
)
from cerchia.demo.story import dora
from cerchia.demo.story.kitchen import TASKS
from cerchia.demo.story.own_titles import own_title
from cerchia.demo.story.people import PEOPLE
from cerchia.demo.story.projects import PLANS
from cerchia.demo.story.shapes import Goal, Plan, Says, Who
from cerchia.demo.story.words import HELPERS, HOW_WE_KNOW, STEPS
from cerchia.funds.models import Fund, Pact
from cerchia.funds.queries.pact import current_revision, terms_of
from cerchia.funds.rules.calendar import add_working_days
from cerchia.funds.rules.pact import Instalment, Line
from cerchia.funds.usecases import (
    Draft,
    draft_pact,
    explain_pact,
    open_fund,
    sign_as_owner,
    sign_for_programme,
    translate_pact,
)
from cerchia.projects.models import Project, Wish, WishNote
from cerchia.projects.usecases import (
    Aim,
    Idea,
    OwnWords,
    Task,
    accept_objective,
    add_resource,
    add_step,
    express_wish,
    mark_step,
    note_wish,
    propose_objective,
    share_plan,
    start_project,
)
from cerchia.vault.files import RECORDINGS, take_in

END = date(2013, 12, 14)
SHARED_FUND = {"trio", "wool", "tesfay"}
PAIR = ("mariam", "yonas")
ON_OWN_FUNDS = "casa"
SPLIT = {
    "yao": {
        "La casa e i mobili": 1400,
        "Corso di panettiere": 1400,
        "Ripariamo per il palazzo": 500,
    },
    "waqas": {
        "La casa e i mobili": 1400,
        "Corso di elettricista": 1200,
        "Ripariamo per il palazzo": 700,
    },
}
ALSO_SPOKEN = {"amal"}
GIVEN_BY_STAFF = {"tunde": "operator", "karim": "call"}
RESOURCES = (
    ("people", "Una vicina presta le forbici da sarta.", 4_000, "amal"),
    ("people", "Un maestro del quartiere, un’ora la settimana.", 0, "zahra"),
    ("public", "Scuola serale per adulti, gratuita.", 0, "karim"),
    ("own_money", "Risparmi miei.", 25_000, "trio"),
)


def write(script: Script, stage: Stage) -> None:
    for number, who in enumerate(PEOPLE):
        if who.key != "moussa":
            day = RING[who.circle].began + timedelta(days=number % 3)
            script.on(day, "20:00", partial(wish, stage, who))
    script.on(date(2013, 9, 3), "10:00", partial(wish, stage, WHO["moussa"]))
    for plan in PLANS:
        before = plan.signed - timedelta(days=6)
        script.on(before, "16:00", partial(draw_up, stage, plan))
        for fund in funds_of(plan):
            script.on(plan.signed - timedelta(days=2), "11:00", partial(agree, stage, plan, fund))
            script.on(plan.signed, "17:00", partial(sign, stage, fund))
        _steps(script, stage, plan)


def funds_of(plan: Plan) -> list[str]:
    """The keys of the funds that a plan opens: one, two or none of its own."""
    if plan.key == ON_OWN_FUNDS:
        return list(plan.people)
    if plan.key in PAIR:
        return ["pair"] if plan.key == PAIR[0] else []
    return [plan.key]


def plans_of(fund: str) -> list[Plan]:
    """The plans that a fund carries."""
    by_key = {plan.key: plan for plan in PLANS}
    if fund == "pair":
        return [by_key[key] for key in PAIR]
    return [by_key[ON_OWN_FUNDS if fund in SPLIT else fund]]


def owners_of(fund: str) -> list[str]:
    if fund in SPLIT:
        return [fund]
    return [key for plan in plans_of(fund) for key in plan.people]


def goals_of(fund: str) -> list[tuple[Plan, Goal, int]]:
    """The goals that a fund pays for, with the euros planned by this fund."""
    found = []
    for plan in plans_of(fund):
        for goal in plan.goals:
            euros = SPLIT[fund].get(goal.title, 0) if fund in SPLIT else goal.planned
            if euros:
                found.append((plan, goal, euros))
    return found


# --- Wishes -----------------------------------------------------------------------------------


def wish(stage: Stage, who: Who) -> None:
    """In their own words, said already by who put themselves forward; the mediator's Italian and
    a note beside.
    """
    said = Wish.objects.filter(person=stage.people[who.key]).first() or _said(stage, who)
    beside = stage.user(mediator_of(who.key))
    stage.looks(mediator_of(who.key), "mediator", [who.key], "wish")
    if who.wish_it:
        kind = WishNote.Kind.TRANSLATION
        note_wish(actor=beside, wish=said, kind=kind, language="it", text=who.wish_it)
    if who.note:
        note_wish(
            actor=stage.user(operator_of(who.key)), wish=said, kind=WishNote.Kind.NOTE,
            language="it", text=who.note,
        )  # fmt: skip


def _said(stage: Stage, who: Who) -> Wish:
    person, text = stage.people[who.key], who.wish.text
    actor = stage.user(who.key if text else mediator_of(who.key))
    voice = None
    if not text or who.key in ALSO_SPOKEN:
        voice = take_in(subject=person.pk, upload=tone(), allowed=RECORDINGS, created_by=actor.pk)
    return express_wish(
        actor=actor,
        person=person,
        edition=stage.edition,
        words=OwnWords(language=who.wish.language, text=text, voice=voice),
        first_named_by=who.named_by,
    )


# --- Plans ------------------------------------------------------------------------------------


def draw_up(stage: Stage, plan: Plan) -> None:
    """The project with objectives and steps, in the words of those whose it is."""
    people = [stage.people[key] for key in plan.people]
    actor = stage.user(plan.people[0])
    project = start_project(
        actor=actor,
        circle=stage.circles[circle_of(plan.people[0])],
        idea=Idea(
            title=plan.title,
            form=Project.Form.GROUP if is_shared(plan) else Project.Form.INDIVIDUAL,
            kind=plan.kind,
            people=people,
            wishes=list(Wish.objects.filter(person__in=people)),
        ),
    )
    stage.projects[plan.key] = project
    for goal in plan.goals:
        _objective(stage, plan, project, goal)
    for kind, words, cents, key in RESOURCES:
        if key == plan.key:
            add_resource(actor=actor, project=project, kind=kind, words=words, value_cents=cents)
    share_plan(actor=actor, project=project)


def _objective(stage: Stage, plan: Plan, project: Project, goal: Goal) -> None:
    own = stage.user(plan.people[0])
    proposer = GIVEN_BY_STAFF.get(plan.key, "self")
    actor = own if proposer == "self" else stage.user(operator_of(plan.people[0]))
    aim = Aim(
        title=goal.title,
        domain=goal.domain,
        target_on=END - timedelta(days=stage.chance.randrange(0, 60)),
        how_we_know=HOW_WE_KNOW[goal.domain],
        voiced_by=proposer,
        planned_cents=goal.planned * 100,
        picture=goal.picture,
        own_title=_own(plan, goal.title).text,
        own_language=_own(plan, goal.title).language,
    )
    objective = propose_objective(actor=actor, project=project, aim=aim)
    if proposer != "self":
        accept_objective(actor=own, objective=objective)
    stage.objectives[plan.key, goal.title] = objective
    for number, title in enumerate(step_titles(plan, goal)):
        last = number == goal.steps[1] - 1
        add_step(
            actor=own,
            objective=objective,
            task=Task(
                title=title,
                due_on=plan.signed + timedelta(days=30 + 35 * number),
                cost_cents=(goal.planned - goal.december) * 100 if last and _goes_on(goal) else 0,
                helper=stage.chance.choice(HELPERS),
                own_title=_own(plan, title).text,
                own_language=_own(plan, title).language,
            ),
        )


def _own(plan: Plan, title: str) -> Says:
    """The title in the words of those whose plan it is, or nothing."""
    return own_title(plan.key, title) or Says("", "")


def _goes_on(goal: Goal) -> bool:
    """What is left of an objective reached in part is kept for its last step."""
    return goal.result == "partly"


def step_titles(plan: Plan, goal: Goal) -> list[str]:
    told = dora.STEPS.get(plan.key, {}).get(goal.title)
    if told is not None:
        return [title for title, _day in told]
    known = STEPS[goal.picture]
    return [known[number % len(known)] for number in range(goal.steps[1])]


def _steps(script: Script, stage: Stage, plan: Plan) -> None:
    """When steps were done: by September as the plan tells, the others in autumn."""
    for goal in plan.goals:
        titles = step_titles(plan, goal)
        told = dict(dora.STEPS.get(plan.key, {}).get(goal.title, ()))
        in_all = _done_at_the_end(goal)
        for number, title in enumerate(titles):
            day = told.get(title)
            if day is None and not (told and number < goal.steps[0]):
                day = _day_of_step(plan, goal, number, in_all)
            if day is not None:
                play = partial(_mark, stage, plan, goal.title, number)
                script.on(day, "18:30", play)


def _day_of_step(plan: Plan, goal: Goal, number: int, in_all: int) -> date | None:
    done, first = goal.steps[0], plan.paid + timedelta(days=10)
    if plan.key not in dora.STEPS and number < done:
        span = (date(2013, 9, 10) - first).days
        return first + timedelta(days=span * (number + 1) // (done + 1))
    if number < in_all:
        autumn = max(date(2013, 10, 1), plan.paid + timedelta(days=8))
        span = (date(2013, 12, 8) - autumn).days
        return autumn + timedelta(days=span * (number - done + 1) // max(1, in_all - done))
    return None


def _done_at_the_end(goal: Goal) -> int:
    done, total = goal.steps
    return {"reached": total, "partly": max(done, total - 1)}.get(goal.result, done)


def _mark(stage: Stage, plan: Plan, title: str, number: int) -> None:
    objective = stage.objectives[plan.key, title]
    step = objective.steps.all()[number]
    mark_step(actor=stage.user(plan.people[0]), step=step, done=True)


# --- Pacts ------------------------------------------------------------------------------------


def agree(stage: Stage, plan: Plan, key: str) -> None:
    """A fund opens, the rule of a shared one is written, the pact is drafted and explained."""
    owners = owners_of(key)
    actor = stage.user(operator_of(owners[0]))
    fund = open_fund(
        actor=actor,
        circle=stage.circles[circle_of(owners[0])],
        people=[stage.people[one] for one in owners],
        name=_name_of(plan, key),
        tasks=_tasks(stage, key),
    )
    stage.funds[key] = fund
    if len(owners) > 1:
        agree_on_rule(stage, key, owners)
    stage.pacts[key] = _draft(stage, key, fund)


def _name_of(plan: Plan, key: str) -> str:
    if key == "pair":
        return "Mariam e Yonas"
    return plan.title if key in SHARED_FUND else ""


def _tasks(stage: Stage, key: str) -> dict[UUID, str]:
    return {stage.people[who].pk: task for who, task in TASKS.items()} if key == "trio" else {}


def _draft(stage: Stage, key: str, fund: Fund) -> Pact:
    owners = owners_of(key)
    actor = stage.user(operator_of(owners[0]))
    plans = plans_of(key)
    euros = sum(planned for _, _, planned in goals_of(key))
    lines = [
        Line(stage.objectives[plan.key, goal.title].pk, planned * 100)
        for plan, goal, planned in goals_of(key)
    ]
    wished = [WHO[one].wish_it or WHO[one].wish.text for one in owners]
    draft = Draft(
        amount_cents=euros * 100,
        lines=lines,
        words={
            "wish": " ".join(wished),
            "amount": "Lo abbiamo deciso insieme, guardando che cosa costa ogni obiettivo.",
            "person": "Scelgo come usare i soldi e racconto in cerchia come va.",
            "programme": "Camminiamo insieme, traduciamo e cerchiamo chi può aiutare.",
        },
        instalments=_instalments(plans[0], euros),
    )
    pact = draft_pact(
        actor=actor,
        fund=fund,
        projects=[stage.projects[plan.key] for plan in plans],
        draft=draft,
    )
    if key == "amal":
        _translate(stage, pact)
    for one in owners:
        explain_pact(
            actor=stage.user(mediator_of(owners[0])),
            pact=pact,
            person=stage.people[one],
            language=WHO[one].tongues[0][0],
        )
    return pact


def _instalments(plan: Plan, euros: int) -> list[Instalment]:
    if plan.second_on is None:
        return []
    first = add_working_days(plan.signed, 5)
    second = Instalment((euros - plan.first) * 100, plan.second_on)
    return [Instalment(plan.first * 100, first), second]


def _translate(stage: Stage, pact: Pact) -> None:
    texts = dict(terms_of(current_revision(pact)).texts["ar"])
    own = {
        "wish": WHO["amal"].wish.text,
        "amount": "قررنا ذلك معا، ونحن ننظر كم يكلف كل هدف.",
        "person": "أنا أختار كيف أستعمل النقود، وأحكي في الحلقة كيف تسير الأمور.",
        "programme": "نسير معا، ونترجم، ونبحث عمن يستطيع أن يساعد.",
    }
    for article, words in own.items():
        texts[article] = f"{texts[article].splitlines()[0]}\n{words}"
    translate_pact(actor=stage.user("ismail"), pact=pact, language="ar", articles=texts)


def sign(stage: Stage, key: str) -> None:
    """Each owner in their own session, then an operator for the programme."""
    pact = stage.pacts[key]
    owners = owners_of(key)
    named = current_revision(pact).sha256
    for one in owners:
        language = "ar" if one == "amal" else "it"
        sign_as_owner(actor=stage.user(one), pact=pact, language=language, sha256=named)
    sign_for_programme(actor=stage.user(operator_of(owners[0])), pact=pact, sha256=named)
