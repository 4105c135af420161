import {
  counted,
  type Day,
  type DayRange,
  InputError,
  isDay,
  REPORTS,
  type ReportKind,
  type Scope,
  UpstreamError,
} from '@flightdeck/catalog';
import { z } from 'zod';
import { type Answer, type Ask, notGithub } from '../http/ask.ts';
import { allowLink, type LinkPolicy } from '../http/links/link-policy.ts';
import { SignedLink } from '../http/links/signed-link.ts';

/** Why GitHub has nothing to give for a day; each is recorded as itself and none is an error or a zero. */
export type NoReport = '204' | '404' | 'empty_body' | 'bare_string';

export type ReportAnswer =
  | { readonly kind: 'report'; readonly links: readonly SignedLink[]; readonly days: DayRange }
  | { readonly kind: 'no_report'; readonly why: NoReport };

/** More parts than any report has; a longer list is a fault or an attack. */
const MOST_LINKS = 5000;

const DAY = z.string().refine(isDay).nullish();
const LINKS = z.looseObject({
  download_links: z.array(z.unknown()),
  report_day: DAY,
  report_start_day: DAY,
  report_end_day: DAY,
});

/**
 * Where the files of a report are. `day` belongs to 1-day reports and is null for 28-day ones.
 * @throws InputError `day_needed`; UpstreamError, among them `other_day`, `link_not_allowed`, `no_links`,
 * `too_many_links`.
 */
export async function askReport(
  ask: Ask,
  policy: LinkPolicy,
  scope: Scope,
  kind: ReportKind,
  day: Day | null,
): Promise<ReportAnswer> {
  const daily = REPORTS[kind].window === '1-day';
  if (daily && !isDay(day)) {
    throw new InputError(`The report ${kind} needs a day.`, {
      code: 'day_needed',
      hint: 'Name a day as YYYY-MM-DD.',
    });
  }
  const parameters = daily && day !== null ? { day } : {};
  const answer = await ask({ scope, subject: 'reports', path: reportPath(scope, kind), parameters }).catch(orNotFound);
  if (answer === 'not_found') return { kind: 'no_report', why: '404' };
  return toReport(answer, policy, daily ? day : null);
}

/**
 * The path template of a report.
 * @throws InputError `not_a_report` for what GitHub has no report of.
 */
function reportPath(scope: Scope, kind: ReportKind): string {
  const name = REPORTS[kind].endpoint?.[scope.kind];
  if (name === undefined) {
    throw new InputError(`GitHub has no report ${kind}.`, {
      code: 'not_a_report',
      hint: 'It is made from imported files or from lists.',
    });
  }
  return `${scope.kind === 'org' ? '/orgs/{org}' : '/enterprises/{enterprise}'}/copilot/metrics/reports/${name}`;
}

function orNotFound(error: unknown): 'not_found' {
  if (error instanceof UpstreamError && error.code === 'not_found') return 'not_found';
  throw error;
}

function toReport(answer: Answer, policy: LinkPolicy, day: Day | null): ReportAnswer {
  if (answer.status === 204) return { kind: 'no_report', why: '204' };
  if (answer.body.kind === 'empty') return { kind: 'no_report', why: 'empty_body' };
  if (answer.body.kind === 'json' && typeof answer.body.value === 'string')
    return { kind: 'no_report', why: 'bare_string' };
  const parsed = LINKS.safeParse(answer.body.kind === 'json' ? answer.body.value : null);
  if (!parsed.success) throw notGithub(answer);
  const { download_links: links, report_day, report_start_day, report_end_day } = parsed.data;
  if (links.length === 0) {
    const hint =
      'GitHub answers a day without a report with 204 or 404, so it is not taken for an empty one; the next sync asks again.';
    throw broken(answer, 'no_links', 'GitHub announced a report and listed no file of it.', hint);
  }
  if (links.length > MOST_LINKS)
    throw broken(answer, 'too_many_links', `A report lists ${counted(links.length, 'file')}.`);
  if (day !== null && report_day != null && report_day !== day) {
    throw broken(answer, 'other_day', `GitHub gave the report of ${report_day} when asked for ${day}.`);
  }
  const from = day ?? report_start_day ?? report_day;
  const to = day ?? report_end_day ?? report_day;
  if (!from || !to || from > to) throw notGithub(answer);
  const urls = new Map(links.map((link) => [link, allowLink(link, policy)]));
  return { kind: 'report', links: [...urls.values()].map((url) => new SignedLink(url)), days: { from, to } };
}

const ASKED_AGAIN = 'None of it is loaded; the next sync asks again.';

function broken(answer: Answer, code: string, says: string, hint = ASKED_AGAIN): UpstreamError {
  return new UpstreamError(says, {
    code,
    retryable: true,
    status: answer.status,
    requestId: answer.requestId,
    hint,
  });
}
