"""Every widget with invented data: `python -m widgets.gallery`; `--save DIR` draws both themes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Show or save the sheets; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m widgets.gallery", description=__doc__)
    parser.add_argument(
        "--save", type=Path, metavar="DIR", help="draw every sheet in both themes into DIR and end"
    )
    parser.add_argument(
        "--theme", choices=("dark", "light"), default="dark", help="theme of the window (dark)"
    )
    parser.add_argument("--sheet", default="operator_1920", help="the sheet to open (operator_1920)")
    parser.add_argument("--scale", type=float, default=1.0, help="size of text and rows, 1.0 to 2.0")
    told = parser.parse_args(arguments)

    from PySide6.QtWidgets import QApplication

    from widgets import style
    from widgets.gallery_sheets import SHEETS
    from widgets.look import Look

    if told.sheet not in SHEETS:
        parser.error(f"--sheet: one of {', '.join(SHEETS)}")
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    if told.save is None:
        look = Look(told.theme, scale=told.scale)
        style.apply(app, look)
        sheet = SHEETS[told.sheet](look)
        sheet.show()
        return app.exec()
    told.save.mkdir(parents=True, exist_ok=True)
    for theme in ("dark", "light"):
        look = Look(theme, scale=told.scale)
        style.apply(app, look)
        for name, build in SHEETS.items():
            sheet = build(look)
            sheet.show()
            for _ in range(4):
                app.processEvents()
            target = told.save / f"{name}-{theme}.png"
            sheet.grab().save(str(target))
            sys.stdout.write(f"{target}\n")
            sheet.close()
            sheet.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main())
