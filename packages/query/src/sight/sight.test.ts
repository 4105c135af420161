import { describe, expect, it } from 'vitest';
import { type MetricQueryInput, parseQuery } from '../request/metric-query.ts';
import { planSeen } from './plan-seen.ts';
import type { Area, PartDimension, Sight } from './sight.ts';

const SCOPES = ['enterprise:big', 'org:acme', 'org:labs', 'org:far@api.far.ghe.com'];
const whole = (of: string): Area => ({ of, part: null });
const part = (of: string, dimension: PartDimension, name: string): Area => ({ of, part: { dimension, name } });
const plan = (sight: Sight, more: Partial<MetricQueryInput> = {}) =>
  planSeen(
    parseQuery({ metrics: ['accepted'], range: { from: '2026-10-01', to: '2026-10-28' }, ...more }),
    sight,
    SCOPES,
  );
const filter = (dimension: string, ...values: string[]) => ({ where: [{ dimension, values }] });

describe('a question within what its asker may see', () => {
  it('is about the scopes seen, as if there were no others', () => {
    expect(plan('everything').scopes).toEqual(['enterprise:big']);
    expect(plan([whole('org:acme')]).scopes).toEqual(['org:acme']);
    expect(plan([whole('org:acme'), whole('org:labs')]).scopes).toEqual(['org:acme', 'org:labs']);
    expect(plan([whole('@api.far.ghe.com')]).scopes).toEqual(['org:far@api.far.ghe.com']);
    expect(plan([whole('@api.github.com')]).scopes).toEqual(['enterprise:big']);
    expect(() => plan([whole('org:acme')], filter('organization', 'labs'))).toThrow(
      expect.objectContaining({ code: 'unknown_scope', hint: 'There is data for: acme.' }),
    );
  });

  it('is about nothing where nothing is seen', () => {
    const { scopes, rows, notes } = plan([]);
    expect([scopes, rows.flatMap((scan) => scan.scopes)]).toEqual([[], []]);
    expect(notes.map(({ code }) => code)).toContain('narrowed');
    expect(plan([whole('org:gone')]).scopes).toEqual([]);
  });

  it('is about the teams seen, each with its organization, and about no name of another', () => {
    const sight = [part('org:acme', 'team', 'web'), part('org:labs', 'team', 'Web')];
    expect(plan(sight).rows[0]).toMatchObject({
      scopes: ['org:acme', 'org:labs'],
      where: [{ dimension: 'team', is: 'in', values: ['acme/web', 'labs/Web'] }],
    });
    expect(plan(sight, filter('team', 'WEB')).rows[0]?.where[0]?.values).toEqual(['acme/web', 'labs/Web']);
    expect(plan(sight, filter('team', 'labs/web')).rows[0]?.where[0]?.values).toEqual(['labs/Web']);
    expect(() => plan(sight, filter('team', 'web', 'payments'))).toThrow(
      expect.objectContaining({ code: 'unknown_part' }),
    );
    expect(plan(sight, { metrics: ['people_in_several_teams'] }).rows).toEqual([]);
    // The team that granted a person's seat may be any; a first or last phase is of days on which they may have been in another.
    for (const more of [
      ...[{ by: ['granting_team'] }, { over: ['granting_team'] }, filter('granting_team', 'payments')],
      ...[{ by: ['phase_from'] }, { over: ['phase_to'] }, filter('phase_from', '1')],
    ]) {
      const { rows, notes } = plan(sight, more);
      expect([rows, notes[0]?.code]).toEqual([[], 'not_seen']);
    }
  });

  it('names teams with their organization where there are more than one sees, so that no name says whether others bear it', () => {
    const namesOf = (sight: Sight) => plan(sight, { by: ['team'], total: true }).rows.map((scan) => scan.fullTeamNames);
    expect(namesOf([part('org:acme', 'team', 'web'), part('org:labs', 'team', 'ops')])).toEqual([true]);
    expect(namesOf([whole('org:acme'), whole('org:labs')])).toEqual([true]);
    expect(namesOf([part('org:acme', 'team', 'web')])).toEqual([undefined]);
    expect(namesOf('everything')).toEqual([undefined]);
    expect(namesOf(SCOPES.map(whole))).toEqual([undefined]);
  });

  it('is about a team of the very organization, not of one that bears its name as an enterprise or on another host', () => {
    const scopes = ['enterprise:acme', 'org:acme', 'org:acme@api.far.ghe.com', 'org:labs'];
    const sight = [
      part('enterprise:acme', 'team', 'ops'),
      part('org:acme', 'team', 'web'),
      part('org:acme@api.far.ghe.com', 'team', 'data'),
      part('org:labs', 'team', 'web'),
    ];
    const seen = (...where: NonNullable<MetricQueryInput['where']>) => {
      const asked = { metrics: ['accepted'], range: { from: '2026-10-01', to: '2026-10-28' }, where };
      const planned = planSeen(parseQuery(asked), sight, scopes);
      return [planned.scopes, planned.rows[0]?.where.at(-1)?.values];
    };
    const inOrganization = (...values: string[]) => ({ dimension: 'organization', values });
    const inTeam = (...values: string[]) => ({ dimension: 'team', values });
    expect(seen()).toEqual([['enterprise:acme'], ['acme/ops']]);
    expect(seen(inOrganization('acme'))).toEqual([['org:acme'], ['acme/web', 'labs/web']]);
    expect(seen(inOrganization('@far.ghe.com'))).toEqual([['org:acme@api.far.ghe.com'], ['acme/data']]);
    expect(seen(inTeam('data'))).toEqual([['org:acme@api.far.ghe.com'], ['acme/data']]);
    for (const where of [
      [inOrganization('acme@far.ghe.com'), inTeam('web')],
      [inOrganization('acme'), inTeam('data')],
      [inOrganization('acme'), inTeam('acme/ops')],
    ])
      expect(() => seen(...where)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^unknown_/) }));
  });

  it('has no number where GitHub reports none by what is seen', () => {
    const { rows, notes } = plan([part('org:acme', 'team', 'web')], { metrics: ['pull_requests_merged'] });
    expect([rows, notes[0]?.code]).toEqual([[], 'not_reported']);
  });

  it('is about whole scopes first, and about a part of another where it is named', () => {
    const sight = [whole('org:acme'), part('org:labs', 'team', 'web')];
    expect(plan(sight).scopes).toEqual(['org:acme']);
    expect(plan(sight).notes.at(-1)?.message).toBe('Answered for what you may see: acme.');
    const named = plan(sight, filter('organization', 'labs'));
    expect([named.scopes, named.rows[0]?.where]).toEqual([
      ['org:labs'],
      [{ dimension: 'team', is: 'in', values: ['labs/web'] }],
    ]);
  });

  it("is about one's own rows by the id at GitHub, and may name only oneself", () => {
    const sight = [part('org:acme', 'user', '#4242'), part('org:labs', 'user', '#4242')];
    const own = { dimension: 'user', is: 'in', values: ['#4242'] };
    expect(plan(sight).rows[0]).toMatchObject({ scopes: ['org:acme', 'org:labs'], where: [own] });
    expect(plan(sight).notes.at(-1)?.message).toBe('Answered for what you may see: your own rows in acme and labs.');
    expect(plan(sight, filter('user', '@me')).rows[0]?.where).toEqual([own, own]);
    for (const name of ['ada', '#4243', '@me2']) {
      expect(() => plan(sight, filter('user', name))).toThrow(expect.objectContaining({ code: 'unknown_part' }));
    }
    expect(() => plan(sight, filter('organization', 'big'))).toThrow(
      expect.objectContaining({ code: 'unknown_scope' }),
    );
    expect(() => plan([part('org:acme', 'user', '#4242')], filter('organization', 'labs'))).toThrow(
      expect.objectContaining({ code: 'unknown_scope', hint: 'There is data for: acme.' }),
    );
    // Numbers that no row of a person has.
    expect(plan(sight, { metrics: ['pull_requests_merged', 'billed_net'] }).rows).toEqual([]);
    // In several teams, through which team a seat, which phase: of oneself all of it.
    expect(plan(sight, { metrics: ['people_in_several_teams'] }).rows).toHaveLength(1);
    // Enterprise or organizations: as for everybody, by what was loaded.
    const both = [part('enterprise:big', 'user', '#4242'), ...sight];
    const chosen = (...loaded: string[]) =>
      planSeen(
        parseQuery({ metrics: ['accepted'], range: { from: '2026-10-01', to: '2026-10-28' } }),
        both,
        SCOPES,
        (scope, report) => loaded.includes(`${scope} ${report}`),
      );
    const ofOrganizations = chosen('enterprise:big seats', 'org:acme users-1-day');
    expect(ofOrganizations.rows[0]).toMatchObject({ scopes: ['org:acme', 'org:labs'], where: [own] });
    expect(ofOrganizations.notes.at(-1)?.message).toBe(
      'Answered for what you may see: your own rows in acme and labs.',
    );
    expect(chosen('enterprise:big users-1-day', 'org:acme users-1-day').scopes).toEqual(['enterprise:big']);
    // A team one leads comes first; one's own rows are never added to it.
    const lead = plan([part('org:acme', 'team', 'web'), ...sight]);
    expect(lead.rows[0]?.where).toEqual([{ dimension: 'team', is: 'in', values: ['acme/web'] }]);
  });

  it('is about one scope at a time where cost centers are seen', () => {
    const sight = [part('enterprise:big', 'cost_center', 'A'), part('org:acme', 'cost_center', 'B')];
    const metrics = ['billed_net'];
    expect(plan(sight, { metrics }).rows[0]).toMatchObject({
      scopes: ['enterprise:big'],
      where: [{ dimension: 'cost_center', values: ['A'] }],
    });
    expect(plan(sight, { metrics, ...filter('organization', 'acme') }).rows[0]?.where).toMatchObject([
      { values: ['B'] },
    ]);
  });
});
