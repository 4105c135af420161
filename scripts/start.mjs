// `npm start`: sets up what is missing, then becomes the server.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, root } from './setup.mjs';

install();
build();
process.argv.splice(2, 0, 'start');
await import(pathToFileURL(join(root, 'packages', 'cli', 'bin', 'flightdeck.mjs')).href);
