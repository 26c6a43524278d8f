#!/usr/bin/env python3
"""Compare the roles that src/pattern reads off trees with PropBank's, on the sentences of the English Web Treebank.

    bench/propbank_roles.py --propbank DIR --trees DEV.conllu --text > dev.txt     # what the parser is to read
    conllu models/en --raw dev.txt > dev.parsed.conllu
    bench/propbank_roles.py --propbank DIR --trees DEV.conllu --program build/dev/bench/propbank_roles \
        [--parsed dev.parsed.conllu] [--learn TRAIN.conllu] [--nouns nouns.txt] [--sample 20]

nouns.txt, from `propbank_roles nouns en packs/central-asia/codebook/*.yaml`, has those nouns scored by themselves, too.

DIR holds google/ewt/GENRE/NN/*.gold_skel of propbank-release; DEV.conllu and TRAIN.conllu are of UD_English-EWT.
Documents without PropBank files and sentences cut into other words there are left out.

An argument is found when the word we give is the head of its span in the annotated tree. Words that we list beside it
(coordinated, apposed, what a transparent noun stands for) count as one with it.

  strict   our agent against ARG0, our patient against ARG1
  lenient  blind to roles: our agents, patients and recipients are right when they head any numbered argument;
           an ARG0 or ARG1 is found when it is among them
  plain    subject, object and by-phrase of the predicate itself, swapped in passives; under nouns poss, of and by
  named    nouns' frames without the agents that are lower-case modifiers ("recent talks"): only names become parties
  table    verbs' frames, each role named as PropBank mostly names it for the verb in TRAIN (with --learn): "talk about"
           has a patient, what "arrives" is one

Predicates are what PropBank calls so: words with a verb's tag that the treebank takes for no auxiliary or copula
(light verbs are annotated under their nouns and left out), and words with a noun's tag.
"""
import argparse
import collections
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

GRAMMAR = Path(__file__).resolve().parent.parent / "packs/languages/en/grammar.yaml"
CORE = ("agent", "patient", "recipient")
Word = collections.namedtuple("Word", "form lemma upos relation head")  # head: index in the file, -1 for none
Sentence = collections.namedtuple("Sentence", "document paragraph text begin end")  # [begin, end) of words
Predicate = collections.namedtuple("Predicate", "word roleset verb arguments")  # arguments: [(label, begin, end)]


# ---------------------------------------------------------------- reading

class Trees:
    """The words of a CoNLL-U file, counted as bench/propbank_roles.cpp does."""

    def __init__(self, path):
        self.text = Path(path).read_text(encoding="utf-8")
        self.words, self.sentences = [], []
        document, paragraph, text, begin, rows = "", 0, "", 0, []
        for line in self.text.splitlines() + [""]:
            if line.startswith("# newdoc"):
                document = line.split("=")[1].strip()
            elif line.startswith("# newpar"):
                paragraph += 1
            elif line.startswith("# text ="):
                text = line.split("=", 1)[1].strip()
            elif line and line.split("\t")[0].isdigit():
                rows.append(line.split("\t"))
            elif not line and rows:
                begin = len(self.words)
                for _, form, lemma, upos, _, _, head, relation, _, _ in rows:
                    self.words.append(Word(form, lemma, upos, relation, begin + int(head) - 1 if head != "0" else -1))
                self.sentences.append(Sentence(document, paragraph, text, begin, len(self.words)))
                rows = []
        self.children = collections.defaultdict(list)
        for index, word in enumerate(self.words):
            self.children[word.head].append(index)

    def depth(self, index):
        return 0 if self.words[index].head < 0 else 1 + self.depth(self.words[index].head)

    def head_of(self, begin, end):
        """The highest word of the span that is no punctuation; the first of several."""
        words = [i for i in range(begin, end) if self.words[i].upos != "PUNCT"] or list(range(begin, end))
        return min(words, key=lambda i: (self.depth(i), i))

    def case_of(self, index):
        return next((self.words[i].lemma for i in self.children[index] if self.words[i].relation == "case"), "")

    def form_of(self, index, begin):
        """noun, case (with a preposition within the span) or clause: how an argument looks."""
        word = self.words[index]
        relation = word.relation.split(":")[0]
        if relation in ("ccomp", "xcomp", "advcl", "csubj", "acl", "parataxis") or word.upos in ("VERB", "AUX"):
            return "clause"
        if any(self.words[i].relation == "case" and i >= begin for i in self.children[index]):
            return "case" if word.relation != "obl:agent" else "noun"
        return "noun"


