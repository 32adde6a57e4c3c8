"""Addresses of pacts and payments."""

from django.urls import path

from cerchia.funds.views import juncture, my_pact, pact, payment

urlpatterns = [
    path("io/patto/", my_pact.my_pact, name="my_pact"),
    path("io/patto/firma/", my_pact.my_signature, name="my_signature"),
    path("io/patto/pdf/", my_pact.my_pdf, name="my_pact_pdf"),
    path("io/patto/conto/", my_pact.my_account, name="my_account"),
    path("patti/nuovo/", pact.pact_new, name="pact_new"),
    path("patti/<uuid:pk>/", pact.pact_edit, name="pact_edit"),
    path("patti/<uuid:pk>/spiega/", pact.pact_explain, name="pact_explain"),
    path("patti/<uuid:pk>/spiegato/", pact.pact_explained, name="pact_explained"),
    path("patti/<uuid:pk>/firma/", pact.pact_sign, name="pact_sign"),
    path("patti/<uuid:pk>/pdf/", pact.pact_pdf, name="pact_pdf"),
    path("patti/<uuid:pk>/da-parte/", pact.pact_set_aside, name="pact_set_aside"),
    path("patti/<uuid:pk>/snodo/", juncture.pact_juncture, name="pact_juncture"),
    path("patti/<uuid:pk>/nuova-versione/", juncture.pact_renew, name="pact_renew"),
    path("patti/<uuid:pk>/fine/", juncture.pact_end, name="pact_end"),
    path("patti/<uuid:pk>/premio/", juncture.pact_reward, name="pact_reward"),
    path("pagamenti/", payment.payment_queue, name="payment_queue"),
    path("pagamenti/approva/", payment.payments_approve, name="payments_approve"),
    path("pagamenti/<uuid:pk>/", payment.payment_detail, name="payment_detail"),
    path("pagamenti/<uuid:pk>/conto/", payment.payment_account, name="payment_account"),
    path("pagamenti/<uuid:pk>/prepara/", payment.payment_prepare, name="payment_prepare"),
    path("pagamenti/<uuid:pk>/approva/", payment.payment_approve, name="payment_approve"),
    path("pagamenti/<uuid:pk>/inviato/", payment.payment_send, name="payment_send"),
    path("pagamenti/<uuid:pk>/eseguito/", payment.payment_execute, name="payment_execute"),
    path("pagamenti/<uuid:pk>/respinto/", payment.payment_reject, name="payment_reject"),
    path("pagamenti/<uuid:pk>/annulla/", payment.payment_cancel, name="payment_cancel"),
    path("pagamenti/<uuid:pk>/contanti/", payment.payment_cash, name="payment_cash"),
]
