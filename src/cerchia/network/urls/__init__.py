"""Addresses of the network, one module for each part of its pages."""

from cerchia.network.urls import imports, organisations, ties

app_name = "network"

urlpatterns = [*imports.urlpatterns, *organisations.urlpatterns, *ties.urlpatterns]
