const REMOTE = /^(?:nfs\d?|cifs|smb\d?|smbfs|9p|fuse(?:\..+)?|fuseblk|ceph|glusterfs|virtiofs|afs)$/;

/** Type of the file system a path lies on, from the text of /proc/self/mountinfo; null when it is not known. */
export function fileSystemOf(path: string, mountinfo: string): string | null {
  let best: { readonly point: string; readonly type: string } | null = null;
  for (const line of mountinfo.split('\n')) {
    const [left = '', right = ''] = line.split(' - ');
    const point = unescapeOctal(left.split(' ')[4] ?? '');
    const type = right.split(' ')[0] ?? '';
    const holds = point !== '' && (path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`));
    // Of two mounts on one point the later one is seen.
    if (holds && type !== '' && (best === null || point.length >= best.point.length)) best = { point, type };
  }
  return best?.type ?? null;
}

/** True for file systems on which a database's locks cannot be trusted. */
export function isRemote(type: string): boolean {
  return REMOTE.test(type);
}

function unescapeOctal(text: string): string {
  return text.replace(/\\(\d{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
