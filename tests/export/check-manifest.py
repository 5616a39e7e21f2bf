#!/usr/bin/python3
# Retexture: SPDX-License-Identifier: GPL-3.0-or-later
"""check-manifest.py SCHEMA MANIFEST HASH: whether a manifest's definition follows the schema, names the
file it was made from by that hash ("": any), and its actions refer to ingredients there are."""
import json
import sys

import jsonschema

schema, manifest = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3])
jsonschema.validate(manifest, schema)
labels = {ingredient["label"] for ingredient in manifest["ingredients"]}
hashes = {ingredient.get("hash") for ingredient in manifest["ingredients"]}
if sys.argv[3] and hashes != {sys.argv[3]}:
    sys.exit(f"the hashes are {hashes}")
for assertion in manifest["assertions"]:
    for action in assertion["data"]["actions"]:
        if not labels >= set(action.get("parameters", {}).get("ingredientIds", [])):
            sys.exit(f"{action} refers to no ingredient")
