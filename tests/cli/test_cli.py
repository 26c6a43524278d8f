#!/usr/bin/env python3
"""The program as its users meet it: good reports, bad ones, broken surroundings.

    TAMGA=build/release/tamga tests/cli/test_cli.py [-v] [TestClass[.test_name]]
"""
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TAMGA = Path(os.environ.get("TAMGA", ROOT / "build/release/tamga")).resolve()
SAMPLES = ROOT / "samples"
GOOD = SAMPLES / "01-wire-rosatom-consortium.txt"
COMMANDS = "read parse add brief standings initiatives timeline show find gaps diff review pack check copy verify export import serve completions".split()
NOBODY = 65534


class Case(unittest.TestCase):
    """Each test gets an empty folder, and an environment without settings of the user's own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tamga-test-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}

    def tamga(self, *arguments, code=0, stdin=b"", **options):
        """Runs the program in the test's folder; checks the exit code."""
        done = subprocess.run([TAMGA, *map(str, arguments)], input=stdin, capture_output=True, cwd=self.folder,
                              env=self.environment, timeout=300, **options)
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, code, f"tamga {' '.join(map(str, arguments))}: {done.err[-2000:]}")
        return done

    def lines(self, *arguments, **options):
        return [json.loads(line) for line in self.tamga("read", "--format", "jsonl", *arguments, **options).out.splitlines()]

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def add_samples(self):
        ledger = self.folder / "a.ledger"
        self.tamga("add", "--ledger", ledger, SAMPLES)
        return ledger


def text_of(path):
    """The text of a plain report, without its header lines."""
    content = path.read_text("utf-8")
    header, blank, text = content.partition("\n\n")
    keys = ("url:", "outlet:", "published:", "title:", "lang:")
    return text if blank and all(line.startswith(keys) for line in header.splitlines()) else content


def evidences(line):
    """All byte ranges with words of a line of output."""
    if isinstance(line, dict):
        if line.get("begin") is not None and line.get("words") is not None:
            yield line["begin"], line["end"], line["words"]
        for value in line.values():
            yield from evidences(value)
    elif isinstance(line, list):
        for value in line:
            yield from evidences(value)


