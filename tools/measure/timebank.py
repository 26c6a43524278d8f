#!/usr/bin/env python3
"""How many dates of TimeBank the program reads right.

    timebank.py --tamga build/release/tamga --corpus tbaq_timebank.jsonl            each expression by itself
    timebank.py --tamga build/release/tamga --corpus tbaq_timebank.jsonl --context  those of a document one after another
    timebank.py ... --show wrong                                                    the expressions that came out wrong

The corpus has one document a line: {"id", "timex": [{"type", "value", "text", "func"}]}, one timex being its creation time
("func": "CREATION_TIME"). Its texts are not given, so an expression is read within a plain phrase ("The figures of
...") of a report published on the day of creation. With --context the phrases of a document follow one another in one
report, so that what counts from a date told before ("a year earlier", "that quarter") has it.

Counted are all TIMEX3 of type DATE but the creation times, which are no words of the text. How a TIMEX3 value becomes a
date of EDTF, and when an answer is right, is written at `expected` and `right`; docs/quality.md has the figures.
"""
import argparse
import calendar
import collections
import datetime
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BEFORE, AFTER = "The figures of ", "."
# TIMEX3 keeps "early", "mid-", "late", "the end of" in an attribute of its own (mod), which the corpus at hand has not: with
# these words a value within the one expected is right, without them it is not.
PART = re.compile(r"\b(early|earlier|mid|late|later|beginning|start|middle|end|half|part)\b")
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
OPEN = {"PRESENT_REF": "present", "PAST_REF": "past", "FUTURE_REF": "future"}


class Span(collections.namedtuple("Span", "first last")):
    """Days from first to last; None where open."""

    def within(self, other: "Span") -> bool:
        return bool(self.first and self.last and other.first <= self.first and self.last <= other.last)


def months(year: int, first: int, count: int) -> Span:
    """`count` months from the given one on."""
    last_year, last = divmod(year * 12 + first - 1 + count - 1, 12)
    day = calendar.monthrange(last_year, last + 1)[1]
    return Span(datetime.date(year, first, 1), datetime.date(last_year, last + 1, day))


def week(year: int, number: int, first: int = 1) -> Span:
    """Days `first` to Sunday of a week of ISO 8601."""
    return Span(datetime.date.fromisocalendar(year, number, first), datetime.date.fromisocalendar(year, number, 7))


def simple_span(value: str) -> Span | None:
    """Days of a date of EDTF without an interval, or of a plain TIMEX3 value."""
    value = value.rstrip("~?%").split("T")[0]
    if found := re.fullmatch(r"(\d{2})(\d{2}|\dX|XX)", value):
        low, high = found[0].replace("X", "0"), found[0].replace("X", "9")
        return Span(datetime.date(max(int(low), 1), 1, 1), datetime.date(int(high), 12, 31))
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return months(int(found[1]), int(found[2]), 1)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = datetime.date.fromisoformat(value)
        return Span(day, day)
    return None


def span_of(edtf: str) -> Span | None:
    """Days of what the program says."""
    if "/" not in edtf:
        return simple_span(edtf)
    first, last = (None if part == ".." else simple_span(part) for part in edtf.split("/"))
    return Span(first and first.first, last and last.last)


def expected(value: str) -> Span | str | None:
    """Days of a TIMEX3 value: years, months, days; decades ("197"), centuries ("19" is 1900-1999); quarters and halves;
    seasons of the northern hemisphere, by months; weeks of ISO 8601 and their ends. For values that leave open which week
    or quarter of a year ("1989-WXX"), the year and what is open. "past", "present", "future" for PAST_REF and the like.
    None for what has no such reading ("PXY"): it is counted and cannot be right."""
    if value in OPEN:
        return OPEN[value]
    if found := re.fullmatch(r"\d{2,3}", value):
        return simple_span(value.ljust(4, "X"))
    if found := re.fullmatch(r"(\d{4})-Q(\d)", value):
        return months(int(found[1]), 3 * int(found[2]) - 2, 3)
    if found := re.fullmatch(r"(\d{4})-H(\d)", value):
        return months(int(found[1]), 6 * int(found[2]) - 5, 6)
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return months(int(found[1]), SEASONS[found[2]], 3)
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        return week(int(found[1]), int(found[2]), 6 if found[3] else 1)
    if found := re.fullmatch(r"(\d{4})-(WXX|QX)", value):
        return value
    return simple_span(value.replace("-XX", ""))


