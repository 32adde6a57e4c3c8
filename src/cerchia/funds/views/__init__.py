"""Pages of the room: one module for what belongs together."""
