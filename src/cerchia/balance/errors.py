"""What may go wrong in this room, said in one sentence that a person can act on."""


class BalanceError(ValueError):
    """The input cannot be used; `str()` is one sentence that says where and why."""


class SchemaError(BalanceError):
    """The file is not an exchange file of schema 1."""


class GuardrailError(BalanceError):
    """The sheet asks for something that the guardrails do not allow."""


class UndecidedError(Exception):
    """The budget ended before the solver could say yes or no.

    `suspects` are the rules among which the trouble lies, if there is any trouble.
    """

    def __init__(self, suspects: tuple[str, ...] = ()) -> None:
        """Keep the smallest set of suspects found so far."""
        super().__init__("not proven either way within the time given")
        self.suspects = suspects
