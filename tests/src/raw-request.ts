import { type IncomingHttpHeaders, request } from 'node:http';

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
