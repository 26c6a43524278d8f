"""Names of people, organisations and places in GUM, made of its entity spans and Penn tags.

Universal NER's guidelines are followed: a name is its proper words ("United States", "University of Michigan"), without
the title before a person; months, weekdays and peoples ("Americans") are no names."""
from conllu import Sentence, Word, split_brackets

TYPES = {"person": "person", "organization": "organisation", "place": "place"}
JOINS = {"of", "the", "and", "&", "for", "de", "la", "del", "da", "di", "van", "von", "der", "al", "el", "-", "–", "/",
         "'", "'s", "’s", ".", "on", "in"}
CALENDAR = set("january february march april may june july august september october november december monday tuesday "
               "wednesday thursday friday saturday sunday jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. "
               "jan feb mar apr jun jul aug sep sept oct nov dec christmas easter mon tue wed thu fri sat sun".split())
TITLES = set("president vice prime minister senator sen. sen representative rep. rep dr. dr mr. mr mrs. mrs ms. ms miss "
             "prof. prof professor secretary governor gov. gov judge justice madam speaker sir lord lady chairman "
             "chancellor ambassador general gen. gen colonel col. col captain capt. capt lt. lt sgt. sgt major "
             "lieutenant sergeant director officer king queen prince princess pope bishop archbishop father uncle aunt "
             "grandma grandpa mom dad mum mama papa leader majority deputy attorney mayor congressman congresswoman "
             "premier sheikh ayatollah imam saint coach commissioner counsel chief honor".split())


def proper(word: Word) -> bool:
    return word.xpos.startswith("NNP") or word.upos == "PROPN"


def gum_names(sentence: Sentence) -> None:
    """Marks the names of a sentence, inner spans last, so that a name within a name is not one."""
    for word in sentence.words:
        word.ner = "O"
    for first, last, kind in sorted(entity_spans(sentence), key=lambda s: s[1] - s[0]):
        mark_name(sentence.words, first, last, TYPES.get(kind, "time" if kind == "time" else "misc"))


def entity_spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    open_spans: list[tuple[int, str]] = []
    spans = []
    for i, word in enumerate(sentence.words):
        entity = next((m[7:] for m in word.misc.split("|") if m.startswith("Entity=")), "")
        for part in split_brackets(entity):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                open_spans.append((i, fields[1] if len(fields) > 1 else ""))
                if part.endswith(")"):
                    begin, kind = open_spans.pop()
                    spans.append((begin, i, kind))
            elif open_spans:
                begin, kind = open_spans.pop()
                spans.append((begin, i, kind))
    return spans


def mark_name(words: list[Word], first: int, last: int, kind: str) -> None:
    inside = range(first, last + 1)
    heads = [i for i in inside if not first <= words[i].head - 1 <= last]
    if len(heads) != 1 or not proper(words[heads[0]]) or kind == "time":
        return
    low, high = grow(words, heads[0], first, last)
    if kind == "person":
        while low <= high and words[low].form.lower() in TITLES:
            low += 1
        if high == heads[0] and words[high].xpos == "NNPS" or low > high or not proper(words[low]):
            return
    if high - low > 8 or words[low].form.lower() in CALENDAR and low == high:
        return
    if any(words[i].ner != "O" for i in range(low, high + 1)) and (kind == "misc" or not covers(words, low, high)):
        return
    for i in range(low, high + 1):
        words[i].ner = ("B-" if i == low else "I-") + kind


def covers(words: list[Word], low: int, high: int) -> bool:
    """No name already marked sticks out of these words."""
    return not words[low].ner.startswith("I-") and (high + 1 == len(words) or not words[high + 1].ner.startswith("I-"))


def grow(words: list[Word], head: int, first: int, last: int) -> tuple[int, int]:
    """From the head to both sides over proper words, over what joins two of them, and over numbers to the right."""
    low = high = head
    while low > first:
        if proper(words[low - 1]):
            low -= 1
        elif low - 2 >= first and words[low - 1].form.lower() in JOINS and proper(words[low - 2]):
            low -= 2
        else:
            break
    while high < last:
        after = words[high + 1]
        joined = [i for i in (high + 2, high + 3) if i <= last and proper(words[i]) and
                  all(w.form.lower() in JOINS for w in words[high + 1:i])]
        if proper(after) or after.upos == "NUM" and after.form.isdigit():
            high += 1
        elif joined:
            high = joined[0]
        else:
            break
    return low, high
