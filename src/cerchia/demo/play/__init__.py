"""Plays the story through the use cases, each act at its own moment."""
