import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonSchemas, schemaText } from '../../src/io/files/json-schema.ts';

const FOLDER = 'docs/schema';

test('the published schemas are those of the program (renew: node dist/app/cli/write-schemas.js)', () => {
  const schemas = jsonSchemas();
  expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(schemas).sort());
  for (const [name, schema] of Object.entries(schemas))
    expect(readFileSync(join(FOLDER, name), 'utf8'), name).toBe(schemaText(schema));
});
