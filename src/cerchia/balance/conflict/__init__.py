"""Why there is no solution: minimal conflicts in the rules that people wrote, and the ways out."""
