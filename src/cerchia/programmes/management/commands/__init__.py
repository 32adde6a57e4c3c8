"""Commands of this room: users, since a user is worth nothing without a role."""
