// A registry for an image that azd builds; not needed for one that is built elsewhere.
param name string
param location string
param tags object

resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  // checkov:skip=CKV_AZURE_139: a private registry needs the Premium tier and a network; pulling needs a role in any case.
  // checkov:skip=CKV_AZURE_163: scanning is a plan of Defender for Cloud, bought by subscription.
  // checkov:skip=CKV_AZURE_166: quarantine needs Premium.
  // checkov:skip=CKV_AZURE_233: zones need Premium; a running app does not ask the registry.
  name: name
  location: location
  tags: tags
  sku: { name: 'Basic' }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
  }
}
