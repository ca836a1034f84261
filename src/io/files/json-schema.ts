import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { opening } from '../../study/scenario/opening.ts';
import { dispatchCase } from '../../system/dispatch-case/dispatch-case.ts';
import { TABLES, type TableName } from '../../system/model/model.ts';
import { scenarioInput } from '../../system/scenario/overlay-measures.ts';
import { scenarioDocument } from '../../system/scenario/scenario.ts';
import { makeFolder } from './make-folder.ts';
import { packageFile } from './model-package.ts';

type JsonSchema = Record<string, unknown>;

/**
 * JSON Schema (draft 2020-12) of everything that a user writes, by file name: scenario files and the rows of each model
 * table.
 */
export function jsonSchemas(): Readonly<Record<string, JsonSchema>> {
  return {
    'scenario.json': titled(scenarioInput, 'Scenario file, with or without "extends"'),
    'scenario-document.json': titled(scenarioDocument, 'Scenario whole: nothing left to inherit'),
    'dispatch-case.json': titled(dispatchCase, 'Dispatch case, schema dispatch-case/1: what "spillway solve" reads'),
    'opening.json': titled(opening, 'What the program opens with: scenarios/default.yaml'),
    'datapackage.json': titled(packageFile, 'Description of a model package'),
    ...Object.fromEntries(
      (Object.keys(TABLES) as TableName[]).map((table) => [
        `table-${table.replaceAll('_', '-')}.json`,
        titled(TABLES[table], `A row of ${table}.csv`),
      ]),
    ),
  };
}

const titled = (schema: z.ZodType, title: string): JsonSchema => ({
  title,
  ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
});

export const schemaText = (schema: JsonSchema): string => `${JSON.stringify(schema, null, 2)}\n`;

/** Writes the schemas into `folder` and returns the names of the files. */
export async function writeJsonSchemas(folder: string): Promise<string[]> {
  makeFolder(resolve(folder));
  const entries = Object.entries(jsonSchemas());
  await Promise.all(entries.map(([name, schema]) => writeFile(join(folder, name), schemaText(schema))));
  return entries.map(([name]) => name);
}
