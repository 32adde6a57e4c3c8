"""Which room answers which address."""

from django.urls import include, path

from cerchia.config import health
from cerchia.config.api import api, unknown

handler400 = "cerchia.web.pages.bad_request"
handler403 = "cerchia.web.pages.forbidden"
handler404 = "cerchia.web.pages.not_found"
handler500 = "cerchia.web.pages.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", api.urls),
    path("api/<path:rest>", unknown),
    path("", include("cerchia.web.urls")),
    path("", include("cerchia.access.urls")),
    path("", include("cerchia.jobs.urls")),
    path("", include("cerchia.privacy.urls")),
    path("", include("cerchia.programmes.urls")),
    path("", include("cerchia.selection.urls")),
    path("", include("cerchia.funds.urls")),
    path("", include("cerchia.composing.urls")),
    path("", include("cerchia.circles.urls")),
    path("", include("cerchia.projects.urls")),
    path("", include("cerchia.network.urls")),
    path("", include("cerchia.support.urls")),
    path("", include("cerchia.desk.urls")),
]
