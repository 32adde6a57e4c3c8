"""The page on which people choose, and what belongs to it."""

from django.urls import path

from cerchia.selection.views import acts, bonds, lot, page, running, sheet, statement

urlpatterns = [
    path("selezione/", page.balance, name="balance"),
    path("selezione/scambio/", acts.swap, name="swap"),
    path("selezione/blocco/", acts.lock, name="lock"),
    path("selezione/sblocco/", acts.unlock, name="unlock"),
    path("selezione/attesa/", acts.wait, name="wait"),
    path("selezione/posto/", acts.fill, name="fill"),
    path("selezione/storia/", page.history, name="history"),
    path("selezione/stampa/", page.print_sheet, name="print"),
    path("selezione/firma/", running.sign, name="sign"),
    path("selezione/decisione/", running.decide, name="decide"),
    path("selezione/turno/", running.plan, name="round_plan"),
    path("selezione/turno/chiudi/", running.close, name="round_close"),
    path("selezione/turno/pubblica/", running.publish, name="round_publish"),
    path("selezione/proponi/", running.propose, name="propose"),
    path("selezione/risposte/<uuid:pk>/", running.answer, name="answer"),
    path("selezione/risposte/<uuid:pk>/prendi/", running.accept, name="accept"),
    path("selezione/criteri/", sheet.criteria, name="criteria"),
    path("selezione/criteri/congela/", sheet.freeze, name="criteria_freeze"),
    path("selezione/insieme/", bonds.bonds, name="bonds"),
    path("selezione/insieme/<uuid:pk>/togli/", bonds.end, name="bond_end"),
    path("selezione/insieme/<uuid:pk>/perche/", bonds.why, name="bond_why"),
    path("selezione/sorteggio/", lot.call, name="lot_call"),
    path("selezione/sorteggio/<uuid:pk>/", lot.show, name="lot"),
    path("selezione/sorteggio/<uuid:pk>/estrai/", lot.draw, name="lot_draw"),
    path("selezione/equita/", statement.page, name="statement"),
    path("selezione/equita/pdf/", statement.pdf, name="statement_pdf"),
    path("selezione/<str:code>/perche/", running.why, name="why"),
]
