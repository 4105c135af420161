import { at, type KnownFault } from './known-fault.ts';

const REPORTS = 'packages/github/src/reports/reports.test.ts';
const DOWNLOAD = 'packages/github/src/http/links/download.test.ts';
const LINKS = 'packages/github/src/http/links/link-policy.test.ts';
const LISTS = 'packages/github/src/lists.test.ts';
const FAILURES = 'packages/github/src/http/failures/failures.test.ts';
const TIMES = 'packages/ingest/src/sync/odd-times.test.ts';

/** U10 to U14 and U17 to U25: GitHub, and what is between it and us. */
export const UPSTREAM: readonly KnownFault[] = [
  {
    id: 'U10',
    fault: 'download links to other hosts, ports, addresses, schemes, and hosts that lead to private addresses',
    expected: 'link_not_allowed, and the link is never printed',
    tests: at(
      LINKS,
      '%j',
      'a signed link cannot be printed',
      'a name that leads to a private address, even beside a public one, is refused at connecting',
    ),
  },
  {
    id: 'U11',
    fault: 'redirects to another host, to plain http, in circles',
    expected: 'refused, and no credential is sent there',
    tests: [
      ...at(
        FAILURES,
        'a redirect to another host is refused and the token not sent there',
        'a redirect on the same host is followed, one in a circle is not',
      ),
      ...at(DOWNLOAD, 'may be redirected on its own host'),
    ],
  },
  {
    id: 'U12',
    fault: 'a wrong length, a part of a file, a file packed twice',
    expected: 'truncated_download or refused, never a shorter report',
    tests: at(
      DOWNLOAD,
      'cut short of its length is truncated_download',
      'sent in part (206) is refused',
      'compressed as %s is refused',
    ),
  },
  {
    id: 'U13',
    fault: 'no link, one link twice, ten thousand links',
    expected: 'no report; one file; too_many_links',
    tests: at(
      REPORTS,
      '%s is no report, not an error',
      'the same link twice is one file',
      'an answer that is %s is refused as such',
    ),
  },
  {
    id: 'U14',
    fault: 'a hostile or endless list of pages',
    expected: 'only its page number is used; endless_pages',
    tests: at(
      LISTS,
      'a hostile Link header costs no time and leads nowhere',
      'that go in circles end in endless_pages',
      'never follow a link to another host: only its page number is used',
    ),
  },
  {
    id: 'U17',
    fault: 'a report that comes again with half its rows',
    expected: 'loaded, and listed as a restatement',
    tests: at(TIMES, 'is loaded as GitHub gives it, and what went is listed as a restatement'),
  },
  {
    id: 'U18',
    fault: 'a clock that steps back, a leap day, local time',
    expected: 'nothing lost or doubled; days are UTC days',
    tests: [
      ...at(TIMES, 'and steps back takes nothing away, and doubles nothing', 'is a day like others'),
      ...at(
        'packages/ingest/src/kill/environment.test.ts',
        'an odd environment changes no number and opens no file to others',
      ),
    ],
  },
  {
    id: 'U19',
    fault: 'a login that is renamed, used again, null, or of a bot',
    expected: 'one person by id; what is no person holds no seat',
    tests: [
      ...at(
        'packages/store/src/conformance/loads/identity.ts',
        'follows people by id, by login alone and by both, under new logins, logins of others and none',
      ),
      ...at(LISTS, 'an assignee that is null, or not a person, leaves the seat without one'),
    ],
  },
  {
    id: 'U20',
    fault: 'a team that is renamed, whose slug is used again, or that lies in several organizations',
    expected: 'followed by id, shown by its latest slug',
    tests: at(
      'packages/store/src/conformance/answers/answers-by-people.ts',
      'counts a person in each team of the day under its latest slug, and once in the total',
      'understands the earlier slug of a team',
      'keeps teams of one slug in several organizations apart',
    ),
    later: '2,500 teams: with the figures of performance',
  },
  {
    id: 'U21',
    fault: 'one scope twice, or under one name on two hosts',
    expected: 'each host answers for its own people',
    tests: [
      ...at(
        'packages/app/src/settings/hosts/hosts.test.ts',
        'are each shown their own token only, and each answers for its own people',
      ),
      ...at(
        'packages/store/src/conformance/loads/hosts.ts',
        'keeps people of the same id apart by host, with the logins of their own',
      ),
    ],
  },
  {
    id: 'U22',
    fault: 'a proxy that asks for credentials, answers in its own name, or signs with its own authority',
    expected: 'proxy_refused, not_github, untrusted_certificate',
    tests: [
      ...at(
        'packages/github/src/options.test.ts',
        'is asked to reach GitHub, with its own credentials, and its refusal is proxy_refused',
      ),
      ...at(REPORTS, 'an answer that is %s is refused as such'),
      ...at(FAILURES, '%s is %s'),
    ],
  },
  {
    id: 'U23',
    fault: 'names that cannot be resolved, nobody listening',
    expected: 'each as itself, and tried again where it may pass',
    tests: at(FAILURES, '%s is %s', 'nobody listening is github_unavailable'),
  },
  {
    id: 'U24',
    fault: 'a count that disagrees with the list it counts',
    expected: 'fewer: no snapshot, and named; more: taken, and said',
    tests: at(
      'packages/ingest/src/sync/receive/snapshots.test.ts',
      'a list with fewer people than GitHub counts is no snapshot: what stood there stays, and the run names it',
      'a list that names more people than GitHub counts is taken, and the run says so',
    ),
  },
  {
    id: 'U25',
    fault: 'all of this at random and at once',
    expected: 'exactly the holes are named, no other day is touched, and the next sync fills them',
    tests: [
      ...at(
        'packages/ingest/src/sync/random-faults.test.ts',
        'names exactly its holes, harms no other day, and the next one fills them (composition %i)',
      ),
      ...at('packages/ingest/src/sync/whole.test.ts', 'is not loaded when one file holds %s, and is asked for again'),
    ],
  },
];
