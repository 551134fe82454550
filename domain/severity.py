"""How grave something is: four alarm priorities and a notice (EEMUA 191, ISA-18.2)."""

from enum import IntEnum


class Severity(IntEnum):
    """1 is the gravest; the number is printed inside the mark."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4
    INFO = 5
