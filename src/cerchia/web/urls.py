"""Addresses of what a phone keeps for when there is no network."""

from django.urls import path

from cerchia.web import views

app_name = "web"

urlpatterns = [
    path("sw.js", views.worker, name="worker"),
    path("senza-rete/", views.offline, name="offline"),
]