def right(text: str, value: str, edtf: str | None, published: str) -> bool:
    """Whether the answer has the days expected. Where the expression tells a part ("early 1990"), days within them; for
    "1989-WXX" and "1989-QX" any such week or quarter of the year; for PRESENT_REF about the report's day ("1989-10-30~"),
    for PAST_REF and FUTURE_REF what is open towards the past and the future from there."""
    want = expected(value)
    if not edtf or want is None:
        return False
    if want == "present":
        return edtf == published + "~"
    if want in ("past", "future"):
        return edtf == (f"../{published}" if want == "past" else f"{published}/..")
    got = span_of(edtf)
    if got is None:
        return False
    if isinstance(want, str):
        year = months(int(want[:4]), 1, 12)
        quarter = want.endswith("QX")
        size = range(89, 93) if quarter else range(1, 8)
        return got.within(year) and (got.last - got.first).days + 1 in size
    return got == want or bool(PART.search(text.lower()) and got.within(want))


def expressions(corpus: Path):
    """Documents with their creation day and their DATE expressions in text order."""
    for line in corpus.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        created = [t for t in document["timex"] if t["func"] == "CREATION_TIME"]
        dates = [t for t in document["timex"] if t["type"] == "DATE" and t["func"] != "CREATION_TIME"]
        yield document["id"], created[0]["value"][:10], dates


def reports(corpus: Path, context: bool):
    """Reports to read, and for each the expressions in it: where they stand, and the TIMEX3."""
    for name, published, dates in expressions(corpus):
        groups = [dates] if context and dates else [[t] for t in dates]
        for number, group in enumerate(groups):
            text, places = "", []
            for timex in group:
                words = " ".join(timex["text"].split())
                begin = len((text + BEFORE).encode())
                places.append((begin, begin + len(words.encode()), words, timex["value"]))
                text += BEFORE + words + AFTER + "\n\n"
            yield {"id": f"{name}#{number}", "published": published, "lang": "en", "text": text}, places


def read(tamga: str, texts: list[dict]) -> dict[str, list[dict]]:
    """Mentions of dates, by report."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(text) + "\n" for text in texts)
        file.flush()
        done = subprocess.run([tamga, "read", "--format", "jsonl", file.name], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"timebank: {tamga}: {done.stderr.strip()}")
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        row = json.loads(line)
        if row["kind"] == "mention" and row["type"] == "date":
            found[row["input"]].append(row)
    return found


def answer(mentions: list[dict], begin: int, end: int) -> str | None:
    """The longest date that shares bytes with the expression."""
    touching = [m for m in mentions if m["begin"] < end and begin < m["end"]]
    return max(touching, key=lambda m: m["end"] - m["begin"])["name"] if touching else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tamga", default="build/release/tamga", help="the program")
    parser.add_argument("--corpus", type=Path, required=True, help="TimeBank's expressions, JSON Lines")
    parser.add_argument("--context", action="store_true", help="expressions of one document in one report")
    parser.add_argument("--show", choices=["wrong", "all"], help="print expressions: day of creation, words, value, answer")
    arguments = parser.parse_args()
    made = list(reports(arguments.corpus, arguments.context))
    found = read(arguments.tamga, [report for report, _ in made])
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for report, places in made:
        for begin, end, words, value in places:
            edtf = answer(found[report["id"]], begin, end)
            good = right(words, value, edtf, report["published"])
            if arguments.show == "all" or (arguments.show and not good):
                print(report["published"], words, value, edtf or "-", "" if good else "WRONG", sep="\t")
            kind = value if value in OPEN else "calendar"
            for key in (kind, "all"):
                counts[key][0] += good
                counts[key][1] += edtf is not None
                counts[key][2] += 1
    for key in ("all", "calendar", *OPEN):
        good, given, total = counts[key]
        print(f"{key:12} right {good:4} of {total:4} = {good / max(total, 1):.3f}   (given a value: {given}, of these right {good / max(given, 1):.3f})")


if __name__ == "__main__":
    main()
