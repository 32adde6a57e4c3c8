"""Addresses of the jobs."""

from django.urls import path

from cerchia.jobs import views

app_name = "jobs"

urlpatterns = [
    path("lavori/<uuid:pk>/", views.job_show, name="job_show"),
    path("lavori/<uuid:pk>/ferma/", views.job_stop, name="job_stop"),
]
