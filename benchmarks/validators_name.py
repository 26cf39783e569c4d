"""Measure ``name.inspect``: run alone, or called by ``benchmarks/validators.py``."""

from __future__ import annotations

import statistics
import time
from typing import Any

from infoverify.validators import name

#: The bar for the median, in microseconds.
BAR_US = 5.0
# What a customer file holds: nearly all Han names of two and three characters.
SAMPLE = (
    *(
        "张伟",
        "王芳",
        "李娜",
        "王小明",
        "赵丽华",
        "陈建国",
        "刘志强",
        "欧阳修",
        "周文林",
    ),
    *("孙大中", "吴秀英", "郑学文", "冯晓燕", "蒋公平", "司马相如", "张三丰", "高有福"),
    *("古丽娜尔·买买提", "扎西次仁", "张偉", "王 芳", "张三", "王先生", "ZHANG WEI"),
    "John Smith",
)


def section(rounds: int = 200) -> dict[str, Any]:
    """Return the median and the worst of the sample, in microseconds."""
    inspect = name.inspect
    for value in SAMPLE:
        inspect(value)
    medians = {}
    for value in SAMPLE:
        times = []
        for _ in range(rounds):
            start = time.perf_counter_ns()
            for _ in range(20):
                inspect(value)
            times.append((time.perf_counter_ns() - start) / 20_000)
        medians[value] = statistics.median(times)
    worst = max(medians, key=medians.__getitem__)
    median = statistics.median(medians.values())
    return {
        "name_us": round(median, 2),
        "name_worst_us": round(medians[worst], 2),
        "name_bar_us": BAR_US,
        "name_within_bar": median <= BAR_US,
    }


if __name__ == "__main__":
    print(section())
