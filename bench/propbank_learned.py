#!/usr/bin/env python3
"""What a learnt PropBank layer over the trees would give, to hold against the frames of bench/propbank_roles.py.

    bench/propbank_learned.py --propbank DIR --trees DEV.conllu --learn TRAIN.conllu \
        --program build/dev/bench/propbank_roles [--parsed dev.parsed.conllu] [--nouns nouns.txt]

An averaged perceptron (Collins 2002) names the words around a predicate ARG0, ARG1, another argument or none, by the
path between them in the tree, their words and the predicate's, once without and once with our frames among what it
sees. Trained on the annotated trees of TRAIN. The scores are those of bench/propbank_roles.py.
"""
import argparse
import collections
import random
from pathlib import Path

import propbank_roles as roles

LABELS = ("-", "ARG0", "ARG1", "ARG2")  # ARG2: any other numbered one
ROLE_OF = {"ARG0": "agent", "ARG1": "patient", "ARG2": "recipient"}
EPOCHS = 4


class Perceptron:
    def __init__(self):
        self.weights, self.totals, self.stamps, self.now = {}, {}, {}, 0

    def scores(self, features):
        sums = [0.0] * len(LABELS)
        for feature in features:
            for label, weight in self.weights.get(feature, {}).items():
                sums[label] += weight
        return sums

    def train(self, features, truth):
        self.now += 1
        sums = self.scores(features)
        guess = max(range(len(LABELS)), key=lambda i: sums[i])
        if guess != truth:
            for feature in features:
                self.change(feature, truth, 1.0)
                self.change(feature, guess, -1.0)

    def change(self, feature, label, by):
        key = (feature, label)
        weights = self.weights.setdefault(feature, {})
        old = weights.get(label, 0.0)
        self.totals[key] = self.totals.get(key, 0.0) + (self.now - self.stamps.get(key, 0)) * old
        self.stamps[key] = self.now
        weights[label] = old + by

    def average(self):
        for feature, weights in self.weights.items():
            for label, weight in weights.items():
                key = (feature, label)
                weights[label] = (self.totals[key] + (self.now - self.stamps[key]) * weight) / self.now


def candidates(trees, predicate, frame):
    """What hangs on the predicate and on the words above it, these words, and what our frame names: Xue & Palmer 2004,
    on dependencies."""
    found, up = dict.fromkeys(trees.children[predicate]), trees.words[predicate].head
    while up >= 0:
        found.update(dict.fromkeys([up, *trees.children[up]]))
        up = trees.words[up].head
    found.update(dict.fromkeys(word for _, word in frame))
    found.pop(predicate, None)
    return [word for word in found if trees.words[word].upos != "PUNCT"]


def path_of(trees, start, end):
    above, at = {}, start
    while at >= 0:
        above[at], at = len(above), trees.words[at].head
    down, at = [], end
    while at not in above:
        down.append(trees.words[at].relation)
        at = trees.words[at].head
    up, step = [], start
    while step != at:
        up.append(trees.words[step].relation)
        step = trees.words[step].head
    return "^".join(up) + "!" + ".".join(reversed(down))


def features_of(trees, predicate, word, frame, with_frames):
    own, other = trees.words[predicate], trees.words[word]
    path, case = path_of(trees, predicate, word), trees.case_of(word)
    relations = {trees.words[i].relation for i in trees.children[predicate]}
    shape = "".join(str(int(bool(relations & set(kinds)))) for kinds in (
        ("nsubj", "csubj"), ("obj",), ("nsubj:pass", "aux:pass"), ("iobj",), ("ccomp", "xcomp")))
    side = "before" if word < predicate else "after"
    marks = "/".join(trees.words[i].lemma for i in trees.children[predicate] if trees.words[i].relation == "mark")
    particle = "/".join(trees.words[i].lemma for i in trees.children[predicate]
                        if trees.words[i].relation == "compound:prt")
    lemma, kind = own.lemma + "_" + particle, own.upos[0]
    parts = [("bias", kind), ("path", path, kind), ("path", path, shape), ("path", path, lemma),
             ("path", path, lemma, shape), ("path", path, case), ("path", path, case, lemma), ("path", path, side),
             ("path", path, marks), ("path", path, other.upos), ("word", other.lemma, kind),
             ("word", other.lemma, lemma), ("relation", other.relation, case, side, kind), ("case", case, lemma),
             ("upos", other.upos, kind), ("above", path, own.relation, shape)]
    if with_frames:
        held = [role for role, at in frame if at == word]
        role = held[0] if held else "-"
        both = {"agent", "patient"} <= {r for r, _ in frame}
        parts += [("role", role, kind), ("role", role, lemma, both), ("role", role, path), ("role", role, shape),
                  ("role", role, other.upos, kind)]
    return ["\t".join(map(str, part)) for part in parts]


