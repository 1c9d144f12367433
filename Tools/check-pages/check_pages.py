#!/usr/bin/env python3
"""Opens report pages in a browser and checks what a reader relies on.

Needs `playwright` of PyPI and Debian's `chromium`; see README.md beside this file. Prints a line for each check and
ends with 1 if one of them failed.
"""

import argparse
import json
import pathlib
import re
import statistics
import sys

from playwright.sync_api import TimeoutError, sync_playwright

import reckoning

SIZES = {"desk": (1366, 768), "phone": (390, 844)}
HOOK = "window.parksimPlayback"


class Failure(Exception):
    pass


def require(condition, message):
    if not condition:
        raise Failure(message)


class Page:
    """A report page in a tab of its own, with all that it said and asked for."""

    def __init__(self, browser, path, size="desk", scheme="light"):
        width, height = SIZES[size]
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True,
            has_touch=size == "phone", reduced_motion="no-preference",
        )
        self.tab = self.context.new_page()
        self.complaints = []
        self.tab.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.tab.on("console", self.hear)
        self.url = path.resolve().as_uri()
        self.tab.route("**/*", self.answer)
        self.tab.goto(self.url)
        try:
            self.tab.wait_for_function(f"{HOOK} !== undefined", timeout=20_000)
        except TimeoutError:
            raise Failure(f"no player starts: {self.complaints[:3]}") from None
        self.tab.evaluate("document.getElementById('playback').scrollIntoView()")
        # Longer than the player takes a turn of the wheel for the end of the page's own scrolling.
        self.tab.wait_for_timeout(600)
        self.data = json.loads(self.tab.locator("#playback-data").text_content())

    def hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def answer(self, route):
        if route.request.url == self.url:
            route.continue_()
            return
        self.complaints.append(f"request: {route.request.url}")
        route.abort()

    def run(self, script):
        return self.tab.evaluate(script)

    def ask(self, call):
        return self.tab.evaluate(f"{HOOK}.{call}")

    def close(self):
        self.context.close()


def shown_variants(page):
    return [reckoning.Variant(page.data, index) for index in range(min(2, len(page.data["variants"])))]


# Checks: each takes a page and raises Failure.


def starts_at_a_moment_worth_seeing(page):
    require(not page.ask("isPlaying()"), "it plays before anybody asked")
    if not page.data["variants"][0]["flights"]["drone"]:
        return
    require(page.ask("time()") > 0, "it starts at the empty beginning")
    drones = page.ask("figures()")["variants"][0]["drones"]
    require(sum(drones[state] for state in ("out", "handing", "back", "holding")) > 0, f"nothing flies: {drones}")


def plays_and_pauses(page):
    page.ask("seek(0)")
    speed = page.ask("speed()")
    whole = page.data["end_s"] / speed
    require(45 <= whole <= 110, f"the run takes {whole:.0f} s at the speed chosen")
    page.tab.locator(".pb-primary").click()
    page.tab.wait_for_timeout(1500)
    reached = page.ask("time()")
    require(0.4 * speed < reached < 1.8 * speed, f"at {speed}x it reached {reached} s in 1.5 s")
    page.tab.locator(".pb-primary").click()
    rest = page.ask("time()")
    page.tab.wait_for_timeout(300)
    require(page.ask("time()") == rest, "it goes on after pause")


def figures_are_those_of_the_rows(page):
    variants = shown_variants(page)
    for t in instants_to_try(page, variants):
        page.ask(f"seek({t!r})")
        shown = page.ask("figures()")["variants"]
        for index, variant in enumerate(variants):
            expected = variant.figures(t)
            got = {name: shown[index][name] for name in expected if name != "longest"}
            got["longest"] = (shown[index]["longest"] or {"waiting": 0})["waiting"]
            require(got == expected, f"variant {index} at {t}:\n  page {got}\n  rows {expected}")
        table = table_on_the_page(page)
        first = variants[0].figures(t)
        require(table[0] == first["created"] and table[1] == first["delivered"] and table[2] == first["open"],
                f"the table shows {table} at {t}, the rows give {first}")


