"""Addresses of offers, needs and promises: of the team, of the participant, of organisations."""

from django.urls import path

from cerchia.support.views import (
    colleagues,
    commitments,
    mine,
    needs,
    offers,
    organisation,
    promises,
)

app_name = "support"

OFFER = "rete/offerte/<uuid:pk>"
NEED = "rete/bisogni/<uuid:pk>"
PROMISE = "rete/impegni/<uuid:pk>"
MINE = "io/offerte/<uuid:pk>"

urlpatterns = [
    # The team
    path("rete/offerte/", offers.offer_board, name="offer_board"),
    path("rete/offerte/nuova/", offers.offer_new, name="offer_new"),
    path(f"{OFFER}/", offers.offer_detail, name="offer_detail"),
    path(f"{OFFER}/verifica/", offers.offer_check, name="offer_check"),
    path(f"{OFFER}/rifiuta/", offers.offer_refuse, name="offer_refuse"),
    path(f"{OFFER}/chiudi/", offers.offer_close, name="offer_close"),
    path(f"{OFFER}/proponi/", offers.offer_propose, name="offer_propose"),
    path("rete/bisogni/nuovo/", needs.need_new, name="need_new"),
    path(f"{NEED}/", needs.need_detail, name="need_detail"),
    path(f"{NEED}/togli/", needs.need_withdraw, name="need_withdraw"),
    path("rete/impegni/", promises.promise_list, name="promise_list"),
    path("rete/impegni/esporta/", promises.promise_export, name="promise_export"),
    path(f"{PROMISE}/", commitments.commitment_detail, name="commitment_detail"),
    path(f"{PROMISE}/avanti/", commitments.commitment_move, name="commitment_move"),
    path(f"{PROMISE}/esito/", commitments.commitment_finish, name="commitment_finish"),
    # The participant
    path("io/offerte/", mine.my_offers, name="my_offers"),
    path("io/offerte/tutte/", mine.my_catalogue, name="my_catalogue"),
    path("io/offerte/tutte/<uuid:pk>/", mine.my_choice, name="my_choice"),
    path(f"{MINE}/", mine.my_offer, name="my_offer"),
    path(f"{MINE}/risposta/", mine.my_answer, name="my_answer"),
    path(f"{MINE}/nome/", mine.my_name, name="my_name"),
    path(f"{MINE}/esito/", mine.my_ending, name="my_ending"),
    path("io/bisogni/nuovo/", mine.my_need_new, name="my_need_new"),
    path("io/bisogni/<uuid:pk>/togli/", mine.my_need_withdraw, name="my_need_withdraw"),
    # The organisation's own people
    path("ente/", organisation.org_home, name="org_home"),
    path("ente/bisogni/", organisation.org_needs, name="org_needs"),
    path("ente/offerte/", organisation.org_offers, name="org_offers"),
    path("ente/offerte/nuova/", organisation.org_offer_new, name="org_offer_new"),
    path("ente/offerte/<uuid:pk>/chiudi/", organisation.org_offer_close, name="org_offer_close"),
    path("ente/impegni/", organisation.org_promises, name="org_promises"),
    path("ente/impegni/<uuid:pk>/fatto/", organisation.org_delivered, name="org_delivered"),
    path("ente/noi/", organisation.org_us, name="org_us"),
    path("ente/noi/vero/", organisation.org_true, name="org_true"),
    path("ente/persone/", colleagues.org_people, name="org_people"),
    path("ente/persone/invita/", colleagues.org_invite, name="org_invite"),
    path("ente/persone/<uuid:pk>/fine/", colleagues.org_person_end, name="org_person_end"),
    path(
        "ente/inviti/<uuid:pk>/ritira/",
        colleagues.org_invitation_withdraw,
        name="org_invitation_withdraw",
    ),
]
