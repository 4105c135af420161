// Where the app runs. It has the app's identity too, to read the storage key from the vault.
param name string
param location string
param tags object
param identityId string
@description('Empty: no logs beside those that the platform streams.')
param logWorkspaceName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2022-10-01' existing = if (!empty(logWorkspaceName)) {
  name: empty(logWorkspaceName) ? 'none' : logWorkspaceName
}

resource environment 'Microsoft.App/managedEnvironments@2025-07-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    zoneRedundant: false
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    appLogsConfiguration: empty(logWorkspaceName) ? null : {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace!.properties.customerId
        sharedKey: workspace!.listKeys().primarySharedKey
      }
    }
  }
}

output id string = environment.id
output name string = environment.name
output defaultDomain string = environment.properties.defaultDomain
