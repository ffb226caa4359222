#!/usr/bin/env python3
"""Makes tables of things by days and replies about them, right and wrong, and counts which the engine stops.

  by_days.py --bin draftgate [--seed N] [--count N] [--show N] [--pairs] [--lower]

The tables are forecasts, opening hours and slots; names and values are invented. `--pairs` writes a row for every pair of
thing and day instead of a column for each day, `--lower` writes everything in lower case and gives the table as a source,
too. Printed are, by the sort of change, how many replies are stopped; right replies should never be. Nothing is written
to the repository.
"""
import argparse, collections, json, random, subprocess, tempfile

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
TOWNS = ["Ashford", "Marlow Bay", "Keld", "Cedar Point", "Lakemont", "New Arden", "Port Ellin", "Stonebridge"]
SKIES = {"rain": "rain", "snow": "snow", "fog": "be foggy", "hail": "hail", "sunny": "be sunny", "windy": "be windy",
         "cloudy": "be cloudy", "clear skies": "be clear", "humid": "be humid", "frost": "be frosty", "misty": "be misty",
         "stormy": "be stormy", "overcast": "be overcast", "dry": "be dry", "warm": "be warm", "hot": "be hot"}
# What may be said of each other without being wrong.
NEAR = [{"fog", "misty"}, {"cloudy", "overcast"}, {"sunny", "clear skies", "dry", "warm", "hot"}, {"rain", "stormy", "hail"},
        {"dry", "windy", "cloudy", "overcast", "fog", "misty", "humid", "frost"}, {"warm", "hot", "humid"}, {"snow", "frost"},
        {"stormy", "windy", "hail"}]


def apart(one, two):
    return one != two and not any(one in group and two in group for group in NEAR)


def forecast(rng):
    rows = {}
    for town in rng.sample(TOWNS[:6], 3):
        cells = {}
        for day in DAYS:
            low = rng.randrange(20, 70, 10)
            cells[day] = (rng.choice(list(SKIES)), low, low + rng.randrange(10, 40, 10))
        rows[town] = cells
    return rows


def replies(rng, rows, today):
    """(sort, right?, question, reply)"""
    town, other = rng.sample(list(rows), 2)
    stranger = rng.choice([name for name in TOWNS if name not in rows])
    n = rng.randrange(7)
    day, when = DAYS[n], f"on {DAYS[n]}"
    if n == today:
        when = rng.choice([when, "today"])
    if n == (today + 1) % 7:
        when = rng.choice([when, "tomorrow"])
    sky, low, high = rows[town][day]
    held = {s for cells in rows.values() for s, *_ in cells.values()}
    wrong = [s for s in held if apart(s, sky)]
    outside = [s for s in SKIES if s not in held and apart(s, sky)]
    week = {s for s, *_ in rows[town].values()}
    never = [s for s in held if all(apart(s, own) for own in week)]
    highs = [h for *_, h in rows[town].values()]
    does = SKIES[sky]
    ask = f"will it {does} in {town} {when}?"
    what = f"what's the weather like in {town} {when}?"
    out = [
        ("yes", 1, ask, f"Yes, it will {does} in {town} {when}."),
        ("denied", 0, ask, f"No, it won't {does} in {town} {when}."),
        ("denied", 0, ask, f"It is not going to {does} in {town} {when}."),
        ("plain", 1, what, rng.choice([f"{when} in {town} expect {sky}, with a low of {low}f and a high of {high}f", f"It will {does} {when} in {town} with temperatures between {low} and {high} degrees.", f"The forecast for {town} {when} is {sky}, low of {low}f, high of {high}f."])),
        ("number", 0, what, f"It will {does} {when} in {town}, with a high of {high + 5}f."),
        ("label", 0, what, f"{town} will have a low of {high}f {when}."),
        ("high", 1, f"how hot will it get in {town} {when}?", rng.choice([f"It'll get up to {high}f in {town} {when}.", f"The high in {town} {when} is {high}f."])),
        ("name", 0, what, f"It will {does} in {other} {when}.") if apart(rows[other][day][0], sky) else None,
        ("stranger", 0, ask, f"Yes, it will {does} in {stranger} {when}."),
        ("asks", 1, f"will it {does} {when}?", rng.choice(["Which town would you like to know about?", "What city are you in", "for what place do you need the forecast?", f"Do you mean {town} or {other}?"])),
        ("highest", 1, f"what's the highest temperature in {town} this week?", f"The highest temperature in {town} this week will be {max(highs)}f."),
        ("highest", 0, f"what's the highest temperature in {town} this week?", f"The highest temperature in {town} this week will be {max(highs) + 10}f."),
        ("over", 1, f"will it be over {max(highs)} in {town} this week?", f"No, it won't be over {max(highs)}f in {town} this week."),
        ("over", 0, f"will it be over {max(highs)} in {town} this week?", f"Yes, it will be over {max(highs)}f in {town} this week."),
        ("second", 1, None, f"No, {when} it will {does} in {town}."),
    ]
    if wrong:
        odd = rng.choice(wrong)
        out += [("sky", 0, what, f"It will {SKIES[odd]} in {town} {when}."), ("sky", 0, ask, f"{town} will {SKIES[odd]} {when}."),
                ("rather", 1, f"will it {SKIES[odd]} in {town} {when}?", rng.choice([f"No, it won't {SKIES[odd]} in {town} {when}, it will {does}.", f"it is not going to {SKIES[odd]} in {town} {when}", f"No, it will {does} in {town} {when}."])),
                ("rather", 0, f"will it {SKIES[odd]} in {town} {when}?", f"Yes, it will {SKIES[odd]}.")]
    if outside:
        odd = rng.choice(outside)
        out += [("outside", 0, what, f"It will {SKIES[odd]} in {town} {when}."), ("outside", 1, f"will it {SKIES[odd]} in {town} {when}?", f"no, {town} does not expect it to {SKIES[odd]} {when}")]
    if never:
        odd = rng.choice(never)
        out += [("week", 1, f"will it {SKIES[odd]} in {town} this week?", f"No, it won't {SKIES[odd]} in {town} this week."),
                ("week", 0, f"will it {SKIES[odd]} in {town} this week?", f"Yes, it will {SKIES[odd]} in {town} this week.")]
    two = DAYS[(n + 1) % 7]
    next_sky = rows[town][two][0]
    out += [("two days", 1, f"what about {day} and {two} in {town}?", f"In {town} it will {does} on {day} and {SKIES[next_sky]} on {two}.")]
    if apart(next_sky, sky):
        out += [("two days", 0, f"what about {day} and {two} in {town}?", f"In {town} it will {SKIES[next_sky]} on {day} and {does} on {two}.")]
    if apart(rows[other][day][0], sky) :
        both = f"which places will {does.replace('be ', 'be ')} {when}?"
        out += [("set", 0, both, f"{town} and {other} will {does} {when}."), ("set", 1, both, f"{town} will {does} {when}.")]
    return [entry for entry in out if entry]


