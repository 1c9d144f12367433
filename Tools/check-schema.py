#!/usr/bin/env python3
"""Compares two judges of scenario files: parksim, and its JSON Schema under another validator.

For every file given, and for every change of one value of the valid ones:
- what parksim takes, the schema must take;
- what parksim refuses for its form (codes E02xx), the schema must refuse;
- what the schema refuses, parksim must refuse, for any reason.

Not the schema's matter: text that is not JSON (E01xx), what only values together show (E03xx), files
(E04xx), and keys that a patch leaves to the file it extends.
"""

import argparse
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

from jsonschema import Draft202012Validator

VALUES = [None, True, "x", "", [], {}, 0, -1, 1, 0.5, 1e-9, 1e9, 1e300, "06:30", "24:30", [1], ["a", "a"]]


class Judges:
    def __init__(self, program):
        self.program = program
        text = subprocess.run([program, "schema"], check=True, capture_output=True).stdout
        schema = json.loads(text)
        Draft202012Validator.check_schema(schema)
        self.validator = Draft202012Validator(schema)
        self.disagreements = 0

    def faults(self, path):
        run = subprocess.run(
            [self.program, "scenario", "check", str(path), "--json"], capture_output=True
        )
        if run.returncode not in (0, 2):
            sys.exit(f"{path}: parksim ended with {run.returncode}")
        return json.loads(run.stdout)["faults"]

    def compare(self, path, value, label):
        """Compares both on a file that holds the value; prints and counts what does not agree."""
        faults = self.faults(path)
        errors = list(self.validator.iter_errors(value))
        if errors and not faults:
            self.disagree(label, f"the schema refuses what parksim takes: {errors[0].message}")
        if not errors and (of_form := self.of_form(faults, value, str(path))):
            self.disagree(label, f"parksim refuses what the schema takes: {of_form[0]['message']}")
        return faults

    @staticmethod
    def of_form(faults, value, path):
        """Faults that a schema must see in this file."""
        faults = [f for f in faults if f["file"] == path]
        if isinstance(value, dict) and "extends" in value:
            # Whether a key is missing or the count is right shows in the merged file only.
            faults = [f for f in faults if f["code"] not in ("E0202", "E0207")]
        # A number of orders or samples that follows from several keys has an object as its place.
        whole = ("/demand", "/telemetry")
        return [
            f for f in faults if f["code"].startswith("E02")
            and not (f["code"] == "E0204" and f["pointer"] in whole)
        ]

    def disagree(self, label, text):
        self.disagreements += 1
        print(f"{label}: {text}", file=sys.stderr)


def paths(value, prefix=()):
    """Paths of all values inside an object."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield prefix + (key,)
            yield from paths(inner, prefix + (key,))


def changed(value, path, to):
    result = copy.deepcopy(value)
    place = result
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return result


def without(value, path):
    result = changed(value, path, None)
    place = result
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return result


def mutations(value):
    for path in paths(value):
        name = ".".join(path)
        for to in VALUES:
            yield f"{name} = {json.dumps(to)}", changed(value, path, to)
        yield f"without {name}", without(value, path)
        yield f"{name} and a stranger", changed(value, path[:-1] + ("stranger",), 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", help="the parksim program")
    parser.add_argument("places", nargs="+", type=pathlib.Path, help="files and folders")
    parser.add_argument("--mutate", action="store_true", help="also change each value of valid files")
    options = parser.parse_args()
    judges = Judges(options.program)
    files = sorted(
        f for p in options.places for f in (p.rglob("*.json") if p.is_dir() else [p])
    )
    valid, refused, skipped, mutants = 0, 0, 0, 0
    for path in files:
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, RecursionError):
            skipped += 1  # parksim's alone: encodings and text that is not JSON
            continue
        if any(f["code"].startswith("E01") for f in judges.faults(path)):
            skipped += 1
            continue
        if judges.compare(path, value, path):
            refused += 1
            continue
        valid += 1
        if not options.mutate:
            continue
        # Beside the original, since it may name others.
        with tempfile.NamedTemporaryFile("w", suffix=".json", dir=path.parent, prefix=".") as file:
            for label, mutant in mutations(value):
                file.seek(0)
                file.truncate()
                json.dump(mutant, file)
                file.flush()
                judges.compare(file.name, mutant, f"{path}: {label}")
                mutants += 1
    print(f"{valid} files valid, {refused} refused, {skipped} not JSON; {mutants} changed ones compared")
    if judges.disagreements:
        sys.exit(f"{judges.disagreements} disagreements")
    if not valid:
        sys.exit("no valid file was compared")


main()
