"""An M/M/1 queue in SimPy: arrival rate 0.9, service rate 1, two processes and a Store.

usage: mm1_simpy.py OBJECTS SEED
The definition is that of the benchmark which the CIMBA library publishes: an arrival process puts
the time of arrival into an unlimited store, a service process takes it out, and the run ends when
a number of objects was served. Seconds exclude the start of the interpreter.
"""

import json
import random
import sys
import time

import simpy


def arrive(environment, store):
    while True:
        yield environment.timeout(random.expovariate(0.9))
        yield store.put(environment.now)


def serve(environment, store, objects, result):
    for _ in range(objects):
        arrival = yield store.get()
        yield environment.timeout(random.expovariate(1.0))
        result["total"] += environment.now - arrival


def main():
    objects, seed = int(sys.argv[1]), int(sys.argv[2])
    random.seed(seed)
    result = {"total": 0.0}
    environment = simpy.Environment()
    store = simpy.Store(environment)
    environment.process(arrive(environment, store))
    service = environment.process(serve(environment, store, objects, result))
    start = time.perf_counter()
    environment.run(until=service)
    seconds = time.perf_counter() - start
    print(
        json.dumps(
            {
                "objects_per_second": objects / seconds,
                "mean_system_time": result["total"] / objects,
                "seconds": seconds,
            }
        )
    )


if __name__ == "__main__":
    main()
