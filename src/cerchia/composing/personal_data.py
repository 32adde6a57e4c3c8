"""What composing holds about people, and what stays when a person's data goes."""

from cerchia.composing.models import (
    Answer,
    Composition,
    CompositionLock,
    Decision,
    KeepReason,
    KeepRule,
)

TABLES = (KeepRule, KeepReason, CompositionLock)
KEPT = {
    Composition: "Sizes, hours and loads of a draft; its people stand in it by code only.",
    Answer: "Append-only; codes and ids of a draft, nothing else.",
    Decision: "Append-only; its words are sealed with the key of the composition.",
}
