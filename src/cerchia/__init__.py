"""Cerchia: circles, funds and paths of people who arrive.

One package a room; the layers are in `pyproject.toml`.
"""
