"""Why there is no line: a code and its parameters, from whatever the network raised."""

import socket
import ssl

from websockets.exceptions import InvalidHandshake, InvalidMessage, InvalidStatus

UNREACHABLE = "link.unreachable"
"""Nobody answers at that address and port, or the network does not lead there."""
UNKNOWN_HOST = "link.unknown_host"
BAD_ADDRESS = "link.bad_address"
"""The address is not of the form https://host:port."""
WRONG_ADDRESS = "link.wrong_address"
"""Something answers there, but it is not a server of ours (no TLS, or another site)."""
NO_ANSWER = "link.no_answer"
"""Something took the connection and then said nothing, or hung up."""
CERTIFICATE_EXPIRED = "link.certificate_expired"
CERTIFICATE_NOT_YET = "link.certificate_not_yet"
CERTIFICATE_UNTRUSTED = "link.certificate_untrusted"
CERTIFICATE_NAME = "link.certificate_name"
CERTIFICATE_BAD = "link.certificate_bad"
CA_FILE = "link.ca_file"
"""The file given as certificate authority cannot be read."""
SILENT = "link.silent"
"""The line was open and fell silent."""
BEHIND = "link.behind"
"""The server promises more than has come."""
CLOSED = "link.closed"
"""The server closed the line without saying why."""
BUSY = "link.busy"
PROTOCOL = "protocol.mismatch"
STOPPED = "link.stopped"
"""The desk itself was closed or logged out."""

WORTH_ANOTHER_TRY = frozenset({UNREACHABLE, NO_ANSWER, BUSY, CLOSED, SILENT})
"""What may pass by itself in a moment, while a server starts."""

# OpenSSL's X509_V_ERR_* (openssl/x509_vfy.h)
_EXPIRED = {10, 12}
_NOT_YET = {9, 11}
_UNTRUSTED = {2, 18, 19, 20, 21, 27, 33}
_NAME = {62, 63, 64}


class LineFailed(Exception):
    """There is no line. `code` is one of this module or the server's refusal, `params` fill the sentence."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, str] = {key: str(value) for key, value in params.items()}


class JournalFailed(Exception):
    """The desk's journal cannot be used: `journal.busy` (another program has it) or `journal.failed`."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, str] = {key: str(value) for key, value in params.items()}


def failure_of(error: BaseException) -> LineFailed:
    """Return what an operator should be told about `error`."""
    match error:
        case LineFailed():
            return error
        case ssl.SSLCertVerificationError():
            return _certificate(error)
        case ssl.SSLZeroReturnError() | ssl.SSLEOFError():
            return LineFailed(NO_ANSWER)
        case ssl.SSLError():
            return LineFailed(WRONG_ADDRESS, detail=str(error.reason or "tls").lower())
        case InvalidStatus():
            status = error.response.status_code
            if status in (403, 429, 502, 503, 504):  # 403: too many strangers from here
                return LineFailed(BUSY, status=status)
            return LineFailed(WRONG_ADDRESS, status=status)
        case InvalidMessage():
            # Also what a connection cut in the middle of the upgrade looks like.
            cut = isinstance(error.__cause__, EOFError | ConnectionError)
            return LineFailed(NO_ANSWER) if cut else LineFailed(WRONG_ADDRESS, detail="not a web server")
        case InvalidHandshake():
            return LineFailed(WRONG_ADDRESS, detail=type(error).__name__.lower())
        case socket.gaierror() | UnicodeError():  # UnicodeError: a name that DNS cannot hold
            return LineFailed(UNKNOWN_HOST)
        case ConnectionResetError() | BrokenPipeError() | EOFError():
            return LineFailed(NO_ANSWER)
        case OSError():  # TimeoutError is one
            return LineFailed(UNREACHABLE)
        case _:
            return LineFailed(CLOSED, detail=type(error).__name__)


def _certificate(error: ssl.SSLCertVerificationError) -> LineFailed:
    number = error.verify_code
    if number in _EXPIRED:
        return LineFailed(CERTIFICATE_EXPIRED)
    if number in _NOT_YET:
        return LineFailed(CERTIFICATE_NOT_YET)
    if number in _NAME:
        return LineFailed(CERTIFICATE_NAME)
    if number in _UNTRUSTED:
        return LineFailed(CERTIFICATE_UNTRUSTED)
    return LineFailed(CERTIFICATE_BAD, detail=error.verify_message[:80])
