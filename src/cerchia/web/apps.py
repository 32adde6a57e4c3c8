from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "cerchia.web"
    label = "web"
