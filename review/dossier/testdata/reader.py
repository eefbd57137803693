#!/usr/bin/env python3
"""A second reader of parcels, written from the package comments of review/dossier, zipcheck, bag, canon and seal alone.

    reader.py --root root.pem [--identity keys.txt [--age PROGRAM]] FILE...

It needs Python's standard library, openssl, and age for sealed parts. For every file one JSON object on a line of its own tells what
it holds, or every reason why it is refused; the exit status is 1 when one was refused. Nothing is written but temporary files of the
signature, and, for a sealed part, its plaintext, all in a folder that is removed.
"""

import argparse
import datetime
import decimal
import hashlib
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
import zlib

# "Kinds": who signs, what has to be in clear, whether there is a sealed part, a recipient, a case.
KINDS = {
    "dossier": (("office",), "cover.json", True, True, True),
    "declaration": (("member",), "declaration.json", False, False, True),
    "opinion": (("member",), None, False, False, True),
    "receipt": (("office",), "receipt.json", False, True, True),
    "enrolment": ((), "request.json", False, False, False),
    "card": (("office",), "card.json", False, True, False),
    "register": (("office",), "register.json", False, False, False),
    "records": (("office",), None, False, False, False),
    "backup": (("office", "member"), "desk.key", False, False, False),
    "release": (("office",), None, True, True, True),
    "body": (("office", "member"), None, False, False, False),
}
BODY = "body.age"
TAGS = ("bag-info.txt", "bagit.txt", "parcel.json")


class Refused(Exception):
    """One reason; reading cannot go on after it."""


def number_of(value):
    """A number as ECMAScript writes it; Python finds the same digits and sets them otherwise."""
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    sign, digits, exponent = decimal.Decimal(repr(value)).normalize().as_tuple()
    text, point = "".join(map(str, digits)), len(digits) + exponent
    if -6 < point <= 0:
        text = "0." + "0" * -point + text
    elif 0 < point <= 21:
        text = text[:point] + "." + text[point:]
    else:
        text = text[0] + ("." + text[1:] if len(text) > 1 else "") + f"e{point - 1:+d}"
    return "-" * sign + text


