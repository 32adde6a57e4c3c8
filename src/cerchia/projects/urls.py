"""Addresses of wishes, plans and reviews."""

from django.urls import path

from cerchia.projects.views import mine, objectives, plans, reviews, wishes

app_name = "projects"
ONE = "progetti/<uuid:pk>"
AIM = "progetti/obiettivi/<uuid:pk>"
REVIEW = "verifiche/<uuid:pk>"

urlpatterns = [
    # The person's own
    path("io/desiderio/", mine.my_wish, name="my_wish"),
    path("io/desiderio/<uuid:pk>/lascia/", mine.wish_set_aside, name="wish_set_aside"),
    path("io/obiettivi/nuovo/", mine.my_objective_new, name="my_objective_new"),
    path("io/obiettivi/<uuid:pk>/", mine.my_objective, name="my_objective"),
    path("io/obiettivi/<uuid:pk>/si/", mine.objective_accept, name="objective_accept"),
    path("io/obiettivi/<uuid:pk>/risultato/", mine.objective_claim, name="objective_claim"),
    path("io/obiettivi/<uuid:pk>/lascia/", mine.objective_drop, name="objective_drop"),
    path("io/obiettivi/<uuid:pk>/passi/", mine.my_step_add, name="my_step_add"),
    path("io/passi/<uuid:pk>/", mine.my_step_mark, name="my_step_mark"),
    # Wishes, seen by the circle
    path("desideri/<uuid:pk>/voce/", wishes.wish_voice, name="wish_voice"),
    path("desideri/<uuid:pk>/accanto/", wishes.wish_note, name="wish_note"),
    path("desideri/<uuid:pk>/momenti/", wishes.wish_moment, name="wish_moment"),
    path("persone/<uuid:pk>/desideri/", wishes.person_wishes, name="person_wishes"),
    # Plans
    path("progetti/nuovo/", plans.project_new, name="project_new"),
    path(f"{ONE}/", plans.project_detail, name="project_detail"),
    path(f"{ONE}/versioni/", plans.project_versions, name="project_versions"),
    path(f"{ONE}/stato/", plans.project_move, name="project_move"),
    path(f"{ONE}/risorse/", plans.resource_add, name="resource_add"),
    path("progetti/risorse/<uuid:pk>/togli/", plans.resource_remove, name="resource_remove"),
    path(f"{ONE}/obiettivi/nuovo/", objectives.objective_new, name="objective_new"),
    path(f"{AIM}/", objectives.objective_change, name="objective_change"),
    path(f"{AIM}/togli/", objectives.objective_withdraw, name="objective_withdraw"),
    path(f"{AIM}/passi/", objectives.step_add, name="step_add"),
    path("progetti/passi/<uuid:pk>/", objectives.step_mark, name="step_mark"),
    path("progetti/passi/<uuid:pk>/togli/", objectives.step_remove, name="step_remove"),
    # Reviews
    path("verifiche/", reviews.review_list, name="review_list"),
    path(f"{REVIEW}/", reviews.review_hold, name="review_hold"),
    path(f"{REVIEW}/sposta/", reviews.review_reschedule, name="review_reschedule"),
    path(f"{REVIEW}/aggiungi/", reviews.review_add, name="review_add"),
    path(f"{ONE}/verifiche/", reviews.review_ask, name="review_ask"),
]
