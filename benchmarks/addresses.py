"""Time the address reader: median and 99th percentile, load, longest input, memory.

``python benchmarks/addresses.py`` prints a table; ``--json`` prints one object with
``median_us, p99_us, load_ms`` and more. Addresses are made from the tables, so the run
needs no network and no file. jionlp and cpca are timed beside it where installed.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

from infoverify.reference import divisions
from infoverify.reference.townships import towns
from infoverify.validators import address

if TYPE_CHECKING:
    from collections.abc import Callable

ROADS = [
    "建设路",
    "人民路",
    "文化街",
    "解放大道",
    "和平巷",
    "青年路",
    "学府路",
    "滨河大道",
    "新华西街",
    "中山北路",
]
ESTATES = ["翠苑小区", "阳光花园", "万达广场", "科技大厦", "锦绣家园", "国际中心"]

_LOAD = """
import time
start = time.perf_counter()
from infoverify.validators import address
address.inspect("浙江省杭州市文三路478号").adcode
print((time.perf_counter() - start) * 1000)
"""
_MEMORY = """
import os, sys
sys.path[:0] = {path!r}
def used():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
before = used()
from infoverify.validators import address
for line in {texts!r}:
    address.inspect(line).to_dict()
print(used() - before)
"""


def sample(count: int) -> list[str]:
    """Return addresses of many forms made from the tables, the same at each run."""
    chooser = random.Random(20251130)
    codes = [
        code
        for code in divisions.all_codes()
        if code[4:] != "00"
        and code[:2] not in {"71", "81", "82"}
        and divisions.intervals(code)[-1].end is None
    ]
    texts = []
    for index in range(count):
        code = chooser.choice(codes)
        names = divisions.chain(code)
        if index % 5 == 4:
            names = names[-2:]
        town = list(towns(code).values())
        road = chooser.choice(ROADS)
        number = chooser.randint(1, 999)
        text = "".join(names)
        if town and index % 3 == 0:
            text += chooser.choice(town)
        text += f"{road}{number}号"
        if index % 2:
            estate = chooser.choice(ESTATES)
            text += f"{estate}{index % 30 + 1}幢{index % 3 + 1}单元{number}室"
        if index % 10 == 7:
            text = f"地址：{text} 张伟 13900000000"
        texts.append(text)
    return texts


def timed(call: Callable[[str], Any], texts: list[str], rounds: int) -> list[float]:
    """Return the best time of each text in microseconds."""
    clock = time.perf_counter
    best = [float("inf")] * len(texts)
    for _ in range(rounds):
        for index, text in enumerate(texts):
            start = clock()
            call(text)
            spent = clock() - start
            best[index] = min(best[index], spent)
    return [value * 1e6 for value in best]


def _child(code: str, cache: str | None = None) -> float:
    """Return what a new interpreter prints; with byte code as installed packages have."""
    settings = dict(os.environ)
    if cache is not None:
        settings.pop("PYTHONDONTWRITEBYTECODE", None)
        settings["PYTHONPYCACHEPREFIX"] = cache
    run = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=settings,
    )
    return float(run.stdout)


def longest(call: Callable[[str], Any]) -> float:
    """Return the worst time of 5,000 characters of hostile kinds in milliseconds."""
    seeds = (
        *(
            "号",
            "浙江省杭州市",
            "路",
            "1-",
            "区",
            " ",
            "(",
            "地址:",
            "张三 ",
            "13900000000 ",
        ),
        *("a", "一", "村", "文三路478号", "朝阳区", "：", "x", "-", "市中区", "新区"),
    )
    worst = 0.0
    for seed in seeds:
        text = (seed * 5000)[:5000]
        kinds = [text, "浙江省" + text, "浙江省杭州市西湖区" + text]
        worst = max(worst, *timed(call, kinds, 3))
    return worst / 1000


def peers(texts: list[str]) -> dict[str, float]:
    """Return the median of a single call of each peer that is installed."""
    found: dict[str, float] = {}
    for name, calling in (
        ("cpca", lambda m: lambda text: m.transform([text])),
        ("jionlp", lambda m: m.parse_location),
    ):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        call = calling(module)
        call(texts[0])
        found[name] = statistics.median(timed(call, texts[:100], 1))
    return found


def main() -> None:
    """Measure and print."""
    texts = sample(2000)
    with tempfile.TemporaryDirectory() as cache:
        _child(_LOAD, cache)
        load = min(_child(_LOAD, cache) for _ in range(7))
    memory = _child(_MEMORY.format(path=sys.path, texts=texts[:500]))

    def verdict(text: str) -> object:
        return address.inspect(text).valid

    def everything(text: str) -> object:
        return address.inspect(text).to_dict()

    times = sorted(timed(verdict, texts, 7))
    whole = statistics.median(timed(everything, texts[:500], 3))
    result: dict[str, object] = {
        "median_us": round(statistics.median(times), 1),
        "p99_us": round(times[int(len(times) * 0.99)], 1),
        "load_ms": round(load, 1),
        "to_dict_median_us": round(whole, 1),
        "memory_mib": round(memory, 1),
        "worst_5000_ms": round(longest(verdict), 2),
        "addresses": len(texts),
    }
    for name, median in peers(texts).items():
        result[f"{name}_us"] = round(median, 1)
        result[f"{name}_over_ours"] = round(median / statistics.median(times), 1)
    if "--json" in sys.argv:
        print(json.dumps(result))
        return
    for key, value in result.items():
        print(f"{key:20} {value}")


if __name__ == "__main__":
    main()
