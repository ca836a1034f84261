import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the program: that of package.json, from `src/app` and from `dist/app` alike. */
export const programRoot = fileURLToPath(new URL('../../', import.meta.url));
export const programVersion = (): string =>
  (JSON.parse(readFileSync(join(programRoot, 'package.json'), 'utf8')) as { version: string }).version;
