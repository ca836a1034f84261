import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ModelSource } from '../../study/base/ports.ts';
import { checkModel } from '../../system/reading/check-model.ts';
import {
  emptyTables,
  OPTIONAL_TABLES,
  TABLES,
  type Model,
  type StatedRow,
  type TableName,
  type Tables,
} from '../../system/model/model.ts';
import type { Note } from '../../system/words/note.ts';
import { warningsOf, type Warning } from '../../system/plausible/finding.ts';
import { modelFindings } from '../../system/plausible/model-findings.ts';
import { invalid, problem, valid, type Checked, type Problem } from '../../system/words/problem.ts';
import { withClassDefaults } from '../../system/model/regulation-classes.ts';
import { inKeyOrder, rowKey, splitRowPath } from '../../system/model/table-keys.ts';
import { readTable, type ReadTable, type RowPlace } from './csv-table.ts';
import { placed, shownPath, unreadable } from './file-problems.ts';
import { readPackage, type PackageFile } from './model-package.ts';
import { checkedNamesIn, foldersIn } from './folder-names.ts';
import { readText } from './read-text.ts';

const PACKAGE = 'datapackage.json';

/** A model from its folder (`datapackage.json` and one CSV a table), or every problem in all of its files. */
export const loadModelFolder = async (folder: string): Promise<Checked<Model>> => (await readModelFolder(folder)).model;

/**
 * What came of reading a model folder: the model, what was done to read its files (encodings, separators, lines
 * skipped), and the figures that are unlikely, each at its line.
 */
export interface ReadModel {
  readonly model: Checked<Model>;
  readonly notes: readonly Note[];
  readonly warnings: readonly PlacedWarning[];
}
export type PlacedWarning = Warning & { readonly file?: string; readonly line?: number };

export async function readModelFolder(folder: string): Promise<ReadModel> {
  const packagePath = join(folder, PACKAGE);
  const listed = await checkedNamesIn(folder);
  if (!listed.ok) return { model: listed, notes: [], warnings: [] };
  const names = listed.value;
  const written = await readText(packagePath, 'model package');
  if (!written.ok) return { model: written, notes: [], warnings: [] };
  const { text } = written.value;
  const description = readPackage(text, new Set(names));
  const problems: Problem[] = description.ok
    ? []
    : description.problems.map((found) =>
        placed(found, { file: shownPath(packagePath), line: found.line ?? lineOf(text, found) }),
      );
  const read = await readTables(folder, description.tables, problems);
  const model = modelOf(description.ok ? description.value : undefined, basename(folder), read);
  problems.push(...tableProblems(model, folder, read, new Set([...names, ...description.tables])));
  const place = placesIn(folder, read);
  const warnings =
    problems.length > 0
      ? []
      : warningsOf(modelFindings(model.tables)).map((one) => ({ ...one, ...place(one.path, false) }));
  return {
    model: problems.length > 0 ? invalid(problems) : valid(model),
    notes: [...read.values()].flatMap(({ notes }) => notes),
    warnings,
  };
}

async function readTables(
  folder: string,
  tables: readonly TableName[],
  problems: Problem[],
): Promise<Map<TableName, ReadTable>> {
  const read = new Map<TableName, ReadTable>();
  for (const table of tables) {
    const path = join(folder, `${table}.csv`);
    const bytes = await readFile(path).catch((error: unknown) => {
      problems.push({ ...unreadable(path, error, 'table'), path: `${table}.csv` });
      return null;
    });
    if (bytes === null) continue;
    const result = await readTable(table, bytes, shownPath(path));
    read.set(table, result);
    problems.push(...result.problems);
  }
  return read;
}

function modelOf(description: PackageFile | undefined, folder: string, read: ReadonlyMap<TableName, ReadTable>): Model {
  const tables: Record<string, readonly object[]> = { ...emptyTables() };
  // Rows are put in the order of their keys, so that a file with its rows shuffled gives the same case, the same hash
  // and the same bits.
  for (const [table, { rows }] of read)
    tables[table] = Object.freeze(inKeyOrder(table, rows).map((row) => Object.freeze(row)));
  // Each row has passed the schema of its table; where one has not, the model goes no further than the checks that name
  // its problems.
  const stated = tables as unknown as Omit<Tables, 'stations'> & {
    readonly stations: readonly StatedRow<'stations'>[];
  };
  const { name = folder, title = folder, title_zh = title, version = '', statistic } = description ?? {};
  return {
    id: name,
    title: { en: title, zh: title_zh },
    version,
    ...(statistic && { statistic }),
    tables: { ...stated, ...withClassDefaults(stated.stations, stated.regulation_classes) },
  };
}

