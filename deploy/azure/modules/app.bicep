// Flightdeck: one replica, the database on its own disk, the archive on the share. A new revision starts before the old one stops; it
// fills a database of its own from the archive and syncs once the old one has given up the folder.
param name string
param location string
param tags object
param environmentId string
param identityId string
param image string
@description('True: not our image yet, so nothing is asked of it but that it listens.')
param isPlaceholder bool
@description('Registry to pull from with the identity; empty for a public image.')
param registryServer string
param vaultUri string
@description('Secrets of the vault that the app reads: github-token is GITHUB_TOKEN.')
param secretNames array
@description('Client id of the identity, for the authentication of Container Apps; empty without it.')
param assertionClientId string
param cpu string
param maxReplicas int
@description('Time a new replica has to load the archive.')
param startupMinutes int
@description('Settings without secrets; an empty one is as if left out.')
param settings array

var memories = { '0.5': '1Gi', '1.0': '2Gi', '2.0': '4Gi', '4.0': '8Gi' }
var fromVault = [for secret in secretNames: { name: secret, keyVaultUrl: '${vaultUri}secrets/${secret}', identity: identityId }]
var forAuth = empty(assertionClientId) ? [] : [{ name: 'override-use-mi-fic-assertion-client-id', value: assertionClientId }]
var secretFiles = [for secret in secretNames: { secretRef: secret, path: secret }]
var secretSettings = [for secret in secretNames: { name: '${toUpper(replace(secret, '-', '_'))}_FILE', value: '/secrets/${secret}' }]
var ownSettings = [
  { name: 'HOST', value: '0.0.0.0' }
  { name: 'PORT', value: '8080' }
  { name: 'LOG_FORMAT', value: 'json' }
  { name: 'FLIGHTDECK_DATA', value: '/data' }
  { name: 'FLIGHTDECK_DB', value: '/database/flightdeck.duckdb' }
  { name: 'BACKUP_DIR', value: '/backups' }
  { name: 'MIN_FREE_SPACE', value: '300MiB' }
]
// Owned by the user of the image; every look asks the share, so that two revisions never append at an end that is out of date.
var mountOptions = 'uid=10001,gid=10001,dir_mode=0700,file_mode=0600,cache=strict,actimeo=0'
var volumes = [
  { name: 'data', storageType: 'AzureFile', storageName: 'data', mountOptions: mountOptions }
  { name: 'backups', storageType: 'AzureFile', storageName: 'backups', mountOptions: mountOptions }
  { name: 'database', storageType: 'EmptyDir' }
  { name: 'tmp', storageType: 'EmptyDir' }
]
var mounts = [
  { volumeName: 'data', mountPath: '/data' }
  { volumeName: 'backups', mountPath: '/backups' }
  { volumeName: 'database', mountPath: '/database' }
  { volumeName: 'tmp', mountPath: '/tmp' }
]
var secretVolumes = empty(secretNames) ? [] : [{ name: 'secrets', storageType: 'Secret', secrets: secretFiles }]
var secretMounts = empty(secretNames) ? [] : [{ volumeName: 'secrets', mountPath: '/secrets' }]
var probes = [
  // A large archive is loaded into the empty database of a new replica first. Azure takes ten failures at most.
  { type: 'Startup', httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 6 * startupMinutes, failureThreshold: 10, timeoutSeconds: 5 }
  { type: 'Liveness', httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 20, failureThreshold: 3, timeoutSeconds: 5 }
  { type: 'Readiness', httpGet: { path: '/readyz', port: 8080 }, periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 5 }
]

resource app 'Microsoft.App/containerApps@2025-07-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'flightdeck' })
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 5
      ingress: { external: true, targetPort: 8080, transport: 'auto', allowInsecure: false }
      registries: empty(registryServer) ? [] : [{ server: registryServer, identity: identityId }]
      secrets: concat(fromVault, forAuth)
    }
    template: {
      terminationGracePeriodSeconds: 30
      scale: { minReplicas: 1, maxReplicas: maxReplicas }
      containers: [
        {
          name: 'flightdeck'
          image: image
          resources: { cpu: json(cpu), memory: memories[cpu] }
          env: concat(ownSettings, settings, secretSettings)
          probes: isPlaceholder ? [] : probes
          volumeMounts: concat(mounts, secretMounts)
        }
      ]
      volumes: concat(volumes, secretVolumes)
    }
  }
}
