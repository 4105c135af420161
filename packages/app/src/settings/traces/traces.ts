import type { Setting } from '../setting.ts';
import { badSetting, splitList } from '../setting-values.ts';

/** Where traces are sent. */
export interface TraceSettings {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly service: string;
}

const HEADER = /^([A-Za-z0-9!#$&^_.+-]{1,100})=(.{0,4000})$/;

/** Headers by name; values may be encoded as in addresses. @throws InputError `bad_setting`. */
export function readTraceHeaders(setting: Setting, text: string): Readonly<Record<string, string>> {
  const wrong = () => badSetting(setting, text, `Write ${setting.name}=NAME=VALUE,NAME=VALUE.`);
  return Object.fromEntries(
    splitList(text).map((part) => {
      const [, name, value] = HEADER.exec(part) ?? [];
      if (name === undefined || value === undefined) throw wrong();
      try {
        return [name, decodeURIComponent(value.trim())];
      } catch {
        throw wrong();
      }
    }),
  );
}
