"""What the wall says about a picture, in the user's language."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QCoreApplication

from widgets.look import Look
from widgets.timer import SECOND, local, span, time_of_day
from widgets.video_wall.frames import Picture, TileState


def state_word(picture: str) -> str:
    """VIVO, TARDÍA, CONGELADA, SIN SEÑAL, CONECTANDO."""
    return {
        Picture.LIVE: QCoreApplication.translate("video_wall", "VIVO"),
        Picture.LATE: QCoreApplication.translate("video_wall", "TARDÍA"),
        Picture.FROZEN: QCoreApplication.translate("video_wall", "CONGELADA"),
        Picture.NO_SIGNAL: QCoreApplication.translate("video_wall", "SIN SEÑAL"),
        Picture.CONNECTING: QCoreApplication.translate("video_wall", "CONECTANDO"),
    }[Picture(picture)]


def delay(state: TileState, monotonic: float, look: Look) -> str:
    """0,2 s; how long ago the last picture came for one that is late; "sin medir" where nobody measured."""
    seconds = state.latency_s
    if state.picture == Picture.LATE:
        # A late picture ages while nothing comes: its delay is at least the silence.
        seconds = max(seconds or 0.0, monotonic - state.since)
    if seconds is None:
        return QCoreApplication.translate("video_wall", "sin medir")
    return QCoreApplication.translate("video_wall", "{s} s").format(s=look.locale.toString(seconds, "f", 1))


def held(state: TileState, monotonic: float) -> str:
    """00:42, how long the picture has stood."""
    return span(int((monotonic - state.since) * SECOND))


def last_picture(state: TileState, look: Look) -> str:
    """Última imagen 21:46:02."""
    if state.last_picture is None:
        return QCoreApplication.translate("video_wall", "Última imagen: hora sin medir")
    return QCoreApplication.translate("video_wall", "Última imagen {time}").format(
        time=time_of_day(state.last_picture, look)
    )


def not_live(state: TileState, monotonic: float) -> str:
    """No es en vivo · reintento en 4 s."""
    words = not_live_short()
    again = retry(state, monotonic)
    return f"{words} · {again}" if again else words


def not_live_short() -> str:
    """What must be said of a picture that stands, where there is room for no more."""
    return QCoreApplication.translate("video_wall", "No es en vivo")


def retry(state: TileState, monotonic: float) -> str:
    """Reintento en 4 s, or nothing when none is planned."""
    if state.retry_at is None:
        return ""
    seconds = max(0, ceil(state.retry_at - monotonic))
    return QCoreApplication.translate("video_wall", "reintento en {s} s").format(s=seconds)


def no_signal(state: TileState, monotonic: float, look: Look) -> tuple[str, str]:
    """Since when, the next try; and the reason."""
    parts = []
    if state.last_picture is not None:
        since = local(state.last_picture, look).strftime("%H:%M")
        parts.append(QCoreApplication.translate("video_wall", "desde {time}").format(time=since))
    else:
        parts.append(
            QCoreApplication.translate("video_wall", "hace {span}").format(span=held(state, monotonic))
        )
    again = retry(state, monotonic)
    if again:
        parts.append(again)
    return " · ".join(parts), reason(state.reason)


def connecting(state: TileState, monotonic: float, look: Look) -> str:
    """Conectando · 1,4 s."""
    seconds = look.locale.toString(max(0.0, monotonic - state.since), "f", 0)
    return QCoreApplication.translate("video_wall", "Conectando · {s} s").format(s=seconds)


def reason(code: str | None) -> str:
    """Why there is no picture; an unknown code is shown as it is, so that it can be told to Systems."""
    if not code:
        return ""
    return {
        "camera.forbidden": QCoreApplication.translate("video_wall", "el permiso para verla venció"),
        "camera.unauthorized": QCoreApplication.translate("video_wall", "la cámara rechazó la clave"),
        "camera.not_found": QCoreApplication.translate("video_wall", "la cámara no tiene esa imagen"),
        "camera.not_a_camera": QCoreApplication.translate("video_wall", "lo que responde no es una cámara"),
        "camera.codec": QCoreApplication.translate("video_wall", "formato de video desconocido"),
        "camera.no_video": QCoreApplication.translate("video_wall", "la cámara no ofrece video"),
        "camera.no_pictures": QCoreApplication.translate("video_wall", "la cámara no envía imágenes"),
        "camera.auth": QCoreApplication.translate("video_wall", "la cámara pide una clave desconocida"),
        "camera.auth_plain": QCoreApplication.translate("video_wall", "la cámara pide la clave sin cifrar"),
        "camera.certificate": QCoreApplication.translate("video_wall", "certificado de la cámara no válido"),
        "camera.closed": QCoreApplication.translate("video_wall", "la cámara cortó la transmisión"),
        "camera.refused": QCoreApplication.translate("video_wall", "la cámara rechazó el pedido"),
        "camera.transport": QCoreApplication.translate("video_wall", "la cámara no transmite por este medio"),
        "camera.unreachable": QCoreApplication.translate("video_wall", "la cámara no responde"),
        "camera.timeout": QCoreApplication.translate("video_wall", "la cámara no responde"),
        "video.unreachable": QCoreApplication.translate("video_wall", "el servidor de video no responde"),
        "video.timeout": QCoreApplication.translate("video_wall", "el servidor de video no responde"),
        "video.certificate": QCoreApplication.translate("video_wall", "certificado del servidor no válido"),
        "video.silent": QCoreApplication.translate("video_wall", "no llegan imágenes"),
        "video.closed": QCoreApplication.translate("video_wall", "se cortó la transmisión"),
    }.get(code, code)


def choose_camera() -> str:
    """Elija una cámara."""
    return QCoreApplication.translate("video_wall", "Elija una cámara")
