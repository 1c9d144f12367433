#!/usr/bin/env python3
"""Asks a server for much, wrongly and slowly, and looks at what becomes of it.

    python3 Tools/check-serve.py PROGRAM [REQUESTS]

PROGRAM is a parksim that was built with --traits Server. The server is started on a free port over a
folder of results files that it makes itself, and must

- answer 10,000 requests over 64 connections without an error, kept alive and one connection each, with
  not more than 16 MB of memory more after the last 90 % of them than after the first 10 %;
- let connections that send nothing, or a byte now and then, go within 20 s, while it answers others;
- let a client go that does not take its answer;
- answer what is malformed, oversized or foreign with a status of 400 to 499, and go on;
- read files that an experiment is writing meanwhile;
- leave every byte of the folder as it is, and listen on this machine's own addresses alone;
- end within 4 s when it is interrupted, with exit code 130.
"""

import concurrent.futures
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAY = [str(ROOT / "Scenarios/shangrao/day.json"), "--set", "study.horizon_h=2", "--telemetry", "none"]
CONNECTIONS = 64
MORE_MEMORY_KB = 16_000
SLOW_SECONDS = 20
# Less than the server gives answers that are under way: an idle connection is not waited for.
END_SECONDS = 4


def require(holds, what):
    if not holds:
        sys.exit(f"check-serve: {what}")


