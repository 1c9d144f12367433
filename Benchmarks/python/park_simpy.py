"""The park of Park/park.json as one writes it in SimPy, without keeping anything of an order but its lead time.

usage: park_simpy.py DRONES ORDERS_AN_HOUR HOURS PICKERS PACKERS BAYS SEED
An order is a process: it takes a picker, a packer, the drone that has been free longest, and with it flies to
the customer; the same process flies the drone home and, below its threshold, charges it with constant power.
Seconds exclude the start of the interpreter.
"""

import json
import math
import random
import sys
import time

import simpy

PICK, PACK = 120.0, 100.0
HEIGHT, CLIMB, DESCENT, SPEED, ACCELERATION, TURNS = 60.0, 2.5, 2.0, 10.0, 1.0, 11.0
LOADING, HAND_OVER = 60.0, 30.0
CAPACITY, POWER_FLYING, POWER_CHARGING = 129.96 * 3600, 570.0, 180.0
START_BELOW, TARGET = 0.75, 0.95


class Drone:
    def __init__(self, x):
        self.x = x
        self.stored = TARGET * CAPACITY


class Park:
    def __init__(self, environment, drones, pickers, packers, bays):
        self.environment = environment
        self.pickers = simpy.Resource(environment, pickers)
        self.packers = simpy.Resource(environment, packers)
        self.bays = simpy.Resource(environment, bays)
        self.free = simpy.Store(environment)
        for number in range(drones):
            self.free.put(Drone(60 if number % 2 else -60))
        self.created = self.delivered = 0
        self.lead_times = 0.0

    def orders(self, rate):
        while True:
            yield self.environment.timeout(random.expovariate(rate))
            self.created += 1
            self.environment.process(self.order())

    def order(self):
        created = self.environment.now
        with self.pickers.request() as picker:
            yield picker
            yield self.environment.timeout(random.expovariate(1 / PICK))
        with self.packers.request() as packer:
            yield packer
            yield self.environment.timeout(random.expovariate(1 / PACK))
        drone = yield self.free.get()
        radius, angle = 400 * math.sqrt(random.random()), 2 * math.pi * random.random()
        x, y = 700 + radius * math.cos(angle), 400 + radius * math.sin(angle)
        distance = math.hypot(x - drone.x, y)
        leg = distance / SPEED + SPEED / ACCELERATION + TURNS
        leg += HEIGHT / CLIMB + HEIGHT / DESCENT
        yield self.environment.timeout(LOADING + leg + HAND_OVER)
        self.delivered += 1
        self.lead_times += self.environment.now - created
        yield self.environment.timeout(leg)
        drone.stored -= POWER_FLYING * (2 * leg + HAND_OVER)
        if drone.stored < START_BELOW * CAPACITY:
            with self.bays.request() as bay:
                yield bay
                missing = TARGET * CAPACITY - drone.stored
                yield self.environment.timeout(missing / POWER_CHARGING)
            drone.stored = TARGET * CAPACITY
        self.free.put(drone)


def main():
    drones, rate, hours, pickers, packers, bays, seed = (float(text) for text in sys.argv[1:])
    random.seed(int(seed))
    environment = simpy.Environment()
    park = Park(environment, int(drones), int(pickers), int(packers), int(bays))
    environment.process(park.orders(rate / 3600))
    start = time.perf_counter()
    environment.run(until=hours * 3600)
    seconds = time.perf_counter() - start
    print(
        json.dumps(
            {
                "orders": park.created,
                "seconds": seconds,
                "mean_lead_time_s": park.lead_times / park.delivered,
            }
        )
    )


if __name__ == "__main__":
    main()
