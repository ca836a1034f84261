import { CsvError, parse } from 'csv-parse/sync';
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { formatDate, parseInstant, type Window } from '../system/calendar.ts';
import { readDailyFlow, type FlowRow } from '../system/daily-flow.ts';
import type { WrittenScenario } from '../system/merge-scenario.ts';
import { problem, type Problem } from '../system/problem.ts';
import { placed, shownPath, unreadable } from './file-problems.ts';
import type { ChainFile } from './scenario-places.ts';

type Inflow = NonNullable<WrittenScenario['inflow']>[number];
interface ReadInflow { readonly chain: readonly ChainFile[]; readonly problems: readonly Problem[] }

/** Far more than a hundred years of days. */
const MOST_BYTES = 4_000_000;

/** The chain with the inflow files that it names read into it: their values in place of their names, or everything that is wrong with them. */
export async function withInflowFiles(chain: readonly ChainFile[]): Promise<ReadInflow> {
  const window = windowOf(chain);
  const read = await Promise.all(chain.map(async (file, i) => {
    const later = new Set(chain.slice(i + 1).flatMap(({ written }) => written.inflow ?? []).map((one) => one.station));
    const entries = await Promise.all((file.written.inflow ?? []).map((one, k) => (later.has(one.station) ? { one, problems: [] } : readEntry(file, one, k, window))));
    const problems = entries.flatMap((entry) => entry.problems);
    return { file: entries.length === 0 ? file : { ...file, written: { ...file.written, inflow: entries.map((entry) => entry.one) } }, problems };
  }));
  return { chain: read.map(({ file }) => file), problems: read.flatMap(({ problems }) => problems) };
}

/** The window of the scenario as far as the files have one. */
function windowOf(chain: readonly ChainFile[]): Window | null {
  const window = chain.findLast(({ written }) => written.window !== undefined)?.written.window;
  const [start, end] = [parseInstant(window?.start ?? ''), parseInstant(window?.end ?? '')];
  return start !== null && end !== null && end > start ? { start, end } : null;
}

async function readEntry(file: ChainFile, one: Inflow, index: number, window: Window | null): Promise<{ one: Inflow; problems: readonly Problem[] }> {
  if (one.file === undefined) return { one, problems: [] };
  const path = `inflow[${index}].file`;
  const refused = (found: Problem): { one: Inflow; problems: readonly Problem[] } => ({ one, problems: [placed({ ...found, path }, { file: file.file, ...file.position(['inflow', index, 'file']) })] });
  const named = resolve(dirname(file.path), one.file);
  if (isAbsolute(one.file) || leaves(dirname(file.path), named)) return refused(outsideFolder(one.file));
  let text: string;
  try {
    if (leaves(await realpath(dirname(file.path)), await realpath(named))) return refused(outsideFolder(one.file));
    const { size } = await stat(named);
    if (size > MOST_BYTES) return refused(problem('file-too-large', path, size, `<= ${MOST_BYTES} bytes`, `${one.file} is too large for daily values`, 'give one row a day'));
    text = await readFile(named, 'utf8');
  } catch (error) {
    return refused({ ...unreadable(named, error, 'inflow file'), value: one.file });
  }
  const rows = rowsOf(text);
  const shown = shownPath(named);
  if (!Array.isArray(rows)) return { one, problems: [{ ...(rows as Problem), path, file: shown }] };
  const { start, values, problems } = readDailyFlow(rows as FlowRow[], path, window);
  if (problems.length > 0) return { one, problems: problems.map((found) => ({ ...found, file: shown })) };
  return { one: { station: one.station, start: formatDate(start), flow_m3s: [...values], source: one.source ?? `file ${basename(named)}` }, problems: [] };
}

function leaves(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || way === '..' || way.startsWith('../') || way.startsWith('..\\') || isAbsolute(way);
}

const outsideFolder = (name: string): Problem => problem('inflow-file-outside', '', name, 'a file in or below the folder of the scenario file', `"${name}" leads out of the folder of the scenario file`, 'put the file beside the scenario and name it relative to it');

const COLUMNS = ['date', 'flow_m3s'];

/** The rows of a table with the columns date and flow_m3s, or why it is none. */
function rowsOf(text: string): FlowRow[] | Problem {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    return { ...problem('csv-syntax', '', null, 'comma-separated values, quoted with "', `cannot be read as CSV near line ${line}`, 'look for a quotation mark that is not closed'), line };
  }
  const header = records[0]?.record ?? [];
  const [date, flow] = COLUMNS.map((name) => header.indexOf(name));
  if (date < 0 || flow < 0) return { ...problem('missing-column', '', header.join(','), `columns ${COLUMNS.join(', ')}`, 'the first line must name the columns date and flow_m3s', 'write the header: date,flow_m3s'), line: 1, column: 1 };
  if (records.length === 1) return { ...problem('empty-table', '', 0, 'one row for every day', 'the file has a header and no rows', 'add a row for each day of the window'), line: 1, column: 1 };
  return records.slice(1).map(({ record, info }) => ({ line: info.lines, date: record[date] ?? '', flow: record[flow] ?? '' }));
}
