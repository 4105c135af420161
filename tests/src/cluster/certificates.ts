import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key and the certificate of its node, in PEM. */
export interface NodeCertificate {
  readonly key: string;
  readonly cert: string;
}

/** An authority of our own and certificates that it gave out. */
export interface Certificates {
  readonly authority: string;
  readonly otherAuthority: string;
  readonly valid: NodeCertificate;
  readonly expired: NodeCertificate;
  /** Made out to another name. */
  readonly foreign: NodeCertificate;
}

/** Certificates for 127.0.0.1; null where there is no openssl that can make one that has expired. */
export function makeCertificates(): Certificates | null {
  const folder = mkdtempSync(join(tmpdir(), 'flightdeck-certificates-'));
  const openssl = (...args: readonly string[]): void => {
    const { status, error } = spawnSync('openssl', args, { cwd: folder, stdio: 'ignore' });
    if (error ?? status !== 0) throw new Error(`openssl ${args[0]} failed`);
  };
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const authority = (name: string): string => {
    const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`];
    openssl('req', '-x509', ...newKey, '-days', '2', '-subj', `/CN=${name}`, ...files);
    return read(`${name}.pem`);
  };
  const node = (name: string, days: number, alternative: string): NodeCertificate => {
    writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${alternative}`);
    openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    const by = ['-CA', 'ours.pem', '-CAkey', 'ours.key', '-CAcreateserial', '-days', String(days)];
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-extfile', `${name}.ext`, '-out', `${name}.pem`);
    return { key: read(`${name}.key`), cert: read(`${name}.pem`) };
  };
  try {
    return {
      authority: authority('ours'),
      otherAuthority: authority('theirs'),
      valid: node('valid', 2, 'IP:127.0.0.1'),
      expired: node('expired', -1, 'IP:127.0.0.1'),
      foreign: node('foreign', 2, 'DNS:elsewhere.example'),
    };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
