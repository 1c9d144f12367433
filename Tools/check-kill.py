#!/usr/bin/env python3
"""Kills the program at random instants while it writes to a results file, and looks at what is left.

    python3 Tools/check-kill.py PROGRAM COUNT [SEED]

After each SIGKILL every earlier run must be as it was, by its digest in the list of runs and by its
digest computed anew from its rows (content_digest.py); SQLite must find the file sound; what was
interrupted must be listed as not complete, and what is listed as complete must be the run that an
undisturbed program makes; and the program, started again, must complete and leave nothing but the
results file. The seed is printed, and gives the same kinds of trial and the same delays again.

Kinds of trial: one writer; one that makes the file; one that replaces it; two writers of which one or
both are killed; a disk that is full or soon will be (needs the right to mount); an upgrade of a file
of format 1. A
third of the kills comes at any instant of the program's life, a third near its end, and a third a
moment after a journal has appeared, so in the midst of a transaction.
"""

import collections
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import content_digest

ROOT = Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "Tests/ResultStoreTests/Fixtures/version-1.sqlite"
RUN = ["run", str(ROOT / "Scenarios/shangrao/day.json"), "--telemetry", "full"]
SMALLER = [
    "--set", "telemetry.sensors.state_of_charge.period_s=300",
    "--set", "telemetry.sensors.battery_temperature.period_s=300",
]
REPLICATIONS = 3
# Two runs stand in the file before the program is started that will be killed.
EARLIER_SEED = 11
SEEDS = [21, 22]
DISK_KILOBYTES = 8000
# Of ten trials, every kind among the first six; a kind that is not possible here becomes the first one.
KINDS = ["one", "new", "two", "full", "upgrade", "replace", "two", "full", "one", "one"]


class Broken(Exception):
    """Something that must hold does not."""


def require(holds, what):
    if not holds:
        raise Broken(what)


