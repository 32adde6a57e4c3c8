"""The story that the demo tells, as data: people, circles, projects, words. All invented."""
