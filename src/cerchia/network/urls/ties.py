"""Address of reading the ties anew."""

from django.urls import path

from cerchia.network.views import ties

urlpatterns = [
    path("rete/legami/leggi/", ties.read_ties, name="read_ties"),
]