def read_skeletons(folder):
    """{document: [sentence: [row]]}, each row the columns of one word."""
    documents = {}
    for path in sorted(Path(folder).glob("**/google/ewt/*/*/*.gold_skel")) or sorted(
            Path(folder).glob("**/*.gold_skel")):
        name = path.parent.parent.name + "-" + path.name.removesuffix(".gold_skel").removesuffix(".xml")
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        documents[name] = [[line.split() for line in block.splitlines() if line.strip()]
                           for block in blocks if block.strip()]
    return documents


def spans_of(column):
    """[(label, begin, end)] of cells like "(ARG0*", "*", "*)"."""
    spans, opened = [], []
    for at, cell in enumerate(column):
        opened += [(label, at) for label in re.findall(r"\(([^(*)]+)", cell)]
        for _ in range(cell.count(")")):
            label, begin = opened.pop()
            spans.append((label, begin, at + 1))
    return spans


def read_predicates(trees, skeletons):
    """The predicates of the sentences that both have with the same words, and how many sentences those are."""
    predicates, used = [], 0
    by_document = collections.defaultdict(list)
    for sentence in trees.sentences:
        by_document[sentence.document].append(sentence)
    for document, sentences in by_document.items():
        rows = skeletons.get(document, [])
        if len(rows) != len(sentences):
            continue
        for sentence, words in zip(sentences, rows):
            if len(words) == sentence.end - sentence.begin:
                used += 1
                predicates += predicates_of(trees, sentence, words)
    return predicates, used


def predicates_of(trees, sentence, rows):
    places = [i for i, row in enumerate(rows) if row[7] != "-"]
    for number, place in enumerate(places):
        tag, roleset, word = rows[place][4], rows[place][7], sentence.begin + place
        verb = tag.startswith("VB")
        if not (verb or tag.startswith("NN")) or roleset.endswith(".LV"):
            continue
        if verb and trees.words[word].upos == "AUX":
            continue
        spans = [(label, sentence.begin + begin, sentence.begin + end)
                 for label, begin, end in spans_of([row[8 + number] for row in rows])
                 if re.fullmatch(r"ARG[0-5A]", label) and not begin <= place < end]
        yield Predicate(word, roleset, verb, spans)


# ---------------------------------------------------------------- our roles

