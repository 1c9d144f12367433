#!/usr/bin/env python3
"""Kills the program, or starves it of disk, at each system call that writes, and looks at what is left.

    python3 Tools/check-starve.py PROGRAM [MOST]

For each command below the system calls that change a file are counted by strace in an undisturbed run.
Then the command is run once for each of them and for each fault: the program is killed there (KILL), the
disk is full (ENOSPC), or it fails (EIO). At most MOST calls of a command are tried for each fault, spread
evenly (all by default). Afterwards

- what was there before is there, by the digests of the runs and by the bytes of every other file;
- a file that the command replaces is the earlier one or the new one, whole;
- a program that ended by itself says so by its exit code, 0 or 74, and leaves no journal and no draft,
  unless it was the removing of these that failed;
- the same command, undisturbed, gives what it gives in any case, and leaves nothing but that.

Needs strace and the right to trace.
"""

import collections
import hashlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import content_digest

ROOT = Path(__file__).resolve().parent.parent
DAY = [str(ROOT / "Scenarios/shangrao/day.json"), "--set", "study.horizon_h=2"]
SHORT = DAY + ["--telemetry", "none", "--jobs", "1"]
CALLS = [
    "write", "writev", "pwrite64", "pwritev", "fsync", "fdatasync", "ftruncate", "fallocate", "unlink",
    "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "link", "linkat",
    "openat", "fchmod", "chmod", "copy_file_range",
]
# Reads are told from writes by what was opened for writing.
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")
FAULTS = ["KILL", "ENOSPC", "EIO"]


class Broken(Exception):
    """Something that must hold does not."""


def require(holds, what):
    if not holds:
        raise Broken(what)


