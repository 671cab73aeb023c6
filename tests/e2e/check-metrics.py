#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether standard input is Prometheus' text format 0.0.4, strictly, and named as its guide has it.

https://prometheus.io/docs/instrumenting/exposition_formats/
https://prometheus.io/docs/practices/naming/
Says what is wrong, a line each, and ends with 1; else with 0.
"""
import re
import sys

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"'
SAMPLE = re.compile(r"(%s)(?:\{(%s(?:,%s)*)\})? (-?[0-9]+(?:\.[0-9]+)?|\+Inf|-Inf|NaN)" % (NAME, LABEL, LABEL))
TYPES = ("counter", "gauge", "histogram", "summary", "untyped")
UNITS = ("seconds", "bytes", "ratio", "info", "total")

wrong = []
types, helps, samples, order = {}, {}, {}, []


def family_of(name):
    for suffix in ("_bucket", "_sum", "_count"):
        base = name[: -len(suffix)]
        if name.endswith(suffix) and types.get(base) == "histogram":
            return base
    return name


def read_comment(number, line):
    match = re.fullmatch(r"# (HELP|TYPE) (%s) (.+)" % NAME, line)
    if not match:
        wrong.append("%d: neither HELP nor TYPE: %s" % (number, line))
        return
    kind, name, rest = match.groups()
    known = helps if kind == "HELP" else types
    if name in known:
        wrong.append("%d: a second %s of %s" % (number, kind, name))
    if name in samples:
        wrong.append("%d: %s of %s after its samples" % (number, kind, name))
    if kind == "TYPE" and rest not in TYPES:
        wrong.append("%d: no such type: %s" % (number, rest))
    known[name] = rest


def read_sample(number, line):
    match = SAMPLE.fullmatch(line)
    if not match:
        wrong.append("%d: no sample: %s" % (number, line))
        return
    name, labels, value = match.groups()
    family = family_of(name)
    if family not in types or family not in helps:
        wrong.append("%d: %s without TYPE and HELP before it" % (number, family))
    if order and order[-1] != family and family in order:
        wrong.append("%d: lines of %s do not stand together" % (number, family))
    if not order or order[-1] != family:
        order.append(family)
    pairs = tuple(sorted(re.findall(r'([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"', labels or "")))
    if len({key for key, _ in pairs}) != len(pairs):
        wrong.append("%d: a label twice" % number)
    of_family = samples.setdefault(family, {})
    if (name, pairs) in of_family:
        wrong.append("%d: %s twice" % (number, line))
    of_family[(name, pairs)] = float(value.replace("Inf", "inf"))


def check_histogram(family):
    groups = {}
    for (name, pairs), value in samples[family].items():
        rest = tuple(pair for pair in pairs if pair[0] != "le")
        group = groups.setdefault(rest, {"buckets": []})
        if name.endswith("_bucket"):
            group["buckets"].append((float(dict(pairs)["le"].replace("Inf", "inf")), value))
        else:
            group[name.rsplit("_", 1)[1]] = value
    for rest, group in groups.items():
        bounds = [bound for bound, _ in group["buckets"]]
        values = [value for _, value in group["buckets"]]
        if bounds != sorted(set(bounds)) or not bounds or bounds[-1] != float("inf"):
            wrong.append("%s%s: bounds do not rise to +Inf" % (family, rest))
        if values != sorted(values):
            wrong.append("%s%s: buckets are not cumulative" % (family, rest))
        if "sum" not in group or group.get("count") != (values or [None])[-1]:
            wrong.append("%s%s: the count is not that of +Inf, or no sum" % (family, rest))


def check_family(family):
    kind = types.get(family)
    if kind == "counter" and not family.endswith("_total"):
        wrong.append("%s: a counter ends in _total" % family)
    if kind != "counter" and family.endswith("_total"):
        wrong.append("%s: only a counter ends in _total" % family)
    if kind == "counter" and any(value < 0 for value in samples[family].values()):
        wrong.append("%s: a counter below nothing" % family)
    if re.search(r"_(ms|us|milliseconds|kb|mb)(_|$)", family):
        wrong.append("%s: not in a base unit" % family)
    if kind == "histogram":
        check_histogram(family)
        if not family.endswith(UNITS):
            wrong.append("%s: no unit" % family)
    for other in types:
        if other != family and kind == "histogram" and other in [family + s for s in ("_bucket", "_sum", "_count")]:
            wrong.append("%s and %s are one name" % (family, other))
        if other != family and other == family.removesuffix("_total"):
            wrong.append("%s and %s are one name to OpenMetrics" % (family, other))


text = sys.stdin.buffer.read().decode()
if not text.endswith("\n"):
    wrong.append("no line end at the end")
for number, line in enumerate(text.split("\n")[:-1], 1):
    if line.startswith("#"):
        read_comment(number, line)
    else:
        read_sample(number, line)
for family in samples:
    check_family(family)
for family in types:
    if family not in samples:
        wrong.append("%s: nothing but its type" % family)
print("\n".join(wrong) if wrong else "%d families" % len(samples))
sys.exit(1 if wrong or not samples else 0)
