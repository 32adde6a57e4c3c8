"""Circles: several participants, mediators and operators who walk together, and their relation.

Owns Circle, CircleMembership, Meeting, Attendance, MeetingWord, CircleDecision, Encounter and
CircleNote. Nobody "has" a person here. Other rooms call `standing.seats_of(user)`, `scope`,
`queries.circle_page(circle)` and `usecases.refresh_guards_of(person)`, and lay things on the table
of a meeting by `hooks.looks`.
"""
