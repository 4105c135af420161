import { expect, it } from 'vitest';
import { named } from './named-heads.ts';

it('a file of a page has the names of its columns in place of those for programs, and the rows as they are', () => {
  expect(named('user,accepted,completions_accepted\r\nada,3,2\r\n', [])).toBe(
    'Person,All outputs accepted,Completions accepted\r\nada,3,2\r\n',
  );
  expect(named('day,active_users\r\n', ['ide'])).toBe('Day,Active people by editor\r\n');
  expect(named('', [])).toBe('');
});
