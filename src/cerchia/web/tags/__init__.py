"""The components, by where they are used. Templates get them all with `{% load ui %}`."""
