"""What a playback page must show at an instant, reckoned from its JSON alone and by other means than the page:
straight from the rows, without tracks, cursors or sorted columns."""

ORDER_ENDS = ("delivered", "refunded", "failed")


def happened(instant, t):
    return instant is not None and instant <= t


def rows(table):
    names = list(table)
    return [dict(zip(names, values)) for values in zip(*(table[name] for name in names))]


class Variant:
    def __init__(self, data, index):
        raw = data["variants"][index]
        self.end = data["end_s"]
        self.drones = raw.get("drones", range(len(data["park"]["drones"])))
        self.orders = rows(raw["orders"])
        self.flights = rows(raw["flights"])
        self.sessions = rows(raw["sessions"])
        self.places = raw["places"]
        self.least = raw.get("least_charge") or []
        self.groups = [drone.get("group") for drone in data["park"]["drones"]]

    def figures(self, t):
        created = [order for order in self.orders if happened(order["created"], t)]
        closed = [order for order in created if happened(order["closed"], t)]
        still = [order for order in created if not happened(order["closed"], t)]
        figures = {end: sum(order["state"] == end for order in closed) for end in ORDER_ENDS}
        figures["created"] = len(created)
        figures["open"] = len(still)
        figures["coming"] = sum(happened(order["dispatched"], t) for order in still)
        figures["late"] = sum(order["promised"] is not None and order["promised"] < t for order in still)
        figures["drones"] = self.drones_by_state(t)
        figures["uncharged"] = self.uncharged(t)
        figures["longest"] = max([0] + [waiting_at(place, t) for place in self.places])
        return figures

    def uncharged(self, t):
        """Idle drones of which each order that waits for one of theirs asks more charge than they have."""
        waiting = [
            number
            for number, order in enumerate(self.orders)
            if happened(order["pack_ended"], t) and not happened(order["dispatched"], t) and not happened(order["closed"], t)
        ]
        count = 0
        for drone, state in self.states(t).items():
            if state != "idle" or not self.least:
                continue
            asked = [self.least[self.groups[drone]][number] for number in waiting]
            asked = [least for least in asked if least is not None]
            charge = self.charge_at_rest(drone, t)
            if asked and charge is not None and all(charge < least - 1e-4 for least in asked):
                count += 1
        return count

    def charge_at_rest(self, drone, t):
        """What the last flight or stay of a drone has left it; before the first, what it begins with."""
        ends = [
            (row["ended"], row["charge_end"])
            for row in self.flights + self.sessions
            if row["drone"] == drone and happened(row["ended"], t) and row["charge_end"] is not None
        ]
        if ends:
            return max(ends)[1]
        starts = [
            (row["started"], row["charge_start"])
            for row in self.flights + self.sessions
            if row["drone"] == drone and row["started"] is not None
        ]
        return min(starts)[1] if starts else None

    def drones_by_state(self, t):
        states = ("idle", "loading", "out", "handing", "back", "holding", "waiting", "charging")
        found = list(self.states(t).values())
        return {state: found.count(state) for state in states}

    def states(self, t):
        state_of = {drone: "idle" for drone in self.drones}
        for number, order in enumerate(self.orders):
            if order["drone"] is not None and happened(order["dispatched"], t) and not happened(order["closed"], t):
                state_of[order["drone"]] = "loading"
        for session in self.sessions:
            if happened(session["requested"], t) and not happened(session["ended"], t):
                state_of[session["drone"]] = "charging" if happened(session["started"], t) else "waiting"
        for flight in self.flights:
            if happened(flight["started"], t) and not happened(flight["ended"], t):
                state_of[flight["drone"]] = leg_of(flight, t)
        return state_of

    def instants(self):
        found = set()
        for table, names in (
            (self.orders, ("created", "dispatched", "closed")),
            (self.flights, ("started", "delivered", "ended")),
            (self.sessions, ("started", "ended")),
        ):
            found.update(row[name] for row in table for name in names if row[name] is not None)
        return found


def holding_ends(flight):
    """When the descent began; pages of before there was a column for it say nothing of holding."""
    return flight["landing"] if "landing" in flight else flight["returned"]


def held(flight, end):
    """For how long there was no room at the pad, s."""
    if flight["returned"] is None:
        return 0
    until = [holding_ends(flight), flight["ended"], end]
    return next(instant for instant in until if instant is not None) - flight["returned"]


def descents(flights):
    """Instants in the middle of holding and of the descent: whoever took one for the other shows it there."""
    for flight in flights:
        steps = [flight["returned"], holding_ends(flight), flight["ended"]]
        for first, second in zip(steps, steps[1:]):
            if first is not None and second is not None and second > first:
                yield (first + second) / 2


def leg_of(flight, t):
    is_back = happened(flight["returned"], t)
    if is_back and not happened(holding_ends(flight), t):
        return "holding"
    if is_back or happened(flight["delivered"], t):
        return "back"
    return "handing" if happened(flight["arrived"], t) else "out"


def waiting_at(place, t):
    waiting = 0
    for instant, value in zip(place["t"], place["waiting"]):
        if instant <= t:
            waiting = value
    return waiting
