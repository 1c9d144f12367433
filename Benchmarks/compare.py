#!/usr/bin/env python3
"""Measures kernel and store beside other programs on this machine; see README.md."""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
CPP = HERE / ".build" / "cpp"
C = HERE / ".build" / "c"
HOLD_SIZES = [10, 1_000, 100_000, 1_000_000]
FLEETS = [24, 500, 2_500]


def main():
    options = parse_arguments()
    figures = {}
    if options.only in (None, "kernel"):
        figures |= kernel_figures(options)
    if options.only in (None, "store"):
        figures |= store_figures(options)
    if options.only in (None, "park"):
        figures |= park_figures(options)
    if options.json:
        print(json.dumps(figures, indent=2))
    else:
        print_table(figures)


def kernel_figures(options):
    python = prepare_python()
    compile_cpp()
    release = build_swift(options.scratch_path)
    programs = mm1_programs(release, python, options) | hold_programs(release, options)
    results = alternate(programs, options.rounds)
    results |= alternate(waiting_programs(release, options), 1)
    return summary(results)


def store_figures(options):
    """Samples through a part file beside a C program on SQLite, and the peak memory of both."""
    C.mkdir(parents=True, exist_ok=True)
    call(["cc", "-O2", "-o", C / "samples", HERE / "c" / "samples.c", "-lsqlite3"])
    build = ["swift", "build", "-c", "release", "--package-path", HERE.parent]
    build += ["--product", "samples-benchmark"]
    if options.store_scratch_path:
        build += ["--scratch-path", options.store_scratch_path]
    release = run_build(build)
    figures = {}
    with tempfile.TemporaryDirectory(dir=C) as folder:
        for count in [options.samples // 10, options.samples // 4, options.samples]:
            programs = {
                "ours": [release / "samples-benchmark", str(count), f"{folder}/ours.sqlite"],
                "C": [C / "samples", str(count), f"{folder}/c.sqlite"],
            }
            results = alternate(programs, options.store_rounds, fresh=Path(folder))
            if count == options.samples:
                figures["samples_ratio_to_C"] = median_ratio(
                    results, "ours", "C", "samples_per_second"
                )
            for name in programs:
                for key in ["samples_per_second", "peak_bytes"]:
                    figures[f"{key} ({count} samples, {name})"] = median(results, name, key)
    return figures


def park_figures(options):
    """Orders a second of parks of several sizes: simulated, run and stored, and written in SimPy.

    Each as a difference between two lengths, so that what a program does once is left out.
    """
    python = prepare_python()
    build = ["swift", "build", "-c", "release", "--package-path", HERE.parent]
    if options.store_scratch_path:
        build += ["--scratch-path", options.store_scratch_path]
    for product in ["parksim", "park-benchmark"]:
        release = run_build(build + ["--product", product])
    C.mkdir(parents=True, exist_ok=True)
    figures = {}
    with tempfile.TemporaryDirectory(dir=C) as folder:
        programs = {}
        for drones in FLEETS:
            for orders in [options.orders // 5, options.orders]:
                programs |= park_programs(release, python, drones, orders, folder)
        results = alternate(programs, options.park_rounds)
        for drones in FLEETS:
            rates = {
                kind: [
                    (long["orders"] - short["orders"]) / (long["seconds"] - short["seconds"])
                    for short, long in zip(
                        results[f"park {drones} {options.orders // 5} {kind}"],
                        results[f"park {drones} {options.orders} {kind}"],
                    )
                ]
                for kind in ["simulated", "stored", "SimPy"]
            }
            for kind in ["simulated", "stored"]:
                figures[f"park_{drones}_{kind}_ratio_to_SimPy"] = statistics.median(
                    ours / peer for ours, peer in zip(rates[kind], rates["SimPy"])
                )
            for kind, values in rates.items():
                figures[f"orders_per_second (park {drones} {kind})"] = statistics.median(values)
            for kind in ["simulated", "SimPy"]:
                figures[f"mean_lead_time_s (park {drones} {kind})"] = median(
                    results, f"park {drones} {options.orders} {kind}", "mean_lead_time_s"
                )
            figures[f"busiest (park {drones})"] = median(
                results, f"park {drones} {options.orders} simulated", "busiest"
            )
            figures[f"peak_bytes (park {drones} stored)"] = median(
                results, f"park {drones} {options.orders} stored", "peak_bytes"
            )
    return figures


def park_programs(release, python, drones, orders, folder):
    """A park with so many drones and orders whose people and bays are busy four fifths of the time."""
    rate = 0.83 * drones
    hours = orders / rate
    pickers, packers = math.ceil(rate * 120 / 3600 / 0.8), math.ceil(rate * 100 / 3600 / 0.8)
    bays = math.ceil(rate * 1050 / 3600 / 0.8)
    rates = ",".join([f"{rate:.2f}"] * 24)
    settings = [
        f"fleet.m100.count={drones}",
        f"demand.orders.orders_per_hour=[{rates}]",
        f"warehouses.main.picking.shifts.all.people={pickers}",
        f"warehouses.main.packing.shifts.all.people={packers}",
        f"charging.depot.chargers.standard.count={bays}",
        f"study.horizon_h={hours:.3f}",
    ]
    scenario = HERE / "Park" / "park.json"
    numbers = [drones, f"{rate:.2f}", f"{hours:.3f}", pickers, packers, bays, 1]
    run = ["run", scenario, "--telemetry", "none", "--jobs", "1", "--json"]
    run += ["--replace", "--out", f"{folder}/park.sqlite"]
    name = f"park {drones} {orders}"
    return {
        f"{name} simulated": [release / "park-benchmark", scenario] + settings,
        f"{name} stored": Timed(
            [release / "parksim"] + run + [part for key in settings for part in ("--set", key)]
        ),
        f"{name} SimPy": [python, HERE / "python" / "park_simpy.py"] + numbers,
    }


class Timed(list):
    """A command of which the whole is timed, its start included."""

    def measure(self):
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in self], stdout=subprocess.PIPE, text=True)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if status:
            sys.exit(f"{self[0]} failed with {status}")
        orders = json.loads(output)["runs"][0]["metrics"]["orders_created"]
        return {"orders": orders, "seconds": seconds, "peak_bytes": usage.ru_maxrss * 1024}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["kernel", "store", "park"], help="measure one of them")
    parser.add_argument("--rounds", type=int, default=7, help="times each program is run")
    parser.add_argument("--store-rounds", type=int, default=3, help="the same for the store")
    parser.add_argument("--park-rounds", type=int, default=5, help="the same for the park")
    parser.add_argument("--orders", type=int, default=10_000, help="orders of a park")
    parser.add_argument("--samples", type=int, default=10_000_000, help="samples to store")
    parser.add_argument("--objects", type=int, default=1_000_000, help="objects of M/M/1")
    parser.add_argument("--simpy-objects", type=int, default=1_000_000)
    parser.add_argument("--holds", type=int, default=2_000_000, help="holds of each size")
    parser.add_argument("--waiting", type=int, default=1_000_000, help="processes at once")
    parser.add_argument("--scratch-path", default=str(HERE / ".build"), help="of swift build")
    parser.add_argument("--store-scratch-path", help="of swift build for the store")
    parser.add_argument("--json", action="store_true", help="print one object")
    return parser.parse_args()


