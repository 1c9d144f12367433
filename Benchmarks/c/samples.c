/* Writes samples with SQLite's own calls, a row at a time: what Store/Main.swift is measured beside.
   Same table, order of rows, pragmas and transaction as a part file. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { series_count = 72, stretch = 4096 };

static sqlite3 *database;

static void check(int result, int expected) {
  if (result == expected) return;
  fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(database));
  exit(1);
}

static void execute(const char *sql) { check(sqlite3_exec(database, sql, 0, 0, 0), SQLITE_OK); }

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void insert(sqlite3_stmt *statement, long series, long sequence) {
  const double truth = 0.5 + (double)((sequence * 31 + series) % 997) / 2000;
  sqlite3_bind_int64(statement, 1, series + 1);
  sqlite3_bind_int64(statement, 2, sequence * 1000000);
  sqlite3_bind_int64(statement, 3, sequence);
  sqlite3_bind_double(statement, 4, truth + (double)(sequence % 7) / 1000);
  sqlite3_bind_double(statement, 5, truth);
  check(sqlite3_step(statement), SQLITE_DONE);
  sqlite3_reset(statement);
}

static void write_all(long count) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v2(database, "INSERT INTO sample VALUES (?, ?, ?, ?, ?)", -1, &statement, 0),
        SQLITE_OK);
  long left = count;
  for (long first = 0; left > 0; first += stretch) {
    for (long series = 0; series < series_count; ++series) {
      for (long step = 0; step < stretch && left > 0; ++step, --left) {
        insert(statement, series, first + step);
      }
    }
  }
  sqlite3_finalize(statement);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: %s SAMPLES FILE\n", argv[0]);
    return 2;
  }
  const long count = atol(argv[1]);
  check(sqlite3_open(argv[2], &database), SQLITE_OK);
  execute("PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
          "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;"
          "BEGIN IMMEDIATE;"
          "CREATE TABLE sample (series_id INTEGER NOT NULL, time_us INTEGER NOT NULL,"
          "  sequence INTEGER NOT NULL, value REAL, truth REAL,"
          "  PRIMARY KEY (series_id, time_us, sequence)) STRICT, WITHOUT ROWID;");
  const double start = now();
  write_all(count);
  execute("COMMIT");
  const double seconds = now() - start;
  sqlite3_close(database);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("{\"samples_per_second\": %.1f, \"seconds\": %.6f, \"peak_bytes\": %ld}\n",
         (double)count / seconds, seconds, usage.ru_maxrss * 1024);
}
