"""What the program reads in texts that a measurement makes up, for the tools beside this one."""
import json
import subprocess
import sys


def claims_of(tamga, pack, documents):
    """Claims by the id of their document. `documents` are records of `tamga read --input jsonl`; ends the program on an error."""
    lines = "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
    done = subprocess.run([tamga, "read", "--pack", str(pack), "--input", "jsonl", "--format", "jsonl", "-"],
                          input=lines.encode(), stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"{tamga} read ended with {done.returncode}")
    claims = {}
    for line in done.stdout.decode().splitlines():
        record = json.loads(line)
        if record["kind"] == "claim":
            claims.setdefault(record["input"], []).append(record)
    return claims
