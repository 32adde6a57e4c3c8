"""Projects: the real wish first, then the plan that makes it concrete, and how it goes.

Owns Wish, WishNote, WishMoment, Project, ProjectMember, ProjectVersion, Objective, ProjectStep,
Resource and ReviewMoment. A wish is never changed or removed. Money is in `funds`; here only
what is planned for an objective.
"""
