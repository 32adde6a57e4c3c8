"""Addresses of the settings, and of who comes into an edition."""

from django.urls import path

from cerchia.programmes.views import closing, editions, people

app_name = "programmes"
EDITION = "impostazioni/edizioni/<uuid:pk>"

urlpatterns = [
    path("impostazioni/edizioni/", editions.edition_list, name="edition_list"),
    path(f"{EDITION}/", editions.edition_change, name="edition_change"),
    path(f"{EDITION}/territori/", editions.edition_territories, name="edition_territories"),
    path(f"{EDITION}/copia/", editions.edition_copy, name="edition_copy"),
    path(f"{EDITION}/chiudi/", closing.edition_close, name="edition_close"),
    path(f"{EDITION}/persone/", people.staff_list, name="staff_list"),
    path("persone/nuova/", people.person_admit, name="person_admit"),
]
