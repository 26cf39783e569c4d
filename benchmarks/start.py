"""How long the first use takes: import, first verdict, a ruleset from YAML.

    python benchmarks/start.py [--json] [--rounds N]

Each figure is what a fresh process takes beyond a fresh interpreter that does nothing:
medians of rounds in which every process runs once, in turn. ``-I`` keeps the host's
environment out. Bytecode is compiled before the first round, as an installation does.

* ``import_ms``: ``import infoverify``.
* ``first_verdict_ms``: import, ``Verifier("life-standard", stage="underwriting")`` from
  the form that ships, and one verdict.
* ``load_yaml_ms``: import, then ``life-standard`` loaded from YAML with all that it
  extends, checked, and compiled for one stage.
"""

from __future__ import annotations

import argparse
import compileall
import json
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from _cases import AT, clean_application

import infoverify
from infoverify.rulesets import shipped_root

_PACKAGE = Path(infoverify.__file__).parent
_VERDICT = """
import json
from datetime import date
from infoverify import Verifier
verifier = Verifier({ruleset!r}, stage="underwriting")
record = json.loads({record!r})
verifier.verify(record, at=date({at.year}, {at.month}, {at.day})).decision
"""


def programs() -> dict[str, str]:
    """Return what each process runs."""
    record = json.dumps(clean_application())
    # A path is read as YAML; a name may come in a form made before.
    yaml = str(shipped_root() / "life-standard.yaml")
    begin = f"import sys; sys.path.insert(0, {str(_PACKAGE.parent)!r})\n"
    return {
        "nothing": begin,
        "import_ms": f"{begin}import infoverify",
        "first_verdict_ms": begin
        + _VERDICT.format(ruleset="life-standard", record=record, at=AT),
        "load_yaml_ms": begin + _VERDICT.format(ruleset=yaml, record="{}", at=AT),
    }


def measured(rounds: int) -> dict[str, float]:
    """Return milliseconds beyond the bare interpreter."""
    compileall.compile_dir(_PACKAGE, quiet=2)
    made = programs()
    times: dict[str, list[float]] = {name: [] for name in made}
    for number in range(rounds + 1):
        for name, program in made.items():
            start = perf_counter()
            subprocess.run([sys.executable, "-I", "-c", program], check=True)  # noqa: S603
            if number:
                times[name].append((perf_counter() - start) * 1e3)
    bare = times.pop("nothing")
    return {
        name: round(
            statistics.median(t - b for t, b in zip(taken, bare, strict=True)), 1
        )
        for name, taken in times.items()
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="one object")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    figures = measured(options.rounds)
    if options.json:
        sys.stdout.write(json.dumps(figures) + "\n")
        return
    for name, value in figures.items():
        print(f"{name:20} {value:8.1f}")


if __name__ == "__main__":
    main()
