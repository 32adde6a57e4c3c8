"""Addresses of the room."""

from cerchia.funds.urls import expenses, pacts

app_name = "funds"
urlpatterns = [*pacts.urlpatterns, *expenses.urlpatterns]
