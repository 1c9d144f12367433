"""The M/M/1 queue of mm1_simpy.py in the PyPI engine cimba, which compiles it by Numba.

usage: mm1_cimba.py OBJECTS SEED
Seconds exclude the compilation, which a short run before brings about.
"""

import json
import sys
import time

import cimba as cb
import numpy
from cimba import inputs


class Queue(cb.Model):
    interarrival: cb.Input[float] = inputs.dist.exponential(mean=1 / 0.9)
    service_time: cb.Input[float] = inputs.dist.exponential(mean=1.0)
    store: cb.Store[float]
    objects: cb.Param[int] = 1000
    mean_system_time: cb.Output[float]

    @cb.process
    def arrive(self):
        while True:
            cb.hold(self.interarrival.next())
            self.store.put(cb.now())

    @cb.process
    def serve(self):
        total = 0.0
        for _ in range(self.objects):
            arrival = self.store.get()
            cb.hold(self.service_time.next())
            total += cb.now() - arrival
        self.mean_system_time = total / self.objects
        cb.end_trial()


def run(objects, seed):
    model = Queue()
    model.objects = objects
    window = cb.Window(duration=float(objects) * 10)
    return cb.Experiment(model, replications=1, window=window, seed=seed).run()[model]


def main():
    objects, seed = int(sys.argv[1]), int(sys.argv[2])
    run(1000, seed)
    start = time.perf_counter()
    result = run(objects, seed)
    seconds = time.perf_counter() - start
    print(
        json.dumps(
            {
                "objects_per_second": objects / seconds,
                "mean_system_time": float(numpy.ravel(result.mean_system_time)[0]),
                "seconds": seconds,
            }
        )
    )


if __name__ == "__main__":
    main()
