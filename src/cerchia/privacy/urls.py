"""Addresses of one's own data."""

from django.urls import path

from cerchia.privacy import views

app_name = "privacy"

urlpatterns = [
    path("io/dati/", views.my_data, name="my_data"),
    path("io/dati/consensi/", views.consent_decide, name="consent_decide"),
    path("io/dati/contatti/", views.my_contacts, name="my_contacts"),
    path("io/dati/contatti/fine/", views.my_contact_end, name="my_contact_end"),
]