def prepare_python():
    """Makes the virtual environment with the Python peers, once."""
    python = VENV / "bin" / "python"
    if not python.exists():
        venv.create(VENV, with_pip=True)
    if subprocess.run([python, "-c", "import simpy, cimba"], capture_output=True).returncode:
        call([python, "-m", "pip", "install", "--quiet", "simpy", "cimba"])
    return python


def compile_cpp():
    CPP.mkdir(parents=True, exist_ok=True)
    for name in ["mm1", "hold"]:
        source = HERE / "cpp" / f"{name}.cpp"
        call(["g++", "-O3", "-std=c++20", "-o", CPP / name, source])


def build_swift(scratch_path):
    build = ["swift", "build", "-c", "release", "--package-path", HERE]
    build += ["--scratch-path", scratch_path]
    return run_build(build)


def run_build(build):
    """Builds, and gives the folder of the products."""
    call(build)
    shown = subprocess.run(
        build + ["--show-bin-path"], check=True, capture_output=True, text=True
    )
    return Path(shown.stdout.strip())


def call(command):
    """Runs a preparation step with its output on standard error."""
    subprocess.run([str(part) for part in command], check=True, stdout=sys.stderr)


def mm1_programs(release, python, options):
    objects, few = str(options.objects), str(options.simpy_objects)
    seed = "1"
    return {
        "mm1 ours": [release / "mm1", "--objects", objects, "--seed", seed, "--json"],
        "mm1 processes": processes(release, options),
        "mm1 customers": processes(release, options) + ["--customers"],
        "mm1 C++": [CPP / "mm1", objects, seed],
        "mm1 cimba": [python, HERE / "python" / "mm1_cimba.py", objects, seed],
        "mm1 SimPy": [python, HERE / "python" / "mm1_simpy.py", few, seed],
    }