def run_frames(program, trees, nouns):
    """{word: [(role, word)]} by the program."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(noun + "\n" for noun in sorted(nouns)))
        file.flush()
        command = [program, "frames", str(GRAMMAR), file.name]
        out = subprocess.run(command, input=trees.text, capture_output=True, encoding="utf-8", check=True).stdout
    frames = {}
    for line in out.splitlines():
        word, _, _, _, *arguments = line.split("\t")
        frames[int(word)] = [(role, int(at)) for role, at in (a.rsplit(":", 1) for a in arguments)]
    return frames


def plain_frames(trees):
    """{word: [(role, word)]} by the relations of each word alone."""
    verbal = {"nsubj": "agent", "nsubj:pass": "patient", "obj": "patient", "iobj": "recipient", "obl:agent": "agent"}
    nominal = {"of": "patient", "by": "agent"}
    frames = {}
    for index, word in enumerate(trees.words):
        arguments = []
        for child in trees.children[index]:
            relation = trees.words[child].relation
            role = verbal.get(relation) if word.upos not in ("NOUN", "PROPN") else None
            if word.upos in ("NOUN", "PROPN"):
                role = "agent" if relation == "nmod:poss" else None
                if relation == "nmod":
                    role = nominal.get(trees.case_of(child))
            if role:
                arguments.append((role, child))
        frames[index] = arguments
    return frames


def fold(trees, arguments):
    """Without what is listed beside another argument of its role."""
    kept = []
    for role, word in dict.fromkeys(arguments):
        same, up = {w for r, w in arguments if r == role}, word
        while trees.words[up].relation.split(":")[0] in ("conj", "appos", "nmod"):
            up = trees.words[up].head
            if up in same:
                break
        if up == word or up not in same:
            kept.append((role, word))
    return kept


def only_names(trees, frames):
    """Without adjectives and compounds in small letters: "gas supplies", but "Russian supplies"."""
    def keeps(word):
        relation = trees.words[word].relation.split(":")[0]
        return relation not in ("amod", "compound") or trees.words[word].form[:1].isupper()
    return {at: [(role, word) for role, word in arguments if keeps(word)] for at, arguments in frames.items()}


def align(gold, other):
    """For each word of `other` the words of `gold` it shares letters with; both hold the same text."""
    def letters(trees):
        owners, text = [], []
        for index, word in enumerate(trees.words):
            form = "".join(word.form.split())
            owners += [index] * len(form)
            text.append(form)
        return owners, "".join(text)
    (own, text), (others, same) = letters(gold), letters(other)
    if text != same:
        at = next((i for i, (a, b) in enumerate(zip(text, same)) if a != b), min(len(text), len(same)))
        sys.exit(f"propbank_roles: the parsed text differs: {text[at:at + 30]!r}, {same[at:at + 30]!r}")
    shared = collections.defaultdict(list)
    for gold_word, word in zip(own, others):
        if gold_word not in shared[word]:
            shared[word].append(gold_word)
    return shared


def on_gold_words(gold, other, frames):
    """Frames of other trees, folded there, as frames of the words of the annotated ones. A word of ours that covers
    several stands for the highest."""
    shared = align(gold, other)
    moved = {word: min(shared[word], key=gold.depth) for word in shared}
    placed = {}
    for word, arguments in frames.items():
        there = [(role, moved[at]) for role, at in fold(other, arguments)]
        if len(there) >= len(placed.get(moved[word], [])):  # of two pieces of one word the one that has more
            placed[moved[word]] = there
    return placed


# ---------------------------------------------------------------- a table of verbs, learnt

def shape_of(arguments, role):
    roles = {r for r, _ in arguments}
    return role, "agent" in roles and "patient" in roles


def learn(trees, predicates, frames):
    """{(lemma, role, whether both roles are there): role that PropBank mostly gives}, seen three times or more; under
    the lemma "" what holds for verbs together. Roles that PropBank mostly takes for no argument are not in it."""
    seen = collections.defaultdict(collections.Counter)
    for predicate in predicates:
        labels = {trees.head_of(b, e): label for label, b, e in predicate.arguments}
        arguments = fold(trees, frames.get(predicate.word, []))
        for role, word in arguments:
            if role not in CORE or word in labels:
                for lemma in (trees.words[predicate.word].lemma, ""):
                    seen[(lemma, *shape_of(arguments, role))][labels.get(word)] += 1
    names = {"ARG0": "agent", "ARG1": "patient", None: None}
    table = {}
    for key, counts in seen.items():
        if sum(counts.values()) >= 3:
            table[key] = names.get(counts.most_common(1)[0][0], "recipient")
    return table


def relabel(trees, table, frames):
    def role_of(word, arguments, role):
        shape = shape_of(arguments, role)
        return table.get((trees.words[word].lemma, *shape), table.get(("", *shape))) or role
    return {word: [(role_of(word, arguments, role), at) for role, at in arguments]
            for word, arguments in frames.items()}


# ---------------------------------------------------------------- scores

class Score:
    def __init__(self):
        self.right = self.given = self.found = self.wanted = 0

    def add(self, given, right_ones, wanted):
        self.given += len(given)
        self.right += len(given & right_ones)
        self.wanted += len(wanted)
        self.found += len(wanted & given)

    def __str__(self):
        p = self.right / max(1, self.given)
        r = self.found / max(1, self.wanted)
        f = 2 * p * r / max(1e-9, p + r)
        return f"P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {100 * f:5.1f}"


def score(gold, predicates, frames):
    """{name of the score: Score}. Frames are folded and on the words of `gold`."""
    scores = collections.defaultdict(Score)
    for predicate in predicates:
        arguments = frames.get(predicate.word, [])
        heads = collections.defaultdict(set)
        for label, begin, end in predicate.arguments:
            heads[label].add(gold.head_of(begin, end))
        for label, role in (("ARG0", "agent"), ("ARG1", "patient")):
            given = {w for r, w in arguments if r == role}
            scores[f"strict {label}"].add(given, heads[label], heads[label])
            scores["strict both"].add({(label, w) for w in given}, {(label, w) for w in heads[label]},
                                      {(label, w) for w in heads[label]})
        core = {w for r, w in arguments if r in CORE}
        wanted = heads["ARG0"] | heads["ARG1"]
        scores["lenient"].add(core, set().union(*heads.values()), wanted)
        for label, begin, end in predicate.arguments:
            if label not in ("ARG0", "ARG1"):
                continue
            head = gold.head_of(begin, end)
            form = gold.form_of(head, begin)
            scores[f"found in core, {form}"].add(core, set(), {head})
            scores[f"found in any role, {form}"].add({w for _, w in arguments}, set(), {head})
    return scores


def report(title, gold, predicates, frames):
    scores = score(gold, predicates, frames)
    framed = sum(1 for p in predicates if p.word in frames)
    print(f"{title}: {framed} of {len(predicates)} predicates")
    for name in ("strict ARG0", "strict ARG1", "strict both", "lenient"):
        print(f"  {name:12} {scores[name]}")
    for where in ("core", "any role"):
        parts = []
        for form in ("noun", "case", "clause"):
            s = scores[f"found in {where}, {form}"]
            parts.append(f"{form} {s.found} of {s.wanted} ({100 * s.found / max(1, s.wanted):.1f} %)")
        print(f"  ARG0 and ARG1 found in {where}: " + ", ".join(parts))


def print_agents(gold, predicates, frames):
    """What PropBank calls our agents."""
    counts = collections.Counter()
    for predicate in predicates:
        labels = {gold.head_of(b, e): label for label, b, e in predicate.arguments}
        counts.update(labels.get(w, "no argument") for r, w in frames.get(predicate.word, []) if r == "agent")
    print("  agents: " + ", ".join(f"{label} {number}" for label, number in counts.most_common()))


def report_nouns(title, gold, nouns, place, trees, frames, plain):
    report(title + ", plain", gold, nouns, plain)
    report(title + ", frames", gold, nouns, place(trees, frames))
    print_agents(gold, nouns, place(trees, frames))
    report(title + ", named", gold, nouns, place(trees, only_names(trees, frames)))


def print_sample(gold, predicates, frames, number):
    """Predicates where the strict comparison disagrees, drawn by a fixed seed."""
    wrong = []
    for predicate in predicates:
        wanted = {(label, gold.head_of(b, e)) for label, b, e in predicate.arguments if label in ("ARG0", "ARG1")}
        given = {({"agent": "ARG0", "patient": "ARG1"}[r], w) for r, w in frames.get(predicate.word, [])
                 if r in ("agent", "patient")}
        if wanted != given:
            wrong.append((predicate, sorted(wanted - given), sorted(given - wanted)))
    for predicate, missed, added in random.Random(1).sample(wrong, min(number, len(wrong))):
        sentence = next(s for s in gold.sentences if s.begin <= predicate.word < s.end)
        tell = lambda pairs: ", ".join(f"{label} {gold.words[w].form}" for label, w in pairs) or "-"
        print(f"\n{sentence.text}\n  {gold.words[predicate.word].form} ({predicate.roleset}): "
              f"missed {tell(missed)}; added {tell(added)}")


def folded(trees, frames):
    return {word: fold(trees, arguments) for word, arguments in frames.items()}


def print_text(trees):
    last = None
    for sentence in trees.sentences:
        if last is not None:
            print(" " if sentence.paragraph == last.paragraph else "\n\n", end="")
        print(sentence.text, end="")
        last = sentence
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--propbank", required=True)
    parser.add_argument("--trees", required=True)
    parser.add_argument("--text", action="store_true", help="print the text of the trees, nothing else")
    parser.add_argument("--program", help="build/PRESET/bench/propbank_roles")
    parser.add_argument("--parsed", help="trees of a parser for what --text printed")
    parser.add_argument("--learn", help="trees to learn a table of verbs from")
    parser.add_argument("--nouns", help="lemmas of the nouns of a codebook, one a line")
    parser.add_argument("--sample", type=int, default=0, help="print so many disagreements")
    options = parser.parse_args()
    gold = Trees(options.trees)
    if options.text:
        return print_text(gold)
    skeletons = read_skeletons(options.propbank)
    predicates, used = read_predicates(gold, skeletons)
    verbs = [p for p in predicates if p.verb]
    nouns = [p for p in predicates if not p.verb]
    lemmas = {gold.words[p.word].lemma for p in nouns}
    print(f"{used} of {len(gold.sentences)} sentences, {len(verbs)} verbs, {len(nouns)} nouns")
    table = None
    if options.learn:
        train = Trees(options.learn)
        lessons = [p for p in read_predicates(train, skeletons)[0] if p.verb]
        table = learn(train, lessons, run_frames(options.program, train, set()))
    sources = [("annotated trees", gold, folded)]
    if options.parsed:
        move = lambda other, frames: on_gold_words(gold, other, frames)
        sources.append(("parsed trees", Trees(options.parsed), move))
    for name, trees, place in sources:
        frames = place(trees, run_frames(options.program, trees, set()))
        plain = place(trees, plain_frames(trees))
        with_nouns = run_frames(options.program, trees, lemmas)
        print(f"\n# {name}")
        report("verbs, plain", gold, verbs, plain)
        report("verbs, frames", gold, verbs, frames)
        print_agents(gold, verbs, frames)
        if table is not None:
            report("verbs, table", gold, verbs, relabel(gold, table, frames))
        report_nouns("nouns", gold, nouns, place, trees, with_nouns, plain)
        if options.nouns:
            known = set(Path(options.nouns).read_text(encoding="utf-8").split())
            chosen = [p for p in nouns if gold.words[p.word].lemma in known]
            frames_of_known = run_frames(options.program, trees, known)
            report_nouns("nouns of the codebook", gold, chosen, place, trees, frames_of_known, plain)
        if trees is gold and options.sample:
            print_sample(gold, verbs, frames, options.sample)


if __name__ == "__main__":
    main()
