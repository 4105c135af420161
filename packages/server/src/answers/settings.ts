import {
  type AccessReport,
  ORIGINS,
  SECTIONS,
  SETTING_KINDS,
  type SettingRefusal,
  type SettingView,
} from '@flightdeck/app';
import { z } from 'zod';
import { describes } from './described.ts';
import { instant } from './shared.ts';

/** A setting with its value and where that comes from. */
export const settingView = describes<SettingView>()(
  'Setting',
  z.strictObject({
    name: z.string(),
    says: z.string().describe('What it is for, in a sentence.'),
    kind: z.enum(SETTING_KINDS),
    page: z
      .strictObject({ section: z.enum(SECTIONS), label: z.string() })
      .nullable()
      .describe('Where the page has it; null: it is only shown.'),
    secret: z.boolean().describe('True: its value is never shown.'),
    value: z.string().nullable().describe('The text in effect; null for a secret, and if there is none.'),
    isSet: z.boolean(),
    default: z.string().nullable(),
    origin: z
      .enum(ORIGINS)
      .describe('env_file: the .env file of the current folder · kept: it was changed on the page.'),
    from: z.string().nullable().describe('What gives it, if neither the page nor the default does.'),
    locked: z.boolean().describe('True: the page cannot change it.'),
    holds: z.enum(['now', 'restart']).describe('When a change takes effect.'),
    changed: z
      .strictObject({
        at: instant,
        by: z.string(),
        ends: z.string().nullable().describe('Last four characters of a token.'),
      })
      .nullable()
      .describe('For a value changed on the page: when and by whom.'),
  }),
);

/** Why a change was not made. */
export const settingRefusal = describes<SettingRefusal>()(
  'SettingRefusal',
  z.strictObject({
    name: z.string().nullable().describe('The setting; null if several are meant.'),
    code: z.string(),
    says: z.string(),
    fix: z.string().nullable(),
  }),
);

/** What credentials may read. */
export const accessReport = describes<AccessReport>()(
  'AccessReport',
  z.strictObject({
    checks: z.array(
      z.strictObject({
        scope: z.string().nullable().describe('As org:acme; null: the credentials themselves.'),
        capability: z.string().describe('What was tried: credentials, reports, user reports, teams, members, seats.'),
        state: z.enum(['ok', 'warning', 'failed']).describe('warning: only a part is missing without it.'),
        says: z.string(),
        fix: z.string().nullable(),
        permission: z.string().nullable().describe('The right that is missing, as GitHub names it.'),
        page: z.string().nullable().describe('The page at GitHub where that is changed.'),
      }),
    ),
    found: z.strictObject({
      scopes: z.array(z.strictObject({ scope: z.string(), name: z.string() })),
      missing: z.array(z.string()).describe('Why these may not be all.'),
    }),
  }),
);
