export type { DownloadedBody } from './download.ts';
export type { OnShard } from './fetch-report.ts';
export { createGithub, type Github } from './github.ts';
export type { GithubAuth, GithubOptions, ProxyOptions, RequestEvent } from './options.ts';
export { RateLimitedError } from './rate-limited.ts';
export type { NoReport, ReportAnswer } from './reports.ts';
export type { SignedLink } from './signed-link.ts';
