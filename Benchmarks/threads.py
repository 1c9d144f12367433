#!/usr/bin/env python3
"""Replications on two threads beside two processes with one thread each, at the same moment.

    python3 Benchmarks/threads.py [PROGRAM] [ROUNDS]

Runs 100 replications of the reference day on two threads, then two processes with 50 each at once,
round after round; prints the median of the ratios of their rates. Needs two processors that nothing
else uses.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAY = ROOT / "Scenarios/shangrao/day.json"


def command(program, folder, name, replications, seed, jobs):
    return [
        program, "run", DAY, "--replications", str(replications), "--seed", str(seed), "--jobs",
        str(jobs), "--out", Path(folder) / f"{name}.sqlite", "--replace",
    ]


def seconds(commands):
    start = time.monotonic()
    processes = [subprocess.Popen(words, stdout=subprocess.DEVNULL) for words in commands]
    for process in processes:
        if process.wait() != 0:
            sys.exit(f"exit code {process.returncode}")
    return time.monotonic() - start


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/parksim"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            threads = seconds([command(program, folder, "threads", 100, 1, 2)])
            processes = seconds(
                [command(program, folder, f"process-{i}", 50, i, 1) for i in (1, 2)]
            )
            ratios.append(processes / threads)
            print(
                f"round {number + 1}: two threads {threads:.2f} s, two processes {processes:.2f} s, "
                f"ratio {ratios[-1]:.3f}",
                flush=True,
            )
    print(f"threads_rate_ratio_to_processes {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()
