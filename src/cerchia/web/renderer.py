from django.forms.renderers import TemplatesSetting


class FieldsOfTheHouse(TemplatesSetting):
    """Forms are drawn by our own templates: `as_field_group` gives `web/field.html`."""

    field_template_name = "web/field.html"
