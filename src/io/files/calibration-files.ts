import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CalibrationResult } from '../../study/calibration/calibration-result.ts';
import type { SampleResult } from '../../study/base/sample-result.ts';
import { storedFit, type StoredFit } from '../../study/base/stored-fit.ts';
import { InvalidInput, problem } from '../../system/words/problem.ts';
import { TABLES, type Tables } from '../../system/model/model.ts';
import { shownPath } from './file-problems.ts';
import { readText } from './read-text.ts';

export const FIT_FILE = 'fit.json';

/** Numbers whose value in a table is the one that a stored sample ships. */
export const ofSample = (rows: Tables['calibration'], samples: readonly SampleResult[]): ReadonlySet<string> =>
  new Set(
    samples.flatMap(({ quantities }) =>
      quantities.flatMap(({ name, shipped }) =>
        shipped !== null && rows.some((row) => row.parameter === name && row.value === shipped) ? [name] : [],
      ),
    ),
  );

/**
 * Stores fitted values in `calibration.csv` of a model folder and the fit beside it, in `fit.json`, without dates and
 * times: the same fit, the same bytes. Numbers of `sampled` keep the median that they have from a sample. Returns the
 * files written.
 */
export async function writeCalibration(
  folder: string,
  { calibration: rows, water_by_size: sizes }: Pick<Tables, 'calibration' | 'water_by_size'>,
  result: CalibrationResult,
  sampled: ReadonlySet<string> = new Set(),
): Promise<readonly string[]> {
  const { timing_ms: _timing, ...made } = result;
  // Water inferred alone leaves the fit as it was stored; structures rested on other water.
  const fit =
    made.fit === null
      ? {
          ...((await storedJson(folder, '--infer', 'inferred water is added to it')) as object),
          model: made.model,
          inferred: made.inferred,
          by_size: made.by_size,
          headline: made.headline,
          structures: null,
        }
      : made;
  const values = new Map(
    [result.fit, result.inferred]
      .flatMap((step) => step ?? [])
      .flatMap((step) => step.parameters.map((one) => [one.parameter, one.value] as const))
      .filter(([parameter]) => !sampled.has(parameter)),
  );
  const table = rows.map((row) => ({ ...row, value: values.get(row.parameter) ?? row.value }));
  const sized = sizes.map((row) => ({
    ...row,
    shift:
      result.by_size.find(
        (one) => one.parameter === row.parameter && one.load === row.load && one.size_mw === row.size_mw,
      )?.shift ?? row.shift,
  }));
  const files = [
    [FIT_FILE, `${JSON.stringify(fit, null, 1)}\n`],
    ['calibration.csv', csvText(TABLES.calibration, table)],
    ...(sized.length > 0 ? [['water_by_size.csv', csvText(TABLES.water_by_size, sized)]] : []),
  ];
  const written: string[] = [];
  for (const [file, text] of files) written.push(await replaceFile(join(folder, file), text));
  return written;
}

async function storedText(folder: string): Promise<string | null> {
  const read = await readText(join(folder, FIT_FILE), 'stored fit');
  if (read.ok) return read.value.text;
  // A fit that is there and cannot be read is no missing fit.
  if (read.problems.some(({ code }) => code !== 'missing-file')) throw new InvalidInput(read.problems);
  return null;
}

async function storedJson(folder: string, path: string, why: string): Promise<unknown> {
  const text = await storedText(folder);
  if (text === null)
    throw new InvalidInput([
      problem(
        'no-fit',
        path,
        shownPath(folder),
        `a folder with ${FIT_FILE}`,
        `no fit is stored beside the model: ${why}`,
        'calibrate the model whole first, with --write',
      ),
    ]);
  return JSON.parse(text) as unknown;
}

/**
 * Stores other values of some numbers in `calibration.csv` of a model folder, with where they are from; returns the
 * file written.
 */
export async function writeValues(
  folder: string,
  rows: Tables['calibration'],
  values: ReadonlyMap<string, number>,
  source: string,
): Promise<string> {
  return replaceFile(
    join(folder, 'calibration.csv'),
    csvText(
      TABLES.calibration,
      rows.map((row) => (values.has(row.parameter) ? { ...row, value: values.get(row.parameter)!, source } : row)),
    ),
  );
}

/** The calibration stored beside a model; null where there is none, `InvalidInput` where it cannot be read. */
export async function findFit(folder: string): Promise<StoredFit | null> {
  const text = await storedText(folder);
  return text === null ? null : readStored(jsonOrNull(text), folder, FIT_FILE);
}

function readStored(json: unknown, folder: string, path: string): StoredFit {
  const parsed = storedFit.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new InvalidInput([
    problem(
      'bad-fit',
      path,
      shownPath(join(folder, FIT_FILE)),
      'a file written by calibrate --write',
      `${FIT_FILE} is not a stored calibration`,
      'calibrate the model again, with --write',
    ),
  ]);
}

/** Another reader sees the old file or the whole of the new one. */
export async function replaceFile(path: string, text: string): Promise<string> {
  const part = `${path}.part`;
  try {
    await writeFile(part, text);
    await rename(part, path);
  } catch (error) {
    throw new InvalidInput([
      problem(
        'unwritable-file',
        '--write',
        shownPath(path),
        'a file that can be written',
        `the file cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown cause'})`,
        'choose a folder that may be written to',
      ),
    ]);
  }
  return path;
}

function csvText<R extends Readonly<Record<string, unknown>>>(
  { shape }: { readonly shape: Readonly<Record<string, unknown>> },
  rows: readonly R[],
): string {
  const columns = Object.keys(shape).filter((column) => rows.some((row) => row[column] !== undefined));
  return [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))]
    .map((cells) => `${cells.map(quoted).join(',')}\n`)
    .join('');
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The value that a text says; null where it says none. */
export function jsonOrNull(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return null;
  }
}
