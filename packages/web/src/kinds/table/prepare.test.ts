import { describe, expect, it } from 'vitest';
import { prepareFacts } from './prepare.ts';

const none = { language: [], ide: [], model: [], feature: [] };

describe('what is known of a person', () => {
  it('is the value with most outputs, Unknown left out', () => {
    const language = [
      { user: 'ada', language: 'python', generated: 3 },
      { user: 'ada', language: 'go', generated: 9 },
      { user: 'ada', language: 'unknown', generated: 50 },
      { user: 'bob', language: 'go', generated: 0 },
    ];
    const facts = prepareFacts({ days: [], teams: [], tops: { ...none, language } });
    expect(facts.get('ada')?.tops).toEqual({ language: 'Go' });
    expect(facts.get('bob')?.tops).toEqual({});
  });

  it('is the last day with a prompt, and every team', () => {
    const facts = prepareFacts({
      days: [
        { user: 'ada', day: '2026-11-02', interactions: 4 },
        { user: 'ada', day: '2026-11-03', interactions: 0 },
        { user: 'cyd', day: '2026-11-03', interactions: null },
      ],
      teams: [
        { user: 'ada', team: 'web', interactions: 1 },
        { user: 'ada', team: 'api', interactions: 3 },
      ],
      tops: none,
    });
    expect(facts.get('ada')).toEqual({ teams: ['api', 'web'], tops: {}, lastActive: '2026-11-02' });
    expect(facts.get('cyd')?.lastActive).toBeNull();
  });
});