def canonical(value):
    """RFC 8785."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda k: k.encode("utf-16-be"))
        return "{" + ",".join(canonical(k) + ":" + canonical(value[k]) for k in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_of(value)
    return json.dumps(value, ensure_ascii=False)


def strict(raw, what):
    """Reads JSON under one reading, or not at all."""
    def pairs(found):
        out = {}
        for key, value in found:
            if key in out:
                raise Refused(f"{what}: the key {key!r} twice")
            out[key] = value
        return out

    def number(text):
        value = float(text)
        if not abs(value) <= 2**53 - 1:
            raise Refused(f"{what}: the number {text}")
        return value

    def whole(text):
        number(text)
        return int(text)

    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=pairs, parse_int=whole, parse_float=number, parse_constant=number)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as err:
        raise Refused(f"{what}: no JSON: {err}") from err


# --- the archive -----------------------------------------------------------------------------------------------------------------

def dos(created):
    """Time and date as MS-DOS has them, in UTC."""
    t = created.hour << 11 | created.minute << 5 | created.second // 2
    d = (created.year - 1980) << 9 | created.month << 5 | created.day
    return t, d


def same_archive(raw, entries, created):
    """Writes the archive anew from names, contents and one instant, and reports the first place where it differs."""
    t, d = dos(created)
    extra = struct.pack("<HHBI", 0x5455, 5, 1, int(created.timestamp()))
    full = 0xFFFFFFFF
    out, directory, at = [], b"", 0
    for e in entries:
        name = e.filename.encode("utf-8")
        plain = all(0x20 <= ord(c) <= 0x7D and c != "\\" for c in e.filename)
        flags = 0x0008 if plain else 0x0808
        long = e.compress_size >= full or e.file_size >= full
        head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, flags, e.compress_type, t, d, 0, 0, 0, len(name), len(extra)) + name + extra
        tail = struct.pack("<IIQQ" if long else "<IIII", 0x08074B50, e.CRC, e.compress_size, e.file_size)
        start = at + len(head)
        out += [(at, head), (start + e.compress_size, tail)]
        mine, sizes = extra, (e.compress_size, e.file_size)
        if long or at >= full:
            mine, sizes = extra + struct.pack("<HHQQQ", 1, 24, e.file_size, e.compress_size, at), (full, full)
        directory += struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014B50, 0x0300 | 20, 45 if long else 20, flags, e.compress_type, t, d, e.CRC, *sizes,
            len(name), len(mine), 0, 0, 0, 0o100644 << 16, min(at, full)) + name + mine
        at = start + e.compress_size + len(tail)
    n, size, offset = len(entries), len(directory), at
    end = b""
    if n >= 0xFFFF or size >= full or offset >= full:
        end = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, n, n, size, offset)
        end += struct.pack("<IIQI", 0x07064B50, 0, at + size, 1)
        n, size, offset = 0xFFFF, full, full
    end += struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, n, n, size, offset, 0)
    out.append((at, directory + end))
    if at + len(directory) + len(end) != len(raw):
        raise Refused(f"the archive has {len(raw)} bytes, not {at + len(directory) + len(end)}")
    for place, part in out:
        if raw[place:place + len(part)] != part:
            raise Refused(f"the archive differs from byte {place} on")


def unpack(raw, path):
    """Returns the entries and what is in them by their name below the one top folder."""
    try:
        z = zipfile.ZipFile(path)
        entries = z.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as err:
        raise Refused(f"no archive: {err}") from err
    files, tops, seen = {}, set(), set()
    for e in entries:
        parts = e.filename.split("/")
        folded = unicodedata.normalize("NFKC", e.filename).casefold()
        if folded in seen:
            raise Refused(f"the name {e.filename!r} twice")
        seen.add(folded)
        if len(parts) < 2 or any(p in ("", ".", "..") for p in parts) or re.search(r'[\\:*?"<>|%\x00-\x1f]', e.filename):
            raise Refused(f"the name {e.filename!r}")
        if unicodedata.normalize("NFC", e.filename) != e.filename or e.flag_bits & 1 or e.compress_type not in (0, 8):
            raise Refused(f"the entry {e.filename!r}")
        tops.add(parts[0])
        try:
            files["/".join(parts[1:])] = z.read(e)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as err:
            raise Refused(f"{e.filename}: {err}") from err
    if len(tops) != 1:
        raise Refused(f"{len(tops)} top folders")
    return entries, files


# --- the bag ---------------------------------------------------------------------------------------------------------------------

def manifest(files, name):
    listed, last = {}, ""
    for line in files[name].decode("utf-8").splitlines():
        m = re.fullmatch(r"([0-9a-f]+)  (.+)", line)
        if not m or m[2] <= last:
            raise Refused(f"{name}: the line {line!r}")
        listed[m[2]] = m[1]
        last = m[2]
    return listed


def check_bag(files, head, reasons):
    algorithms = ["sha256"] if head["kind"] == "body" else ["sha256", "sha512"]
    covered = set(TAGS) | {f"manifest-{a}.txt" for a in algorithms}
    top = covered | {f"tagmanifest-{a}.txt" for a in algorithms}
    payload = {n for n in files if n.startswith("data/")}
    signed = bool(KINDS[head["kind"]][0])
    for name in sorted(set(files) - payload - top - ({"signature.p7s"} if signed else set())):
        reasons.append(f"{name} has no place in a parcel")
    for name in sorted(top - set(files)):
        raise Refused(f"{name} is missing")
    if files["bagit.txt"] != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
        reasons.append("bagit.txt")
    for kind, wanted in (("manifest", payload), ("tagmanifest", covered)):
        for a in algorithms:
            listed = manifest(files, f"{kind}-{a}.txt")
            for name in sorted(set(listed) ^ wanted):
                reasons.append(f"{name} is not both there and in {kind}-{a}.txt")
            for name in sorted(set(listed) & wanted):
                if hashlib.new(a, files[name]).hexdigest() != listed[name]:
                    reasons.append(f"{name} is not what {kind}-{a}.txt says")
    oxum = f"Payload-Oxum: {sum(len(files[n]) for n in payload)}.{len(payload)}"
    if oxum not in files["bag-info.txt"].decode("utf-8").splitlines():
        reasons.append("bag-info.txt: another Payload-Oxum")
    declared = head["files"]
    names = [f["name"] for f in declared]
    if names != sorted(set(names)):
        reasons.append("parcel.json: files are not in order")
    for name in sorted({"data/" + n for n in names} ^ payload):
        reasons.append(f"{name} is not both there and in parcel.json")
    for f in declared:
        there = files.get("data/" + f["name"])
        if there is not None and len(there) != f["size"]:
            reasons.append(f"{f['name']} has {len(there)} bytes, not {f['size']}")


# --- the header ------------------------------------------------------------------------------------------------------------------

def header(raw, reasons):
    head = strict(raw, "parcel.json")
    if head.get("format") != "shinsa/parcel":
        raise Refused("parcel.json: another format")
    if head.get("version") != 1:
        raise Refused("parcel.json: another version; a newer program reads it")
    if canonical(head).encode("utf-8") != raw:
        raise Refused("parcel.json: not canonical")
    if head.get("kind") not in KINDS:
        raise Refused("parcel.json: another kind")
    _, clear, sealed, addressed, of_case = KINDS[head["kind"]]
    names = [f["name"] for f in head.get("files", [])]
    rules = {
        "no sender": not head.get("sender", {}).get("id"),
        "no time": not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", head.get("created", "")),
        "no recipient": addressed and not head.get("recipient", {}).get("id"),
        "no case": of_case and not head.get("case"),
        "another gate": (head["kind"] == "dossier") != (head.get("gate") in ("recorded", "strict")),
        "no payload": not names or clear is not None and clear not in names,
        "no sealed part": (sealed and "sealed" not in head) or ("sealed" in head) != (BODY in names),
        "sealed to nobody": "sealed" in head and not head["sealed"].get("to"),
        "answers what?": "answers" in head and not re.fullmatch(r"[0-9a-f]{64}", head["answers"]),
    }
    reasons += ["parcel.json: " + r for r, broken in rules.items() if broken]
    return head


# --- the signature ---------------------------------------------------------------------------------------------------------------

def run(*command, **more):
    return subprocess.run([str(c) for c in command], capture_output=True, check=False, **more)


def check_signature(files, head, created, root, reasons):
    roles = KINDS[head["kind"]][0]
    if not roles:
        return
    if "signature.p7s" not in files:
        reasons.append("no signature")
        return
    with tempfile.TemporaryDirectory() as folder:
        d = pathlib.Path(folder)
        (d / "p7s").write_bytes(files["signature.p7s"])
        (d / "signed").write_bytes(files["tagmanifest-sha256.txt"])
        r = run("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", d / "p7s", "-content", d / "signed", "-CAfile", root,
                "-purpose", "any", "-attime", int(created.timestamp()), "-signer", d / "signer", "-out", d / "out")
        if r.returncode:
            reasons.append("the signature: " + r.stderr.decode("utf-8", "replace").strip().splitlines()[-1])
            return
        subject = run("openssl", "x509", "-in", d / "signer", "-noout", "-subject", "-nameopt", "utf8,sep_multiline,lname").stdout.decode("utf-8")
        said = dict(line.strip().split("=", 1) for line in subject.splitlines() if "=" in line.strip()[1:])
        if said.get("organizationalUnitName") not in {"Shinsa " + r for r in roles}:
            reasons.append(f"signed by {said.get('organizationalUnitName')}, not {' or '.join(roles)}")
        if said.get("serialNumber") != head["sender"]["id"]:
            reasons.append("signed by somebody else than the sender")
        times = run("openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", d / "p7s").stdout.decode("utf-8", "replace")
        claimed = re.search(r"signingTime.*?UTCTIME:(\w+ +\d+ [\d:]+ \d{4}) GMT", times, re.S)
        if not claimed or datetime.datetime.strptime(claimed[1] + " +0000", "%b %d %H:%M:%S %Y %z") != created:
            reasons.append("the signature claims another time than the header")


# --- a parcel --------------------------------------------------------------------------------------------------------------------

def documents(files, reasons):
    """Every JSON document of the payload has one reading, a format and a version."""
    for name in sorted(files):
        if not name.startswith("data/") or not name.endswith(".json"):
            continue
        try:
            top = strict(files[name], name)
        except Refused as err:
            reasons.append(str(err))
            continue
        if not str(top.get("format", "")).startswith("shinsa") or not isinstance(top.get("version"), int):
            reasons.append(f"{name}: no format or version")
        if name != "data/edition.json" and canonical(top).encode("utf-8") != files[name]:
            reasons.append(f"{name}: not canonical")


def read(path, options, outer=None):
    raw = path.read_bytes()
    reasons = []
    try:
        entries, files = unpack(raw, path)
        if "parcel.json" not in files:
            raise Refused("parcel.json is missing")
        head = header(files["parcel.json"], reasons)
        created = datetime.datetime.strptime(head["created"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc)
        if (head["kind"] == "body") != (outer is not None):
            reasons.append("a body stands in a sealed part, and nothing else does")
        if outer:
            for field in ("case", "round", "sender", "recipient", "created"):
                if head.get(field) != outer.get(field):
                    reasons.append(f"the sealed part is of another {field}")
        compressed = [e.filename for e in entries if e.compress_type]
        if compressed and head["kind"] not in ("records", "body"):
            reasons.append(f"{compressed[0]} is compressed")
        check_bag(files, head, reasons)
        check_signature(files, head, created, options.root, reasons)
        documents(files, reasons)
        same_archive(raw, entries, created)
    except Refused as err:
        return {"reasons": reasons + [str(err)]}
    except (KeyError, TypeError, AttributeError, ValueError, OverflowError) as err:
        return {"reasons": reasons + [f"unreadable: {err!r}"]}
    said = {
        "kind": head["kind"], "case": head.get("case", ""), "id": hashlib.sha256(files["tagmanifest-sha256.txt"]).hexdigest(),
        "sender": head["sender"]["id"], "reasons": reasons,
        "files": [{"name": n[5:], "size": len(files[n]), "sha256": hashlib.sha256(files[n]).hexdigest()}
                  for n in sorted(files, key=lambda n: n.encode()) if n.startswith("data/")],
    }
    if "sealed" in head and options.identity and not reasons:
        said["sealed"] = unseal(files["data/" + BODY], head, options)
        reasons += said["sealed"]["reasons"]
    if options.out and not reasons:
        for n in files:
            if n.startswith("data/"):
                target = options.out / head["kind"] / n[5:]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(files[n])
    return said


def unseal(sealed, head, options):
    with tempfile.TemporaryDirectory() as folder:
        plain = pathlib.Path(folder) / "body.zip"
        r = run(options.age, "-d", "-i", options.identity, "-o", plain, input=sealed)
        if r.returncode:
            return {"reasons": ["age: " + r.stderr.decode("utf-8", "replace").strip()]}
        return read(plain, options, head)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--root", type=pathlib.Path, required=True, help="the scheme's root certificate (PEM)")
    p.add_argument("--identity", type=pathlib.Path, help="age identities, one on a line")
    p.add_argument("--age", default="age", help="the program age; for recipients age1pq1… one of version 1.3 or later")
    p.add_argument("--out", type=pathlib.Path, help="write the payload of what is in order below this folder")
    p.add_argument("files", nargs="+", type=pathlib.Path)
    options = p.parse_args()
    good = True
    for path in options.files:
        said = read(path, options)
        good = good and not said["reasons"]
        print(json.dumps({"file": str(path), **said}, ensure_ascii=False))
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
