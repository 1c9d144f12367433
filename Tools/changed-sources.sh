# Changes to a copy of the sources, for the checks that look whether a wrong line is noticed; to be read with `source`.

copy_sources() { # folder: a copy of all but databases and what is hidden
  tar --exclude='./.*' --exclude='*.sqlite' -cf - . | tar -xf - -C "$1"
}

change() { # file, line, what it becomes
  python3 - "$@" <<'PY'
import sys
path, old, new = sys.argv[1:]
text = open(path).read()
assert text.count(old) == 1, f"{path}: {text.count(old)} times: {old}"
open(path, "w").write(text.replace(old, new))
PY
}
