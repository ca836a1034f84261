import { writeJsonSchemas } from '../../io/files/json-schema.ts';

/** `node dist/app/cli/write-schemas.js [FOLDER]`: renews the published JSON Schemas, by default in docs/schema. */
const folder = process.argv[2] ?? 'docs/schema';
const names = await writeJsonSchemas(folder);
process.stderr.write(`${names.length} schemas written to ${folder}\n`);
