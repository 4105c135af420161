/** A file that is none of the reports, but known: what it is and what to do instead. */
export interface OtherAnswer {
  readonly is: string;
  readonly hint: string;
}

interface Known extends OtherAnswer {
  /** Keys that all stand at the top of its first object. */
  readonly marks: readonly string[];
}

const SYNC = '"flightdeck sync" fetches it every day';

/** First match wins. @source GitHub's OpenAPI description, examples of each call. */
const KNOWN: readonly Known[] = Object.freeze([
  {
    marks: ['download_links'],
    is: "GitHub's answer with the links to a report, not the report",
    hint: 'Download the files behind download_links (the links work for about an hour) and import those.',
  },
  {
    marks: ['download_urls'],
    is: "GitHub's answer about an exported billing report, not the report",
    hint: 'Download the CSV behind download_urls and import that.',
  },
  {
    marks: ['message', 'documentation_url'],
    is: 'an error message of GitHub in place of a report',
    hint: 'Read its "message", correct what it names, and fetch the report again.',
  },
  {
    marks: ['seat_breakdown'],
    is: "GitHub's answer of copilot/billing: seat counts and policies, which do not say their day",
    hint: `It cannot be loaded from a file; ${SYNC}.`,
  },
  {
    marks: ['seats', 'total_seats'],
    is: "a page of GitHub's list of seats",
    hint: 'Import it with --scope and --day YYYY-MM-DD, all pages in one command.',
  },
  {
    marks: ['assignee', 'last_activity_at'],
    is: 'seats without the list they come from, which says how many there are',
    hint: `Import the whole answer of copilot/billing/seats, {"total_seats": …, "seats": […]}, with --day; ${SYNC}.`,
  },
  {
    marks: ['assignee', 'created_at'],
    is: "one person's seat",
    hint: `Import the whole answer of copilot/billing/seats, {"total_seats": …, "seats": […]}, with --day; ${SYNC}.`,
  },
  {
    marks: ['login', 'node_id'],
    is: 'a list of people, such as the members of an organization or team',
    hint: 'People come from the reports users-1-day and user-teams-1-day, and from the list of seats.',
  },
  {
    marks: ['slug', 'members_url'],
    is: 'a list of teams',
    hint: 'Teams come from the report user-teams-1-day; import that.',
  },
  {
    marks: ['team_id', 'enterprise_team'],
    is: 'a list of enterprise teams',
    hint: 'Teams come from the report user-teams-1-day; import that.',
  },
  {
    marks: ['budgets'],
    is: "GitHub's answer about budgets",
    hint: 'Budgets are not kept here; bills are: import the CSV that billing exports.',
  },
  {
    marks: ['costCenters'],
    is: "GitHub's answer about cost centres",
    hint: 'The cost centre of each line stands in the CSV that billing exports; import that.',
  },
  {
    marks: ['total_seats_consumed'],
    is: "GitHub's answer about consumed licences",
    hint: `Copilot seats come from copilot/billing/seats; ${SYNC}.`,
  },
  {
    marks: ['github_request_id', 'body'],
    is: 'raw records of requests, which hold prompts and code',
    hint: 'They are left out on purpose. Import the usage metrics reports instead.',
  },
  {
    marks: ['@timestamp', 'action'],
    is: "events of GitHub's audit log",
    hint: 'They are not usage. Import the usage metrics reports instead.',
  },
  {
    marks: ['_index', '_source'],
    is: 'documents exported from Elasticsearch or OpenSearch',
    hint: 'Import from the running cluster: flightdeck import elasticsearch URL.',
  },
]);

/** What a record with these keys is; null when nobody knows. */
export function nameOther(names: ReadonlySet<string>): OtherAnswer | null {
  return KNOWN.find(({ marks }) => marks.every((mark) => names.has(mark))) ?? null;
}
