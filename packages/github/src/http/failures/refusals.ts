import { type Asked, needOf, policyFix } from '../../auth/needs.ts';

/** What a refusal means and what to do about it. */
export interface Meaning {
  readonly code: string;
  readonly says: string;
  readonly hint: string;
  readonly retryable?: boolean;
}

/** Longest text of an answer that is matched or repeated; GitHub's own sentences are far shorter. */
export const LONGEST_MESSAGE = 2048;

interface Sign {
  /** All of them stand in the message. None has an open-ended repetition, so that matching takes linear time. */
  readonly words: readonly RegExp[];
  /** Does not stand in it. */
  readonly unless?: RegExp;
  /** Means the same whatever the status; others only in answers from 400 to 499 but 401. */
  readonly always: boolean;
  /** Only for calls about reports. */
  readonly reportsOnly?: boolean;
  readonly meaning: (asked: Asked) => Meaning;
}

const OFF =
  /\bdisabled\b|\binactive\b|not (?:been )?(?:enabled|set up|active|activated|configured|switched on|turned on)|(?:switched|turned) off/i;

const policyOff = (asked: Asked): Meaning => ({
  code: 'policy_off',
  says: 'The policy "Copilot usage metrics" is switched off.',
  hint: policyFix(asked.kind),
});

/**
 * What GitHub's sentences mean. Status alone does not say: the same sentence comes with 403 and with 422. First match counts.
 * @source github/docs "Copilot user management" (422), "About SAML for REST"; copilot-metrics-viewer#158 (the 422 of the policy).
 */
const SIGNS: readonly Sign[] = Object.freeze([
  {
    words: [/\bSAML\b|single sign-on|\bSSO\b/i],
    always: true,
    meaning: () => ({
      code: 'sso_required',
      says: 'The token is not authorized for single sign-on.',
      hint: 'In GitHub: Settings → Developer settings → the token → Configure SSO → Authorize.',
    }),
  },
  {
    words: [/\bIP\b/i, /allow|permit|whitelist/i],
    always: false,
    meaning: () => ({
      code: 'ip_not_allowed',
      says: 'The IP allow list does not include this machine.',
      hint: 'Add the outgoing address of this machine to the IP allow list in GitHub.',
    }),
  },
  { words: [/\bmetrics\b/i, OFF], always: true, meaning: policyOff },
  {
    words: [/payment|past due|spending limit|billing (?:issue|problem)|trial (?:has )?(?:ended|expired)/i],
    always: false,
    meaning: () => ({
      code: 'payment_trouble',
      says: 'GitHub has a problem with the payment for Copilot.',
      hint: 'An owner or billing manager should check Settings → Billing and licensing → Payment information.',
    }),
  },
  {
    words: [
      /\bcopilot\b/i,
      /not (?:been )?(?:enabled|set up|active|activated|purchased)|\bdisabled\b|\binactive\b|no (?:active )?(?:copilot )?(?:subscription|seats?|licen[cs]es?|plan)\b|not have (?:a |an |any )?(?:active )?(?:copilot|subscription)/i,
    ],
    unless: /\bpolic|\bsetting/i,
    always: false,
    meaning: ({ kind }) => ({
      code: 'copilot_off',
      says: `Copilot is not switched on for this ${kind === 'org' ? 'organization' : 'enterprise'}.`,
      hint: 'An owner buys Copilot Business or Enterprise and gives access: in the enterprise under AI controls → Copilot, in an organization under Settings → Copilot → Access.',
    }),
  },
  {
    words: [/\bpolic(?:y|ies)\b|\bdisabled\b|not enabled|switched off|turned off/i],
    always: false,
    reportsOnly: true,
    meaning: policyOff,
  },
  {
    words: [/not (?:yet )?(?:available|supported|offered)\b|upgrade (?:to|your)\b/i],
    always: false,
    meaning: (asked) => ({
      code: 'feature_unavailable',
      says: `GitHub does not offer the ${needOf(asked.kind, asked.subject).what} to this account.`,
      hint: 'Check the plan and the host: GitHub Enterprise Server has no Copilot metrics.',
    }),
  },
] satisfies readonly Sign[]);

/** What the sentence in an answer means; null when it says nothing known. */
export function meaningOfMessage(message: string, status: number, asked: Asked): Meaning | null {
  const text = message.slice(0, LONGEST_MESSAGE);
  const isRefused = status >= 400 && status < 500 && status !== 401;
  const sign = SIGNS.find(
    ({ words, unless, always, reportsOnly }: Sign) =>
      (always || isRefused) &&
      (!reportsOnly || asked.subject === 'reports') &&
      words.every((word) => word.test(text)) &&
      !unless?.test(text),
  );
  return sign?.meaning(asked) ?? null;
}
