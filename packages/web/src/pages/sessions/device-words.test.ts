import { expect, it } from 'vitest';
import { deviceWords } from './device-words.ts';

const GECKO = 'AppleWebKit/537.36 (KHTML, like Gecko)';

it.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128 on Windows'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${GECKO} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.2592.81`,
    'Edge 126 on Windows',
  ],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${GECKO} Chrome/126.0.0.0 Safari/537.36`, 'Chrome 126 on macOS'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
    'Safari 17 on macOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari 17 on iPhone',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1',
    'Chrome 126 on iPhone',
  ],
  [`Mozilla/5.0 (Linux; Android 10; K) ${GECKO} Chrome/126.0.0.0 Mobile Safari/537.36`, 'Chrome 126 on Android'],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${GECKO} Chrome/126.0.0.0 Safari/537.36`, 'Chrome 126 on ChromeOS'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${GECKO} Chrome/126.0.0.0 Safari/537.36 OPR/112.0.0.0`, 'Opera 112 on Linux'],
  ['curl/8.7.1', 'curl 8'],
  ['<img src=x onerror=alert(1)> \u202egpj', 'An unknown browser'],
  ['', 'A browser that does not say its name'],
  [null, 'A browser that does not say its name'],
])('%s is called %s', (agent, words) => {
  expect(deviceWords(agent)).toBe(words);
});
