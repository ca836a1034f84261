import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import { formatDate, parseInstant, type Window } from '../../system/words/calendar.ts';
import { readDailyFlow } from '../../system/reading/daily-flow.ts';
import { isHead, readFlowTable } from '../../system/flow-table/flow-table.ts';
import type { WrittenScenario } from '../../system/reading/merge-scenario.ts';
import type { Note } from '../../system/words/note.ts';
import { problem, type Problem } from '../../system/words/problem.ts';
import { placed, shownPath, unreadable } from './file-problems.ts';
import type { ChainFile, InflowTable } from './scenario-places.ts';
import { readTabular } from '../tables/tabular-file.ts';

type Inflow = NonNullable<WrittenScenario['inflow']>[number];
interface ReadInflow {
  readonly chain: readonly ChainFile[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}
interface ReadEntry {
  readonly one: Inflow;
  /** the table that its values were read from */
  readonly table: InflowTable | null;
  readonly problems: readonly Problem[];
  readonly notes: readonly Note[];
}

/** Far more than a hundred years of days, even in a workbook. */
const MOST_BYTES = 4_000_000;

/**
 * The chain with the inflow files that it names read into it: their values in place of their names, with what was done
 * to read them; or everything that is wrong with them.
 */
export async function withInflowFiles(chain: readonly ChainFile[]): Promise<ReadInflow> {
  const window = windowOf(chain);
  const read = await Promise.all(
    chain.map(async (file, i) => {
      const later = new Set(
        chain
          .slice(i + 1)
          .flatMap(({ written }) => written.inflow ?? [])
          .map((one) => one.station),
      );
      const entries = await Promise.all(
        (file.written.inflow ?? []).map(async (one, k) =>
          later.has(one.station) ? asItIs(one) : readEntry(file, one, k, window),
        ),
      );
      return {
        file:
          entries.length === 0
            ? file
            : {
                ...file,
                written: { ...file.written, inflow: entries.map(({ one }) => one) },
                tables: entries.map(({ table }) => table),
              },
        entries,
      };
    }),
  );
  const entries = read.flatMap((one) => one.entries);
  return {
    chain: read.map(({ file }) => file),
    problems: entries.flatMap(({ problems }) => problems),
    notes: entries.flatMap(({ notes }) => notes),
  };
}

const asItIs = (one: Inflow): ReadEntry => ({ one, table: null, problems: [], notes: [] });

/** The window of the scenario as far as the files have one. */
function windowOf(chain: readonly ChainFile[]): Window | null {
  const window = chain.findLast(({ written }) => written.window !== undefined)?.written.window;
  const [start, end] = [parseInstant(window?.start ?? ''), parseInstant(window?.end ?? '')];
  return start !== null && end !== null && end > start ? { start, end } : null;
}

async function readEntry(file: ChainFile, one: Inflow, index: number, window: Window | null): Promise<ReadEntry> {
  if (one.file === undefined) return asItIs(one);
  const path = `inflow[${index}].file`;
  const named = resolve(dirname(file.path), one.file);
  const bytes = await readBytes(file, one.file, named);
  if (!(bytes instanceof Uint8Array))
    return {
      ...asItIs(one),
      problems: [placed({ ...bytes, path }, { file: file.file, ...file.position(['inflow', index, 'file']) })],
    };
  const shown = shownPath(named);
  const refused = (problems: readonly Problem[]): ReadEntry => ({
    ...asItIs(one),
    problems: problems.map((found) => ({ line: 1, column: 1, ...found, path, file: shown })),
  });
  const tabular = await readTabular(bytes, isHead);
  if (!tabular.ok) return refused(tabular.problems);
  const table = readFlowTable(tabular.value.rows);
  if (!('rows' in table)) return refused([table]);
  const { start, values, places, problems, notes } = readDailyFlow(table.rows, path, window, tabular.value.separator);
  if (problems.length > 0) return refused(problems);
  const all = [...tabular.value.notes, ...table.notes, ...notes].map((one) => ({ ...one, file: shown }));
  return {
    one: {
      station: one.station,
      start: formatDate(start),
      flow_m3s: [...values],
      source: one.source ?? `file ${basename(named)}`,
    },
    table: { file: shown, places },
    problems: [],
    notes: all,
  };
}

/**
 * The bytes of an inflow file, or why they are not read: it must lie in or below the folder of the scenario, links
 * included.
 */
async function readBytes({ path }: ChainFile, name: string, named: string): Promise<Uint8Array | Problem> {
  if (isAbsolute(name) || leaves(dirname(path), named)) return outsideFolder(name);
  try {
    if (leaves(await realpath(dirname(path)), await realpath(named))) return outsideFolder(name);
    const { size } = await stat(named);
    if (size > MOST_BYTES)
      return problem(
        'file-too-large',
        '',
        size,
        `<= ${MOST_BYTES} bytes`,
        `${name} is too large for daily values`,
        'give one row a day',
      );
    return await readFile(named);
  } catch (error) {
    return { ...unreadable(named, error, 'inflow file'), value: name };
  }
}

function leaves(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || way === '..' || way.startsWith('../') || way.startsWith('..\\') || isAbsolute(way);
}

const outsideFolder = (name: string): Problem =>
  problem(
    'inflow-file-outside',
    '',
    name,
    'a file in or below the folder of the scenario file',
    `"${name}" leads out of the folder of the scenario file`,
    'put the file beside the scenario and name it relative to it',
  );