def hours(rng):
    rows = {}
    for shop in ["Mill Street", "Harbour", "Station Road"]:
        cells = {}
        for day in DAYS:
            opens = rng.randrange(7, 11)
            cells[day] = None if rng.random() < 0.25 else (opens, rng.randrange(4, 9))
        rows[shop] = cells
    return rows


def about_hours(rng, rows, today):
    shop = rng.choice(list(rows))
    day = rng.choice(DAYS)
    cell = rows[shop][day]
    ask, named = f"is {shop} open on {day}?", day.capitalize()
    if cell is None:
        return [("hours", 1, ask, f"No, {shop} is closed on {named}s."), ("hours", 1, ask, f"I'm afraid {shop} isn't open on {named}."),
                ("hours", 0, ask, f"Yes, {shop} is open on {named}s."), ("hours", 0, ask, f"{shop} is open from 9am to 5pm on {named}.")]
    opens, closes = cell
    return [("hours", 1, ask, f"Yes, {shop} is open from {opens}am to {closes}pm on {named}."), ("hours", 1, ask, f"{shop} opens at {opens} am and closes at {closes} pm on {named}s."),
            ("hours", 1, ask, f"On {named} {shop} is open until {closes}pm."), ("hours", 0, ask, f"On {named} {shop} is open until {closes + 1}pm."),
            ("hours", 0, ask, f"{shop} is closed on {named}."), ("hours", 0, ask, f"{shop} opens at {opens + 1}am on {named}."),
            ("hours", 1, f"can I come at {opens + 2} on {day}?", f"Yes, {shop} is open at {opens + 2}:00 on {named}.") if opens < 10 else
            ("hours", 1, ask, f"Yes, it's open on {named}s.")]


def records(rows, kind, pairs, today):
    if kind == "hours":
        return [{"branch": shop, **{day: "closed" if cell is None else f"{cell[0]}am - {cell[1]}pm" for day, cell in cells.items()}} for shop, cells in rows.items()]
    if pairs:
        return [{"location": town, "date": day, "conditions": sky, "low temperature": f"{low}f", "high temperature": f"{high}f", "today": DAYS[today]}
                for town, cells in rows.items() for day, (sky, low, high) in cells.items()]
    return [{"location": town, "today": DAYS[today], **{day: f"{sky}, low of {low}f, high of {high}f" for day, (sky, low, high) in cells.items()}} for town, cells in rows.items()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--lower", action="store_true")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    cases = []
    for n in range(args.count):
        kind = "hours" if n % 4 == 3 else "forecast"
        today = rng.randrange(7)
        rows = hours(rng) if kind == "hours" else forecast(rng)
        table = records(rows, kind, args.pairs, today)
        for sort, right, question, reply in (about_hours if kind == "hours" else replies)(rng, rows, today):
            request = {"contract": 1, "draft": reply, "facts": {"records": table}}
            if question:
                request["turns"] = [{"role": "customer", "text": question}]
            if args.lower:
                request = json.loads(json.dumps(request).lower())
                request["draft"] = request["draft"].rstrip(".")
                lines = ["; ".join(f"{key}: {value}" for key, value in row.items()) for row in request["facts"]["records"]]
                request["sources"] = [{"id": "KB", "kind": "tool", "text": "\n".join(lines)}]
            cases.append((sort, right, request))
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/in", "w") as file:
            file.writelines(json.dumps(request) + "\n" for *_, request in cases)
        subprocess.run([args.bin, "batch", "-p", "default", "--output", f"{folder}/out", f"{folder}/in"], stderr=subprocess.DEVNULL)
        answers = [json.loads(line) for line in open(f"{folder}/out")]
    counts, shown = collections.defaultdict(lambda: [0, 0]), collections.Counter()
    for (sort, right, request), answer in zip(cases, answers):
        stopped = answer.get("decision") != "pass"
        count = counts["right" if right else "wrong", sort]
        count[0] += stopped
        count[1] += 1
        if stopped == bool(right) and shown[right, sort] < args.show:
            shown[right, sort] += 1
            found = [(one["rule_id"], one["message"]) for one in answer.get("findings", []) if one["action"] != "note"]
            turns = [turn["text"] for turn in request.get("turns", [])]
            print("right" if right else "wrong", sort, turns, "|", request["draft"], found)
    for (side, sort), (stopped, all_of) in sorted(counts.items()):
        print(f"{side} {sort:10} stopped {stopped} of {all_of}")


if __name__ == "__main__":
    main()
