"""The actors of a validation suite, found in its texts and codes, as a test pack and as CAMEO codes.

The suites name actors nobody else knows ("Gondor", GON; "Gollum", HOB) and bring no dictionary. A code's name is the capitalised
phrase that begins like it and stands in its records; what is left goes to the phrase that stands most exclusively in the
records of the code. Invented actors become states with the codes ISO 3166-1 leaves to its users (QM-QZ, XA-XZ, AA, ZZ), their
adjectives (Eriadori) demonyms, other phrases of the same code (Minas Tirith, GON) seats. States of the world are the pack's.
"""
import re
import shutil
import subprocess
import sys
from collections import Counter

import yaml

USER_CODES = ["Q" + c for c in "MNOPQRSTUVWXYZ"] + ["X" + c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"] + ["AA", "ZZ"]
# What an actor is, by its words, as CAMEO and the agents dictionaries of TABARI and PETRARCH have it; the last word decides.
ROLES = {
    "GOV": """government president minister ministry ambassador embassy official officials diplomat diplomats envoy leader presidency
        spokesman cabinet mayor administration secretary premier chancellor king queen governor consulate delegation""",
    "MIL": """soldier soldiers troop troops army military militia navy forces commander general guard marines warship warplanes""",
    "COP": "police policeman policemen gendarmerie", "LEG": "parliament congress senate lawmaker lawmakers legislator legislators deputies",
    "JUD": "court judge judges judiciary prosecutor prosecutors", "OPP": "opposition dissident dissidents activists protesters demonstrators",
    "REB": "rebel rebels insurgent insurgents guerrilla guerrillas militants separatists", "MED": "newspaper media press journalist journalists",
    "BUS": "company businessman businessmen firm corporation", "EDU": "student students university professor teacher teachers",
    "REL": "cleric clerics priest priests bishop church", "CVL": "civilian civilians villagers residents citizens people",
}
BODIES = ("IGO", "IMG", "NGO", "NGM", "MNC")
WORD_ROLES = {word: role for role, words in ROLES.items() for word in words.split()}
TITLES = frozenset("""President Prime Minister Foreign Deputy First Secretary General King Queen Mr Mrs Ms Dr Chairman Ambassador State
    However Neither Have Among Also Following Then There This That In The A An On In At And But It He They Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June
    July August September October November December""".split())


def is_named(code):
    """Whether an actor code begins with a country or body and not with a wildcard or a default."""
    return code[:3].isalpha() and code[:3] != "DEF"


def base_of(code):
    """The country of an actor code; the whole code of bodies, whose first letters only say that they are bodies."""
    return code if code[:3] in BODIES else code[:3]


def phrases(text, common):
    """Runs of capitalised words, up to four, also over "of"; no titles, no words that stand in small letters elsewhere.

    The first word of a text is capitalised anyway and begins no longer name.
    """
    found = set()
    if text.upper() == text:
        return found
    for run in re.finditer(r"[A-Z][\w.-]*(?:[ _](?:of[ _])?[A-Z][\w.-]*)*", text):
        words = re.split(r" ", run.group().rstrip("."))
        for begin in range(len(words)):
            longest = 1 if begin == run.start() == 0 else 4
            for end in range(begin + 1, min(len(words), begin + longest) + 1):
                part = words[begin:end]
                plain = [w for w in part if w.lower() not in common]
                if part[0] == "of" or part[-1] == "of" or not plain or any(w in TITLES for w in part):
                    continue
                found.add(" ".join(part))
    return found


class Actors:
    """The actors of one suite: names and codes, the test pack made of them, and codes of parties."""

    def __init__(self, records, pack):
        self.pack = pack
        settings = yaml.safe_load((pack / "pack.yaml").read_text(encoding="utf-8"))
        self.source = pack / settings["names_from"]
        self.settings = {**{k: v for k, v in settings.items() if k != "names_from"}, "name": "suite"}
        self.not_yet = yaml.safe_load((pack / "contest.yaml").read_text(encoding="utf-8"))["not_yet"]["events"]
        exchange = yaml.safe_load((self.source / "exchange.yaml").read_text(encoding="utf-8"))["countries"]
        self.iso3 = {iso2: row.get("cameo") or row["iso3"] for iso2, row in exchange.items() if row.get("iso3")}
        self.names, self.kinds = self._find(records)
        codes = sorted({code for code in self.names.values()})
        if len(codes) > len(USER_CODES):
            sys.exit(f"suites.py: {len(codes)} invented actors, and only {len(USER_CODES)} country codes for them")
        self.country = dict(zip(codes, USER_CODES))
        self.iso3.update({iso2: code for code, iso2 in self.country.items()})

    def _world(self):
        """English names and adjectives of the states of the world."""
        words = set()
        for line in (self.source / "names/countries.tsv").read_text(encoding="utf-8").splitlines()[2:]:
            cells = line.split("\t")
            for cell in cells[1:5]:
                for part in cell.split(";"):
                    words.update(part.removeprefix("en=").split("|") if part.startswith("en=") or "=" not in part else [])
        return words

    def _find(self, records):
        words = Counter(w for r in records for w in re.findall(r"\b[A-Za-z][a-z]+\b", r["text"]))
        common = {w for w, n in words.items() if w.islower() and n >= words[w.capitalize()]}
        world = self._world()
        where, abroad, coded = {}, {}, {}
        for index, record in enumerate(records):
            for phrase in phrases(record["text"], common):
                if len(phrase) > 2:
                    (abroad if phrase in world else where).setdefault(phrase, set()).add(index)
            for code in {base_of(c) for t in record["gold"] for c in t[:2] if is_named(c)}:
                coded.setdefault(code, set()).add(index)
        self._own_codes(abroad, coded)
        real = {c for c in coded if c in self.iso3.values() and any(
            re.search(rf"\b{re.escape(n)}\b", records[i]["text"]) for i in coded[c] for n in self._of_world(c))}
        names = {}
        for phrase, at in where.items():
            for code, records_of in coded.items():
                if code not in real and phrase.upper().startswith(code) and len(at & records_of) * 3 >= len(at):
                    names[phrase] = code
        names = {p: c for p, c in names.items() if not self._shadowed(p, names, where)}
        named = {c: {i for i in coded[c] if any(re.search(rf"\b{re.escape(n)}\b", records[i]["text"]) for n in self._of_world(c))}
                 for c in real}
        self._rest(where, coded, named, names)
        self.people = {p: self._whole_code(records, where[p], c) for p, c in names.items() if c in real}
        names = {p: c for p, c in names.items() if c not in real}
        return names, self._kinds(names, where)

    def _own_codes(self, abroad, coded):
        """States of the world that the suite codes its own way: Kuwait is KUW there, not KWT."""
        iso2 = {name: code for code in self.iso3 for name in self._of_world(self.iso3[code])}
        for phrase, at in sorted(abroad.items()):
            usual = coded.get(self.iso3.get(iso2.get(phrase)), set())
            for code, records_of in sorted(coded.items()):
                if phrase in iso2 and not usual and code not in self.iso3.values() and at == records_of:
                    self.iso3[iso2[phrase]] = code

    @staticmethod
    def _shadowed(phrase, names, where):
        """A phrase gives way to a longer one that stands nearly everywhere it does, and before a shorter one otherwise."""
        def mostly(longer, shorter):
            return 2 * len(where[longer]) >= len(where[shorter])
        longer = any(p.startswith(phrase + " ") and mostly(p, phrase) for p in names)
        shorter = any(phrase.startswith(p + " ") and not mostly(phrase, p) for p in names)
        return longer or shorter

    def _of_world(self, code):
        """Names of the state with this alpha-3 code, so that ERI of an invented Eriador is not Eritrea."""
        iso2 = next(k for k, v in self.iso3.items() if v == code)
        if not hasattr(self, "_rows"):
            table = (self.source / "names/countries.tsv").read_text(encoding="utf-8").splitlines()[2:]
            self._rows = {line.split("\t")[0]: line.split("\t") for line in table}
            for line in (self.source / "names/more_countries.tsv").read_text(encoding="utf-8").splitlines()[2:]:
                row = self._rows.get(line.split("\t")[0])
                if row:
                    row[2] += ";en=" + line.split("\t", 1)[1].replace("\t", "|") + f"|{row[0]}"
        row = self._rows.get(iso2)
        if not row:
            return []
        english = [part.removeprefix("en=") for cell in row[2:5] for part in cell.split(";") if part.startswith("en=")]
        return [row[1]] + [name for part in english for name in part.split("|") if name]

    @staticmethod
    def _whole_code(records, at, base):
        """The code with its role where the name has no other in several records ("Obama", USAGOV)."""
        whole = {c for i in at for t in records[i]["gold"] for c in t[:2] if base_of(c) == base}
        return whole.pop() if len(whole) == 1 and len(at) > 1 else base

    @staticmethod
    def _rest(where, coded, named, names):
        """Codes of records that none of their names explains go to the phrases that stand nowhere else.

        `named`: of the states of the world, the records in which the state itself is named.
        """
        def unexplained(code):
            mine = [p for p, c in names.items() if c == code]
            return {i for i in coded[code] - named.get(code, set()) if not any(i in where[p] for p in mine)}
        for _ in range(100):
            best = None
            for code in sorted(coded):
                left = unexplained(code)
                for phrase, at in where.items():
                    together = len(at & left)
                    if together < (2 if code in named else 1) or phrase in names or any(phrase in p or p in phrase for p in names):
                        continue
                    score = (round(2 * together / (len(at) + len(left)), 6), together, len(phrase), phrase, code)
                    if score[0] > 0.4 and (best is None or score > best):
                        best = score
            if best is None:
                return
            names[best[3]] = best[4]

    @staticmethod
    def _kinds(names, where):
        """The commonest name that begins like its code is the state's; longer ones are adjectives; others are seats."""
        kinds = {}
        for code in set(names.values()):
            mine = sorted((p for p, c in names.items() if c == code), key=lambda p: (
                not p.upper().startswith(code), -len(where[p]), p))
            for phrase in mine:
                stem = mine[0].rstrip("aeiou")
                adjective = phrase != mine[0] and " " not in phrase and phrase.startswith(stem)
                kinds[phrase] = "full" if phrase == mine[0] else "demonym" if adjective else "metonym"
        return kinds

    def rows(self):
        return sorted([(name, code, self.kinds[name]) for name, code in self.names.items()] +
                      [(name, code, "person") for name, code in self.people.items()])

    def build(self, tamga, folder):
        """The test pack: the measured codebook, the world's names, and the suite's actors."""
        tree = folder / "suite"
        shutil.copytree(self.pack, tree)
        (folder / "languages").symlink_to((self.pack.parent / "languages").resolve())
        shutil.copytree(self.source / "names", tree / "names")
        (tree / "pack.yaml").write_text(yaml.safe_dump(self.settings), encoding="utf-8")
        plan = yaml.safe_load((self.source / "names.yaml").read_text(encoding="utf-8"))
        by_code = {}
        for name, code in sorted(self.names.items()):
            by_code.setdefault(code, {"full": [], "demonym": [], "metonym": []})[self.kinds[name]].append(name)
        lines = ["# actors of a validation suite, for one measurement", "id\tname\tcountry\tdemonyms\tseats"]
        lines += [f"{code}\t{kinds['full'][0]}\t{self.country[code]}\t{'|'.join(kinds['demonym'])}\t{'|'.join(kinds['metonym'])}"
                  for code, kinds in sorted(by_code.items())]
        (tree / "names/suite.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        plan["tables"].insert(0, {"file": "suite.tsv", "type": "state", "id_prefix": "suite-", "names": {
            "demonyms": "demonym", "seats": "metonym"}, "columns": {"id": "id", "name": "name", "country": "country"}})
        iso2 = {code: country for country, code in self.iso3.items()}
        lines = ["# people and bodies of a validation suite, for one measurement", "id\tname\tcountry"]
        lines += [f"{code}.{i}\t{name}\t{iso2[code[:3]]}" for i, (name, code) in enumerate(sorted(self.people.items()))]
        (tree / "names/suite_people.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        plan["tables"].insert(1, {"file": "suite_people.tsv", "type": "person", "id_prefix": "suite-", "columns": {
            "id": "id", "name": "name", "country": "country"}})
        (tree / "names.yaml").write_text(yaml.safe_dump(plan, allow_unicode=True), encoding="utf-8")
        done = subprocess.run([tamga, "pack", "build", str(tree), "-o", str(folder / "suite.pack")], check=False,
                              stdout=subprocess.DEVNULL)
        if done.returncode:
            sys.exit(f"suites.py: {tamga} pack build ended with {done.returncode}")
        return folder / "suite.pack"

    def code(self, party):
        """CAMEO code of a party, None outside the dictionary: its country and what its words say it is."""
        known = (party["id"] or "").startswith("suite-")
        base = party["id"].removeprefix("suite-").split(".")[0] if known else None
        if base and len(base) > 3:
            return base
        base = base or self.iso3.get(party["country"])
        if not base:
            return None
        words = re.findall(r"[a-z]+", f"{party['words'] or ''} {party['role'] or ''}".lower())
        roles = [WORD_ROLES[w] for w in words if w in WORD_ROLES]
        return base + (roles[-1] if roles else "")
