#!/usr/bin/env python3
"""Checks deploy/azure for what a compiler would refuse: names, modules and their parameters, outputs, the file of parameters.

Needs tree-sitter and tree-sitter-bicep. With --resources it prints the resources as JSON, for check-properties.mjs. Ends with the plain
line of counts that CI reads.
"""

import json
import re
import sys
from pathlib import Path

import bicep_tree

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "deploy/azure"
#: The predecessor's variables and azd's own that somebody brings along; each must reach a parameter.
BROUGHT_ALONG = """AZURE_ENV_NAME AZURE_LOCATION AZURE_TENANT_ID AZURE_PRINCIPAL_ID AZURE_USER_PRINCIPAL_ID AZURE_ROLE_ASSIGNMENTS
ASSIGN_PERMISSIONS_TO_PRINCIPAL AZURE_AUTHENTICATION_ENABLED AZURE_AUTHENTICATION_CLIENT_ID AZURE_AUTHENTICATION_OPEN_ID_ISSUER
SERVICE_FLIGHTDECK_RESOURCE_EXISTS GITHUB_PAT GH_PAT ORGANIZATION_SLUGS GH_ORGANIZATION_SLUGS GITHUB_ORGANIZATION_SLUGS ENTERPRISE_SLUGS
ELASTICSEARCH_URL ELASTICSEARCH_USER ELASTICSEARCH_PASS EXECUTION_INTERVAL_HOURS""".split()

#: Changes of main.bicep that must be found to be wrong.
FAULTS = [
    ("containers.outputs.id", "containers.outputs.ids"),
    ("name: 'cae-${token}'", "name: 'cae-${tokens}'"),
    ("quotaGib: shareQuotaGib", "quotaGib: shareQuotaGib, colour: token"),
    ("accountName: storage.outputs.name, names", "names"),
    ("modules/app-image.bicep", "modules/app-images.bicep"),
    ("var hours =", "var minutes = 1\nvar hours ="),
    ("param admins string = ''", "param admins string = "),
]

passed = failed = 0


def check(name, problems):
    """Counts one check; problems is what went wrong, empty when nothing did."""
    global passed, failed
    if problems:
        failed += 1
        print(f"FAILED  {name}: {problems}")
    else:
        passed += 1
        print(f"ok      {name}")


def problems_of(files):
    """Everything wrong with the names of files that know each other, by path."""
    found = []
    for path, one in files.items():
        name = path.name
        found += [f"{name} is no bicep"] if one.broken else []
        found += [f"{name} uses {used}, which is not declared" for used in sorted(one.undeclared)]
        found += [f"{name} does not use {unused}" for unused in sorted(one.unused)]
        for module, (target, given) in one.modules.items():
            other = files.get(target.resolve())
            if other is None:
                found.append(f"{name}: {module} is {target}, which is not there")
                continue
            required = {parameter for parameter, is_required in other.parameters.items() if is_required}
            found += [f"{name}: {module} is given {extra}, which it has not" for extra in sorted(given - set(other.parameters))]
            found += [f"{name}: {module} is not given {missing}" for missing in sorted(required - given)]
        for module, output in sorted(one.read_outputs):
            target = one.modules.get(module)
            if target and target[0].resolve() in files and output not in files[target[0].resolve()].outputs:
                found.append(f"{name} reads {module}.outputs.{output}, which it has not")
    reached = {target.resolve() for one in files.values() for target, _ in one.modules.values()}
    found += [f"{path.name} is used by nothing" for path in files if path.name != "main.bicep" and path not in reached]
    return found


def environment(node):
    """Names in lists of settings within a value."""
    if "array" in node:
        for one in node["array"]:
            if set(one.get("object", {})) == {"name", "value"} and "text" in one["object"]["name"]:
                yield one["object"]["name"]["text"]
    for one in [*node.get("object", {}).values(), *node.get("array", []), *node.get("one_of", [])]:
        yield from environment(one)


def main():
    paths = [path.resolve() for path in sorted(FOLDER.rglob("*.bicep"))]
    files = {path: bicep_tree.read(path) for path in paths}
    if "--resources" in sys.argv:
        found = [
            {"file": path.name, "name": name, "type": kind, "version": version, "body": body}
            for path, one in files.items()
            for name, (kind, version, body, exists) in one.resources.items()
            if not exists
        ]
        print(json.dumps(found))
        return
    check("every name of deploy/azure is declared, used and given", problems_of(files))
    long = [path.name for path in paths if path.parent.name == "modules" and len(path.read_text().splitlines()) > 100]
    check("no module is longer than 100 lines", long)
    main_file = files[(FOLDER / "main.bicep").resolve()]
    given = json.loads((FOLDER / "main.parameters.json").read_text())["parameters"]
    check("every parameter of the file is one of main.bicep", sorted(set(given) - set(main_file.parameters)))
    taken = {re.fullmatch(r"\$\{(\w+)(?:=[^}]*)?\}", one["value"]).group(1) for one in given.values()}
    check("variables that people bring along reach a parameter", sorted(set(BROUGHT_ALONG) - taken))
    known = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", (ROOT / "docs/operate/configure.md").read_text()))
    app = files[(FOLDER / "modules/app.bicep").resolve()]
    settings = {name for name in re.findall(r"\{ name: '([A-Z][A-Z0-9_]+)', value:", main_file.path.read_text())}
    settings |= {name for name in environment(app.resources["app"][2]) if name.isupper()}
    check(f"the {len(settings)} settings of the app are Flightdeck's", sorted(settings - known) or ([] if len(settings) > 20 else "too few were found"))
    text = main_file.path.read_text()
    for old, new in FAULTS:
        changed = files | {main_file.path: bicep_tree.read(main_file.path, text.replace(old, new, 1))}
        check(f"a fault is found: {new!r}", [] if old in text and problems_of(changed) else "it was not")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
