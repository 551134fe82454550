"""Monitors that come and go on one Xvfb: RandR's own, which Qt takes for screens that are plugged in."""

from __future__ import annotations

import ctypes


class _Info(ctypes.Structure):
    """XRRMonitorInfo of libXrandr."""

    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("noutput", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("mwidth", ctypes.c_int),
        ("mheight", ctypes.c_int),
        ("outputs", ctypes.POINTER(ctypes.c_ulong)),
    )


class Monitors:
    """A line of its own to the X server of this process's DISPLAY."""

    def __init__(self) -> None:
        x, randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XDefaultRootWindow.argtypes, x.XDefaultRootWindow.restype = [ctypes.c_void_p], ctypes.c_ulong
        x.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        x.XInternAtom.restype = ctypes.c_ulong
        x.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        randr.XRRSetMonitor.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(_Info)]
        randr.XRRDeleteMonitor.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
        randr.XRRGetMonitors.argtypes = [
            ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.POINTER(ctypes.c_int),
        ]  # fmt: skip
        randr.XRRGetMonitors.restype = ctypes.POINTER(_Info)
        self._x, self._randr = x, randr
        self._display = x.XOpenDisplay(None)
        self._root = x.XDefaultRootWindow(self._display)

    def plug(self, name: str, left: int, width: int, height: int, *, first: bool = False) -> None:
        """A monitor is there; the first takes the place of the whole that Xvfb offers by itself."""
        info = _Info(
            name=self._atom(name), primary=int(first), x=left, y=0, width=width, height=height,
            mwidth=500, mheight=280,
        )  # fmt: skip
        if first:
            count = ctypes.c_int()
            found = self._randr.XRRGetMonitors(self._display, self._root, 1, ctypes.byref(count))
            info.noutput, info.outputs = found[0].noutput, found[0].outputs
        self._randr.XRRSetMonitor(self._display, self._root, ctypes.byref(info))
        self._x.XSync(self._display, 0)

    def unplug(self, name: str) -> None:
        """Somebody has pulled the cable."""
        self._randr.XRRDeleteMonitor(self._display, self._root, self._atom(name))
        self._x.XSync(self._display, 0)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), 0))
