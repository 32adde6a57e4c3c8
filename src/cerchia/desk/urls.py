"""Addresses of the first screens, and of those made by several rooms together."""

from django.urls import path

from cerchia.desk.views import circle, committee, home, network, people, technical, today

app_name = "desk"
urlpatterns = [
    path("io/", home.me, name="me"),
    path("oggi/", today.today, name="today"),
    path("cerchie/<uuid:pk>/", circle.circle, name="circle_detail"),
    path("persone/", people.person_list, name="person_list"),
    path("persone/<uuid:pk>/", people.person_detail, name="person_detail"),
    path("rete/", network.network, name="network"),
    path("cabina/", committee.sheet, name="sheet"),
    path("impostazioni/", technical.settings_page, name="technical"),
]
