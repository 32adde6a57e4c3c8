"""Programmes: where and when the programme runs, by which rules, and who takes part in it.

Owns Programme, Territory, Edition, EditionTerritory, Phase, Participation and StaffAssignment.
Every number of an edition is data. Roles follow from dated assignments and participations:
other rooms ask `standing.of(user)`.
"""
