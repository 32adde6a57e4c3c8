"""Vault: keys, sealed text and sealed files. Knows subjects only as UUIDs.

Owns SubjectKey and SealedFile. Every subject has one data key, wrapped by the master key that lives
outside the database; destroying it makes all that was sealed with it unreadable, in backups too.
Other rooms use `fields.SealedTextField`; `keys.unlock`, `create_keys`, `shred` and `lookup_hash`;
`files.take_in`, `open_bytes`, `respond`, `same_content`, `remove` and `remove_all_of`.
"""
