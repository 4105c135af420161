// The share of the archive; deleted shares can be brought back for two weeks.
param accountName string
param quotaGib int

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: accountName
}

resource files 'Microsoft.Storage/storageAccounts/fileServices@2025-08-01' = {
  parent: account
  name: 'default'
  properties: {
    shareDeleteRetentionPolicy: { enabled: true, days: 14 }
  }
}

resource share 'Microsoft.Storage/storageAccounts/fileServices/shares@2025-08-01' = {
  parent: files
  name: 'flightdeck'
  properties: {
    shareQuota: quotaGib
    enabledProtocols: 'SMB'
    accessTier: 'TransactionOptimized'
  }
}

output name string = share.name
