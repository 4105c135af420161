/** What a route answers, before it is written to the socket. */
export interface Answer {
  readonly status: number;
  /** Written as JSON; undefined is an empty body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** GitHub's error body. */
export function failure(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
    headers,
  };
}

/** A page of a list with the `Link` header GitHub writes; `perPage` falls back and is capped as documented. */
export function page<T>(
  items: readonly T[],
  url: URL,
  base: string,
  limits = { fallback: 30, most: 100 },
): { items: T[]; headers: Record<string, string> } {
  const perPage = Math.min(limits.most, whole(url.searchParams.get('per_page')) ?? limits.fallback);
  const current = whole(url.searchParams.get('page')) ?? 1;
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const link = (number: number, rel: string) => {
    const target = new URL(url.pathname + url.search, base);
    target.searchParams.set('page', String(number));
    return `<${target.href}>; rel="${rel}"`;
  };
  const links = [
    ...(current > 1 ? [link(current - 1, 'prev'), link(1, 'first')] : []),
    ...(current < last ? [link(current + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    items: items.slice((current - 1) * perPage, current * perPage),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

function whole(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
