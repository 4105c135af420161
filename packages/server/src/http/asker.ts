import { type Principal, STRANGER } from '@flightdeck/access';
import type { App } from '@flightdeck/app';
import { InputError } from '@flightdeck/catalog';
import type { Context } from 'hono';
import type { Env } from './env.ts';
import { type Identify, requireKnown } from './identify.ts';
import { clientAddress, type IsTrusted } from './reach/client-address.ts';
import { TOKEN_REFUSALS, tokenIdOf } from './tokens/identify-token.ts';

/** Says who sends a request, and records refused tokens and what a proxy does not say clearly in the audit log. */
export interface Asker {
  /** The principal of a request; null if nobody known sends it. @throws InputError as `Identify`. */
  find(context: Context<Env>): Promise<Principal | null>;
  /** The principal of a request. @throws InputError `not_signed_in`, and as `find`. */
  known(context: Context<Env>): Promise<Principal>;
}

/** An asker by `identify`. */
export function createAsker(app: Pick<App, 'audit'>, identify: Identify, isTrusted: IsTrusted): Asker {
  const find = async (context: Context<Env>): Promise<Principal | null> => {
    const { incoming } = context.env;
    try {
      return await identify(incoming);
    } catch (error) {
      const isOfToken = error instanceof InputError && TOKEN_REFUSALS.has(error.code);
      // A proxy that signs people in has no page of ours on which this would be written down.
      if (error instanceof InputError && (isOfToken || error.code === 'bad_identity'))
        await app.audit.record(STRANGER, {
          kind: 'refused',
          route: `${context.req.method} ${context.req.path.slice(0, 200)}`,
          asked: { code: error.code, ...(isOfToken && { token: tokenIdOf(incoming) }) },
          people: null,
          client: clientAddress(incoming, isTrusted),
          requestId: context.get('auditId'),
        });
      throw error;
    }
  };
  return { find, known: async (context) => requireKnown(await find(context)) };
}
