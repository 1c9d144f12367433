#!/usr/bin/env python3
"""Opens an archive of Tools/make-kit.sh and looks whether anything is in it that must not be.

Whatever the lists say: no member comes from outside the folders that are meant to be given away, none has
a name that tells of a hidden check, a model answer or a secret, and none has the contents of a file under
instructor/, be it renamed or indented otherwise.
usage: Tools/check-kit.py dist|student-kit ARCHIVE
"""

import hashlib
import pathlib
import re
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = {"README.md", "README.zh-Hans.md", "CITATION.cff"}
PLACES = re.compile(r"(bin/parksim|(Scenarios|docs|seeds|Results)/.+)")
TELLTALE = re.compile(
    r"(^|[/._-])(instructors?|hidden|secrets?|solutions?|answers?|tests?|wrong|grading|private|password|token)"
    r"($|[/._-])|(^|/)(model|\.[^/]*)(/|$)|\.(pem|key|sqlite3?|db|swift)$",
    re.IGNORECASE,
)
COURSEWORK = re.compile(
    r"Scenarios/coursework/(README\.md|[^/]+/(assignment\.json|start\.json|brief\.md|brief\.zh-Hans\.md))"
)
KEYS = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----")


def digest(data):
    return hashlib.sha256(re.sub(rb"\s+", b"", data)).digest()


def faults(kind, archive):
    kept = {}
    for path in sorted(ROOT.glob("instructor/**/*")):
        if path.is_file():
            kept.setdefault(digest(path.read_bytes()), path.relative_to(ROOT))
    # A wrong answer may be to hand in what one was given.
    for path in ROOT.glob("Scenarios/coursework/*/start.json"):
        if "wrong-" in str(kept.get(digest(path.read_bytes()), "")):
            del kept[digest(path.read_bytes())]
    count = 0
    with tarfile.open(archive) as tar:
        for member in tar:
            name = member.name.partition("/")[2]
            if member.isdir():
                continue
            count += 1
            if not member.isfile():
                yield f"{name}: no regular file"
                continue
            if (member.uid, member.gid, member.uname, member.gname) != (0, 0, "", ""):
                yield f"{name}: tells who has made it"
            others = {"CHANGELOG.md", "CONTRIBUTING.md"} if kind == "dist" else set()
            if name not in PAGES | others and not PLACES.fullmatch(name):
                yield f"{name}: not a place of which files are given away"
            # Decisions have any words in their names, and are no part of what students get; nor is what says how
            # hidden checks are written.
            told = name.startswith("docs/decisions/") or name.endswith("/reference/hidden-checks.md")
            if TELLTALE.search(name) and not (kind == "dist" and told):
                yield f"{name}: a name that tells of what stays here"
            if name.startswith("Scenarios/coursework/") and not COURSEWORK.fullmatch(name):
                yield f"{name}: not one of the files of a lab that are given away"
            data = tar.extractfile(member).read()
            if digest(data) in kept:
                yield f"{name}: has the contents of {kept[digest(data)]}"
            if KEYS.search(data) and name != "bin/parksim":
                yield f"{name}: holds a private key"
    if count < 60:
        yield f"only {count} files"


def main():
    kind, archive = sys.argv[1:]
    found = list(faults(kind, archive))
    if found:
        sys.exit("\n".join(f"{archive}: {fault}" for fault in found))


if __name__ == "__main__":
    main()
