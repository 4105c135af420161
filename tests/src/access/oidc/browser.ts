import { askRaw, type RawAnswer } from '../../raw-request.ts';

/** Name under which the server under test is opened. */
export const PUBLIC_HOST = 'stats.example.com';

/** A browser of one person: keeps cookies as the server sets them, and follows nothing by itself. */
export interface Browser {
  readonly jar: Map<string, string>;
  get(path: string): Promise<RawAnswer>;
  post(path: string, body?: object): Promise<RawAnswer>;
}

/** A browser that reaches a server at its address on this machine under its public name. */
export function openBrowser(localUrl: string, jar = new Map<string, string>()): Browser {
  const ask = async (path: string, body?: string): Promise<RawAnswer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { host: PUBLIC_HOST, ...(cookie === '' ? {} : { cookie }) };
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await askRaw(localUrl + path, { ...headers, ...json }, body);
    for (const line of answer.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return { jar, get: (path) => ask(path), post: (path, body = {}) => ask(path, JSON.stringify(body)) };
}
