import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Certificates, makeCertificates } from './certificates.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { type Field, NODES, openField } from './field.ts';

const [NODE = ''] = NODES;
const PASSWORD = 'canary-password';
const API_KEY = 'Y2FuYXJ5OmtleQ==';
const certificates = NODE === '' ? null : makeCertificates();

describe.skipIf(NODE === '')('the door of a cluster (needs TEST_CLUSTER_URL)', () => {
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
  let field: Field;
  const proxies: FaultProxy[] = [];
  const start = async (...of: Parameters<typeof startFaultProxy>): Promise<FaultProxy> => {
    const proxy = await startFaultProxy(...of);
    proxies.push(proxy);
    return proxy;
  };
  beforeAll(async () => {
    field = await openField();
  });
  afterAll(async () => {
    await field?.close();
    for (const proxy of proxies) await proxy.close();
  });

  describe('with a lock', () => {
    const KEYS = [`Basic ${Buffer.from(`ada:${PASSWORD}`).toString('base64')}`, `ApiKey ${API_KEY}`];
    let locked: FaultProxy;
    beforeAll(async () => {
      locked = await start(NODE);
      const error = { type: 'security_exception', reason: 'unable to authenticate' };
      locked.fault = ({ authorization = '' }) =>
        KEYS.includes(authorization) ? undefined : { answer: { status: 401, body: { error, status: 401 } } };
    });

    it.for([
      ['a user and password', { user: 'ada', password: PASSWORD }],
      ['an API key', { apiKey: API_KEY }],
    ] as const)('opens to %s', async ([, own]) => {
      const store = await field.open({ url: locked.url, ...own });
      await field.load(store);
      expect(await store.digests()).toEqual(await field.expected());
    });

    it.for([
      ['a wrong password', { user: 'ada', password: 'secret-mistake' }],
      ['a wrong API key', { apiKey: 'secret-mistake' }],
      ['nothing', {}],
    ] as const)('says at once that it is closed to %s, without saying what was given', async ([, own]) => {
      const error = await field.open({ url: locked.url, ...own }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({
        code: 'store_denied',
        retryable: false,
        message: 'The cluster refused the credentials (401): security_exception: unable to authenticate',
      });
      expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/secret-mistake|c2VjcmV0LW1pc3Rha2U/);
    });

    it('opens again, without a new start, when a changed password is changed back', async () => {
      const store = await field.open({ url: locked.url, user: 'ada', password: PASSWORD });
      const { fault } = locked;
      locked.fault = () => ({
        answer: { status: 401, body: { error: { type: 'x', reason: 'expired' }, status: 401 } },
      });
      await expect(field.tryToLoad(store)).rejects.toMatchObject({ code: 'store_denied' });
      locked.fault = fault;
      await field.load(store);
      expect(await store.digests()).toEqual(await field.expected());
    });
  });

  describe.skipIf(certificates === null)('with a certificate (needs openssl)', () => {
    const { authority, otherAuthority, valid, expired, foreign } = certificates ?? ({} as Certificates);

    it('is trusted when the authority is given', async () => {
      const store = await field.open({ url: (await start(NODE, valid)).url, ca: authority });
      await field.load(store);
      expect(await store.digests()).toEqual(await field.expected());
    });

    it.for([
      ['has expired', expired, authority, /certificate has expired/],
      ['comes from another authority', valid, otherAuthority, /unable to verify|self.signed|issuer/],
      ['comes from an authority nobody named', valid, undefined, /unable to verify|self.signed|issuer/],
      ['is made out to another name', foreign, authority, /altnames/],
    ] as const)('is refused at once when it %s', async ([, certificate, ca, why]) => {
      const { url } = await start(NODE, certificate);
      const given = ca === undefined ? {} : { ca };
      await expect(field.open({ url, ...given })).rejects.toMatchObject({
        code: 'store_certificate',
        retryable: false,
        message: expect.stringMatching(why),
      });
    });

    it('is not spoken to in plain, nor a plain one in secret', async () => {
      const secret = (await start(NODE, valid)).url.replace('https:', 'http:');
      const plain = (await start(NODE)).url.replace('http:', 'https:');
      await expect(field.open({ url: secret, patienceMs: 0 })).rejects.toMatchObject({ code: 'store_unreachable' });
      await expect(field.open({ url: plain })).rejects.toMatchObject({ code: 'store_certificate' });
    });
  });
});
