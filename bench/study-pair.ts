import { loadScenarioFile } from '../src/io/files/scenario-files.ts';
import { fileModels } from '../src/io/files/model-files.ts';
import { preparePair, type PreparedPair } from '../src/study/run/prepare-case.ts';
import type { RunOptions } from '../src/study/base/ports.ts';
import { parseInstant } from '../src/system/words/calendar.ts';
import { orThrow } from '../src/system/words/problem.ts';
import { say } from '../src/app/words/messages.ts';
import { resolvePair } from '../src/system/scenario/resolve-scenario.ts';

const FOLDER = 'scenarios/sichuan-2021';
export const REFERENCE = `${FOLDER}/base.yaml`;
export const COUNTERFACTUAL = `${FOLDER}/shutdown-8gw.yaml`;
export const MODELS = 'models';

/**
 * Days of the study, local midnights, the last one not included; `water` names a pair before the fact, that after it if
 * absent.
 */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly water?: 'ex-ante-dry' | 'ex-ante-normal' | 'ex-ante-wet';
}
export const SPANS: Readonly<Record<'week' | 'month' | 'season', Span>> = {
  week: { from: '2021-09-05', to: '2021-09-12' },
  month: { from: '2021-09-01', to: '2021-10-01' },
  season: { from: '2021-06-01', to: '2021-11-01' },
};

/** Both worlds of the 8 GW study, read from their files and compiled; reference first. */
export async function readPair({ from, to, water }: Span, options: RunOptions = {}): Promise<PreparedPair> {
  const paths =
    water === undefined
      ? [REFERENCE, COUNTERFACTUAL]
      : [`${FOLDER}/base-${water}.yaml`, `${FOLDER}/shutdown-${water}.yaml`];
  const [reference, counterfactual] = await Promise.all(
    paths.map(async (path) => orThrow(await loadScenarioFile(path))),
  );
  const window = { start: hourOf(from), end: hourOf(to) };
  return preparePair({ models: fileModels(MODELS), say }, ...resolvePair(reference, counterfactual), {
    foresight: 'perfect',
    level: 'standard',
    window,
    ...options,
  });
}

function hourOf(day: string): number {
  const hour = parseInstant(day);
  if (hour === null) throw new RangeError(`"${day}" is not a day written as YYYY-MM-DD`);
  return hour;
}