def bytes_of(path):
    """The bytes of a file, or of all files in a folder, as one digest; None where there is nothing."""
    path = Path(path)
    if not path.exists():
        return None
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            digest.update(f"{file.relative_to(path)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def runs_of(path):
    """Digests of the complete runs of a results file, each computed from its rows."""
    database = sqlite3.connect(path, timeout=60)
    try:
        found = database.execute("PRAGMA integrity_check").fetchall()
        require(found == [("ok",)], f"integrity_check: {found}")
    finally:
        database.close()
    digests = []
    for run, stated, computed in content_digest.complete_runs(path):
        require(stated == computed, f"the rows of run {run} do not give its digest")
        digests.append(computed)
    return sorted(digests)


class Command:
    """A command with what it changes, in a folder that is made anew for each trial."""

    def __init__(self, name, arguments, target, kind, extra=()):
        self.name, self.arguments, self.target, self.kind = name, arguments, target, kind
        # Names that stand in the folder in the end, beside those of before.
        self.extra = list(extra)


COMMANDS = [
    Command("merge into a file", ["merge", "old.sqlite", "a.sqlite", "b.sqlite"], "old.sqlite", "runs"),
    Command("merge into a new file", ["merge", "new.sqlite", "a.sqlite", "b.sqlite"], "new.sqlite",
            "runs", ["new.sqlite"]),
    Command("run into a file", ["run"] + SHORT + ["--seed", "5", "--replications", "3", "--out",
            "old.sqlite"], "old.sqlite", "runs"),
    Command("run --replace", ["run"] + SHORT + ["--seed", "5", "--replications", "3", "--out",
            "old.sqlite", "--replace"], "old.sqlite", "replaced runs"),
    Command("export csv", ["export", "a.sqlite", "--format", "csv", "--to", "csv", "--replace"], "csv",
            "replaced"),
    Command("export omnetpp", ["export", "a.sqlite", "--format", "omnetpp", "--to", "omnetpp.sqlite",
            "--replace"], "omnetpp.sqlite", "sqlite"),
    Command("export vidigi", ["export", "a.sqlite", "--format", "vidigi", "--to", "events.csv",
            "--replace"], "events.csv", "replaced"),
    Command("run --save", ["run"] + DAY + ["--until", "01:00", "--save", "day.checkpoint"],
            "day.checkpoint", "replaced"),
]


class Trials:
    def __init__(self, program, most):
        self.program, self.most = program, most
        self.work = Path(tempfile.mkdtemp(prefix="parksim-starve-"))
        self.base = self.work / "base"
        self.base.mkdir()
        self.seen = collections.Counter()
        self.prepare()

    def prepare(self):
        for name, seeds in [("a", [1, 2]), ("b", [2, 3]), ("old", [4])]:
            for seed in seeds:
                self.call(["run"] + SHORT + ["--seed", str(seed), "--out", f"{name}.sqlite"], self.base)
        # Earlier exports, of another file, so that old and new can be told apart.
        for form, place in [("csv", "csv"), ("omnetpp", "omnetpp.sqlite"), ("vidigi", "events.csv")]:
            self.call(["export", "old.sqlite", "--format", form, "--to", place], self.base)
        self.call(["run"] + DAY + ["--seed", "9", "--until", "00:30", "--save", "day.checkpoint"], self.base)

    def call(self, arguments, folder):
        result = subprocess.run([self.program] + arguments, cwd=folder, capture_output=True, text=True)
        require(result.returncode == 0, f"{arguments[0]}: {result.returncode} {result.stderr.strip()}")

    def folder(self):
        folder = self.work / "trial"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.base, folder)
        return folder

    def traced(self, command, folder, options):
        log = self.work / "log"
        words = ["strace", "-f", "-o", str(log)] + options + [self.program] + command.arguments
        result = subprocess.run(words, cwd=folder, capture_output=True, text=True)
        return result, log.read_text(errors="replace").splitlines()

    def sites(self, command):
        """Pairs of a system call and how often its thread has made it by then."""
        folder = self.folder()
        result, lines = self.traced(command, folder, ["-e", "trace=" + ",".join(CALLS)])
        require(result.returncode == 0, f"{command.name}: {result.stderr.strip()}")
        counts = collections.Counter()
        sites = set()
        for line in lines:
            match = re.match(r"(\d+) +(\w+)\((.*)", line)
            if not match:
                continue
            thread, call, rest = match.groups()
            counts[thread, call] += 1
            # Its own output is no file of the user's.
            if call == "write" and rest.startswith(("1,", "2,")):
                continue
            if call == "openat" and (not WRITES.search(rest) or "/proc/" in rest or "/dev/" in rest):
                continue
            sites.add((call, counts[thread, call]))
        self.expected = self.result(command, folder)
        require(self.names(folder) == self.wanted(command), f"left over: {self.names(folder)}")
        return sorted(sites)

    @staticmethod
    def names(folder):
        return sorted(os.listdir(folder))

    def wanted(self, command):
        return sorted(set(os.listdir(self.base)) | set(command.extra))

    @staticmethod
    def result(command, folder):
        path = folder / command.target
        return runs_of(path) if command.kind.endswith("runs") else bytes_of(path)

    def check(self, command, folder, fault, site, result):
        """What holds after the fault."""
        killed = result.returncode == -signal.SIGKILL or result.returncode == 128 + signal.SIGKILL
        require(killed or result.returncode in (0, 74), f"exit code {result.returncode}: {result.stderr}")
        self.seen[f"{fault} ended with {'KILL' if killed else result.returncode}"] += 1
        for name in os.listdir(self.base):
            if name != command.target:
                require(bytes_of(folder / name) == bytes_of(self.base / name), f"{name} has changed")
        if not killed and "unlink" not in site[0] and site[0] != "rmdir":
            names = [name for name in self.names(folder) if name not in self.wanted(command)]
            require(not names, f"left over by a program that ended by itself: {names}")
        self.check_target(command, folder, killed)

    def check_target(self, command, folder, killed):
        target, before = folder / command.target, self.base / command.target
        if command.kind in ("replaced", "sqlite"):
            found = bytes_of(target)
            # SQLite's own bytes depend on nothing but what is written.
            require(found in (bytes_of(before), self.expected), f"{command.target} is neither old nor new")
            self.seen["the earlier one stood" if found == bytes_of(before) else "the new one stood"] += 1
            return
        earlier = runs_of(before) if before.exists() else []
        if not target.exists() or target.stat().st_size == 0:
            require(not earlier, "the file is gone")
            return
        if not killed and (earlier or self.has_tables(target)):
            # As a copy of the file alone is read.
            copy = self.work / "copy.sqlite"
            shutil.copy(target, copy)
            runs_of(copy)
        if not earlier and not self.has_tables(target):
            return
        found = runs_of(target)
        require(set(found) <= set(self.expected) | set(earlier), "a run that nobody made")
        if command.kind == "runs":
            require(set(earlier) <= set(found), "an earlier run is gone")
        else:
            require(found == earlier or not set(found) & set(earlier), "old and new runs are mixed")

    @staticmethod
    def has_tables(path):
        """Whether the first transaction of a new file was committed; rolls it back if it was not."""
        database = sqlite3.connect(path, timeout=60)
        try:
            return database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
        finally:
            database.close()

    def check_again(self, command, folder):
        """The same command, undisturbed."""
        self.call(command.arguments, folder)
        found = self.result(command, folder)
        if command.kind == "runs":
            # A run that was complete is made again and counts twice.
            require(set(found) == set(self.expected), "run again: other runs")
        else:
            require(found == self.expected, f"run again: {command.target} is another")
        require(self.names(folder) == self.wanted(command), f"left over: {self.names(folder)}")

    def trial(self, command, fault, site):
        call, number = site
        how = "signal=KILL" if fault == "KILL" else f"error={fault}"
        options = ["-e", f"trace={call}", "-e", f"inject={call}:{how}:when={number}"]
        for _ in range(20):
            folder = self.folder()
            result, _ = self.traced(command, folder, options)
            # On a slow machine the fault may hit a thread of libdispatch that looks into /proc once a second,
            # and ends the program if it can not: that is no disk.
            if "_dispatch_workq_monitor_pools" not in result.stderr:
                break
        self.check(command, folder, fault, site, result)
        self.check_again(command, folder)

    def run(self):
        failures = 0
        for command in COMMANDS:
            sites = self.sites(command)
            step = max(1, -(-len(sites) // self.most)) if self.most else 1
            for fault in FAULTS:
                failed = 0
                chosen = sites[::step]
                for site in chosen:
                    try:
                        self.trial(command, fault, site)
                    except (Broken, sqlite3.Error, subprocess.SubprocessError) as error:
                        failed += 1
                        print(f"{command.name}, {fault} at {site[0]} {site[1]}: {error}", flush=True)
                failures += failed
                print(f"{command.name}: {fault} at {len(chosen)} of {len(sites)} calls, {failed} failed",
                      flush=True)
        return failures


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    start = time.monotonic()
    trials = Trials(os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 0)
    failures = trials.run()
    for what, times in sorted(trials.seen.items()):
        print(f"{times:6} {what}")
    if not failures:
        shutil.rmtree(trials.work, ignore_errors=True)
    print(f"{failures} trials failed, {time.monotonic() - start:.0f} s")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
