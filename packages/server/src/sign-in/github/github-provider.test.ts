import { describe, expect, it } from 'vitest';
import { createAskGithub } from './ask-github.ts';
import { createGithubProvider } from './github-provider.ts';

describe('sign-in with GitHub', () => {
  it.each([
    ['https://api.github.com', 'https://github.com/login/oauth/authorize'],
    ['https://api.big.ghe.com', 'https://big.ghe.com/login/oauth/authorize'],
    ['https://github.example.com/api/v3', 'https://github.example.com/login/oauth/authorize'],
    ['https://api.github.com.evil.example', 'https://api.github.com.evil.example/login/oauth/authorize'],
  ])('of the API %s is at %s', async (apiUrl, address) => {
    const app = {
      host: 'h',
      apiUrl,
      clientId: 'c',
      clientSecret: 's',
      redirectUri: 'r',
      lookIn: async () => [],
      isSame: async () => true,
    };
    const provider = createGithubProvider(app, createAskGithub(null));
    const url = await provider.begin({ state: 'a', nonce: 'b', verifier: 'c', returnTo: '/', startedAt: '' });
    expect(url.origin + url.pathname).toBe(address);
  });
});
