import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReportFile } from './shapes/reports.ts';

/** How long a signed link works. @source one reader of live links saw about one hour between `st` and `se`. */
const LINK_SECONDS = 3600;

/** Makes and checks signed download links. */
export interface Links {
  create(base: string, file: ReportFile, now: Date): string;
  /** The file a link stands for, or why it is refused. */
  open(url: URL, now: Date): ReportFile | 'expired' | 'forged';
}

/** Links signed with a secret of the running simulator; nothing about them is kept. */
export function createLinks(secret: string): Links {
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  return {
    create(base, file, now) {
      const name = Buffer.from(JSON.stringify(file)).toString('base64url');
      const expires = new Date(now.getTime() + LINK_SECONDS * 1000).toISOString();
      const path = `/_reports/${sign(`path ${name}`).slice(0, 20)}/${name}/${file.kind}-${file.shard.part + 1}.json`;
      return `${base}${path}?st=${encodeURIComponent(now.toISOString())}&se=${encodeURIComponent(expires)}&sig=${sign(`${path} ${expires}`)}`;
    },
    open(url, now) {
      const expires = url.searchParams.get('se') ?? '';
      const given = Buffer.from(url.searchParams.get('sig') ?? '');
      const wanted = Buffer.from(sign(`${url.pathname} ${expires}`));
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'forged';
      if (now.getTime() > Date.parse(expires)) return 'expired';
      const name = url.pathname.split('/')[3] ?? '';
      return JSON.parse(Buffer.from(name, 'base64url').toString()) as ReportFile;
    },
  };
}
