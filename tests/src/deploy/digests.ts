// Prints the digest of each table of the data folder given, as JSON: equal digests mean equal content, whenever it arrived.
import { join } from 'node:path';
import { openDuckdbStore } from '@flightdeck/store-duckdb';

const [, , folder = ''] = process.argv;
const store = await openDuckdbStore({ file: join(folder, 'flightdeck.duckdb'), readFolders: [], isReadOnly: true });
console.log(JSON.stringify(Object.fromEntries(await store.digests())));
await store.close();
