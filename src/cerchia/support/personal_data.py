"""What support holds about people, and what stays when a person's data goes."""

from cerchia.support.models import Answer, Commitment, Need, PromiseExport

TABLES = (Commitment,)
KEPT = {
    Need: "Says what a step needs, in words without a person; its project is known by a key.",
    Answer: "Ties an offer of an organisation to a need; nobody is named.",
    PromiseExport: "That a list of promises went out, by a member of staff; it holds no name.",
}
