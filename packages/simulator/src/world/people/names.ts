const INITIALS = 'abcdefghijklmnoprstvwxyz';

const SURNAMES =
  'meyer tanaka silva okafor novak larsen garcia rossi dubois kowalski nguyen patel kim haddad ivanova jensen moreau costa schmidt yamada ' +
  'brown lopez walsh fischer bianchi svensson mensah rahman chen hoffmann petrov murphy santos weber sato ali keller lindqvist fontaine marino ' +
  'horvat popescu andersen bakker vega castillo mwangi adeyemi osei diallo traore cohen levy friedman katz singh sharma gupta reddy iyer ' +
  'nakamura suzuki watanabe ito kato park choi jung zhang wang huang zhou tran pham vu hoang santoso wijaya putri lim ' +
  'tan wong lau cheng hughes evans morgan davies clarke wright foster baker carter turner cooper ward brooks gray hayes ' +
  'reyes torres ramos cruz mendes pereira oliveira almeida ferreira carvalho ribeiro gomes barbosa rocha dias moraes teixeira nunes lima araujo ' +
  'virtanen korhonen nieminen hansen olsen berg haugen dahl lund holm strand eriksen nilsson persson ek blom visser smit mulder dekker ' +
  'novotny dvorak svoboda kralova horak toth nagy szabo kiss molnar jovanovic petrovic markovic kovac babic yilmaz kaya demir celik aydin';

const SURNAME_LIST = SURNAMES.split(' ');

const COMBINATIONS = INITIALS.length * SURNAME_LIST.length;

/** A made-up login, different for every index: `ameyer`, and from the 3,817th person on `ameyer2`. */
export function loginOf(index: number): string {
  // 1,597 is prime and divides no combination count in use, so each round visits every combination once.
  const place = (index * 1597 + 11) % COMBINATIONS;
  const round = Math.floor(index / COMBINATIONS);
  const initial = INITIALS.charAt(place % INITIALS.length);
  const surname = SURNAME_LIST[Math.floor(place / INITIALS.length)] ?? 'doe';
  return `${initial}${surname}${round === 0 ? '' : round + 1}`;
}

const TEAMS = [
  'platform',
  'payments',
  'frontend',
  'backend',
  'mobile',
  'data-engineering',
  'security',
  'search',
  'checkout',
  'identity',
  'developer-experience',
  'infrastructure',
  'analytics',
  'machine-learning',
  'design-systems',
  'quality',
  'customer-portal',
  'messaging',
  'billing',
  'logistics',
  'reliability',
  'integrations',
  'content',
  'growth',
];

/** A team name, different for every index: `payments`, later `payments-2`. */
export function teamNameOf(index: number): string {
  const name = TEAMS[index % TEAMS.length] ?? 'team';
  const round = Math.floor(index / TEAMS.length);
  return round === 0 ? name : `${name}-${round + 1}`;
}

const REPOSITORIES = [
  'web-shop',
  'ledger-service',
  'mobile-app',
  'design-tokens',
  'data-pipelines',
  'identity-gateway',
  'search-index',
  'infra-live',
  'notifications',
  'pricing-engine',
  'partner-api',
  'handbook',
  'fraud-rules',
  'edge-proxy',
  'build-tools',
  'forecasting',
];

/** A repository name, different for every index. */
export function repositoryNameOf(index: number): string {
  const name = REPOSITORIES[index % REPOSITORIES.length] ?? 'repository';
  const round = Math.floor(index / REPOSITORIES.length);
  return round === 0 ? name : `${name}-${round + 1}`;
}