class Reading(Case):
    def test_every_offset_leads_to_its_words(self):
        for path in sorted(SAMPLES.glob("*.txt")):
            text, found = text_of(path).encode(), 0
            if path.name == "README.md":
                continue
            for line in self.lines(path):
                self.assertEqual(line["input"], str(path))
                for begin, end, words in evidences(line):
                    self.assertEqual(text[begin:end].decode(), words, path)
                    found += 1
            self.assertGreater(found, 5, path)

    def test_every_line_is_one_of_the_contract(self):
        lines = self.lines(SAMPLES)
        self.assertEqual({line["kind"] for line in lines}, {"report", "mention", "claim", "remark"})
        self.assertEqual(sum(line["kind"] == "report" for line in lines), 12)
        for line in lines:
            if line["kind"] == "claim":
                self.assertTrue(line["event"] or line["stage"] or line["status"], line)
                self.assertTrue(line["chain"], line)
                self.assertIn(line["status"], ("actual", "future", "possible", "denied"))
        ids = [line["id"] for line in lines if line["kind"] in ("claim", "remark")]
        self.assertEqual(len(ids), len(set(ids)), "ids are not unique")

    def test_any_number_of_threads_gives_the_same_bytes(self):
        outputs = {self.tamga("read", "--format", "jsonl", "--threads", n, SAMPLES).stdout for n in (1, 2, 7)}
        self.assertEqual(len(outputs), 1)

    def test_folders_are_read_in_order_with_what_is_below(self):
        for name in ("b/two.txt", "a.txt", "b/.hidden.txt", ".git/c.txt", "b/notes.md"):
            self.file("reports/" + name, GOOD.read_bytes())
        inputs = [line["input"] for line in self.lines("reports") if line["kind"] == "report"]
        self.assertEqual(inputs, ["reports/a.txt", "reports/b/two.txt"])

    def test_standard_input(self):
        self.assertEqual(self.lines("-", stdin=GOOD.read_bytes())[0]["outlet"], "Steppe Wire")

    def test_json_lines_keep_their_ids(self):
        row = {"outlet": "Steppe Wire", "published": "2025-06-14", "lang": "en", "text": text_of(GOOD)}
        rows = [{"id": "one", **row}, {"id": 2, **row}, row]
        path = self.file("crawl.jsonl", "\n".join(map(json.dumps, rows)) + "\n\n")
        found = self.lines("crawl.jsonl")
        self.assertEqual([line["input"] for line in found if line["kind"] == "report"], ["one", "2", "crawl.jsonl:3"])
        self.assertEqual({line["input"] for line in found}, {"one", "2", "crawl.jsonl:3"})
        piped = self.lines("--input", "jsonl", "-", stdin=path.read_bytes())
        self.assertEqual(len(piped), len(found))

    def test_pages_are_known_by_what_they_hold(self):
        page = SAMPLES / "12-page-kambarata.html"
        self.file("page.txt", page.read_bytes())
        named, sniffed = self.lines(page), self.lines("page.txt")
        self.assertEqual(named[0]["outlet"], "Tian Shan Observer")
        self.assertEqual([line.get("words") for line in named], [line.get("words") for line in sniffed])

    def test_text_for_people_has_no_colours_in_a_pipe(self):
        shown = self.tamga("read", "--format", "text", GOOD).out
        self.assertIn("Kazakhstan picks Rosatom", shown)
        self.assertNotIn("\x1b", shown)

    def test_least_confidence(self):
        claims = [line["confidence"] for line in self.lines("--min-confidence", "0.7", SAMPLES) if line["kind"] == "claim"]
        self.assertTrue(claims)
        self.assertGreaterEqual(min(claims), 0.7)

    def test_a_regional_tag_is_read_as_its_language(self):
        british = GOOD.read_text().replace("lang: en", "lang: en-GB")
        lines = self.lines("-", stdin=british.encode())
        self.assertEqual(lines[0]["lang"], "en-GB")
        self.assertIn("claim", {line["kind"] for line in lines})

    def test_trees_are_conllu(self):
        for sentence in self.tamga("parse", GOOD).out.strip().split("\n\n"):
            rows = [row.split("\t") for row in sentence.splitlines() if not row.startswith("#")]
            self.assertTrue(rows and all(len(row) == 10 for row in rows))
            self.assertEqual(sum(row[6] == "0" for row in rows), 1, "a sentence has one root")

    def test_parse_keeps_figures_whole(self):
        self.file("figures.txt", "lang: en\n\nHe has ordered officials to raise that to 7,100 tonnes of uranium by 2030.\n")
        self.assertIn("\t7,100\t", self.tamga("parse", "figures.txt").out)

    def test_explain_names_rules(self):
        self.assertIn("choose", self.tamga("read", "--explain", GOOD).out)


