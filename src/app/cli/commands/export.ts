import { exportProgram } from '../../../engine/dispatch/rolling/export-program.ts';
import type { LinearProgram } from '../../../engine/solver/program/linear-program.ts';
import { fileModels } from '../../../io/files/model-files.ts';
import { programToLp, programToMps } from '../../../io/export/program-text.ts';
import { pypsaFolder } from '../../../io/pypsa/pypsa-folder.ts';
import { seriesCsv } from '../../../io/export/series-csv.ts';
import { prepareRun } from '../../../study/run/prepare-case.ts';
import { InvalidInput, orThrow, problem } from '../../../system/words/problem.ts';
import { resolveScenario } from '../../../system/scenario/resolve-scenario.ts';
import type { Answer } from '../session/answer.ts';
import type { Context } from '../session/context.ts';
import { notBuilt } from './not-built.ts';
import { fixed } from '../text/number-text.ts';
import { timedRead } from '../reading/read-timed.ts';
import { readRunOptions, type StudyFlags } from '../reading/run-options.ts';
import type { GivenScenario } from '../reading/scenario-argument.ts';
import { ask, withStudy } from '../session/study-session.ts';
import type { Lang } from '../text/words.ts';
import { writeFolder, writeOut } from '../session/write-out.ts';
import { say } from '../../words/messages.ts';

export const EXPORT_FORMATS = ['mps', 'lp', 'csv', 'pypsa', 'xlsx', 'parquet'] as const;
export type ExportFlags = StudyFlags & { readonly format: string; readonly lang?: Lang };
/** What a file holds, counted; the hash is named before its value. */
const FACTS: Readonly<Record<string, string>> = {
  hash: '校验',
  rows: '行',
  columns: '列',
  nonzeros: '个非零元',
  hours: '小时',
};
interface Exported {
  readonly text: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

/**
 * `spillway export SCENARIO`: the exact linear program of the window, the network for PyPSA, or the hourly series of a
 * run, for any other tool to audit.
 */
export async function exportCommand(path: string, flags: ExportFlags, context: Context): Promise<Answer> {
  const { format, out } = flags;
  if (!(EXPORT_FORMATS as readonly string[]).includes(format)) throw new InvalidInput([unknownFormat(format)]);
  if (format !== 'mps' && format !== 'lp' && format !== 'csv' && format !== 'pypsa')
    return notBuilt(
      `--format ${format}`,
      'use mps or lp for the program, pypsa for the network, csv for the hourly series',
    );
  if (format === 'pypsa') return pypsa(path, flags);
  const {
    given: [given],
    loadMs,
  } = await timedRead([path]);
  const exported = format === 'csv' ? await series(given, flags, loadMs, context) : await program(given, flags, format);
  if (out !== undefined) await writeOut(out, exported.text);
  const document = {
    schema: 'spillway/export@1',
    scenario: given.scenario.id,
    format,
    ...exported.facts,
    file: out ?? null,
    ...(out === undefined && { content: exported.text }),
  };
  return {
    document,
    text: out === undefined ? exported.text.trimEnd() : `${out}: ${factsText(exported.facts, flags.lang)}`,
    exitCode: 0,
  };
}

const factsText = (facts: Exported['facts'], lang: Lang = 'en'): string =>
  Object.entries(facts)
    .map(([name, value]) => {
      const word = lang === 'zh' ? (FACTS[name] ?? name) : name;
      return typeof value === 'string' ? `${word} ${value}` : `${fixed(value, 0)} ${word}`;
    })
    .join(lang === 'zh' ? '，' : ', ');

async function pypsa(path: string, flags: ExportFlags): Promise<Answer> {
  const { out } = flags;
  if (out === undefined) throw new InvalidInput([noFolder]);
  const {
    given: [{ scenario, models }],
  } = await timedRead([path]);
  const options = readRunOptions({ ...flags, foresight: 'perfect', level: 'standard' }, scenario);
  const {
    world: { case: compiled },
  } = await prepareRun({ models: fileModels(models), say }, resolveScenario(scenario), options);
  const { files, constant } = pypsaFolder(compiled);
  await writeFolder(out, files);
  return {
    document: {
      schema: 'spillway/export@1',
      scenario: scenario.id,
      format: 'pypsa',
      hash: compiled.hash,
      files: files.map(({ name }) => name),
      objective_constant_yuan: constant,
      folder: out,
    },
    text:
      flags.lang === 'zh'
        ? `${out}: ${files.length} 个文件；未包含的内容见 NOTE.md`
        : `${out}: ${files.length} files; NOTE.md says what they leave out`,
    exitCode: 0,
  };
}

async function program(
  { scenario, models }: GivenScenario,
  flags: ExportFlags,
  format: 'mps' | 'lp',
): Promise<Exported> {
  const options = readRunOptions({ ...flags, foresight: 'perfect', level: 'exact' }, scenario);
  const {
    world: { case: compiled },
  } = await prepareRun({ models: fileModels(models), say }, resolveScenario(scenario), options);
  const lp: LinearProgram = exportProgram(compiled);
  return {
    text: format === 'mps' ? programToMps(lp, scenario.id) : programToLp(lp),
    facts: { hash: compiled.hash, rows: lp.rows, columns: lp.columns, nonzeros: lp.values.length },
  };
}

async function series(
  { scenario, models }: GivenScenario,
  flags: ExportFlags,
  loadMs: number,
  context: Context,
): Promise<Exported> {
  return withStudy(models, context, async (composed) => {
    const request = { kind: 'run' as const, scenario, options: readRunOptions(flags, scenario) };
    const { identity } = await ask(composed, request, { cache: flags.cache, loadMs, fromStore: true }, context);
    const { text, hours, columns } = await seriesCsv(
      composed.store.results,
      identity,
      'run',
      orThrow(await composed.deps.models.model(scenario.model)),
    );
    return { text, facts: { hours, columns } };
  });
}

const unknownFormat = (format: string) =>
  problem(
    'unknown-format',
    '--format',
    format,
    `one of ${EXPORT_FORMATS.join(', ')}`,
    `"${format}" is not a format`,
    'use mps or lp for the program, pypsa for the network, csv for the hourly series',
  );

const noFolder = problem(
  'missing-out',
  '--out',
  null,
  'a folder',
  'a PyPSA network is a folder of files, and no folder is named',
  'add --out FOLDER, a folder that is empty or does not exist yet',
);
