"""Addresses of the door and of one's own account."""

from django.urls import path

from cerchia.access.views import entering, factors, language, leaving, mine, phones

app_name = "access"

urlpatterns = [
    path("", entering.start, name="start"),
    # Coming in
    path("entra/", entering.enter, name="enter"),
    path("entra/codice/", entering.code, name="code"),
    path("entra/secondo-fattore/", factors.app_first, name="app_first"),
    path("entra/secondo-fattore/chiave/", factors.key_first, name="key_first"),
    path("entra/t/<str:code>/", phones.connect, name="connect"),
    path("pin/", phones.pin, name="pin"),
    path("pin/blocca/", phones.lock, name="lock"),
    path("conferma/", mine.confirm, name="confirm"),
    path("lingua/", language.language, name="language"),
    # Leaving
    path("esci/", leaving.leave, name="leave"),
    path("p/<slug:name>/", leaving.neutral, name="neutral"),
    # One's own account
    path("io/impostazioni/", mine.settings_page, name="settings"),
    path("io/impostazioni/pin/", mine.pin_change, name="pin_change"),
    path("io/impostazioni/uscita/", mine.exit_page, name="exit_page"),
    path("io/impostazioni/telefono/", mine.phone_add, name="phone_add"),
    path("io/impostazioni/telefoni/<uuid:pk>/togli/", mine.phone_revoke, name="phone_revoke"),
    path("conto/", mine.account, name="account"),
    path("conto/password/", mine.password_change, name="password_change"),
    path("conto/secondo-fattore/app/", factors.app_add, name="app_add"),
    path("conto/secondo-fattore/chiave/", factors.key_add, name="key_add"),
    path("conto/secondo-fattore/<int:pk>/togli/", factors.factor_remove, name="factor_remove"),
    path("conto/codici/", factors.recovery_codes, name="recovery_codes"),
]
