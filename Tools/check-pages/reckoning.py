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
        figures["longest"] = max([0] + [waiting_at(place, t) for place in self.places])
        return figures

    def drones_by_state(self, t):
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
        states = ("idle", "loading", "out", "handing", "back", "holding", "waiting", "charging")
        return {state: list(state_of.values()).count(state) for state in states}

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
