"""A hand at the keyboard of a screen: real key events by the XTEST extension, through libX11 and libXtst.

Each event leaves this process before the call returns, so that the moment just before it is when it was sent.
"""

from __future__ import annotations

import ctypes
import time
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p

VIEWABLE = 2


class NoHands(Exception):
    """The libraries are not there, the screen is not, or it has no XTEST; the text says which."""


class _Window(Structure):
    """XWindowAttributes, as Xlib.h has it."""

    _fields_ = (
        *((name, c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        *((name, c_ulong) for name in ("visual", "root")),
        *((name, c_int) for name in ("of_class", "bit_gravity", "win_gravity", "backing_store")),
        *((name, c_ulong) for name in ("planes", "pixel")),
        ("save_under", c_int),
        ("colormap", c_ulong),
        *((name, c_int) for name in ("installed", "map_state")),
        *((name, c_long) for name in ("all_events", "your_events", "do_not_propagate")),
        ("override_redirect", c_int),
        ("screen", c_ulong),
    )


class Hands:
    """Types on one display; keeps the interpreter's lock, so that no thread comes between stamp and key."""

    def __init__(self, display: str) -> None:
        try:
            self._x, self._test = ctypes.PyDLL("libX11.so.6"), ctypes.PyDLL("libXtst.so.6")
        except OSError as error:
            raise NoHands(f"{error}: apt-get install libx11-6 libxtst6") from None
        self._x.XOpenDisplay.restype = c_void_p
        self._x.XOpenDisplay.argtypes = [c_char_p]
        self._x.XDefaultRootWindow.restype = c_ulong
        self._x.XStringToKeysym.restype = c_ulong
        self._x.XStringToKeysym.argtypes = [c_char_p]
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
        for name in ("XDefaultRootWindow", "XFlush", "XCloseDisplay"):
            getattr(self._x, name).argtypes = [c_void_p]
        self._x.XSync.argtypes = [c_void_p, c_int]
        self._x.XGetWindowAttributes.argtypes = [c_void_p, c_ulong, POINTER(_Window)]
        self._x.XSetInputFocus.argtypes = [c_void_p, c_ulong, c_int, c_ulong]
        self._x.XQueryTree.argtypes = [
            c_void_p, c_ulong, POINTER(c_ulong), POINTER(c_ulong), POINTER(POINTER(c_ulong)), POINTER(c_uint)
        ]  # fmt: skip
        self._x.XFree.argtypes = [c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]
        self._display = self._x.XOpenDisplay(display.encode())
        if not self._display:
            raise NoHands(f"no screen {display}")
        number = c_int()
        if not self._x.XQueryExtension(
            c_void_p(self._display), b"XTEST", byref(number), byref(number), byref(number)
        ):
            raise NoHands(f"screen {display} has no XTEST")

    def close(self) -> None:
        """Leave the screen. A second call does nothing."""
        if self._display:
            self._x.XCloseDisplay(self._display)
            self._display = None

    def windows(self) -> list[tuple[int, int]]:
        """The screen's windows that can be seen, as (id, area in pixels), the largest first."""
        root, parent = c_ulong(), c_ulong()
        children, count = POINTER(c_ulong)(), c_uint()
        top = self._x.XDefaultRootWindow(self._display)
        self._x.XQueryTree(self._display, top, byref(root), byref(parent), byref(children), byref(count))
        found = []
        for number in range(count.value):
            told = _Window()
            if (
                self._x.XGetWindowAttributes(self._display, children[number], byref(told))
                and told.map_state == VIEWABLE
            ):
                found.append((children[number], told.width * told.height))
        if count.value:
            self._x.XFree(children)
        return sorted(found, key=lambda window: -window[1])

    def take_hold(self) -> bool:
        """Give the largest window the keyboard, as a person's click would; False while there is none."""
        found = self.windows()
        if found:
            self._x.XSetInputFocus(self._display, found[0][0], 1, 0)
            self._x.XSync(self._display, 0)
        return bool(found)

    def press(self, key: str, *, shift: bool = False) -> int:
        """Press and let go a key by X's name (`a`, `space`, `F2`); return when, CLOCK_MONOTONIC ns."""
        code = self._code(key)
        with_shift = self._code("Shift_L") if shift else 0
        at = time.monotonic_ns()
        if shift:
            self._test.XTestFakeKeyEvent(self._display, with_shift, 1, 0)
        self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        if shift:
            self._test.XTestFakeKeyEvent(self._display, with_shift, 0, 0)
        self._x.XFlush(self._display)
        return at

    def _code(self, key: str) -> int:
        symbol = self._x.XStringToKeysym(key.encode())
        code = int(self._x.XKeysymToKeycode(self._display, symbol)) if symbol else 0
        if not code:
            raise NoHands(f"this keyboard has no key {key!r}")
        return code
