import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Simulation } from '../world/simulation.ts';
import type { ConnectionFaults } from './faults/fault-play.ts';
import type { Fault, FaultPlanner } from './faults/faults.ts';
import type { Links } from './links.ts';
import type { NewField } from './shapes/new-fields.ts';
import { type Offers, type ReportFile, reportLines } from './shapes/reports.ts';

/** Up to this many people a file is sent with its length, above it is streamed without. */
const BUFFERED_PEOPLE = 5000;

/** What the download host needs. */
export interface DownloadHost {
  readonly simulation: Simulation;
  readonly links: Links;
  readonly planner: FaultPlanner;
  readonly connections: ConnectionFaults;
  readonly now: () => Date;
  readonly newFields: readonly NewField[];
  readonly offers: Offers;
  /** Files are sent packed, as a blob store sends what was uploaded so. */
  readonly packed: boolean;
}

/** Serves one signed link the way a blob store does: no credentials, plain errors. */
export function serveDownload(host: DownloadHost, request: IncomingMessage, response: ServerResponse, url: URL): void {
  const { simulation, links, planner, connections, packed } = host;
  if (request.headers.authorization !== undefined) {
    refuse(response, 400, 'Authentication information is not given in the correct format.');
    return;
  }
  const file = links.open(url, host.now());
  if (typeof file === 'string') {
    refuse(response, 403, `AuthenticationFailed: the signature is ${file}.`);
    return;
  }
  const fault = planner.next('download', downloadKey(file));
  if (fault && connections.play(response, fault)) return;
  if (fault === 'expired') refuse(response, 403, 'AuthenticationFailed: the signature is expired.');
  else if (fault === 'not-found') refuse(response, 404, 'BlobNotFound');
  else if (fault === 'server-error') refuse(response, 503, 'ServerBusy');
  else if (fault === null && simulation.people > BUFFERED_PEOPLE && !packed) stream(linesOf(host, file), response);
  else send(bodyOf(fault, [...linesOf(host, file)].join('')), response, fault, packed);
}

/** The request key of a download, the same however the link was signed: `GET /_reports/org/acme/users-1-day/2026-10-01/1`. */
function downloadKey({ scope, kind, day, shard }: ReportFile): string {
  return `GET /_reports/${scope.kind}/${scope.slug}/${kind}/${day}/${shard.part + 1}`;
}

/** The file as a fault leaves it: with an empty one, or two broken lines in place of its rows. */
function bodyOf(fault: Fault | null, text: string): Buffer {
  if (fault === 'empty-file') return Buffer.alloc(0);
  return Buffer.from(fault === 'garbage' ? '{"broken\n{"also broken\n' : text);
}

function send(whole: Buffer, response: ServerResponse, fault: Fault | null, packed: boolean): void {
  const body = packed ? gzipSync(whole) : whole;
  const headers = packed ? { ...PLAIN, 'content-encoding': 'gzip' } : PLAIN;
  const middle = Math.floor(body.length / 2);
  // Never cut behind a line end: the loss would be invisible.
  const half = body.subarray(0, body[middle - 1] === 10 ? middle - 5 : middle);
  if (fault === 'truncated') {
    response.writeHead(200, headers);
    response.end(half);
    return;
  }
  response.writeHead(200, { ...headers, 'content-length': String(body.length) });
  if (fault === 'cut-body') response.write(half, () => response.destroy());
  else response.end(body);
}

const linesOf = ({ simulation, newFields, offers }: DownloadHost, file: ReportFile): Generator<string> =>
  reportLines(simulation, file, newFields, offers);

function stream(lines: Iterable<string>, response: ServerResponse): void {
  response.writeHead(200, PLAIN);
  const source = Readable.from(chunks(lines));
  response.on('close', () => source.destroy());
  source.pipe(response);
}

function* chunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < 65_536) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

const PLAIN = { 'content-type': 'application/octet-stream', 'x-ms-blob-type': 'BlockBlob' };

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(text);
}
