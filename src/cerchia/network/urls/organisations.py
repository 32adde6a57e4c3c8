"""Organisations, the queue, ties and doubles; one's own contacts; the doors for people outside."""

from django.urls import path

from cerchia.network.views import doors, doubles, mine, organisations, queue

ONE = "rete/<uuid:pk>"
SPOKEN = "rete/da-contattare/voci/<uuid:pk>"

urlpatterns = [
    # One's own contacts
    path("io/conosco/", mine.my_known, name="my_known"),
    path("io/conosco/nuova/", mine.my_known_new, name="my_known_new"),
    path("io/conosco/<uuid:pk>/togli/", mine.my_known_take_back, name="my_known_take_back"),
    path("io/conosco/<uuid:pk>/voce/", mine.my_known_voice, name="my_known_voice"),
    path("rete/conosco/", mine.known_list, name="known_list"),
    # Who is still to be asked
    path("rete/da-contattare/", queue.queue, name="queue"),
    path(f"{SPOKEN}/", queue.spoken, name="spoken"),
    path(f"{SPOKEN}/ascolta/", queue.spoken_voice, name="spoken_voice"),
    path(f"{SPOKEN}/niente/", queue.spoken_unclear, name="spoken_unclear"),
    # One organisation
    path("rete/nuova/", organisations.organisation_new, name="organisation_new"),
    path(f"{ONE}/", organisations.organisation_detail, name="organisation_detail"),
    path(f"{ONE}/cambia/", organisations.organisation_change, name="organisation_change"),
    path(f"{ONE}/contatto/", organisations.organisation_ask, name="organisation_ask"),
    path(f"{ONE}/affida/", organisations.organisation_assign, name="organisation_assign"),
    path(f"{ONE}/chiudi/", organisations.organisation_close, name="organisation_close"),
    path(f"{ONE}/riapri/", organisations.organisation_reopen, name="organisation_reopen"),
    path(f"{ONE}/pubblica/", organisations.organisation_publish, name="organisation_publish"),
    path(f"{ONE}/nascondi/", organisations.organisation_unpublish, name="organisation_unpublish"),
    path(f"{ONE}/persone/", organisations.person_add, name="person_add"),
    path("rete/persone/<uuid:pk>/togli/", organisations.person_end, name="person_end"),
    path(f"{ONE}/chiedi/", doors.refresh_ask, name="refresh_ask"),
    path("rete/risposte/<uuid:pk>/vista/", doors.refresh_handle, name="refresh_handle"),
    path(f"{ONE}/invita/", doors.member_invite, name="member_invite"),
    path("rete/membri/<uuid:pk>/fine/", doors.member_end, name="member_end"),
    path("rete/inviti/<uuid:pk>/ritira/", doors.invitation_withdraw, name="invitation_withdraw"),
    # Ties, and entries that are one
    path(f"{ONE}/legami/", doubles.tie_make, name="tie_make"),
    path(f"{ONE}/legami/<uuid:tie_pk>/togli/", doubles.tie_end, name="tie_end"),
    path("rete/doppioni/", doubles.double_list, name="double_list"),
    path("rete/doppioni/unisci/", doubles.double_merge, name="double_merge"),
    path("rete/doppioni/due/", doubles.double_apart, name="double_apart"),
    path("rete/doppioni/<uuid:pk>/annulla/", doubles.double_undo, name="double_undo"),
    # People outside
    path("rete/aggiorna/<str:code>/", doors.refresh, name="refresh"),
    path("ente/invito/<str:code>/", doors.invitation, name="invitation"),
]
