"""Memory: Python's collector of reference cycles kept to the window's thread, the heaps kept few."""

from __future__ import annotations

import contextlib
import ctypes
import gc

from PySide6.QtCore import QObject, QTimer

SWEEP_EVERY_MS = 200
"""How often it is looked whether enough has come together; a sweep of the young takes under a millisecond."""
FULL_AFTER = 50
"""A sweep of everything stops the window for some 0.1 s: so many of the middle generation come before one."""


SOON_MS = 400
"""After a window was taken apart: its last pictures have gone, the new one has been painted."""


ARENAS = 2
"""Heaps that threads share. glibc gives each new thread one of its own, sixteen on two cores, and each keeps
what its thread once needed: threads of video that come and go would hold 200 MB for nobody."""
APART = 1 << 20
"""Bytes from which a block is mapped by itself and goes back to the system at once. Left alone, glibc raises
this to 32 MB once a picture of the window was freed, and such pictures then tear holes into the heap."""
SPARE = 2 << 20
"""Bytes free at the end of a heap that are not given back."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""glibc's names for them (malloc.h)."""


def keep_memory_together() -> None:
    """Have all threads use a few heaps, and large blocks none; to be called before there are any threads.

    Nothing happens without glibc.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        libc = ctypes.CDLL(None)
        for what, value in ((_ARENA_MAX, ARENAS), (_MMAP_THRESHOLD, APART), (_TRIM_THRESHOLD, SPARE)):
            libc.mallopt(what, value)


def sweep_soon() -> None:
    """Sweep everything in a moment: a window that was taken apart lies in cycles, with all its pictures.

    Call it in the window's thread. Many calls at once cost one sweep each: it is for what is rare.
    """
    QTimer.singleShot(SOON_MS, sweep_all)


def sweep_all() -> None:
    """Sweep everything now, and give what is free back to the system; stops the window for some 0.1 s."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)  # what the old window left between what lives


class Sweep(QObject):
    """Collects in the thread that made it, and there alone.

    By itself Python collects in whatever thread makes the next object: the video's, say. A window or timer
    that lies in a cycle would be destroyed there, and Qt does not survive that.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # the modules and what they hold stay to the end: no sweep need look at them
        self._timer = QTimer(self)
        self._timer.setInterval(SWEEP_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def close(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _look(self) -> None:
        young, middle, old = gc.get_count()
        enough_young, enough_middle, _ = gc.get_threshold()
        if young <= enough_young:
            return
        if middle <= enough_middle:
            gc.collect(0)
        else:
            gc.collect(1 if old <= FULL_AFTER else 2)
