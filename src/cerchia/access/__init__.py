"""Access: users, the ways in, and the policy engine. Owns User, Device, EnrolmentCode, ApiToken.

Roles are not stored here: they follow from dated facts of other rooms (an assignment in
`programmes`, a membership in `circles`). Other rooms call `engine.policy`, `engine.require`
and `engine.may`.
"""
