"""Pages of the team, of the participant and of the organisations: find in scope, one use case."""