def processes(release, options):
    command = [release / "processes", "--objects", str(options.objects), "--seed", "1"]
    return command + ["--json"]


def waiting_programs(release, options):
    wait = ["--wait", "--waiting", str(options.waiting)]
    return {
        "waiting": processes(release, options) + wait,
        "snapshot": [release / "snapshot", "--json"],
    }


def hold_programs(release, options):
    holds = str(options.holds)
    ours = [release / "hold", "--json", "--seed", "1", "--holds", holds, "--pending"]
    programs = {}
    for size in HOLD_SIZES:
        programs[f"hold {size} ours"] = ours + [str(size)]
        programs[f"hold {size} C++"] = [CPP / "hold", str(size), holds, "1"]
    programs["cancel 1000000 ours"] = ours + ["1000000", "--cancel"]
    return programs


def alternate(programs, rounds, fresh=None):
    """Runs all programs in turn, so that a slow minute of the machine hits all of them.

    The folder `fresh` is emptied before each program.
    """
    results = {name: [] for name in programs}
    for number in range(rounds):
        for name, command in programs.items():
            for path in fresh.iterdir() if fresh else []:
                path.unlink()
            print(f"round {number + 1} of {rounds}: {name:30}", end="\r", file=sys.stderr)
            if isinstance(command, Timed):
                results[name].append(command.measure())
                continue
            output = subprocess.run(
                [str(part) for part in command], check=True, capture_output=True, text=True
            ).stdout
            results[name].append(json.loads(output.splitlines()[-1]))
    print(" " * 60, end="\r", file=sys.stderr)
    return results


def median(results, name, key):
    return statistics.median(run[key] for run in results[name])


def median_ratio(results, name, other, key):
    """The median of the ratios round by round."""
    pairs = zip(results[name], results[other])
    return statistics.median(run[key] / peer[key] for run, peer in pairs)


def summary(results):
    """All medians and ratios, by name."""
    figures = {}
    for peer in ["SimPy", "C++", "cimba"]:
        figures[f"mm1_ratio_to_{peer}"] = median_ratio(
            results, "mm1 ours", f"mm1 {peer}", "objects_per_second"
        )
    for peer in ["SimPy", "cimba"]:
        for ours in ["processes", "customers"]:
            figures[f"{ours}_ratio_to_{peer}"] = median_ratio(
                results, f"mm1 {ours}", f"mm1 {peer}", "objects_per_second"
            )
    figures["processes_waiting_at_once"] = median(results, "waiting", "processes")
    figures["snapshot_seconds_for_1000000_pending"] = median(results, "snapshot", "seconds")
    figures["bytes_per_process"] = median(results, "waiting", "bytes_per_process")
    for size in HOLD_SIZES:
        figures[f"hold_{size}_speed_ratio_to_C++"] = median_ratio(
            results, f"hold {size} C++", f"hold {size} ours", "nanoseconds_per_hold"
        )
    figures["hold_1000000_over_1000_ours"] = median_ratio(
        results, "hold 1000000 ours", "hold 1000 ours", "nanoseconds_per_hold"
    )
    figures["hold_1000000_over_1000_C++"] = median_ratio(
        results, "hold 1000000 C++", "hold 1000 C++", "nanoseconds_per_hold"
    )
    for name in ["hold", "cancel"]:
        figures[f"bytes_per_pending_{name}"] = median(
            results, f"{name} 1000000 ours", "bytes_per_pending"
        )
    for name in results:
        for key in results[name][0]:
            if key in ("objects_per_second", "mean_system_time", "nanoseconds_per_hold"):
                figures[f"{key} ({name})"] = median(results, name, key)
    return figures


def print_table(figures):
    print(f"{os.cpu_count()} processors; medians of all rounds\n")
    for name, value in figures.items():
        print(f"{name:48}{value:16,.3f}")


if __name__ == "__main__":
    main()
