"""What the door holds about people, and what stays when a person's data goes."""

from cerchia.access.models import ApiToken, Device, EnrolmentCode, SignIn, Tries, User

TABLES = (Device, SignIn, EnrolmentCode, ApiToken)
KEPT = {
    User: "The name of an account stands in the log of acts; without password and phones it is"
    " closed and opens nothing.",
    Tries: "Counts of tries under keyed hashes, which name nobody and end within ninety days.",
}
