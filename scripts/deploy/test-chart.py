#!/usr/bin/env python3
"""Lints the chart, renders it for every values file of `ci/` and checks each manifest; writes the plain manifests with --write.

Renders with Helm's own engine as the PyPI package helm-python-sdk brings it (Python 3.12), checks with kubernetes-validate, which has
the schemas of Kubernetes. Ends with the plain line of counts that CI reads; what is not installed is skipped by name.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHART = ROOT / "deploy/helm/flightdeck"
PLAIN = ROOT / "deploy/kubernetes/flightdeck.yaml"
#: Two versions of Kubernetes that kubernetes-validate has the schemas of.
VERSIONS = ("1.31.0", "1.36.0")
#: Kinds of others, whose schemas are not Kubernetes' own.
FOREIGN = {"HTTPRoute", "ServiceMonitor", "PrometheusRule"}

#: Values that contradict each other, and a part of the sentence that refuses them.
REFUSED = [
    ({"replicas": 2}, "one process holds the database file"),
    ({"autoscaling": {"enabled": True}}, "one process holds the database file"),
    ({"store": {"url": "https://search:9200"}, "replicas": 2}, "several servers share one data folder"),
    ({"config": {"scopes": "org:acme"}}, "people have to sign in"),
    ({"config": {"scopes": "org:acme", "authMode": "oidc"}, "persistence": {"enabled": False}}, "would go with the pod"),
    ({"ingress": {"enabled": True}}, "Name at least one"),
    ({"httpRoute": {"enabled": True}}, "name the Gateway"),
    ({"secrets": {"storePassword": {"existingSecret": "a"}, "storeApiKey": {"existingSecret": "b"}}}, "Set one of them"),
    ({"replica": 1}, "replica"),
    ({"config": {"githubToken": "ghp_x"}}, "githubToken"),
    ({"image": {"digest": "latest"}}, "digest"),
]

passed = failed = 0


def check(name, problem=None):
    """Counts one check; a problem is what went wrong, or None."""
    global passed, failed
    if problem is None:
        passed += 1
        print(f"ok      {name}")
    else:
        failed += 1
        print(f"FAILED  {name}: {problem}")


def skip(why):
    print(f"skipped the chart: {why}")
    print("0 passed, 0 failed, 1 skipped")
    sys.exit(0)


try:
    import yaml
    from helm_python import Chart, lint
except ImportError as error:
    skip(f"{error.name} is not installed (pip install helm-python-sdk pyyaml kubernetes-validate)")
try:
    import kubernetes_validate
except ImportError:
    kubernetes_validate = None
    print("skipped the schemas of Kubernetes: kubernetes-validate is not installed")


def texts(rendered):
    """Rendered files by name."""
    return rendered.items() if isinstance(rendered, dict) else [(one["name"], one["data"]) for one in rendered]


def render(chart, values, name="flightdeck"):
    """All manifests of a release, the notes left out."""
    rendered = chart.render(values=values, name=name, namespace="tools")
    return [
        manifest
        for path, text in texts(rendered)
        if not path.endswith("NOTES.txt")
        for manifest in yaml.safe_load_all(text)
        if manifest
    ]


def restricted(pod):
    """What the restricted profile of Kubernetes would refuse in the containers of ours; None when nothing."""
    security = pod["securityContext"]
    if not (security["runAsNonRoot"] and security["seccompProfile"]["type"] == "RuntimeDefault"):
        return "the pod may run as root or without seccomp"
    if pod["automountServiceAccountToken"] is not False:
        return "the token of the service account is mounted"
    own = pod["containers"][0]["securityContext"]
    if own["allowPrivilegeEscalation"] or not own["readOnlyRootFilesystem"] or own["capabilities"]["drop"] != ["ALL"]:
        return f"the container may do too much: {own}"
    return None


def invalid(manifest, version):
    """What the schema of that version of Kubernetes says against a manifest; None when nothing."""
    try:
        kubernetes_validate.validate(manifest, version, strict=True)
    except Exception as error:  # each kind of failure is one to show
        return f"{manifest['kind']}: {str(error)[:300]}"
    return None


def main():
    messages = lint(str(CHART))
    problems = [one for one in messages.get("messages", []) if str(one.get("severity")).lower() not in ("info", "1")]
    check("helm lint has nothing to say", problems or None)
    chart = Chart.load(str(CHART))
    files = sorted((CHART / "ci").glob("*-values.yaml"))
    for file in files:
        values = yaml.safe_load(file.read_text()) or {}
        try:
            manifests = render(chart, values)
        except Exception as error:
            check(f"{file.name} renders", str(error)[:500])
            continue
        check(f"{file.name} renders")
        names = [(one["kind"], one["metadata"]["name"]) for one in manifests]
        check(f"{file.name}: no two manifests are the same", None if len(names) == len(set(names)) else names)
        for one in manifests:
            template = one.get("spec", {}).get("template", {}).get("spec") if one["kind"] in ("StatefulSet", "Deployment") else None
            if template:
                check(f"{file.name}: the pod is as the restricted profile wants it", restricted(template))
        if kubernetes_validate:
            for version in VERSIONS:
                found = [invalid(one, version) for one in manifests if one["kind"] not in FOREIGN]
                found = [one for one in found if one]
                check(f"{file.name} is valid for Kubernetes {version}", found or None)
    for values, sentence in REFUSED:
        try:
            render(chart, values)
            check(f"refuses {values}", "it was rendered")
        except Exception as error:
            check(f"refuses {values}", None if sentence in str(error) else str(error)[:300])
    kind = lambda values: [one["kind"] for one in render(chart, values) if one["kind"] in ("StatefulSet", "Deployment")]
    check("without a cluster it is a StatefulSet", None if kind({}) == ["StatefulSet"] else kind({}))
    on_cluster = yaml.safe_load((CHART / "ci/cluster-values.yaml").read_text())
    check("on a cluster it is a Deployment", None if kind(on_cluster) == ["Deployment"] else kind(on_cluster))
    plain = plain_manifests(chart)
    if "--write" in sys.argv:
        PLAIN.parent.mkdir(exist_ok=True)
        PLAIN.write_text(plain)
    check("the plain manifests are those of the chart", None if PLAIN.exists() and PLAIN.read_text() == plain else "run it with --write")
    dashboards = ROOT / "deploy/grafana/provisioning/dashboards/flightdeck"
    same = all((CHART / "dashboards" / one.name).read_bytes() == one.read_bytes() for one in dashboards.glob("*.json"))
    check("the dashboards are those of deploy/grafana", None if same else "copy them into the chart")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


def plain_manifests(chart):
    """The chart with its defaults, without what only Helm needs."""
    kept = [one for one in render(chart, {}) if "helm.sh/hook" not in one["metadata"].get("annotations", {})]
    for one in kept:
        one["metadata"].pop("namespace", None)
        for labels in (one["metadata"].get("labels"), one.get("spec", {}).get("template", {}).get("metadata", {}).get("labels")):
            for name in ("helm.sh/chart", "app.kubernetes.io/managed-by"):
                (labels or {}).pop(name, None)
    head = "# The chart deploy/helm/flightdeck with its defaults, for those without Helm; written by scripts/deploy/test-chart.py --write.\n"
    return head + yaml.safe_dump_all(kept, sort_keys=False)


main()
