/** A request as bytes, and what must come back. */
export interface HostileRequest {
  /** Its line in the catalogue of threats. */
  readonly of: 'W1' | 'W2' | 'W3' | 'W4' | 'W5' | 'W7' | 'W8' | 'W14' | 'W15' | 'W16';
  readonly says: string;
  /** Which server is asked: nobody signs in, a proxy signs people in, an issuer does, or a proxy at another address does. */
  readonly server: 'local' | 'proxy' | 'oidc' | 'elsewhere';
  readonly method?: string;
  readonly target?: string;
  /** Sent as they are, after those of `as`; a Host line is added unless one of them is. `null`: no Host line at all. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | null;
  /** One letter a byte. */
  readonly body?: string;
  /** Who asks, where that is not what is hostile: an analyst of everything, a viewer of one organization, or nobody. */
  readonly as?: 'analyst' | 'viewer' | 'nobody';
  /** Status, and the stable code; null: none of ours, as Node's own parser refused the bytes or there is no problem. */
  readonly comes: readonly [status: number, code: string | null];
  /** Where a redirect must lead. */
  readonly location?: string;
}

/** What a request of the table is sent with. `PORT` in a text stands for the port of the server. */
export interface Sending {
  readonly port: number;
  readonly hostOfServer: string;
  readonly identity: readonly (readonly [string, string])[];
}

/** The bytes of a request. */
export function toBytes(request: HostileRequest, { port, hostOfServer, identity }: Sending): Buffer {
  const { method = 'GET', target = '/api/v1/status', headers = [], body = '' } = request;
  const given = headers ?? [];
  const has = (name: string) => given.some(([known]) => known.toLowerCase() === name);
  const lines = [
    ...(headers === null || has('host') ? [] : [['Host', hostOfServer]]),
    ...identity,
    ...given,
    ...(method === 'GET' || has('content-length') ? [] : [['Content-Length', String(body.length)]]),
    ['Connection', 'close'],
  ];
  const head = [`${method} ${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return Buffer.from(`${head.replaceAll('PORT', String(port))}\r\n\r\n${body}`, 'latin1');
}

/** An answer taken apart. */
export interface Came {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly code: string | null;
}

/** Takes an answer apart; the last one where several came. */
export function readAnswer(bytes: string): Came {
  const [head = '', ...rest] = bytes.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const;
    }),
  );
  const text = rest.join('\r\n\r\n');
  const [, code = null] = /"code":"(\w+)"/.exec(text) ?? [];
  const isProblem = headers.get('content-type') === 'application/problem+json';
  return { status: Number(first.split(' ')[1]), headers, text, code: isProblem ? code : null };
}
