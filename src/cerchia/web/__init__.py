"""Web: how every page looks and behaves. Base templates, components, pictures, charts, scripts.

Owns no table and knows no room: it takes plain values. Other rooms extend `web/phone.html`,
`web/desk.html` or `web/plain.html`, `{% load ui %}` the components, call `charts` and `responses`.
"""
