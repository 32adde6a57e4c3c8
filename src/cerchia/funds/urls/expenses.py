"""Addresses of expenses, funds and decisions."""

from django.urls import path

from cerchia.funds.views import decision, desk_expense, drafts, expense, fund

urlpatterns = [
    path("io/soldi/", fund.money, name="money"),
    path("io/fondo/", fund.fund, name="fund"),
    path("io/fondo/decisioni/<uuid:pk>/", decision.decision_detail, name="decision_detail"),
    path("io/fondo/regole/", decision.rules, name="rules"),
    path("io/fondo/regole/<uuid:pk>/si/", decision.rule_agree, name="rule_agree"),
    path("io/fondo/parte/", decision.leaving, name="leaving"),
    path("io/spese/nuova/", expense.expense_new, name="expense_new"),
    path("io/spese/in-attesa/", drafts.expenses_waiting, name="expenses_waiting"),
    path("io/spese/<uuid:pk>/", expense.expense_detail, name="expense_detail"),
    path("io/spese/<uuid:pk>/salvata/", expense.expense_saved, name="expense_saved"),
    path("io/spese/<uuid:pk>/carta/", expense.expense_paper, name="expense_paper"),
    path("io/spese/<uuid:pk>/correggi/", expense.expense_correct, name="expense_correct"),
    path(
        "io/spese/<uuid:pk>/domande/<uuid:question>/",
        expense.expense_answer,
        name="expense_answer",
    ),
    path("io/spese/<uuid:pk>/versioni/<uuid:kept>/", expense.expense_choose, name="expense_choose"),
    path("file/<uuid:pk>/", fund.file, name="file"),
    path("fondi/", desk_expense.fund_list, name="fund_list"),
    path("fondi/<uuid:pk>/", desk_expense.fund_detail, name="fund_detail"),
    path("spese/", desk_expense.inbox, name="expenses_inbox"),
    path("spese/<uuid:pk>/", desk_expense.expense_detail, name="desk_expense"),
    path("spese/<uuid:pk>/vista/", desk_expense.expense_seen, name="expense_seen"),
    path("spese/domande/<uuid:pk>/", desk_expense.question_close, name="question_close"),
]
