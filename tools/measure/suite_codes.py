"""What the event codes of the suites of PETRARCH, PETRARCH-2 and TABARI are in PLOVER.

TABARI's suite, and that of PETRARCH which was made from it, are coded in WEIS (McClelland 1976: 02 comment, 06 grant, 12
accuse), not in CAMEO; that of PETRARCH-2 in CAMEO. CAMEO to PLOVER is the crosswalk of the PLOVER manual (Halterman, Bagozzi,
Beger, Schrodt, Scarborough 2023): roots, with what it moves. WEIS to PLOVER is ours, over the CAMEO categories that took up
the WEIS ones (Gerner, Schrodt, Yilmaz: CAMEO manual). Where a WEIS category is parted in PLOVER, both types are right.
"""

# PLOVER types by the longest prefix of the code; () is a comment, which PLOVER leaves out.
CAMEO = {
    "01": (), "02": ("REQUEST",), "03": ("AGREE",), "04": ("CONSULT",), "05": ("SUPPORT",), "06": ("COOPERATE",), "07": ("AID",),
    "08": ("CONCEDE",), "087": ("RETREAT",), "09": ("ACCUSE",), "10": ("REQUEST",), "11": ("ACCUSE",), "12": ("REJECT",),
    "13": ("THREATEN",), "14": ("PROTEST",), "15": ("MOBILIZE",), "16": ("SANCTION",), "17": ("COERCE",), "18": ("ASSAULT",),
    "19": ("ASSAULT",), "20": ("ASSAULT",),
}
WEIS = {
    "01": ("CONCEDE",), "012": ("RETREAT",), "02": (), "03": ("CONSULT",), "04": ("SUPPORT",), "05": ("AGREE",),
    "06": ("CONCEDE", "SUPPORT"), "064": ("SUPPORT",), "065": ("CONCEDE",), "066": ("CONCEDE",), "07": ("AID",),
    "08": ("AGREE", "SUPPORT"), "09": ("REQUEST",), "10": ("REQUEST",), "101": ("AGREE", "REQUEST"), "11": ("REJECT",),
    "12": ("ACCUSE",), "13": ("ACCUSE",), "14": (), "15": ("REQUEST",), "16": ("THREATEN",), "17": ("THREATEN",),
    "18": ("MOBILIZE", "PROTEST"), "181": ("PROTEST",), "182": ("MOBILIZE",), "19": ("SANCTION",), "20": ("SANCTION",),
    "21": ("COERCE",), "22": ("ASSAULT",),
}
# Codes of WEIS itself; what else the suites use ("043", "1717", "345") was made up for a test.
WEIS_CODES = frozenset("""010 011 012 013 020 021 022 023 024 025 030 031 032 033 040 041 042 050 051 052 053 054 060 061 062 063
064 065 066 070 071 072 073 080 081 082 090 091 092 093 094 095 100 101 102 110 111 112 120 121 122 130 131 132 140 141 142 150
151 160 161 162 170 171 172 173 174 180 181 182 190 191 192 193 194 195 200 201 202 203 210 211 212 220 221 222 223""".split())
SCHEMES = {"petrarch_unit": WEIS, "tabari_validate": WEIS, "petr2_gsr": CAMEO}
# Later records of PETRARCH's suite are CAMEO: 194 is "fight with artillery" there, 030 "intent to cooperate".
BORROWED = {"petrarch_unit": {"194": CAMEO, "030": CAMEO}}


def scheme_of(suite, code):
    return BORROWED.get(suite, {}).get(code, SCHEMES[suite])


def types_of(suite, code):
    """PLOVER types, () where PLOVER leaves the code out, None where it belongs to no category."""
    scheme = scheme_of(suite, code)
    for length in range(len(code), 1, -1):
        if code[:length] in scheme:
            return scheme[code[:length]]
    return None


def is_standard(suite, code):
    """Whether the published scheme has this code; of CAMEO every code of a root counts."""
    return types_of(suite, code) is not None if scheme_of(suite, code) is CAMEO else code in WEIS_CODES
