import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { shownPath, unreadable } from '../../../io/files/file-problems.ts';
import { sharedModels } from '../../../io/files/cached-models.ts';
import { readModelFolder } from '../../../io/files/model-files.ts';
import { loadScenarioChain } from '../../../io/files/scenario-files.ts';
import { summariseModel } from '../../../study/run/model-summary.ts';
import { modelStanding, standingOf } from '../../../study/base/standing.ts';
import { checkScenario } from '../../../system/reading/check-scenario.ts';
import { resolveScenario } from '../../../system/scenario/resolve-scenario.ts';
import type { Note } from '../../../system/words/note.ts';
import type { Warning } from '../../../system/plausible/finding.ts';
import type { Problem } from '../../../system/words/problem.ts';
import { refuse, type Answer } from '../session/answer.ts';
import { modelsRoot } from '../reading/models-root.ts';
import { noteLines } from '../text/say-notes.ts';
import { modelLine, standingHere, warningNote } from '../tables/standing-text.ts';
import { modelText, scenarioText } from '../tables/validate-text.ts';
import type { Lang } from '../text/words.ts';

/** Reads a model folder or a scenario file and says what it holds, or everything that is wrong with it. */
export async function validatePath(path: string, lang: Lang = 'en'): Promise<Answer> {
  const kind = await kindOf(path);
  if (kind === 'folder') return validateModel(path, lang);
  if (kind === 'file')
    return path.endsWith('datapackage.json') ? validateModel(dirname(path), lang) : validateScenario(path, lang);
  return refuse([kind]);
}

async function kindOf(path: string): Promise<'folder' | 'file' | Problem> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    return unreadable(path, error, 'model folder or scenario file');
  }
}

async function validateModel(folder: string, lang: Lang): Promise<Answer> {
  const { model, notes, warnings } = await readModelFolder(folder);
  if (!model.ok) return refuse(model.problems);
  const summary = summariseModel(model.value);
  const standing = { ...modelStanding({}, model.value), folder: shownPath(resolve(folder)) };
  const document = {
    schema: 'spillway/validation@1',
    kind: 'model',
    path: standing.folder,
    ...summary,
    model: standing,
    warnings,
    notes,
  };
  return {
    document,
    text: withNotes(
      `${modelText(summary, lang)}\n\n${modelLine(standing, lang)}`,
      [...warnings.map(warningNote), ...notes],
      lang,
    ),
    exitCode: 0,
  };
}

async function validateScenario(path: string, lang: Lang): Promise<Answer> {
  const loaded = await loadScenarioChain(path);
  if (!loaded.ok) return refuse(loaded.problems);
  const { scenario, locate, files, notes } = loaded.value;
  const { root, notes: chosen } = await modelsRoot(path, scenario.model);
  const models = sharedModels(root);
  const model = await models.model(scenario.model);
  if (!model.ok) return refuse(model.problems.map((one) => (one.file === undefined ? locate([one])[0] : one)));
  const problems = checkScenario(resolveScenario(scenario), model.value);
  if (problems.length > 0) return refuse(locate(problems));
  const standing = standingHere(await standingOf(models, scenario.model, [scenario]), root);
  const warnings = standing.warnings.map((one) =>
    one.path.includes('.csv/') ? one : { ...one, ...placeOf(locate, one) },
  );
  const document = {
    schema: 'spillway/validation@1',
    kind: 'scenario',
    path: shownPath(resolve(path)),
    files: files.map(shownPath),
    id: scenario.id,
    title: scenario.title,
    model: standing.model,
    basis: scenario.basis,
    window: scenario.window,
    loads: scenario.loads.map((load) => ({ id: load.id, size: load.size })),
    inflow: scenario.inflow.map(({ station, source }) => ({ station, source: source ?? null })),
    measures: scenario.measures.map(({ id, type }) => ({ id, type })),
    source: scenario.source,
    not_modelled: scenario.not_modelled,
    warnings,
    notes: [...notes, ...chosen],
  };
  return {
    document,
    text: withNotes(
      `${scenarioText(scenario, files, lang)}\n\n${modelLine(standing.model, lang)}`,
      [...warnings.map(warningNote), ...notes, ...chosen],
      lang,
    ),
    exitCode: 0,
  };
}

/** The file and line of a figure of a scenario that its user is warned of. */
function placeOf(
  locate: (problems: readonly Problem[]) => Problem[],
  { code, path, value, limit }: Warning,
): Partial<Pick<Problem, 'file' | 'line'>> {
  const [{ file, line }] = locate([{ code, path, value, limit, message: '', hint: '' }]);
  return { file, line };
}

const withNotes = (text: string, notes: readonly Note[], lang: Lang): string =>
  [text, ...(notes.length > 0 ? [noteLines(notes, lang).join('\n')] : [])].join('\n\n');
