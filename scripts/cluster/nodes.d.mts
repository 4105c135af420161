/** One node of a cluster on loopback. */
export interface ClusterNode {
  readonly name: string;
  readonly url: string;
  /** Holds `data`, `logs` and `console.log` of the node. */
  readonly folder: string;
  start(): void;
  /** SIGKILL unless another signal is named; SIGSTOP and SIGCONT make the node slow. */
  kill(signal?: NodeJS.Signals): void;
  ended(): Promise<unknown>;
  /** Kills it for good; resolves when it has ended. */
  end(): Promise<void>;
  lastWords(): string;
}

/** A cluster of an engine. `url` lists all nodes, separated by commas, as TEST_CLUSTER_URL and STORE_URL take it. */
export interface Cluster {
  readonly engine: string;
  readonly version: string;
  readonly java: number;
  readonly folder: string;
  readonly url: string;
  readonly urls: readonly string[];
  readonly nodes: readonly ClusterNode[];
  ready(nodes?: number): Promise<void>;
  stop(): Promise<void>;
}

/** What may differ from three nodes of OpenSearch at 9201 and following. */
export interface ClusterOptions {
  readonly engine?: 'opensearch' | 'elasticsearch';
  /** The beginning of a version, such as `2`. */
  readonly version?: string;
  readonly nodes?: number;
  readonly httpPort?: number;
  readonly transportPort?: number;
  readonly heapMb?: number;
  /** Lines of the node's configuration. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settled once the dependencies are installed; a distribution fetched before is unpacked then. */
  readonly installed?: Promise<unknown>;
}

/** Starts a cluster and waits until it is green. @throws an error with `isMissing` when it cannot be had here. */
export function startCluster(options?: ClusterOptions): Promise<Cluster>;
