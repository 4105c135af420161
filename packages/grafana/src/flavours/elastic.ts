import type { Flavour } from '../flavour.ts';
import { createElastic } from './elastic/flavour.ts';

/** The data source built into Grafana, for Elasticsearch 8 and 9. */
export const elasticsearch: Flavour = createElastic('elasticsearch', 'Elasticsearch', 'elasticsearch', {
  maxConcurrentShardRequests: 5,
});

/** The plugin Grafana recommends for OpenSearch. */
export const opensearch: Flavour = createElastic('opensearch', 'OpenSearch', 'grafana-opensearch-datasource', {
  flavor: 'opensearch',
  version: '3.0.0',
  maxConcurrentShardRequests: 5,
  pplEnabled: false,
});
