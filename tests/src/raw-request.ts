import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Values of Set-Cookie. */
  readonly cookies: readonly string[];
}

/** An answer to a request sent with exactly these headers, which fetch would correct; a list of values is sent as that many headers. */
export function askRaw(
  url: string,
  headers: Readonly<Record<string, string | string[]>>,
  body?: string,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = request(url, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      const { location, 'set-cookie': cookies = [] } = answer.headers;
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text, location, cookies, headers: answer.headers }),
      );
    });
    // As bytes: sent together with a text, headers would be written in its encoding.
    sent.once('error', reject).end(body === undefined ? undefined : Buffer.from(body));
  });
}

/** What comes back for exactly these bytes, until the server ends the connection or `enough` has come. */
export function sendBytes(
  url: string,
  bytes: string | Buffer,
  enough: (answer: string) => boolean = () => false,
): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding('latin1').on('data', (piece: string) => {
      answer += piece;
      if (enough(answer)) end();
    });
    // What a server that ends the connection has not read is answered by a reset.
    socket.on('error', end).on('close', end);
  });
}