def instants_to_try(page, variants):
    end = page.data["end_s"]
    exact = sorted(set().union(*(variant.instants() for variant in variants)))
    picked = exact[:: max(1, len(exact) // 12)] + [instant - 0.001 for instant in exact[5:: max(1, len(exact) // 5)]]
    descents = sorted(set().union(*(reckoning.descents(variant.flights) for variant in variants)))
    picked += descents[:: max(1, len(descents) // 8)]
    return [0, end] + [end * share / 13 for share in range(1, 13)] + [t for t in picked if 0 <= t <= end]


def table_on_the_page(page):
    page.tab.wait_for_timeout(20)
    return page.run("[...document.querySelectorAll('.pb-table tbody:first-of-type tr td:nth-of-type(1)')].map(x => +x.textContent)")


def seeking_does_not_depend_on_the_way(page):
    middle = page.data["end_s"] * 0.61803
    picture = "document.querySelector('.pb-map').toDataURL()"
    seen = []
    for start in (0, page.data["end_s"], middle - 50):
        page.ask(f"seek({start})")
        page.ask(f"seek({middle})")
        seen.append((page.run(picture), json.dumps(page.ask("figures()"))))
    page.ask("seek(0)")
    page.ask("speed(3600)")
    page.ask("play()")
    page.tab.wait_for_timeout(400)
    page.ask("pause()")
    page.ask(f"seek({middle})")
    seen.append((page.run(picture), json.dumps(page.ask("figures()"))))
    require(len(set(seen)) == 1, "the same instant looks different after other ways to it")


def strips_and_scrub_bar_seek(page):
    end = page.data["end_s"]
    for selector in (".pb-strip-row:not([hidden]) .pb-strip", ".pb-scrub"):
        box = page.tab.locator(selector).first.bounding_box()
        y = box["y"] + box["height"] / 2
        page.tab.mouse.move(box["x"] + 0.2 * box["width"], y)
        page.tab.mouse.down()
        page.tab.mouse.move(box["x"] + 0.5 * box["width"], y, steps=4)
        page.tab.mouse.move(box["x"] + 0.7 * box["width"], y, steps=4)
        page.tab.mouse.up()
        share = page.ask("time()") / end
        require(abs(share - 0.7) < 0.02, f"dragging {selector} to 70 % led to {100 * share:.1f} %")


def steps_from_event_to_event(page):
    exact = sorted(set().union(*(variant.instants() for variant in shown_variants(page))))
    page.tab.locator(".pb-map").first.focus()
    where = len(exact) // 2
    page.ask(f"seek({exact[where]!r})")
    for key, goal in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("ArrowLeft", 0), ("ArrowLeft", -1)):
        page.tab.keyboard.press(key)
        got = page.ask("time()")
        require(got == exact[where + goal], f"{key} led to {got}, not {exact[where + goal]}")


def keys_play_and_change_the_speed(page):
    page.tab.locator(".pb-map").first.focus()
    page.tab.keyboard.press("Space")
    require(page.ask("isPlaying()"), "space does not play")
    page.tab.keyboard.press("Space")
    require(not page.ask("isPlaying()"), "space does not pause")
    speed = page.ask("speed()")
    page.tab.keyboard.press("+")
    require(page.ask("speed()") > speed, "+ does not go faster")
    page.tab.keyboard.press("-")
    require(page.ask("speed()") == speed, "- does not go back")


def follows_an_order(page):
    orders = reckoning.rows(page.data["variants"][0]["orders"])
    order = next(row for row in orders[len(orders) // 3:] if row["state"] == "delivered")
    page.tab.locator(".pb-follow input").fill(f"#{order['number']}")
    page.tab.keyboard.press("Enter")
    page.tab.wait_for_timeout(100)
    require(page.tab.locator(".pb-story").is_visible(), "no story is shown")
    require(f"#{order['number']}" in page.tab.locator(".pb-story h3").text_content(), "the story is another one's")
    clocks = page.tab.locator(".pb-story-list .pb-time").all_text_contents()
    names = ("created", "pick_started", "pick_ended", "pack_started", "pack_ended", "dispatched")
    for name in names:
        if order[name] is not None:
            require(any(clock.endswith(of_day(page, order[name])) for clock in clocks), f"{name} is not in the story: {clocks}")
    page.tab.locator(".pb-story-list li").nth(2).click()
    require(order["created"] <= page.ask("time()") <= order["closed"], "a click on a line does not seek")
    current = page.tab.locator(".pb-story-list [aria-current]")
    require(current.count() == 1, "no line is marked as the current one")
    page.tab.locator(".pb-story-list .pb-link").first.click()
    drone = page.data["park"]["drones"][order["drone"]]["id"]
    require(plain(drone)[:20] in plain(page.tab.locator(".pb-story h3").text_content()), "the link does not lead to the drone")


def holding_is_told_only_where_it_was(page):
    variant = reckoning.Variant(page.data, 0)
    flown = sorted({flight["drone"] for flight in variant.flights})
    holds = {drone: sum(flight["drone"] == drone and reckoning.held(flight, variant.end) > 0.0005 for flight in variant.flights)
             for drone in flown}
    for drone in sorted(flown, key=lambda drone: -holds[drone])[:3] + flown[-2:]:
        name = page.data["park"]["drones"][drone]["id"]
        require(page.ask(f"follow('drone', {json.dumps(name)})"), f"{name} is not followed")
        notes = page.tab.locator(".pb-story-list .pb-wait").all_text_contents()
        told = sum("no room at the pad" in note or "机坪已满" in note for note in notes)
        lines = page.tab.locator(".pb-story-list li").count()
        require(told == holds[drone] or lines >= 300, f"the story of {name} tells {told} times of holding, not {holds[drone]}")
    if flown:
        page.tab.locator(".pb-story-head button").click()


def the_current_line_is_in_view(page):
    flown = sorted({flight["drone"] for flight in reckoning.Variant(page.data, 0).flights})
    for drone in flown[:: max(1, len(flown) // 4)]:
        for share in (0.55, 0.98):
            page.ask(f"seek({share * page.data['end_s']})")
            page.ask(f"follow('drone', {json.dumps(page.data['park']['drones'][drone]['id'])})")
            page.tab.wait_for_timeout(60)
            line, view = page.run("""['.pb-story-list .pb-current', '.pb-story-list'].map(selector => {
              const box = document.querySelector(selector).getBoundingClientRect();
              return [box.top, box.bottom];
            })""")
            require(view[1] - view[0] > 60, f"the list is {view[1] - view[0]} px high")
            require(view[0] - 1 <= line[0] and line[1] <= view[1] + 1, f"the line of now is at {line}, the list at {view}")
    if flown:
        page.tab.locator(".pb-story-head button").click()


def clicks_leave_the_keys_alive(page):
    page.ask(f"follow('drone', {json.dumps(page.data['park']['drones'][0]['id'])})")
    places = (".pb-strip-row:not([hidden]) .pb-strip", ".pb-axis", ".pb-strip-name", ".pb-title", ".pb-figures td",
              ".pb-story-head h3", ".pb-story-list .pb-time", ".pb-story-head button", ".pb-map")
    for selector in places:
        page.run("document.activeElement.blur()")
        # A key that is of no button: space presses the one that has the focus.
        page.tab.locator(selector).locator("visible=true").first.click()
        speed = page.ask("speed()")
        page.tab.keyboard.press("+")
        require(page.ask("speed()") > speed, f"after a click on {selector} the keys are dead")
        page.tab.keyboard.press("-")
    page.tab.locator(".pb-follow input").click()
    page.tab.keyboard.type("+")
    require(page.tab.locator(".pb-follow input").input_value() == "+", "the player takes the focus from its field")
    page.tab.locator(".pb-follow input").fill("")
    if page.tab.locator(".pb-story").is_visible():
        page.tab.locator(".pb-story-head button").click()


def seeking_from_outside_rests_there(page):
    page.ask("play()")
    goal = round(page.data["end_s"] / 3)
    page.ask(f"seek({goal})")
    before = page.run("scrollY")
    page.tab.wait_for_timeout(300)
    require(page.ask("time()") == goal and not page.ask("isPlaying()"), "it leaves the instant that was asked for")
    require(page.run("scrollY") == before, "the page scrolls")


def a_name_that_is_not_there_is_said_so(page):
    page.ask(f"follow('drone', {json.dumps(page.data['park']['drones'][0]['id'])})")
    page.tab.locator(".pb-follow input").fill("no-such-drone")
    page.tab.keyboard.press("Enter")
    page.tab.wait_for_timeout(60)
    message = page.tab.locator(".pb-follow [aria-live]")
    require("no-such-drone" in message.text_content(), f"it says: {message.text_content()}")
    require(not page.tab.locator(".pb-story").is_visible(), "it goes on following another one")
    page.tab.locator(".pb-follow input").fill("")
    require(message.text_content() == "", "the message stays")


def the_map_keeps_its_size(page):
    size = "[document.querySelector('.pb-map').clientWidth, document.querySelector('.pb-map').clientHeight]"
    before = page.run(size)
    page.ask(f"follow('drone', {json.dumps(page.data['park']['drones'][0]['id'])})")
    page.tab.wait_for_timeout(100)
    after = page.run(size)
    page.tab.locator(".pb-story-head button").click()
    require(after == before, f"the map of {before} is {after} while something is followed")


def texts_are_whole(page):
    """The clock and the values of the strips are not cut, in either language."""
    language = page.run("document.documentElement.lang")
    for lang in ("en", "zh-Hans"):
        page.run(f"document.documentElement.lang = '{lang}'; document.dispatchEvent(new Event('languagechange-parksim'))")
        page.tab.wait_for_timeout(100)
        cut = page.run("""[...document.querySelectorAll('.pb-clock, .pb-strip-value, .pb-table th span')]
          .filter(x => x.clientWidth && x.scrollWidth > x.clientWidth + 1).map(x => x.textContent)""")
        require(not cut, f"cut off: {cut}")
        wide = page.run("(x => [x.scrollWidth, x.clientWidth])(document.querySelector('.pb-figures'))")
        require(wide[0] <= wide[1], f"the figures are {wide[0]} px wide in {wide[1]}")
        clock, speed = page.run("['.pb-clock', '.pb-controls .pb-select'].map(x => document.querySelector(x).getBoundingClientRect().toJSON())")
        is_apart = clock["right"] <= speed["left"] or clock["bottom"] <= speed["top"]
        require(is_apart, f"the speed at {speed} covers the clock at {clock}")
    page.run(f"document.documentElement.lang = '{language}'; document.dispatchEvent(new Event('languagechange-parksim'))")


def of_day(page, t):
    second = int(page.data["clock_start_s"] + t + 1e-6)
    return f"{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}"


def follows_by_click_and_camera(page):
    variant = reckoning.Variant(page.data, 0)
    flight = max(variant.flights, key=lambda row: (row["arrived"] or 0) - row["started"])
    name = page.data["park"]["drones"][flight["drone"]]["id"]
    page.ask(f"seek({flight['started'] + 20})")
    require(page.ask(f"follow('drone', {json.dumps(name)})"), "hook does not follow")
    page.tab.locator(".pb-map").first.focus()
    page.tab.keyboard.press("f")
    page.tab.wait_for_timeout(150)
    page.tab.locator(".pb-story-head button").click()
    page.tab.wait_for_timeout(150)
    require(not page.tab.locator(".pb-story").is_visible(), "the story does not close")
    box = page.tab.locator(".pb-map").first.bounding_box()
    page.tab.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.tab.wait_for_timeout(150)
    require(page.tab.locator(".pb-story").is_visible(), "a click on the drone in the middle does not follow it")
    require(plain(name)[:20] in plain(page.tab.locator(".pb-story h3").text_content()), "a click follows another one")
    page.tab.locator(".pb-story-head button").click()
    page.tab.locator(".pb-map").first.focus()
    page.tab.keyboard.press("0")
    require(not page.ask("follow('drone', 'no such drone')"), "it follows what is not there")


def zooms_and_fits(page):
    picture = "document.querySelector('.pb-map').toDataURL()"
    page.tab.locator(".pb-map").first.focus()
    page.tab.keyboard.press("0")
    page.tab.wait_for_timeout(150)
    fitted = page.run(picture)
    box = page.tab.locator(".pb-map").first.bounding_box()
    page.tab.mouse.move(box["x"] + box["width"] / 3, box["y"] + box["height"] / 3)
    page.tab.wait_for_timeout(500)
    page.tab.mouse.wheel(0, -300)
    page.tab.wait_for_timeout(200)
    zoomed = page.run(picture)
    require(zoomed != fitted, "the wheel does not zoom")
    page.tab.mouse.move(box["x"] + 5, box["y"] + box["height"] - 60)
    page.tab.mouse.down()
    page.tab.mouse.move(box["x"] + 80, box["y"] + box["height"] - 90, steps=5)
    page.tab.mouse.up()
    page.tab.wait_for_timeout(200)
    require(page.run(picture) != zoomed, "dragging does not move the map")
    page.tab.keyboard.press("0")
    page.tab.mouse.move(2, 2)
    page.tab.wait_for_timeout(200)
    require(page.run(picture) == fitted, "0 does not show all again")


def the_button_zooms_to_something(page):
    page.tab.locator(".pb-map").first.focus()
    page.tab.keyboard.press("0")
    for _ in range(3):
        page.tab.locator(".pb-map-tools button").first.click()
    page.tab.mouse.move(2, 2)
    page.tab.wait_for_timeout(200)
    # Without the scale at the bottom, which is always drawn in ink.
    inked = page.run("""(() => {
      const map = document.querySelector('.pb-map');
      const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      copy.canvas.width = map.width;
      copy.canvas.height = map.height - 34;
      copy.drawImage(map, 0, 0);
      const { data } = copy.getImageData(0, 0, copy.canvas.width, copy.canvas.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 150) count += 1;
      return count;
    })()""")
    page.tab.locator(".pb-map").first.focus()
    page.tab.keyboard.press("0")
    require(inked > 100, f"three clicks lead to an empty map: {inked} pixels of ink")


def language_switches(page):
    language = page.run("document.documentElement.lang")
    other = "en" if language.startswith("zh") else "zh-Hans"
    texts = """[...document.querySelectorAll('#playback :is(h2, h3, button, label, th, option, p, .pb-note, .pb-longest, .pb-line div, .pb-line span)')]
      .filter(x => x.offsetParent !== null).flatMap(x => [x.getAttribute('aria-label') ?? '', x.getAttribute('title') ?? '',
        [...x.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent).join(' ')])"""
    page.ask(f"follow('drone', {json.dumps(page.data['park']['drones'][2]['id'])})")
    for lang in (other, language):
        page.run(f"document.documentElement.lang = '{lang}'; document.dispatchEvent(new Event('languagechange-parksim'))")
        page.tab.wait_for_timeout(1300)
        words = [re.sub("\u2068.*?\u2069", "", text) for text in page.run(texts)]
        if lang == "en":
            require(not any(re.search("[\u4e00-\u9fff]", text) for text in words if "\u2068" not in text), f"Chinese is left: {words}")
        else:
            left = [text for text in words if re.search(r"[A-Za-z]{4,}", text) and not re.search("WebM", text)]
            require(not left, f"English is left: {left}")
            require(any(re.search("[\u4e00-\u9fff]", text) for text in words), "there is no Chinese")
    page.tab.locator(".pb-story-head button").click()


def fits_the_screen(page):
    page.run("document.getElementById('playback').scrollIntoView()")
    wide = page.run("[document.documentElement.scrollWidth, innerWidth]")
    require(wide[0] <= wide[1], f"the page is {wide[0]} px wide on a screen of {wide[1]}")
    height = page.run("innerHeight")
    for selector in (".pb-map", ".pb-controls", ".pb-figures tr:nth-child(5)"):
        box = page.tab.locator(selector).first.bounding_box()
        require(box and box["y"] >= 0 and box["y"] + box["height"] <= height + 1, f"{selector} is cut off: {box}")
    hidden = page.run("""[...document.querySelectorAll('.pb-controls :is(button, input, select), .pb-map-tools button')].filter(x => {
      const b = x.getBoundingClientRect();
      const hit = document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2);
      return !(hit === x || x.contains(hit));
    }).map(x => x.ariaLabel)""")
    require(not hidden, f"covered or out of sight: {hidden}")


def everything_has_a_name_and_a_focus_ring(page):
    nameless = page.run("""[...document.querySelectorAll('#playback :is(button, input, select, canvas[tabindex])')]
      .filter(x => !(x.ariaLabel || x.textContent.trim() || x.labels?.[0]?.textContent.trim())).map(x => x.outerHTML)""")
    require(not nameless, f"without a name: {nameless}")
    page.tab.locator(".pb-buttons button").first.focus()
    page.tab.keyboard.press("Tab")
    ring = page.run("getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth")
    require(ring.startswith("solid") and not ring.endswith("0px"), f"the focus is not seen: {ring}")
    page.ask("seek(1000)")
    page.tab.wait_for_timeout(1300)
    require(page.tab.locator(".pb-visually-hidden[aria-live=polite]").text_content().strip() != "", "nothing is read aloud")


def names_stay_text(page):
    require(page.run("window.hacked") is None, "a name was run as a script")
    alien = page.run("document.querySelectorAll('#playback :is(script, img, iframe, b, object)').length")
    require(alien == 0, f"{alien} elements that no part of the page makes")
    name = page.data["park"]["drones"][0]["id"]
    page.ask(f"follow('drone', {json.dumps(name)})")
    page.tab.wait_for_timeout(60)
    shown = plain(page.tab.locator(".pb-story h3").text_content())
    require(plain(name)[:20] in shown, f"the drone's name is not shown: {shown}")
    wide = page.run("[document.documentElement.scrollWidth, innerWidth]")
    require(wide[0] <= wide[1], "a long name widens the page")
    page.tab.locator(".pb-story-head button").click()


def plain(text):
    return re.sub("[\u0000-\u001f\u2028-\u202e\u2066-\u2069]+", " ", text)


def pictures_and_films_are_kept(page, folder):
    with page.tab.expect_download(timeout=10_000) as waiting:
        page.tab.locator(".pb-keep > button").click()
    check_download(waiting.value, b"\x89PNG", folder)
    if page.tab.locator(".pb-film button").is_disabled():
        require(page.tab.locator(".pb-film button").get_attribute("title"), "recording is off without a reason")
        return
    page.tab.locator(".pb-seconds").fill("1")
    with page.tab.expect_download(timeout=20_000) as waiting:
        page.tab.locator(".pb-film button").click()
    check_download(waiting.value, b"\x1a\x45\xdf\xa3", folder)
    require(not page.ask("isPlaying()"), "it plays on after the recording")


def check_download(download, magic, folder):
    name = download.suggested_filename
    require(re.fullmatch(r"[A-Za-z0-9_-]+\.(png|webm)", name), f"the file's name is {name}")
    path = folder / name
    download.save_as(path)
    content = path.read_bytes()
    require(content.startswith(magic) and len(content) > 1000, f"{name} is no such file ({len(content)} bytes)")


def frames_are_fast(page, limit):
    page.ask("seek(0)")
    page.ask("play()")
    page.tab.wait_for_timeout(4000)
    times = page.ask("frameTimes()")
    page.ask("pause()")
    require(len(times) > 20, f"only {len(times)} frames in 4 s")
    median = statistics.median(times)
    p95 = sorted(times)[int(0.95 * len(times))]
    drones, orders = len(page.data["park"]["drones"]), len(page.data["variants"][0]["orders"]["number"])
    print(f"     {drones} drones, {orders} orders: median frame {median:.1f} ms, 95 % within {p95:.1f} ms")
    require(median <= limit, f"the median frame takes {median:.1f} ms")


def colours_are_those_of_the_charts(page):
    """The same thing has one colour in the map and in the charts; pages without charts have nothing to compare."""
    own = {"--pb-state-loading": "--s5", "--pb-state-out": "--s0", "--pb-state-back": "--s4", "--pb-state-holding": "--s3",
           "--pb-state-waiting": "--s1", "--pb-state-charging": "--s2", "--pb-queue": "--waiting", "--pb-served": "--busy"}
    for name, series in own.items():
        shown, chart = page.run(f"""['{name}', '{series}'].map(
          name => getComputedStyle(document.querySelector('.pb-root')).getPropertyValue(name).trim())""")
        require(chart in ("", shown), f"{name} is {shown}, in the charts {chart}")


def dark_is_dark(page):
    paper, ink, muted = page.run("""(() => {
      const root = document.querySelector('.pb-root');
      return [getComputedStyle(root).backgroundColor, getComputedStyle(root).color,
        getComputedStyle(document.querySelector('.pb-note')).color];
    })()""")
    require(luminance(paper) < 0.1, f"the paper is {paper}")
    require(contrast(paper, ink) > 7 and contrast(paper, muted) > 4.5, f"{ink} or {muted} on {paper} is faint")
    corner = corner_of_the_map(page)
    require(sum(corner[:3]) < 200, f"the map's corner is {corner}")


def corner_of_the_map(page):
    """Colour of a pixel of the map without names or lines, read from a copy: reading the map itself slows it down."""
    return page.run("""(() => {
      const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      copy.drawImage(document.querySelector('.pb-map'), 0, 0);
      return [...copy.getImageData(3, 3, 1, 1).data];
    })()""")


def theme_of_the_page_wins(page):
    for theme, is_dark in (("light", False), ("dark", True)):
        page.run(f"document.documentElement.dataset.theme = '{theme}'")
        page.tab.wait_for_timeout(150)
        paper = page.run("getComputedStyle(document.querySelector('.pb-root')).backgroundColor")
        corner = corner_of_the_map(page)
        require((luminance(paper) < 0.1) == is_dark, f"paper {paper} with data-theme {theme}")
        require((sum(corner[:3]) < 200) == is_dark, f"the map's corner is {corner} with data-theme {theme}")
    page.run("delete document.documentElement.dataset.theme")


def two_fingers_zoom(page):
    page.run("document.getElementById('playback').scrollIntoView()")
    page.tab.wait_for_timeout(100)
    picture = "document.querySelector('.pb-map').toDataURL()"
    before = page.run(picture)
    box = page.tab.locator(".pb-map").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page.tab)
    for kind, gap in (("touchStart", 30), ("touchMove", 60), ("touchMove", 100), ("touchEnd", None)):
        points = [] if gap is None else [{"x": x - gap, "y": y, "id": 0}, {"x": x + gap, "y": y, "id": 1}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.tab.wait_for_timeout(200)
    require(page.run(picture) != before, "pinching does not zoom")
    page.tab.locator(".pb-map-tools button").nth(2).click()
    page.tab.mouse.move(2, 2)
    page.tab.wait_for_timeout(200)
    require(page.run(picture) == before, "the button does not show all again")


def luminance(colour):
    channels = [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def is_quiet(page):
    require(not page.complaints, "; ".join(page.complaints[:5]))


class Report:
    def __init__(self):
        self.failures = 0

    def check(self, name, action, *arguments):
        try:
            action(*arguments)
            print(f"ok   {name}")
        except Exception as error:  # a page that breaks may break anything
            self.failures += 1
            print(f"FAIL {name}: {str(error)[:900]}")

    def open(self, *arguments):
        """A page, or None if it does not start."""
        opened = []
        self.check("opens", lambda: opened.append(Page(*arguments)))
        return opened[0] if opened else None


def check_file(report, browser, path, folder, limit):
    print(path)
    desk = report.open(browser, path)
    if desk is None:
        return
    desk.tab.screenshot(path=folder / f"{path.stem}-desk.png")
    for action in (
        starts_at_a_moment_worth_seeing, figures_are_those_of_the_rows, seeking_does_not_depend_on_the_way,
        strips_and_scrub_bar_seek, steps_from_event_to_event, keys_play_and_change_the_speed, follows_an_order,
        holding_is_told_only_where_it_was, the_current_line_is_in_view, clicks_leave_the_keys_alive,
        seeking_from_outside_rests_there, a_name_that_is_not_there_is_said_so,
        follows_by_click_and_camera, zooms_and_fits, the_button_zooms_to_something, language_switches, fits_the_screen,
        everything_has_a_name_and_a_focus_ring, names_stay_text,
    ):
        report.check(action.__name__.replace("_", " "), action, desk)
    report.check("pictures and films are kept", pictures_and_films_are_kept, desk, folder)
    report.check("is quiet", is_quiet, desk)
    desk.close()

    fresh = Page(browser, path)
    report.check("plays and pauses", plays_and_pauses, fresh)
    report.check("frames are fast", frames_are_fast, fresh, limit)
    fresh.tab.emulate_media(media="print")
    fresh.tab.pdf(path=folder / f"{path.stem}-print.pdf")
    fresh.close()

    for size, scheme in (("phone", "light"), ("desk", "dark"), ("phone", "dark")):
        page = Page(browser, path, size, scheme)
        report.check(f"fits the screen ({size}, {scheme})", fits_the_screen, page)
        report.check(f"the map keeps its size ({size}, {scheme})", the_map_keeps_its_size, page)
        report.check(f"texts are whole ({size}, {scheme})", texts_are_whole, page)
        report.check(f"colours are those of the charts ({size}, {scheme})", colours_are_those_of_the_charts, page)
        if scheme == "dark":
            report.check(f"dark is dark ({size})", dark_is_dark, page)
            report.check(f"theme of the page wins ({size})", theme_of_the_page_wins, page)
        if size == "phone":
            report.check(f"two fingers zoom ({scheme})", two_fingers_zoom, page)
        page.tab.screenshot(path=folder / f"{path.stem}-{size}-{scheme}.png", full_page=True)
        report.check(f"is quiet ({size}, {scheme})", is_quiet, page)
        page.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=pathlib.Path, help="HTML files with a playback")
    parser.add_argument("--screenshots", type=pathlib.Path, required=True, help="folder for pictures")
    parser.add_argument("--frame-limit", type=float, default=50, help="highest median frame, ms")
    parser.add_argument("--browser", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    arguments.screenshots.mkdir(parents=True, exist_ok=True)
    report = Report()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.browser, args=["--disable-gpu", "--no-sandbox"])
        for path in arguments.pages:
            check_file(report, browser, path, arguments.screenshots, arguments.frame_limit)
        browser.close()
    print(f"{report.failures} checks failed" if report.failures else "all checks held")
    sys.exit(1 if report.failures else 0)


if __name__ == "__main__":
    main()
