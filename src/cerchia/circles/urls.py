"""Addresses of the circles. The page of one circle, `/cerchie/<id>/`, is composed in `desk`."""

from django.urls import path

from cerchia.circles.views import (
    circles,
    contacts,
    endings,
    meetings,
    members,
    mine,
    persons,
    phones,
)

app_name = "circles"
CIRCLE = "cerchie/<uuid:pk>"
MEETING = "cerchie/<uuid:circle_pk>/incontri/<uuid:pk>"
PLACE = "cerchie/posti/<uuid:pk>"
PERSON = "persone/<uuid:pk>"

urlpatterns = [
    path("cerchie/", circles.circle_list, name="circle_list"),
    path("cerchie/nuova/", circles.circle_form, name="circle_form"),
    path(f"{CIRCLE}/attiva/", circles.circle_activate, name="circle_activate"),
    path(f"{CIRCLE}/chiudi/", circles.circle_close, name="circle_close"),
    # Who is in it
    path(f"{CIRCLE}/persone/", members.member_list, name="member_list"),
    path(f"{CIRCLE}/persone/invita/", members.member_invite, name="member_invite"),
    path(f"{PLACE}/risposta/", members.invitation_answer, name="invitation_answer"),
    path(f"{PLACE}/pausa/", members.member_pause, name="member_pause"),
    path(f"{PLACE}/riprendi/", members.member_resume, name="member_resume"),
    path(f"{PLACE}/esce/", members.member_leave, name="member_leave"),
    path(f"{PLACE}/sposta/", members.member_move, name="member_move"),
    # Meetings
    path(f"{CIRCLE}/incontri/nuovo/", meetings.meeting_plan, name="meeting_plan"),
    path(f"{MEETING}/", meetings.meeting_hold, name="meeting_hold"),
    path(f"{MEETING}/annulla/", meetings.meeting_cancel, name="meeting_cancel"),
    path("incontri-di-cerchia/<uuid:pk>/risposta/", meetings.meeting_answer, name="meeting_answer"),
    path("decisioni-di-cerchia/<uuid:pk>/fatta/", meetings.decision_finish, name="decision_finish"),
    # Between meetings
    path(f"{CIRCLE}/contatti/nuovo/", contacts.encounter_record, name="encounter_record"),
    path(f"{CIRCLE}/note/nuova/", contacts.note_write, name="note_write"),
    # The phones of a participant
    path("persone/<uuid:pk>/telefono/", phones.phone_connect, name="phone_connect"),
    path(
        "persone/<uuid:pk>/telefono/<uuid:device_pk>/togli/",
        phones.phone_revoke,
        name="phone_revoke",
    ),
    # What staff write down about a participant
    path(f"{PERSON}/modifica/<str:part>/", persons.person_change, name="person_change"),
    path(f"{PERSON}/contatti/<uuid:contact_pk>/fine/", persons.contact_end, name="contact_end"),
    # Jobs and participations that end
    path("impostazioni/incarichi/<uuid:pk>/fine/", endings.assignment_end, name="assignment_end"),
    path(f"{PERSON}/uscita/", endings.participation_end, name="participation_end"),
    # The participant's side
    path("io/cerchia/", mine.my_circle, name="my_circle"),
    path("io/cerchia/incontri/<uuid:pk>/", mine.my_meeting, name="my_meeting"),
    path("io/cerchia/contatti/nuovo/", mine.my_encounter, name="my_encounter"),
    path("io/cerchia/lascia/", mine.my_leave, name="my_leave"),
]
