#!/usr/bin/env python3
"""Computes the content digests of a results file from its rows alone.

Written from the definition in docs/reference/results-file.md and not from the program, so that one
checks the other. Prints each complete run with the digest that the file states and the one computed;
exit code 1 if they differ. Reads files of formats 1 to 3.

    python3 Tools/content_digest.py Results/day.sqlite
"""

import hashlib
import sqlite3
import struct
import sys

RUN = """SELECT s.name, s.digest, variant, replication, seed, telemetry, model_revision, horizon_us,
    fingerprint, event_count{fork} FROM run r JOIN scenario s USING (scenario_id) WHERE run_id = ?"""
FORK = ", forked_at_us, parent_digest"

# Columns that came with format 3.
ORDER_PARTS = """, s.name, g.name, w.name"""
ORDER_JOINS = """ LEFT JOIN entity s ON s.entity_id = o.source_id
        LEFT JOIN entity g ON g.entity_id = o.goods_id LEFT JOIN entity w ON w.entity_id = o.warehouse_id"""
FLIGHT_PARTS = """, p.name, q.name, arrived_us, returned_us"""
FLIGHT_JOINS = """ LEFT JOIN entity p ON p.entity_id = f.from_pad_id
        LEFT JOIN entity q ON q.entity_id = f.to_pad_id"""
SESSION_PARTS = """, s.name, k.name"""
SESSION_JOINS = """ LEFT JOIN entity s ON s.entity_id = c.station_id
        LEFT JOIN entity k ON k.entity_id = c.charger_id"""

# Name, format with which it came, query, and number of leading columns that the rows are sorted by.
TABLES = [
    ("metric", 1, """SELECT name, unit, direction, n, value, sd, minimum, maximum, p50, p95, p99
        FROM metric JOIN metric_definition USING (metric_id) WHERE run_id = ?""", 1),
    ("entity", 1, """SELECT kind, name, type, capacity_j, stored_start_j, stored_end_j
        FROM entity WHERE run_id = ?""", 2),
    ("entity_metric", 3, """SELECT e.kind, e.name, d.name, unit, direction, n, value, sd, minimum, maximum, p50,
        p95, p99 FROM entity_metric m JOIN entity e USING (entity_id)
        JOIN metric_definition d USING (metric_id) WHERE m.run_id = ?""", 3),
    ("entity_time", 1, """SELECT kind, name, state, time_us
        FROM entity_time t JOIN entity USING (entity_id) WHERE t.run_id = ?""", 3),
    ("orders", 1, """SELECT order_number, z.name, x_m, y_m, weight_kg, created_us, promised_us,
        pick_started_us, pick_ended_us, pack_started_us, pack_ended_us, dispatched_us, closed_us,
        state, failure, d.name{parts} FROM orders o JOIN entity z ON z.entity_id = o.zone_id
        LEFT JOIN entity d ON d.entity_id = o.drone_id{joins} WHERE o.run_id = ?""", 1),
    ("flights", 1, """SELECT flight_number, d.name, order_number, distance_m, payload_kg, started_us,
        delivered_us, ended_us, f.stored_start_j, f.stored_end_j, delivered_j, resistive_loss_j{parts}
        FROM flights f JOIN entity d ON d.entity_id = f.drone_id{joins} WHERE f.run_id = ?""", 1),
    ("visits", 3, """SELECT visit_number, p.kind, p.name, purpose, d.name, asked_us, began_us, ended_us
        FROM visits v JOIN entity p ON p.entity_id = v.place_id
        JOIN entity d ON d.entity_id = v.drone_id WHERE v.run_id = ?""", 1),
    ("charge_sessions", 1, """SELECT session_number, d.name, requested_us, started_us, ended_us,
        c.stored_start_j, c.stored_end_j, stored_j, charger_loss_j{parts}
        FROM charge_sessions c JOIN entity d ON d.entity_id = c.drone_id{joins} WHERE c.run_id = ?""", 1),
    ("alerts", 2, """SELECT alert_number, e.kind, e.name, rule, severity, raised_us, cleared_us, is_true
        FROM alerts a JOIN entity e USING (entity_id) WHERE a.run_id = ?""", 1),
    ("series", 1, """SELECT e.name, signal, unit, n, mean, sd, minimum, maximum, rms_error, series_id
        FROM series q JOIN entity e USING (entity_id) WHERE q.run_id = ?""", 2),
]

ORDERED = {
    "orders": (ORDER_PARTS, ORDER_JOINS), "flights": (FLIGHT_PARTS, FLIGHT_JOINS),
    "charge_sessions": (SESSION_PARTS, SESSION_JOINS),
}


def encoded(value):
    """A value as the bytes of the definition."""
    if value is None:
        return b"\0"
    if isinstance(value, int):
        return b"\1" + struct.pack(">q", value)
    if isinstance(value, float):
        return b"\2" + struct.pack(">d", value + 0.0)
    data = value.encode()
    return b"\3" + struct.pack(">q", len(data)) + data


def add_rows(digest, rows):
    for row in rows:
        digest.update(b"\5" + b"".join(map(encoded, row)))


def sorted_rows(rows, keys):
    """Rows by their leading values, texts by their bytes."""
    return sorted(rows, key=lambda row: [
        value.encode() if isinstance(value, str) else value for value in row[:keys]
    ])


def run_digest(database, run, form):
    """The digest of one run by the definition of a form."""
    digest = hashlib.sha256(encoded(f"parksim-results-{form}"))
    digest.update(b"\4" + encoded("run"))
    query = RUN.format(fork=FORK if form > 1 else "")
    add_rows(digest, database.execute(query, [run]))
    for name, since, query, keys in TABLES:
        if form < since:
            continue
        parts, joins = ORDERED.get(name, ("", "")) if form > 2 else ("", "")
        query = query.replace("{parts}", parts).replace("{joins}", joins)
        rows = sorted_rows(database.execute(query, [run]).fetchall(), keys)
        digest.update(b"\4" + encoded(name))
        if name != "series":
            add_rows(digest, rows)
            continue
        add_rows(digest, [row[:-1] for row in rows])
        for row in rows:
            digest.update(b"\4" + encoded("sample") + encoded(row[0]) + encoded(row[1]))
            add_rows(digest, database.execute(
                "SELECT time_us, sequence, value, truth FROM sample WHERE series_id = ?"
                " ORDER BY time_us, sequence", [row[-1]]))
    return digest.hexdigest()


def file_digest(digests):
    """The digest of a file with these complete runs."""
    return hashlib.sha256("".join(digest + "\n" for digest in sorted(digests)).encode()).hexdigest()


def complete_runs(path, checked=None):
    """For each complete run its number, the digest stated and the one computed.

    Runs whose numbers are in `checked` are left out.
    """
    database = sqlite3.connect(path, timeout=60)
    try:
        form = database.execute("PRAGMA user_version").fetchone()[0]
        runs = database.execute(
            "SELECT run_id, digest FROM run WHERE status = 'complete' ORDER BY run_id"
        ).fetchall()
        return [(run, stated, run_digest(database, run, form))
                for run, stated in runs if run not in (checked or [])]
    finally:
        database.close()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    runs = complete_runs(sys.argv[1])
    for run, stated, computed in runs:
        print(f"run {run}: {computed}" + ("" if computed == stated else f", but {stated} is stated"))
    print(f"file: {file_digest([computed for _, _, computed in runs])}")
    sys.exit(any(stated != computed for _, stated, computed in runs))


if __name__ == "__main__":
    main()
