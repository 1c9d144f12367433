#!/usr/bin/env python3
"""Prints a line for each public symbol of symbol graphs; fails if one has no documentation."""

import json
import sys

# What the compiler makes by itself, and what conformances require of every type.
IMPLIED = {"init(from:)", "encode(to:)", "hash(into:)", "hashValue", "==(_:_:)", "description"}


def main():
    lines = set()
    bare = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            graph = json.load(file)
        for symbol in graph["symbols"]:
            name = ".".join(symbol["pathComponents"])
            if symbol["pathComponents"][-1] in IMPLIED:
                continue
            fragments = symbol.get("declarationFragments", [])
            declaration = " ".join("".join(part["spelling"] for part in fragments).split())
            lines.add(f"{name}\t{declaration}")
            if "docComment" not in symbol:
                bare.append(name)
    print("\n".join(sorted(lines)))
    if bare:
        sys.exit("without documentation: " + ", ".join(sorted(set(bare))))


if __name__ == "__main__":
    main()
