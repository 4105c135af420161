{{- define "flightdeck.name" -}}{{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}{{- end -}}
{{- define "flightdeck.fullname" -}}
{{- if .Values.fullnameOverride -}}{{ .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "flightdeck.name" .) .Release.Name -}}{{ .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else -}}{{ printf "%s-%s" .Release.Name (include "flightdeck.name" .) | trunc 52 | trimSuffix "-" }}{{- end -}}
{{- end -}}
{{- define "flightdeck.selector" -}}
app.kubernetes.io/name: {{ include "flightdeck.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}
{{- define "flightdeck.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "flightdeck.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}
{{- define "flightdeck.serviceAccount" -}}
{{- default (ternary (include "flightdeck.fullname" .) "default" .Values.serviceAccount.create) .Values.serviceAccount.name -}}
{{- end -}}
{{- define "flightdeck.image" -}}
{{- with .Values.image.registry }}{{ . }}/{{ end }}{{ .Values.image.repository }}
{{- if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ default .Chart.AppVersion .Values.image.tag }}{{ end -}}
{{- end -}}

{{/* Settings of `config` by the names Flightdeck knows them under. */}}
{{- define "flightdeck.settings" -}}
scopes: FLIGHTDECK_SCOPES
githubApiUrl: GITHUB_API_URL
githubAppId: GITHUB_APP_ID
githubAppInstallationId: GITHUB_APP_INSTALLATION_ID
syncInterval: SYNC_INTERVAL
syncSeats: SYNC_SEATS
seatPrices: SEAT_PRICES
minFreeSpace: MIN_FREE_SPACE
backupDir: BACKUP_DIR
backupSchedule: BACKUP_SCHEDULE
backupKeep: BACKUP_KEEP
publicUrl: PUBLIC_URL
trustedProxies: TRUSTED_PROXIES
authMode: AUTH_MODE
oidcIssuer: OIDC_ISSUER
oidcClientId: OIDC_CLIENT_ID
oidcGroupsClaim: OIDC_GROUPS_CLAIM
oidcScopes: OIDC_SCOPES
authProxyName: AUTH_PROXY_NAME
authProxyUserHeader: AUTH_PROXY_USER_HEADER
authProxyGroupsHeader: AUTH_PROXY_GROUPS_HEADER
roleMap: ROLE_MAP
admins: ADMINS
logLevel: LOG_LEVEL
httpsProxy: HTTPS_PROXY
noProxy: NO_PROXY
otlpEndpoint: OTEL_EXPORTER_OTLP_ENDPOINT
otelServiceName: OTEL_SERVICE_NAME
accessInCluster: ACCESS_IN_CLUSTER
demoPeople: FLIGHTDECK_DEMO_PEOPLE
demoDays: FLIGHTDECK_DEMO_DAYS
{{- end -}}
{{/* Secrets by the setting whose _FILE names them. */}}
{{- define "flightdeck.secretSettings" -}}
githubToken: GITHUB_TOKEN
githubAppPrivateKey: GITHUB_APP_PRIVATE_KEY
oidcClientSecret: OIDC_CLIENT_SECRET
storePassword: STORE_PASSWORD
storeApiKey: STORE_API_KEY
metricsToken: METRICS_TOKEN
otlpHeaders: OTEL_EXPORTER_OTLP_HEADERS
{{- end -}}
{{- define "flightdeck.isDemo" -}}
{{- if not (or .Values.config.scopes .Values.config.githubAppId .Values.secrets.githubToken.existingSecret) }}yes{{ end -}}
{{- end -}}

{{- define "flightdeck.env" -}}
- { name: HOST, value: "0.0.0.0" }
- { name: PORT, value: "8080" }
- { name: FLIGHTDECK_DATA, value: /data }
- { name: LOG_FORMAT, value: json }
{{- $config := .Values.config }}
{{- range $key, $name := include "flightdeck.settings" . | fromYaml }}
{{- with get $config $key }}
- name: {{ $name }}
  value: {{ . | toString | quote }}
{{- end }}
{{- end }}
{{- $secrets := .Values.secrets }}
{{- range $key, $name := include "flightdeck.secretSettings" . | fromYaml }}
{{- if (get $secrets $key).existingSecret }}
- name: {{ $name }}_FILE
  value: /secrets/{{ $key }}
{{- end }}
{{- end }}
{{- with .Values.store }}
{{- if .url }}
- name: STORE_URL
  value: {{ .url | quote }}
{{- with .user }}
- name: STORE_USER
  value: {{ . | quote }}
{{- end }}
{{- with .prefix }}
- name: STORE_PREFIX
  value: {{ . | quote }}
{{- end }}
{{- if .ca.existingSecret }}
- { name: STORE_CA, value: /secrets/storeCa }
{{- end }}
{{- end }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "flightdeck.secretSources" -}}
{{- range $key, $secret := .Values.secrets }}
{{- if $secret.existingSecret }}
- secret:
    name: {{ $secret.existingSecret }}
    items: [{ key: {{ $secret.key | quote }}, path: {{ $key }} }]
{{- end }}
{{- end }}
{{- with .Values.store.ca }}
{{- if .existingSecret }}
- secret:
    name: {{ .existingSecret }}
    items: [{ key: {{ .key | quote }}, path: storeCa }]
{{- end }}
{{- end }}
{{- end -}}

{{/* The pod, the same for both kinds of workload. */}}
{{- define "flightdeck.pod" -}}
metadata:
  labels:
    {{- include "flightdeck.labels" . | nindent 4 }}
    {{- with .Values.podLabels }}{{ toYaml . | nindent 4 }}{{ end }}
  {{- with .Values.podAnnotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "flightdeck.serviceAccount" . }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  securityContext: {{- toYaml .Values.podSecurityContext | nindent 4 }}
  {{- with .Values.image.pullSecrets }}
  imagePullSecrets: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- range $name := list "nodeSelector" "tolerations" "affinity" "topologySpreadConstraints" }}
  {{- with get $.Values $name }}
  {{ $name }}: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- end }}
  containers:
    - name: flightdeck
      image: {{ include "flightdeck.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      securityContext: {{- toYaml .Values.containerSecurityContext | nindent 8 }}
      env: {{- include "flightdeck.env" . | nindent 8 }}
      {{- with .Values.extraEnvFrom }}
      envFrom: {{- toYaml . | nindent 8 }}
      {{- end }}
      ports: [{ name: http, containerPort: 8080 }]
      # A large archive is compared with the store when it starts.
      startupProbe: { httpGet: { path: /healthz, port: http }, periodSeconds: 5, failureThreshold: 120 }
      livenessProbe: { httpGet: { path: /healthz, port: http }, periodSeconds: 20, timeoutSeconds: 5 }
      readinessProbe: { httpGet: { path: /readyz, port: http }, periodSeconds: 10, timeoutSeconds: 5 }
      resources: {{- toYaml .Values.resources | nindent 8 }}
      volumeMounts:
        - { name: data, mountPath: /data }
        - { name: tmp, mountPath: /tmp }
        {{- if include "flightdeck.secretSources" . }}
        - { name: secrets, mountPath: /secrets, readOnly: true }
        {{- end }}
        {{- with .Values.extraVolumeMounts }}{{ toYaml . | nindent 8 }}{{ end }}
    {{- with .Values.extraContainers }}{{ toYaml . | nindent 4 }}{{ end }}
  volumes:
    - { name: tmp, emptyDir: {} }
    {{- if not .Values.persistence.enabled }}
    - { name: data, emptyDir: {} }
    {{- else if or .Values.persistence.existingClaim .Values.store.url }}
    - name: data
      persistentVolumeClaim: { claimName: {{ default (include "flightdeck.fullname" .) .Values.persistence.existingClaim }} }
    {{- end }}
    {{- with include "flightdeck.secretSources" . }}
    - name: secrets
      projected:
        sources: {{- . | nindent 10 }}
    {{- end }}
    {{- with .Values.extraVolumes }}{{ toYaml . | nindent 4 }}{{ end }}
{{- end -}}

{{- define "flightdeck.claim" -}}
accessModes: [{{ .Values.persistence.accessMode }}]
{{- with .Values.persistence.storageClass }}
storageClassName: {{ . | quote }}
{{- end }}
resources: { requests: { storage: {{ .Values.persistence.size }} } }
{{- end -}}
