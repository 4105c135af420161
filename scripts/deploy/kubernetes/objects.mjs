// What the test of the chart puts into the API server beside the chart.

/** Kinds of others that the chart can make: known here by their names, and taken with any content. */
export const FOREIGN = [
  { group: 'gateway.networking.k8s.io', version: 'v1', kind: 'HTTPRoute', plural: 'httproutes' },
  { group: 'monitoring.coreos.com', version: 'v1', kind: 'ServiceMonitor', plural: 'servicemonitors' },
  { group: 'monitoring.coreos.com', version: 'v1', kind: 'PrometheusRule', plural: 'prometheusrules' },
];

/** A namespace in which only pods of the restricted profile are admitted. */
export const makeNamespace = (api, name) =>
  api('POST', '/api/v1/namespaces', {
    metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  });

/** A volume that a claim of the class `local` is bound to. */
export const toVolume = (name) => ({
  metadata: { name },
  spec: {
    storageClassName: 'local',
    capacity: { storage: '10Gi' },
    accessModes: ['ReadWriteOnce'],
    persistentVolumeReclaimPolicy: 'Retain',
    hostPath: { path: '/nowhere' },
  },
});

/** The definition of a kind of others. */
export const toDefinition = ({ group, version, kind, plural }) => ({
  metadata: {
    name: `${plural}.${group}`,
    // What is below this group is guarded by a note of approval.
    annotations: { 'api-approved.kubernetes.io': 'unapproved, a stand-in of a test' },
  },
  spec: {
    group,
    scope: 'Namespaced',
    names: { kind, plural, singular: kind.toLowerCase() },
    versions: [
      {
        name: version,
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});
