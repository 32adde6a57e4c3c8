"""Audit: what was done, and who opened whose file. Owns Entry, Head and FileRead.

Rows hold codes, ids and numbers, never words or names; nothing is edited or deleted.
Other rooms call `usecases.record` for an act and `usecases.file_opened` for a look.
"""
