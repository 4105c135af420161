import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findMeasure, parseScope } from '@flightdeck/catalog';
import { createFileBench, type FileBench } from '../testing.ts';
import { importFiles } from './import-files.ts';
import type { ImportOptions } from './options.ts';
import type { ImportedFile } from './result.ts';

/** The day on which the files of these tests are imported. */
export const NOW = new Date('2026-11-25T12:00:00Z');

/** Files imported one after another on a bench of their own, and what can be asked for afterwards. */
export interface FileImports extends FileBench {
  /** The path of a new file with that content. */
  write(content: string | Uint8Array | object, name?: string): string;
  /** What came of importing a new file with that content. */
  load(content: string | Uint8Array | object, scope?: string, options?: Partial<ImportOptions>): Promise<ImportedFile>;
  /** Each measure over its first fact, of all days of the scope. */
  ask(scope: string, ...names: readonly string[]): Promise<unknown[]>;
  unknownPaths(): Promise<string[]>;
}

/** A bench that `open` and `close` of the test file begin and end. */
export function createFileImports(): FileImports {
  const held = createFileBench();
  const { bench } = held;
  const write: FileImports['write'] = (content, name = 'file') => {
    const path = join(mkdtempSync(join(bench().folder, 'drop-')), name);
    const text = typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
    writeFileSync(path, text);
    return path;
  };
  return {
    ...held,
    write,
    async load(content, scope, options = {}) {
      const { files } = await importFiles([write(content)], {
        ...bench().tools,
        now: NOW,
        ...(scope === undefined ? {} : { scope: parseScope(scope) }),
        ...options,
      });
      const [file] = files;
      if (file === undefined) throw new Error('no file');
      const { lines, records, rejected, elsewhere, blank } = file;
      if (lines !== records + rejected + elsewhere + blank)
        throw new Error(`${lines} lines are not the sum of their parts`);
      return file;
    },
    async ask(scope, ...names) {
      const values: unknown[] = [];
      for (const name of names) {
        const measure = findMeasure(name);
        if (measure === undefined) throw new Error(name);
        const { facts, aggregate, column, when } = measure;
        const [fact] = facts;
        if (fact === undefined) throw new Error(`${name} has no fact`);
        const [row] = await bench().store.scan({
          id: name,
          fact,
          scopes: [scope],
          range: { from: '2023-01-01', to: '2026-12-31' },
          by: [],
          where: [],
          once: false,
          measures: [{ name, aggregate, column, when }],
        });
        values.push(row?.values[0] === null || row === undefined ? null : Number(row.values[0]));
      }
      return values;
    },
    unknownPaths: async () => (await bench().store.ledger.unknownFields()).map(({ path }) => path),
  };
}
