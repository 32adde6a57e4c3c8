"""Pages of the circles: of the staff by what they do, and of the participants."""