class Trials:
    def __init__(self, program, seed):
        self.program = program
        self.random = random.Random(seed)
        self.work = Path(tempfile.mkdtemp(prefix="parksim-kill-"))
        self.disk = self.mounted()
        self.seen = collections.Counter()
        self.base = self.work / "base.sqlite"
        self.call(self.arguments(EARLIER_SEED, self.base, replications=2))
        self.earlier = {run["run_id"]: run["digest"] for run in self.runs(self.base)}
        self.prepare()

    def prepare(self):
        """What undisturbed runs come to, and how long they take."""
        path = self.work / "whole.sqlite"
        self.expected = {}
        seconds = []
        for seed in SEEDS:
            start = time.monotonic()
            self.call(self.arguments(seed, path))
            seconds.append(time.monotonic() - start)
        for run in self.runs(path):
            self.expected[run["seed"], run["replication"]] = run["digest"]
        self.seconds = {"run": statistics.mean(seconds)}
        copy = self.work / "upgraded.sqlite"
        shutil.copy(FIXTURE, copy)
        start = time.monotonic()
        self.call(["upgrade", str(copy)])
        self.seconds["upgrade"] = time.monotonic() - start
        self.upgraded = self.digests(copy)

    def mounted(self):
        """A small disk, or None where none can be mounted."""
        disk = self.work / "small"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_KILOBYTES}k", "tmpfs", str(disk)]
        return disk if subprocess.run(mount, capture_output=True).returncode == 0 else None

    def close(self, keep):
        if keep:
            return
        if self.disk:
            subprocess.run(["umount", str(self.disk)], check=False)
        shutil.rmtree(self.work, ignore_errors=True)

    # Programs

    def arguments(self, seed, path, replications=REPLICATIONS):
        return RUN + SMALLER + [
            "--seed", str(seed), "--replications", str(replications), "--out", str(path)
        ]

    def call(self, arguments, status=0):
        result = subprocess.run([self.program] + arguments, capture_output=True, text=True)
        require(
            result.returncode == status,
            f"{arguments[0]} exits with {result.returncode}: {result.stderr.strip()}",
        )
        return result.stdout

    def start(self, arguments):
        return subprocess.Popen(
            [self.program] + arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def runs(self, path):
        return json.loads(self.call(["runs", str(path), "--json"]))["runs"]

    def digests(self, path):
        return {
            run["run_id"]: run["digest"] for run in self.runs(path) if run["status"] == "complete"
        }

    def kill(self, process, path, seconds):
        """Waits for an instant and kills the process; says whether it was still there."""
        way = self.random.choice(["any", "end", "journal"])
        share = self.random.random()
        if way == "any":
            self.wait(process, 1.05 * share * seconds)
        elif way == "end":
            self.wait(process, (0.8 + 0.25 * share) * seconds)
        else:
            journals = self.random.randint(1, REPLICATIONS + 3)
            self.wait_for_journals(process, Path(f"{path}-journal"), journals)
            self.wait(process, share * share * 0.02)
        process.kill()
        killed = process.wait() == -9
        self.seen[f"{way} {'killed' if killed else 'had ended'}"] += 1
        return killed

    @staticmethod
    def wait(process, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end and process.poll() is None:
            time.sleep(min(0.001, seconds))

    @staticmethod
    def wait_for_journals(process, journal, count):
        """Waits until the journal of a results file has appeared so many times."""
        was_there = False
        polls = 0
        while count > 0:
            is_there = journal.exists()
            if is_there and not was_there:
                count -= 1
            was_there = is_there
            polls += 1
            if polls % 64 == 0 and process.poll() is not None:
                return

    # What must hold

    def note(self, path):
        """Counts what the killed program left."""
        journal = Path(f"{path}-journal")
        if journal.exists() and journal.stat().st_size > 0:
            self.seen["left a hot journal"] += 1
        if list(path.parent.glob("*.part-*")):
            self.seen["left a part file"] += 1

    def check_sound(self, path):
        database = sqlite3.connect(path, timeout=60)
        try:
            found = database.execute("PRAGMA integrity_check").fetchall()
            require(found == [("ok",)], f"integrity_check: {found}")
            found = database.execute("PRAGMA foreign_key_check").fetchall()
            require(found == [], f"foreign_key_check: {found}")
        finally:
            database.close()

    def check(self, path, earlier, seeds, finished):
        """The state after the kill.

        `finished` are the seeds whose program came to its end with exit code 0.
        """
        looks = [lambda: self.check_sound(path), lambda: self.runs(path)]
        self.random.shuffle(looks)
        for look in looks:
            look()
        listed = self.runs(path)
        complete = {run["run_id"]: run["digest"] for run in listed if run["status"] == "complete"}
        for number, digest in earlier.items():
            require(complete.get(number) == digest, f"earlier run {number} is not as it was")
        for run, stated, computed in content_digest.complete_runs(path):
            require(stated == computed, f"the rows of run {run} do not give its digest")
        later = [run for run in listed if run["run_id"] not in earlier]
        found = collections.Counter()
        for run in later:
            key = run["seed"], run["replication"]
            require(run["seed"] in seeds, f"run {run['run_id']} is of seed {run['seed']}")
            if run["status"] == "complete":
                require(run["digest"] == self.expected[key], f"run {run['run_id']} is another one")
                found[run["seed"]] += 1
            else:
                require(run["status"] in ("started", "failed"), f"status {run['status']}")
                require(run.get("digest") is None, "a run that is not complete has a digest")
        for seed in finished:
            require(found[seed] == REPLICATIONS, f"{found[seed]} runs of seed {seed} are complete")
        database = sqlite3.connect(path)
        shown = database.execute("SELECT count(*) FROM v_run").fetchone()[0]
        database.close()
        require(shown == len(complete), f"v_run shows {shown} of {len(complete)} complete runs")
        self.seen[f"{sum(found.values())} of the killed runs complete"] += 1

    def check_again(self, path, seed):
        """Running again completes, and nothing but the results file is left."""
        before = self.digests(path) if path.exists() and path.stat().st_size else {}
        self.call(self.arguments(seed, path, replications=1))
        after = self.digests(path)
        require(before.items() <= after.items(), "a complete run is gone")
        new = [digest for number, digest in after.items() if number not in before]
        require(new == [self.expected[seed, 1]], f"run again: {new}")
        self.check_sound(path)
        names = sorted(os.listdir(path.parent))
        require(names == [path.name], f"left over: {names}")

    def check_reading(self, path):
        """A reader finds runs, or is told in a line what to do."""
        result = subprocess.run([self.program, "runs", path], capture_output=True, text=True)
        told = result.returncode == 2 and result.stderr.startswith(f"error: '{path}'")
        require(result.returncode == 0 or told, f"runs: {result.returncode} {result.stderr}")

    # Kinds of trial

    def one(self, folder):
        path = folder / "day.sqlite"
        shutil.copy(self.base, path)
        process = self.start(self.arguments(SEEDS[0], path))
        killed = self.kill(process, path, self.seconds["run"])
        require(killed or process.returncode == 0, f"exit code {process.returncode}")
        self.note(path)
        self.check(path, self.earlier, SEEDS[:1], [] if killed else SEEDS[:1])
        self.check_again(path, SEEDS[0])

    def new(self, folder):
        path = folder / "day.sqlite"
        process = self.start(self.arguments(SEEDS[0], path))
        killed = self.kill(process, path, self.seconds["run"])
        self.note(path)
        self.check_reading(path)
        if path.exists() and self.has_tables(path):
            self.check(path, {}, SEEDS[:1], [] if killed else SEEDS[:1])
        else:
            # Killed before there was a file to speak of; it is made anew.
            require(killed, "there is no results file")
        self.check_again(path, SEEDS[0])

    def replace(self, folder):
        """The earlier file is there whole, or the new one with a complete run; never a mixture."""
        path = folder / "day.sqlite"
        shutil.copy(self.base, path)
        process = self.start(self.arguments(SEEDS[0], path) + ["--replace"])
        killed = self.kill(process, path, self.seconds["run"])
        require(killed or process.returncode == 0, f"exit code {process.returncode}")
        self.note(path)
        self.check_sound(path)
        if {run["seed"] for run in self.runs(path)} == {EARLIER_SEED}:
            self.seen["the earlier file was still there"] += 1
            require(killed, "the file was not replaced")
            self.check(path, self.earlier, [], [])
        else:
            self.check(path, {}, SEEDS[:1], [] if killed else SEEDS[:1])
            require(self.digests(path), "replaced before a run was complete")
        self.check_again(path, SEEDS[0])

    @staticmethod
    def has_tables(path):
        """Whether the file's first transaction was committed; rolls it back if it was not."""
        database = sqlite3.connect(path, timeout=60)
        try:
            return database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
        finally:
            database.close()

    def two(self, folder):
        path = folder / "day.sqlite"
        shutil.copy(self.base, path)
        processes = [self.start(self.arguments(seed, path)) for seed in SEEDS]
        finished = []
        if not self.kill(processes[0], path, 2 * self.seconds["run"]):
            require(processes[0].returncode == 0, f"exit code {processes[0].returncode}")
            finished.append(SEEDS[0])
        if self.random.random() < 0.5:
            self.seen["second writer killed too"] += 1
            processes[1].kill()
        if processes[1].wait() != -9:
            require(processes[1].returncode == 0, f"exit code {processes[1].returncode}")
            finished.append(SEEDS[1])
        self.note(path)
        self.check(path, self.earlier, SEEDS, finished)
        self.check_again(path, SEEDS[0])

    def full(self, folder):
        for name in os.listdir(self.disk):
            (self.disk / name).unlink()
        path = self.disk / "day.sqlite"
        shutil.copy(self.base, path)
        ballast = self.disk / "ballast"
        free = shutil.disk_usage(self.disk).free
        kept = self.random.randrange(0, min(free, 2_000_000)) & ~4095
        ballast.write_bytes(bytes(free - kept))
        process = self.start(self.arguments(SEEDS[0], path))
        killed = self.kill(process, path, self.seconds["run"])
        require(killed or process.returncode in (0, 74), f"exit code {process.returncode}")
        if process.returncode == 74:
            self.seen["found the disk full before it was killed"] += 1
        self.note(path)
        self.check(path, self.earlier, SEEDS[:1], SEEDS[:1] if process.returncode == 0 else [])
        ballast.unlink()
        self.check_again(path, SEEDS[0])

    def upgrade(self, folder):
        path = folder / "day.sqlite"
        shutil.copy(FIXTURE, path)
        process = self.start(["upgrade", str(path)])
        self.kill(process, path, self.seconds["upgrade"])
        self.note(path)
        looks = [lambda: self.check_sound(path), lambda: self.check_reading(path)]
        self.random.shuffle(looks)
        for look in looks:
            look()
        for run, stated, computed in content_digest.complete_runs(path):
            require(stated == computed, f"the rows of run {run} do not give its digest")
        self.call(["upgrade", str(path)])
        require(self.digests(path) == self.upgraded, "the upgraded runs are others")
        require(os.listdir(folder) == [path.name], f"left over: {os.listdir(folder)}")

    def run(self, count):
        """Makes all trials; gives the number of those that failed."""
        failures = 0
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            if kind == "full" and self.disk is None:
                kind = "one"
            folder = self.work / f"trial-{number}"
            folder.mkdir()
            self.seen[f"trials {kind}"] += 1
            try:
                getattr(self, kind)(folder)
                shutil.rmtree(folder)
            except (Broken, sqlite3.Error) as error:
                failures += 1
                print(f"trial {number} ({kind}) in {folder}: {error}", flush=True)
        return failures


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    seed = int(sys.argv[3]) if len(sys.argv) == 4 else random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    start = time.monotonic()
    trials = Trials(os.path.abspath(sys.argv[1]), seed)
    print(f"undisturbed: {trials.seconds['run']:.2f} s for {REPLICATIONS} replications", flush=True)
    if trials.disk is None:
        print("no small disk can be mounted here: those trials have one writer instead")
    failures = trials.run(int(sys.argv[2]))
    for what, times in sorted(trials.seen.items()):
        print(f"{times:6} {what}")
    trials.close(keep=failures > 0)
    print(f"{failures} of {sys.argv[2]} trials failed, {time.monotonic() - start:.0f} s")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
