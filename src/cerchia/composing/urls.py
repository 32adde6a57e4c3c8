"""Addresses of the compositions, under the circles."""

from django.urls import path

from cerchia.composing.views import confirming, drafts, hours, members

app_name = "composing"
ALL = "cerchie/comporre/"
ONE = f"{ALL}<uuid:pk>/"

urlpatterns = [
    path(ALL, drafts.composition_list, name="composition_list"),
    path(ONE, drafts.board, name="board"),
    path(f"{ONE}proponi/", drafts.propose, name="propose"),
    path(f"{ONE}prendi/", drafts.take, name="take"),
    path(f"{ONE}misure/", drafts.settings, name="settings"),
    path(f"{ONE}lascia/", drafts.set_aside, name="set_aside"),
    path(f"{ONE}cerchie/<str:ring>/ora/", hours.hour, name="hour"),
    path(f"{ONE}chi/<str:who>/", members.member, name="member"),
    path(f"{ONE}chi/<str:who>/blocca/", members.lock, name="lock"),
    path(f"{ONE}chi/<str:who>/orari/", members.hours, name="hours"),
    path(f"{ONE}blocchi/<uuid:lock_pk>/togli/", members.unlock, name="unlock"),
    path(f"{ONE}insieme/", members.keeps, name="keeps"),
    path(f"{ONE}insieme/<uuid:rule_pk>/togli/", members.keep_release, name="keep_release"),
    path(f"{ONE}insieme/<uuid:rule_pk>/perche/", members.keep_reason, name="keep_reason"),
    path(f"{ONE}conferma/", confirming.confirm, name="confirm"),
]
