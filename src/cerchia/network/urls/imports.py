"""Tables in and out."""

from django.urls import path

from cerchia.network.views import exports, imports

urlpatterns = [
    path("rete/importa/", imports.import_new, name="import_new"),
    path("rete/importa/<uuid:pk>/", imports.import_show, name="import_show"),
    path("rete/importa/<uuid:pk>/colonne/", imports.import_columns, name="import_columns"),
    path("rete/importa/<uuid:pk>/scegli/", imports.import_choose, name="import_choose"),
    path("rete/importa/<uuid:pk>/scrivi/", imports.import_write, name="import_write"),
    path("rete/importa/<uuid:pk>/riprendi/", imports.import_undo, name="import_undo"),
    path("rete/importa/<uuid:pk>/lascia/", imports.import_drop, name="import_drop"),
    path("rete/esporta/", exports.export_form, name="export_form"),
]
