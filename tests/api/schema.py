# SPDX-License-Identifier: GPL-3.0-or-later
"""doc/openapi.yaml as something that answers are held against.

Held strictly: what an answer has and the description does not name is an error, since a member that
nobody wrote down is one that nobody was told of.  (Clients are told to pass over those.)
"""
import json
import re
import urllib.parse

import jsonschema
import yaml

DIALECT = jsonschema.Draft202012Validator


class Description:
    """The description, with all that points elsewhere in it put in its place."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.source = yaml.safe_load(file)
        self.schemas = {
            name: self._strict(schema) for name, schema in self.source["components"]["schemas"].items()
        }

    def resolve(self, node):
        """node, or what it refers to."""
        while isinstance(node, dict) and "$ref" in node:
            reference = node["$ref"]
            if not reference.startswith("#/"):
                raise ValueError(f"refers out of the file: {reference}")
            node = self.source
            for key in reference[2:].split("/"):
                node = node[key.replace("~1", "/").replace("~0", "~")]
        return node

    def _merged(self, schema):
        """schema with the properties of what it is allOf."""
        merged = {key: value for key, value in schema.items() if key != "allOf"}
        for part in schema.get("allOf", []):
            base = self._merged(self.resolve(part))
            merged["properties"] = {**base.get("properties", {}), **merged.get("properties", {})}
            merged["required"] = base.get("required", []) + merged.get("required", [])
        return merged

    def _strict(self, schema):
        if isinstance(schema, list):
            return [self._strict(one) for one in schema]
        if not isinstance(schema, dict):
            return schema
        if "allOf" in schema:
            schema = self._merged(schema)
        strict = {
            key: {name: self._strict(one) for name, one in value.items()} if key == "properties"
            else self._strict(value)
            for key, value in schema.items()
        }
        if "properties" in strict:
            strict.setdefault("additionalProperties", False)
        return strict

    def errors(self, schema, value):
        """What is wrong with value, as sentences."""
        whole = {**self._strict(schema), "components": {"schemas": self.schemas}}
        checker = DIALECT(whole, format_checker=jsonschema.FormatChecker())
        return [f"{'/'.join(map(str, one.absolute_path)) or 'the whole'}: {one.message}"
                for one in checker.iter_errors(value)]

    def operations(self):
        """(path, method, operation) of each."""
        for path, item in self.source["paths"].items():
            for method, operation in item.items():
                yield path, method, operation

    def find(self, target):
        """(path pattern, GET operation) of an address; (None, None) where it is described nowhere."""
        wanted = urllib.parse.urlsplit(target).path
        for path, _, operation in self.operations():
            pattern = "/".join("[^/]+" if part.startswith("{") else re.escape(part) for part in path.split("/"))
            if re.fullmatch(pattern, wanted):
                return path, operation
        return None, None

    def parameters(self, operation):
        return [self.resolve(one) for one in operation.get("parameters", [])]

    def answer_errors(self, target, status, headers, body):
        """What is wrong with an answer to GET target, as sentences.  headers: names in small letters."""
        path, operation = self.find(target)
        if operation is None:
            return [f"{target} is described nowhere"]
        response = self.resolve(operation["responses"].get(str(status)))
        if response is None:
            return [f"{path} is not described as answering {status}"]
        return self._header_errors(response, headers) + self._body_errors(response, headers, body)

    def _header_errors(self, response, headers):
        found = []
        for name, header in response.get("headers", {}).items():
            value = headers.get(name.lower())
            schema = self.resolve(header).get("schema", {})
            if value is None:
                found.append(f"the header {name} is missing")
            elif schema.get("type") == "integer":
                found += self.errors(schema, int(value) if value.isdigit() else value)
            else:
                found += self.errors(schema, value)
        return found

    def _body_errors(self, response, headers, body):
        content = response.get("content")
        media_type = headers.get("content-type", "").split(";")[0]
        if content is None:
            return [] if not body else ["there is a body, and none is described"]
        medium = content.get(media_type) or content.get("*/*")
        if medium is None:
            return [f"'{media_type}' is none of {', '.join(content)}"]
        if media_type.endswith("json") and "*/*" not in content:
            return self.errors(medium["schema"], json.loads(body))
        if media_type == "application/yaml":
            return self.errors(medium["schema"], yaml.safe_load(body))
        return []
