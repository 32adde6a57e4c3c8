"""Settings of an edition, and the people in it."""
