"""How far two pictures differ: `python -m widgets.picture_difference NEW OLD` prints it in per cent."""

from __future__ import annotations

import sys

import numpy as np
from PySide6.QtGui import QImage

FAR = 32
"""A step of one of 256 levels from which a point counts as another colour: smoothing differs by less."""


def _points(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].astype(np.int16)


def difference(one: QImage, other: QImage) -> float:
    """Return the share of points whose red, green or blue differs by more than FAR; 1.0 for another size."""
    if one.isNull() or one.size() != other.size():
        return 1.0
    first, second = (image.convertToFormat(QImage.Format.Format_RGB888) for image in (one, other))
    apart = np.abs(_points(first) - _points(second)) > FAR
    return float(apart.reshape(first.height(), first.width(), 3).any(axis=2).mean())


def main(arguments: list[str]) -> int:
    """Print the share in per cent; a picture that is not there differs wholly."""
    new, old = (QImage(name) for name in arguments)
    sys.stdout.write(f"{100 * difference(new, old):.3f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
