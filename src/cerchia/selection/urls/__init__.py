"""Addresses of the room. Those of the page come first: a code is whatever else stands there."""

from cerchia.selection.urls import candidacies, page

app_name = "selection"
urlpatterns = [*page.urlpatterns, *candidacies.urlpatterns]
