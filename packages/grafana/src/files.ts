import { alertingFile } from './alerts.ts';
import { BOARDS } from './boards/sections.ts';
import { withTarget } from './boards/with-target.ts';
import { drawBoard } from './draw/draw-board.ts';
import type { Flavour, FlavourName } from './flavour.ts';
import { elasticsearch, opensearch } from './flavours/elastic.ts';
import { infinity } from './flavours/infinity.ts';
import { toYaml } from './yaml.ts';

/** Every data source there are dashboards for. */
export const FLAVOURS: Readonly<Record<FlavourName, Flavour>> = Object.freeze({ infinity, elasticsearch, opensearch });

/** A file of the provisioning folder. */
export interface GrafanaFile {
  /** Below the folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Where things are, as Grafana sees them. */
export interface Places {
  /** Address of Flightdeck's server, for the API and for links. */
  readonly url: string;
  /** Address of the cluster; only for the data sources that read it. */
  readonly storeUrl: string;
  /**
   * Where Grafana finds the token it shows Flightdeck, as its provisioning writes it; it answers nothing without one. Null: it shows
   * none.
   */
  readonly token: string | null;
  /** Acceptance rate to reach, 0–1, instead of the catalogue's; null: none is drawn. */
  readonly acceptanceTarget?: number | null;
}

/** FLIGHTDECK_TOKEN of Grafana's environment. */
export const TOKEN_OF_ENVIRONMENT = '$FLIGHTDECK_TOKEN';

/** A file of Grafana's machine; without it Grafana does not start. @source grafana/grafana pkg/setting/expanders.go */
export const tokenOfFile = (path: string): string => `$__file{${path}}`;

/** Where Grafana looks for dashboards when the folder is mounted as it is meant to be. */
const MOUNTED = '/etc/grafana/provisioning/dashboards/flightdeck';

const yaml = (head: string, value: unknown): string => `# ${head}\n${toYaml(value).slice(1)}`;

/** The whole provisioning folder of a data source: ready to mount, nothing to be clicked or edited. */
export function grafanaFiles(
  flavour: Flavour,
  { url, storeUrl, token, acceptanceTarget }: Places,
): readonly GrafanaFile[] {
  const made = 'Made by "flightdeck grafana"; change the catalogue, not this file.';
  const boards = acceptanceTarget === undefined ? BOARDS : BOARDS.map((board) => withTarget(board, acceptanceTarget));
  return [
    {
      path: 'datasources/flightdeck.yaml',
      text: yaml(made, flavour.datasourceFile(flavour.readsApi ? url : storeUrl, token)),
    },
    { path: 'dashboards/flightdeck.yaml', text: yaml(made, DASHBOARDS) },
    ...boards.map((board) => ({
      path: `dashboards/flightdeck/${board.uid}.json`,
      text: `${JSON.stringify(drawBoard(board, flavour, url), null, 1)}\n`,
    })),
    { path: 'alerting/flightdeck.yaml', text: yaml(made, alertingFile(flavour, url)) },
    {
      path: 'plugins/flightdeck.yaml',
      text: yaml(`${made} Data sources are installed, not provisioned: ${installOf(flavour)}.`, {
        apiVersion: 1,
        apps: [],
      }),
    },
  ];
}

const DASHBOARDS = {
  apiVersion: 1,
  providers: [
    {
      name: 'Flightdeck',
      orgId: 1,
      folder: 'Flightdeck',
      folderUid: 'flightdeck',
      type: 'file',
      disableDeletion: true,
      allowUiUpdates: false,
      options: { path: MOUNTED },
    },
  ],
};

const installOf = ({ plugin }: Flavour): string =>
  plugin === null ? 'this one is built in' : `GF_PLUGINS_PREINSTALL=${plugin}`;