/**
 * Problems between tables, with the file, line and column of the row that each is about; `lying` names the tables
 * listed and the files in the folder.
 */
function tableProblems(
  model: Model,
  folder: string,
  read: ReadonlyMap<TableName, ReadTable>,
  lying: ReadonlySet<string>,
): Problem[] {
  const place = placesIn(folder, read);
  const unread = new Set((Object.keys(TABLES) as TableName[]).filter((table) => isUnread(table, read, lying)));
  return checkModel(model, unread).map((found) => {
    const at = place(found.path, found.code.startsWith('duplicate'));
    return at === null ? found : placed(found, at);
  });
}

/** Where the cell of a path stands: the first row of its key, or the last. */
function placesIn(
  folder: string,
  read: ReadonlyMap<TableName, ReadTable>,
): (path: string, last: boolean) => { readonly file: string; readonly line: number; readonly column: number } | null {
  const places = new Map([...read].map(([table, result]) => [table as string, placesByKey(table, result)]));
  return (path, last) => {
    const at = splitRowPath(path);
    if (at === null) return null;
    const lines = at.key === null ? undefined : places.get(at.table)?.get(at.key);
    const row = lines?.[last ? lines.length - 1 : 0];
    return {
      file: shownPath(join(folder, `${at.table}.csv`)),
      line: row?.line ?? 1,
      column: row?.columns[at.column ?? ''] ?? 1,
    };
  };
}

/**
 * Whether a table has rows that this program has not seen: its file is listed or required, and missing, unreadable or
 * not even listed.
 */
function isUnread(table: TableName, read: ReadonlyMap<TableName, ReadTable>, lying: ReadonlySet<string>): boolean {
  const result = read.get(table);
  if (result === undefined) return lying.has(table) || lying.has(`${table}.csv`) || !OPTIONAL_TABLES.has(table);
  return result.rows.length === 0 && result.problems.length > 0;
}

function placesByKey(table: TableName, { rows, places }: ReadTable): Map<string, RowPlace[]> {
  const byKey = new Map<string, RowPlace[]>();
  rows.forEach((row, i) => {
    const key = rowKey(table, row);
    const known = byKey.get(key);
    if (known) known.push(places[i]);
    else byKey.set(key, [places[i]]);
  });
  return byKey;
}

/** The line of `datapackage.json` that holds the offending value, else the first. */
function lineOf(text: string, { value }: Problem): number {
  if (typeof value !== 'string' || value === '') return 1;
  const index = text.indexOf(JSON.stringify(value));
  return index < 0 ? 1 : text.slice(0, index).split('\n').length;
}

const ID = /^[a-z0-9-]{1,64}$/;

/**
 * The models in the folders of `root`, by folder name; no id is ever used as a path before it has been found to be a
 * plain name.
 */
export function fileModels(root: string): ModelSource {
  return {
    folder: (id) => `${basename(root)}/${id}`,
    async model(id) {
      const known = await folderNames(root);
      if (ID.test(id) && known.includes(id)) return namedAsFolder(await loadModelFolder(join(root, id)), id, root);
      return invalid([
        problem(
          'unknown-model',
          'model',
          id,
          known.length > 0 ? `one of ${known.join(', ')}` : 'a folder of models',
          `there is no model "${id}"`,
          'name an existing model',
        ),
      ]);
    },
    async listModels() {
      const models = await Promise.all((await folderNames(root)).map((id) => titleOf(root, id)));
      return models.filter((model) => model !== null);
    },
  };
}

function namedAsFolder(model: Checked<Model>, id: string, root: string): Checked<Model> {
  if (!model.ok || model.value.id === id) return model;
  const file = shownPath(join(root, id, PACKAGE));
  return invalid([
    placed(
      problem(
        'id-mismatch',
        'name',
        model.value.id,
        id,
        `the folder "${id}" holds a model named "${model.value.id}"`,
        'give the folder and "name" the same id',
      ),
      { file, line: 1, column: 1 },
    ),
  ]);
}

const folderNames = async (root: string): Promise<string[]> =>
  (await foldersIn(root)).filter((name) => ID.test(name)).sort();

/** A folder without a readable package is not a model and is not listed. */
async function titleOf(root: string, id: string): Promise<{ id: string; title: Model['title'] } | null> {
  try {
    const written = await readText(join(root, id, PACKAGE), 'model package');
    if (!written.ok) return null;
    const { title, title_zh } = JSON.parse(written.value.text) as { title?: unknown; title_zh?: unknown };
    const en = typeof title === 'string' ? title : id;
    return { id, title: { en, zh: typeof title_zh === 'string' ? title_zh : en } };
  } catch {
    return null;
  }
}