class BadReports(Case):
    def fails(self, name, content, code, *says):
        """Alone the report has its own exit code; beside a good one it is 1 and the good one is read."""
        self.file(name, content)
        self.file("z-good.txt", GOOD.read_bytes())
        for words in says:
            self.assertIn(words, self.tamga("read", name, code=code).err)
        both = self.tamga("read", "--format", "jsonl", name, "z-good.txt", code=1)
        self.assertIn(f"tamga: {name}: ", both.err)
        self.assertIn('"input":"z-good.txt"', both.out)

    def test_empty(self):
        self.fails("empty.txt", b"", 3, "tamga: empty.txt: byte 0: no text")

    def test_blank(self):
        self.fails("blank.txt", b" \n\n\t\n", 3, "no text")

    def test_header_without_text(self):
        self.fails("header.txt", b"outlet: A\nlang: en\n\n", 3, "no text")

    def test_binary(self):
        self.fails("binary.txt", b"words and then\0\x01\x02", 3, "tamga: binary.txt: byte 14: ", "binary")

    def test_utf16(self):
        self.fails("utf16.txt", GOOD.read_text().encode("utf-16"), 3, "tamga: utf16.txt: byte 0: UTF-16")

    def test_latin1(self):
        self.fails("latin1.txt", "Türkiye will build a plant.".encode("latin-1"), 3, "tamga: latin1.txt: byte 1: not UTF-8")

    def test_hundred_megabytes_on_one_line(self):
        self.fails("large.txt", b"uranium " * 13_000_000, 7, "tamga: large.txt: byte ", "larger than")

    def test_hundred_megabytes_on_one_json_line(self):
        good = json.dumps({"id": "good", "lang": "en", "text": text_of(GOOD)})
        self.file("large.jsonl", b'{"text":"' + b"uranium " * 13_000_000 + b'"}\n' + good.encode())
        done = self.tamga("read", "--format", "jsonl", "large.jsonl", code=1)
        self.assertIn("tamga: large.jsonl: byte ", done.err)
        self.assertIn('"input":"good"', done.out)

    def test_missing(self):
        self.file("good.txt", GOOD.read_bytes())
        self.assertIn("tamga: nowhere.txt: cannot be opened", self.tamga("read", "nowhere.txt", code=4).err)
        self.assertIn('"kind":"claim"', self.tamga("read", "nowhere.txt", "good.txt", code=1).out)

    def test_folder_without_reports(self):
        (self.folder / "nothing").mkdir()
        self.assertIn("tamga: nothing: a folder without reports", self.tamga("read", "nothing", code=4).err)

    def test_language_nobody_knows(self):
        self.fails("klingon.txt", "lang: tlh\n\nRosatom ...\n", 3, 'tamga: klingon.txt: language "tlh" cannot be read')

    def test_bad_json_lines_are_named_and_left_out(self):
        good = json.dumps({"id": "good", "lang": "en", "text": text_of(GOOD)})
        bad = ['{"id": 1, "text": ', '["text"]', '{"text": 7}', '{"id": "x"}', '{"text": "a\\u0000b"}',
               '{"text": "a", "title": "a\\u0000b"}', '{"text": "a", "id": "a\\u0000b"}']
        self.file("mixed.jsonl", "\n".join([good, *bad, good]))
        done = self.tamga("read", "--format", "jsonl", "mixed.jsonl", code=1)
        self.assertEqual(done.out.count('"kind":"report"'), 2)
        said = done.err.splitlines()
        self.assertEqual(len(said), len(bad))
        for number, line in enumerate(said, 2):
            self.assertRegex(line, rf"^tamga: mixed.jsonl: byte \d+: line {number}: ")

    def test_strange_text_is_read(self):
        for content in ("\ufeff" + GOOD.read_text(), "?", "\u202e\u0301\u200d" * 50, "(" * 2000, "word " * 3000,
                        "x" * 100_000, GOOD.read_text().replace("\n", "\r\n")):
            self.tamga("read", "-", stdin=content.encode())