class Server:
    def __init__(self, program, folder):
        self.process = subprocess.Popen(
            [program, "serve", str(folder), "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        require(found, f"no address is printed: {line}")
        self.port = int(found.group(1))

    def connection(self, seconds=60):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)

    def raw(self, seconds=30):
        return socket.create_connection(("127.0.0.1", self.port), timeout=seconds)

    def memory(self):
        """Resident memory [kB]."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text).group(1))

    def get(self, path):
        connection = self.connection()
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def status(self, request):
        """Status of the answer to bytes; 0 if there is none."""
        with self.raw() as connection:
            try:
                connection.sendall(request)
            except OSError:
                pass  # It may answer and close before all has come.
            answer = b""
            try:
                while piece := connection.recv(65536):
                    answer += piece
                    if b"\r\n" in answer:
                        break
            except OSError:
                pass
        return int(answer.split()[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def digest(folder):
    """Names, sizes, times of change and bytes of all files of a folder."""
    seen = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        status = path.stat()
        seen.update(f"{path.relative_to(folder)} {status.st_size} {status.st_mtime_ns}\n".encode())
        if path.is_file():
            seen.update(path.read_bytes())
    return seen.hexdigest()


def make(program, folder):
    (folder / "inner").mkdir(parents=True)
    for path, more in [("day.sqlite", []), ("inner/few.sqlite", ["--replications", "5"])]:
        made = subprocess.run(
            [program, "run", *DAY, *more, "--out", str(folder / path)], capture_output=True, text=True
        )
        require(made.returncode == 0, made.stderr)
    (folder / "junk.sqlite").write_bytes(b"nothing that SQLite wrote")


def paths():
    return [
        "/", "/?scenario=Shangrao%3A+a+day", "/runs?file=day.sqlite", "/runs?file=inner%2Ffew.sqlite&lang=zh",
        "/report?file=day.sqlite&run=1", "/compare?file=day.sqlite&file=inner%2Ffew.sqlite",
        "/progress?file=inner%2Ffew.sqlite", "/index.json", "/progress.json?file=day.sqlite",
    ]


def ask_much(server, count, keep_alive):
    def client(number):
        connection = server.connection()
        for index in range(count // CONNECTIONS + 1):
            path = paths()[(number + index) % len(paths())]
            connection.request("GET", path, headers={} if keep_alive else {"Connection": "close"})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or not body:
                return f"{path}: {answer.status}"
        connection.close()
        return None

    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as clients:
        faults = [fault for fault in clients.map(client, range(CONNECTIONS)) if fault]
    require(not faults, f"{len(faults)} clients failed, such as {faults[:1]}")
    return count / (time.monotonic() - start)


def check_load(server, count):
    ask_much(server, count // 10, True)
    ask_much(server, count // 10, False)
    before = server.memory()
    kept = ask_much(server, count - count // 10, True)
    single = ask_much(server, count - count // 10, False)
    after = server.memory()
    print(
        f"{count} requests over {CONNECTIONS} connections: {kept:.0f} a second kept alive, {single:.0f} with a"
        f" connection each; memory {before} kB before, {after} kB after",
        flush=True,
    )
    require(after - before < MORE_MEMORY_KB, f"memory has grown by {after - before} kB")


def check_slow(server):
    slow = [server.raw() for _ in range(100)]
    for index, connection in enumerate(slow):
        if index % 2:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.")
    # One that asks for much and takes nothing.
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect(("127.0.0.1", server.port))
    host = f"Host: 127.0.0.1:{server.port}\r\n\r\n".encode()
    deaf.sendall(b"GET /report?file=inner%2Ffew.sqlite HTTP/1.1\r\n" + host)
    start = time.monotonic()
    while slow and time.monotonic() - start < SLOW_SECONDS:
        status, _ = server.get("/index.json")
        require(status == 200, f"status {status} beside slow clients")
        time.sleep(1)
        still = []
        for index, connection in enumerate(slow):
            try:
                if index % 2:
                    connection.sendall(b"1")
                connection.settimeout(0.001)
                if connection.recv(1) != b"":
                    still.append(connection)
                else:
                    connection.close()
            except TimeoutError:
                still.append(connection)
            except OSError:
                connection.close()
        slow = still
    seconds = time.monotonic() - start
    require(not slow, f"{len(slow)} slow connections are open after {seconds:.0f} s")
    deaf.close()
    print(f"100 connections that send nothing, or a byte a second, were let go after {seconds:.0f} s", flush=True)


def check_nonsense(server):
    host = f"Host: 127.0.0.1:{server.port}\r\n".encode()
    requests = {
        "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100),
        "no version": b"GET /\r\n\r\n",
        "no host": b"GET / HTTP/1.1\r\n\r\n",
        "two hosts": b"GET / HTTP/1.1\r\n" + host + host + b"\r\n",
        "a foreign host": b"GET / HTTP/1.1\r\nHost: evil.example:%d\r\n\r\n" % server.port,
        "another port": b"GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n",
        "a path above": b"GET /../../etc/passwd HTTP/1.1\r\n" + host + b"\r\n",
        "an encoded path above": b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + host + b"\r\n",
        "a file above": b"GET /runs?file=..%2F..%2Fetc%2Fpasswd HTTP/1.1\r\n" + host + b"\r\n",
        "a file by its path": b"GET /runs?file=/etc/passwd HTTP/1.1\r\n" + host + b"\r\n",
        "a file with NUL": b"GET /runs?file=day.sqlite%00.txt HTTP/1.1\r\n" + host + b"\r\n",
        "another method": b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 2\r\n\r\n{}",
        "a body": b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 100000\r\n\r\n" + bytes(100000),
        "a chunked body": b"GET / HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello",
        "two lengths": b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello",
        "a long path": b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n" + host + b"\r\n",
        "an endless path": b"GET /" + b"a" * 3_000_000,
        "long fields": b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 20000 + b"\r\n\r\n",
        "endless fields": b"GET / HTTP/1.1\r\n" + host + b"X: a\r\n" * 500_000,
        "another site's address": b"GET http://evil.example/ HTTP/1.1\r\n" + host + b"\r\n",
    }
    for what, request in requests.items():
        status = server.status(request)
        require(400 <= status < 500, f"{what}: status {status}")
    print(f"{len(requests)} kinds of nonsense got a status of 400 to 499", flush=True)
    # Who is refused while it still sends gets to the end of the answer, and no reset that may wipe it out.
    with server.raw() as connection:
        answer = b""
        try:
            connection.sendall(requests["a body"] + bytes(1_000_000))
            while piece := connection.recv(65536):
                answer += piece
        except OSError as error:
            sys.exit(f"check-serve: a client that is refused is cut off: {error}")
        require(b"</html>" in answer, "a client that is refused does not get the whole answer")
    choice = random.Random(1)
    good = b"GET /runs?file=day.sqlite HTTP/1.1\r\n" + host + b"Accept: text/html\r\n\r\n"
    for _ in range(1000):
        changed = bytearray(good)
        for _ in range(choice.randint(1, 8)):
            changed[choice.randrange(len(changed))] = choice.randrange(256)
        with server.raw() as connection:
            connection.sendall(bytes(changed))
    require(server.get("/index.json")[0] == 200, "no answer after 1,000 damaged requests")


def check_running(program, server, folder):
    """Looks at an experiment while it runs."""
    path = folder / "running.sqlite"
    writer = subprocess.Popen(
        [program, "run", *DAY, "--replications", "60", "--out", str(path)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    seen = []
    while writer.poll() is None:
        status, body = server.get("/progress.json?file=running.sqlite")
        # Before there is a file, or anything in it.
        require(status in (200, 404, 422, 503), f"status {status} while it runs")
        if status == 200:
            seen.append(json.loads(body)["complete"])
    require(writer.returncode == 0, f"the writer ends with {writer.returncode}")
    status, body = server.get("/progress.json?file=running.sqlite")
    require(json.loads(body)["complete"] == 60, f"after its end: {body}")
    require(seen == sorted(seen), "fewer runs are complete than before")
    print(f"{len(seen)} looks at a run of 60 replications, {len(set(seen))} counts seen", flush=True)
    path.unlink()


def check_listening(server):
    places = []
    for name in ["tcp", "tcp6"]:
        for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]:
            place, state = line.split()[1], line.split()[3]
            if state == "0A" and int(place.split(":")[1], 16) == server.port:
                places.append(place.split(":")[0])
    own = {"0100007F", "00000000000000000000000001000000"}
    require(places and set(places) <= own, f"listens at {places}")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) == 3 else 10_000
    work = Path(tempfile.mkdtemp(prefix="parksim-serve-"))
    server = None
    try:
        folder = work / "results"
        make(program, folder)
        before = digest(folder)
        server = Server(program, folder)
        check_listening(server)
        check_load(server, count)
        check_nonsense(server)
        check_slow(server)
        require(digest(folder) == before, "the folder is not as it was")
        check_running(program, server, folder)
        idle = server.raw()
        server.process.send_signal(signal.SIGINT)
        require(server.process.wait(END_SECONDS) == 130, f"exit code {server.process.returncode}")
        idle.close()
        print("serve: all held")
    finally:
        if server and server.process.poll() is None:
            server.process.kill()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