def train(trees, predicates, frames, with_frames):
    lessons = []
    for predicate in predicates:
        names = {trees.head_of(b, e): label for label, b, e in predicate.arguments}
        frame = frames.get(predicate.word, [])
        for word in candidates(trees, predicate.word, frame):
            label = names.get(word, "-")
            lessons.append((predicate.word, word, LABELS.index(label) if label in LABELS else LABELS.index("ARG2")))
    perceptron, order = Perceptron(), random.Random(1)
    for _ in range(EPOCHS):
        order.shuffle(lessons)
        for predicate, word, truth in lessons:
            frame = frames.get(predicate, [])
            perceptron.train(features_of(trees, predicate, word, frame, with_frames), truth)
    perceptron.average()
    return perceptron


def predict(perceptron, trees, words, frames, with_frames):
    """{word: [(role, word)]} with one agent and one patient at most."""
    found = {}
    for predicate in words:
        frame, best = frames.get(predicate, []), collections.defaultdict(list)
        for word in candidates(trees, predicate, frame):
            sums = perceptron.scores(features_of(trees, predicate, word, frame, with_frames))
            label = max(range(len(LABELS)), key=lambda i: sums[i])
            best[LABELS[label]].append((sums[label] - sums[0], word))
        found[predicate] = [(ROLE_OF[label], word) for label, listed in best.items() if label != "-"
                            for _, word in (sorted(listed)[-1:] if label != "ARG2" else listed)]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("propbank", "trees", "learn", "program"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--parsed")
    parser.add_argument("--nouns")
    options = parser.parse_args()
    gold, lessons = roles.Trees(options.trees), roles.Trees(options.learn)
    skeletons = roles.read_skeletons(options.propbank)
    predicates = roles.read_predicates(gold, skeletons)[0]
    learnt = roles.read_predicates(lessons, skeletons)[0]
    nouns = {lessons.words[p.word].lemma for p in learnt if not p.verb}
    lesson_frames = roles.run_frames(options.program, lessons, nouns)
    sources = [("annotated trees", gold)] + ([("parsed trees", roles.Trees(options.parsed))] if options.parsed else [])
    for with_frames in (False, True):
        perceptron = train(lessons, learnt, lesson_frames, with_frames)
        for name, trees in sources:
            frames = roles.run_frames(options.program, trees, nouns)
            shared = None if trees is gold else roles.align(gold, trees)
            wanted = {p.word for p in predicates}
            words = sorted(wanted) if shared is None else [w for w in sorted(shared) if wanted & set(shared[w])]
            found = predict(perceptron, trees, words, frames, with_frames)
            placed = found if shared is None else roles.on_gold_words(gold, trees, found)
            print(f"\n# {name}, learnt {'with' if with_frames else 'without'} frames")
            roles.report("verbs", gold, [p for p in predicates if p.verb], placed)
            roles.report("nouns", gold, [p for p in predicates if not p.verb], placed)
            if options.nouns:
                known = set(Path(options.nouns).read_text(encoding="utf-8").split())
                chosen = [p for p in predicates if not p.verb and gold.words[p.word].lemma in known]
                roles.report("nouns of the codebook", gold, chosen, placed)


if __name__ == "__main__":
    main()