class Ledgers(Case):
    def test_adding_twice_changes_nothing(self):
        ledger = self.folder / "a.ledger"
        first = self.tamga("add", "--ledger", ledger, SAMPLES).out
        self.assertRegex(first, r"^12 reports: 12 added, 0 known, 0 failed; \d+ claims\n$")
        before = self.tamga("timeline", "--json", "--ledger", ledger).out
        self.assertIn("12 reports: 0 added, 12 known, 0 failed", self.tamga("add", "--ledger", ledger, SAMPLES).out)
        self.assertEqual(self.tamga("timeline", "--json", "--ledger", ledger).out, before)

    def test_views_print_what_they_promise(self):
        ledger = self.add_samples()
        for command in ("brief", "standings", "timeline", "gaps"):
            self.assertTrue(self.tamga(command, "--ledger", ledger).out.strip(), command)
            json.loads(self.tamga(command, "--json", "--ledger", ledger).out)
        standings = json.loads(self.tamga("standings", "--json", "--as-of", "2025-12-31", "--ledger", ledger).out)
        self.assertEqual(standings["as_of"], "2025-12-31")
        self.assertIn("KZ", {cell["host"] for cell in standings["cells"]})
        csv = self.tamga("standings", "--format", "csv", "--ledger", ledger).out.splitlines()
        self.assertEqual(len(csv), 1 + len(json.loads(self.tamga("standings", "--json", "--ledger", ledger).out)["cells"]))
        json.loads(self.tamga("diff", "2025-06", "2025-12", "--json", "--ledger", ledger).out)

    def test_show_and_find(self):
        ledger = self.add_samples()
        claim = next(line for line in self.lines(GOOD) if line["kind"] == "claim")
        self.assertIn(claim["evidence"]["words"][:20], self.tamga("show", claim["id"], "--ledger", ledger).out)
        self.assertIn("Rosatom", self.tamga("find", "rosat", "--ledger", ledger).out)
        self.assertIn("tamga: ", self.tamga("show", "ffffffffffffffff", "--ledger", ledger, code=4).err)

    def test_questions_that_make_no_sense(self):
        ledger = self.add_samples()
        self.assertIn("yesterday", self.tamga("brief", "--as-of", "yesterday", "--ledger", ledger, code=2).err)
        self.assertIn("no.ledger", self.tamga("brief", "--ledger", "no.ledger", code=4).err)
        self.file("odd.ledger", "not a ledger, only words\n" * 100)
        self.assertIn("odd.ledger", self.tamga("brief", "--ledger", "odd.ledger", code=5).err)

    def check_ledger(self, ledger):
        with sqlite3.connect(ledger) as connection:
            self.assertEqual(connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])

    def test_bad_reports_do_not_keep_good_ones_out(self):
        self.file("in/bad.txt", b"\0")
        self.file("in/good.txt", GOOD.read_bytes())
        done = self.tamga("add", "--ledger", "a.ledger", "in", code=1)
        self.assertIn("2 reports: 1 added, 0 known, 1 failed", done.out)
        self.assertIn("tamga: in/bad.txt: byte 0:", done.err)

    def test_full_disk(self):
        ledger = self.folder / "a.ledger"
        self.tamga("add", "--ledger", ledger, GOOD)
        size = ledger.stat().st_size
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, size + 8192))
        done = self.tamga("add", "--ledger", ledger, SAMPLES, code=6, preexec_fn=limit)
        self.assertIn("tamga: " + str(ledger), done.err)
        self.check_ledger(ledger)
        self.tamga("brief", "--ledger", ledger)
        self.tamga("add", "--ledger", ledger, SAMPLES)
        whole = self.folder / "b.ledger"
        self.tamga("add", "--ledger", whole, SAMPLES)
        self.assertEqual(self.tamga("brief", "--json", "--ledger", ledger).out,
                         self.tamga("brief", "--json", "--ledger", whole).out)

    @unittest.skipIf(os.geteuid() == 0 and not os.access(TAMGA, os.X_OK), "nobody can run the program")
    def test_read_only_ledger(self):
        ledger = self.add_samples()
        before = ledger.read_bytes()
        ledger.chmod(0o444)
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        options = {}
        if os.geteuid() == 0:  # root may write everywhere
            options["user"] = NOBODY
            readable = subprocess.run([TAMGA, "--version"], user=NOBODY, capture_output=True).returncode == 0
            if not readable:
                self.skipTest("another user cannot reach the program")
        self.file_outside = tempfile.NamedTemporaryFile("wb", suffix=".txt")
        self.addCleanup(self.file_outside.close)
        self.file_outside.write(b"lang: en\n\nRosatom visited Kazakhstan to discuss uranium.")
        self.file_outside.flush()
        os.chmod(self.file_outside.name, 0o644)
        done = self.tamga("add", "--ledger", ledger, self.file_outside.name, code=6, **options)
        self.assertIn("tamga: " + str(ledger), done.err)
        self.assertEqual(ledger.read_bytes(), before)
        self.tamga("brief", "--ledger", ledger, **options)

    def test_killed_while_adding(self):
        ledger = self.folder / "a.ledger"
        rows = [json.dumps({"id": str(n), "lang": "en", "text": f"{n}: {text_of(GOOD)}"}) for n in range(300)]
        self.file("many.jsonl", "\n".join(rows))
        process = subprocess.Popen([TAMGA, "add", "--ledger", ledger, "many.jsonl"], cwd=self.folder,
                                   env=self.environment, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and (not ledger.exists() or ledger.stat().st_size < 100_000):
            time.sleep(0.01)
        process.kill()
        process.wait()
        self.check_ledger(ledger)
        done = self.tamga("add", "--ledger", ledger, "many.jsonl")
        self.assertRegex(done.out, r"^300 reports: \d+ added, \d+ known, 0 failed")


class BrokenSurroundings(Case):
    def test_missing_pack_and_models(self):
        self.assertIn("tamga: no.pack", self.tamga("read", "--pack", "no.pack", GOOD, code=4).err)
        self.assertIn("nowhere", self.tamga("read", "--models", "nowhere", GOOD, code=4).err)
        (self.folder / "models").mkdir()
        self.assertIn("models/en: there is no model", self.tamga("read", "--models", "models", GOOD, code=3).err)

    def test_program_by_itself(self):
        lonely = self.folder / "bin" / "tamga"
        lonely.parent.mkdir()
        shutil.copy(TAMGA, lonely)
        done = subprocess.run([lonely, "read", GOOD], capture_output=True, env=self.environment)
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"no pack in ", done.stderr)

    def test_installed_program_finds_its_data(self):
        lonely = self.folder / "bin" / "tamga"
        lonely.parent.mkdir()
        shutil.copy(TAMGA, lonely)
        (self.folder / "share").mkdir()
        (self.folder / "share/tamga").symlink_to(TAMGA.parent / "share/tamga")
        done = subprocess.run([lonely, "read", GOOD], capture_output=True, env=self.environment)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_truncated_pack(self):
        pack = next((TAMGA.parent / "share/tamga").glob("*.pack")).read_bytes()
        for size in (0, 7, 100, len(pack) // 2, len(pack) - 1):
            self.file("cut.pack", pack[:size])
            self.assertIn("tamga: cut.pack: ", self.tamga("read", "--pack", "cut.pack", GOOD, code=5).err)

    def test_truncated_model(self):
        source = TAMGA.parent / "share/tamga/models/en"
        weights = (source / "parser.safetensors").read_bytes()
        for file in source.iterdir():
            (self.folder / "models/en").mkdir(parents=True, exist_ok=True)
            if file.name != "parser.safetensors":
                shutil.copy(file, self.folder / "models/en")
        for size in (0, 5, len(weights) // 2, len(weights) - 1):
            self.file("models/en/parser.safetensors", weights[:size])
            done = self.tamga("read", "--models", "models", GOOD, code=5)
            self.assertIn("models/en/parser.safetensors: ", done.err)

    def test_reader_of_the_output_leaves(self):
        with open(self.folder / "errors", "wb") as errors:
            process = subprocess.Popen([TAMGA, "read", "--format", "jsonl", *[SAMPLES] * 20], stdout=subprocess.PIPE,
                                       stderr=errors, env=self.environment)
            process.stdout.read(10)
            process.stdout.close()
            self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual((self.folder / "errors").read_bytes(), b"")

    def test_output_on_a_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([TAMGA, "read", GOOD], stdout=full, stderr=subprocess.PIPE, env=self.environment)
        self.assertEqual(done.returncode, 6)
        self.assertIn(b"tamga: standard output: cannot be written", done.stderr)

    def test_interrupted_while_waiting(self):
        process = subprocess.Popen([TAMGA, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, 130)

    def test_interrupted_while_reading(self):
        rows = [json.dumps({"id": str(n), "lang": "en", "text": text_of(GOOD)}) for n in range(5000)]
        self.file("many.jsonl", "\n".join(rows))
        process = subprocess.Popen([TAMGA, "read", "--format", "jsonl", "many.jsonl"], stdout=subprocess.PIPE,
                                   cwd=self.folder, env=self.environment)
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        process.stdout.close()
        self.assertEqual(process.wait(timeout=60), 130)
        lines = [json.loads(line) for line in (first + rest).splitlines()]
        reports = [line["input"] for line in lines if line["kind"] == "report"]
        self.assertEqual(reports, [str(n) for n in range(len(reports))], "what was printed is whole and in order")
        self.assertLess(len(reports), 5000)


class Usage(Case):
    def test_every_command_has_help_with_an_example(self):
        for command in COMMANDS:
            shown = self.tamga(command, "--help").out
            self.assertIn("tamga " + command, shown)
            self.assertIn("Example", shown)
            self.assertIn(command, self.tamga("--help").out)

    def test_version(self):
        self.assertRegex(self.tamga("--version").out, r"^tamga \d+\.\d+\.\d+\n$")

    def test_wrong_arguments(self):
        for arguments in ((), ("fly",), ("read",), ("read", "--input", "pdf", "x"), ("read", "--colour", "x"),
                          ("show",), ("diff", "2025"), ("read", "--threads", "-1", "x"), ("pack",)):
            done = self.tamga(*arguments, code=2)
            self.assertTrue(done.err.startswith("tamga: "), done.err)
            self.assertIn("--help", done.err)
            self.assertEqual(done.out, "")

    def test_settings_weigh_less_than_environment_and_arguments(self):
        self.add_samples()
        shutil.copy(self.folder / "a.ledger", self.folder / "b.ledger")
        self.file("tamga.toml", 'ledger = "a.ledger"\n[read]\nmin-confidence = 0.99\n')
        self.tamga("brief")
        self.assertNotIn('"kind":"claim"', self.tamga("read", "--format", "jsonl", GOOD).out)
        self.environment["TAMGA_LEDGER"] = "none.ledger"
        self.assertIn("none.ledger", self.tamga("brief", code=4).err)
        self.tamga("brief", "--ledger", "b.ledger")

    def test_settings_of_the_user_weigh_less_than_those_of_the_folder(self):
        self.add_samples()
        self.file(".config/tamga.toml", 'ledger = "none.ledger"\n')
        self.assertIn("none.ledger", self.tamga("brief", code=4).err)
        self.file("tamga.toml", 'ledger = "a.ledger"\n')
        self.tamga("brief")

    def test_wrong_settings(self):
        self.file("tamga.toml", 'leger = "a.ledger"\n')
        self.assertIn("leger", self.tamga("brief", code=2).err)
        self.assertIn("no.toml", self.tamga("--config", "no.toml", "brief", code=2).err)

    def test_completions_are_scripts(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.tamga("completions", shell).stdout
            for command in COMMANDS:
                self.assertIn(command.encode(), script)
            if shutil.which(shell):
                done = subprocess.run([shell, "-n"], input=script, capture_output=True)
                self.assertEqual((done.returncode, done.stderr), (0, b""), shell)

    def test_bash_completes(self):
        script = self.tamga("completions", "bash").out
        for words, wanted in ((("tamga", "sta"), "standings"), (("tamga", "pack", "b"), "build"),
                              (("tamga", "read", "--form"), "--format"), (("tamga", "brief", "--led"), "--ledger")):
            asked = f"{script}\nCOMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _tamga; echo ${{COMPREPLY[@]}}"
            done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True)
            self.assertEqual(done.stdout.strip(), wanted, done.stderr)


class Packs(Case):
    def copy_packs(self):
        shutil.copytree(ROOT / "packs", self.folder / "packs")
        return self.folder / "packs" / "central-asia"

    def test_same_tables_give_the_same_bytes(self):
        self.tamga("pack", "build", ROOT / "packs/central-asia", "-o", "a.pack")
        self.tamga("pack", "build", str(ROOT / "packs/central-asia") + "/", "-o", "b.pack")
        self.assertEqual((self.folder / "a.pack").read_bytes(), (self.folder / "b.pack").read_bytes())
        shown = self.tamga("pack", "info", "a.pack").out
        for section in ("names", "pack", "sectors", "contest", "codebook/consult", "lang/en/mention"):
            self.assertIn("  " + section + "\n", shown)

    def test_mistakes_are_named_and_the_old_pack_stays(self):
        contest = self.copy_packs()
        self.file("a.pack", "old")
        outlets = contest / "names/outlets.tsv"
        mistakes = ((outlets, outlets.read_text() + "only-one-cell\n", "outlets.tsv"),
                    (contest / "sectors.yaml", "a: [b\n", "sectors.yaml"),
                    (contest / "codebook/consult.yaml", "rules:\n- {id: x.y, where: [{role: [agent], within: no-such-class}]}\n", "no-such-class"))
        for path, content, says in mistakes:
            good = path.read_text()
            path.write_text(content)
            self.assertIn(says, self.tamga("pack", "build", contest, "-o", "a.pack", code=5).err)
            path.write_text(good)
        self.assertEqual((self.folder / "a.pack").read_text(), "old")
        self.assertIn("nowhere", self.tamga("pack", "build", "nowhere", code=4).err)

    def test_check_tells_an_example_that_does_not_hold(self):
        contest = self.copy_packs()
        (contest / "codebook/extra.yaml").write_text(
            "rules:\n"
            "- id: extra.dance\n"
            "  doc: For this test.\n"
            "  triggers: {en: {verb: [dance]}}\n"
            "  then: {event: CONSULT, who: [agent]}\n"
            "  examples:\n"
            "    en:\n"
            "    - {text: \"Rosatom sold uranium in Kazakhstan.\", claim: {event: PROTEST, who: [Orano]}}\n"
            "    - {text: \"Rosatom sold uranium in Kazakhstan.\", claim: null}\n")
        self.tamga("pack", "build", contest, "-o", "a.pack")
        done = self.tamga("check", "--pack", "a.pack", "--rule", "extra.", code=1)
        self.assertIn("codebook/extra.yaml: extra.dance: ", done.out)
        self.assertIn("2 examples, 1 failed", done.out)
        self.assertIn("no rule", self.tamga("check", "--rule", "nothing.of.the.kind", code=4).err)


if __name__ == "__main__":
    unittest.main()
