"""Why a command was not done: a code and its parameters; only the console makes a sentence of it."""


class Refused(Exception):
    """Raised by `decide`: nothing changed. `code` is a word of ours, `params` fill the sentence."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, str] = {key: str(value) for key, value in params.items()}
