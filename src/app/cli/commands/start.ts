import { setTimeout as wait } from 'node:timers/promises';
import type { Job } from '../../../io/store/job-store.ts';
import type { ComparisonResult } from '../../../study/comparison/comparison-answer.ts';
import { problemList } from '../../../system/words/problem-list.ts';
import { InvalidInput, problem, orThrow } from '../../../system/words/problem.ts';
import { unknownScenario } from '../../../io/library/scenario-library.ts';
import type { Composed } from '../../compose.ts';
import { startServer, stopped } from '../../serve.ts';
import type { Context } from '../session/context.ts';
import { headlineText } from '../tables/headline-text.ts';
import { standingHere, withModel } from '../tables/standing-text.ts';
import { problemText } from '../text/problem-text.ts';
import { courseDisplay } from '../session/progress-display.ts';
import type { Opening } from '../../../study/scenario/opening.ts';
import { readPort } from './serve.ts';
import type { Lang } from '../text/words.ts';

type Pair = Pick<Opening, 'reference' | 'counterfactual'>;
const POLL_MS = 200;

/**
 * `spillway start`: serves, works the study of `scenarios/default.yaml` as its own first job, prints the headline
 * table, and goes on serving until stopped.
 */
export async function startCommand(
  flags: { readonly port?: string; readonly lang: Lang },
  { signal, json, listen }: Context,
): Promise<void> {
  listen();
  const server = await startServer({ port: readPort(flags.port), signal });
  try {
    const opening = orThrow(await server.composed.scenarios.opening());
    process.stderr.write(
      `Spillway serves API and dashboard at ${server.url}; comparing ${opening.reference} with ${opening.counterfactual}\n`,
    );
    const text = await study(
      server.composed,
      opening,
      (result) => (json ? JSON.stringify(result) : withModel(headlineText(result, flags.lang), result, flags.lang)),
      signal,
    );
    if (text !== null) process.stdout.write(`${text}\n`);
    if (!signal.aborted)
      process.stderr.write(`\nDashboard: ${server.url}  API: ${server.url}/docs  (Ctrl-C ends it)\n`);
    await stopped(signal);
  } finally {
    await server.close();
  }
}

/**
 * The result as it is shown, or null when the study was stopped; a study that fails says why and leaves the server
 * running.
 */
async function study(
  composed: Composed,
  opening: Pair,
  show: (result: ComparisonResult) => string,
  signal: AbortSignal,
): Promise<string | null> {
  const { jobs, store } = composed;
  const [reference, counterfactual] = await Promise.all([
    shipped(composed, opening, 'reference'),
    shipped(composed, opening, 'counterfactual'),
  ]);
  const asked = { reference: opening.reference, counterfactual: opening.counterfactual };
  const job = await jobs.submit({ kind: 'comparison', reference, counterfactual, options: {} }, asked);
  const ended = await followed(composed, job, signal);
  if (signal.aborted) return null;
  const result = ended.state === 'done' ? await store.result(ended.identity) : null;
  if (result?.schema === 'spillway/comparison@1') return show(standingHere(result, composed.modelRoot));
  process.stderr.write(`The study did not end well.\n${problemText(problemList(ended.problems))}\n`);
  return null;
}

async function shipped({ scenarios }: Composed, pair: Pair, field: keyof Pair) {
  const entry = await scenarios.find(pair[field]);
  if (!entry) throw new InvalidInput([unknownScenario(field, pair[field])]);
  return entry.document;
}

async function followed({ jobs }: Composed, first: Job, signal: AbortSignal): Promise<Job> {
  const display = courseDisplay();
  let job = first;
  while (!signal.aborted && (job.state === 'queued' || job.state === 'running')) {
    const { stage, progress: fraction, eta_s: left_s, slower } = job;
    if (job.state === 'running')
      display.show({ stage, fraction, done: Math.floor(100 * fraction), total: 100, left_s, slower });
    await wait(POLL_MS, undefined, { signal }).catch(() => undefined);
    job = (await jobs.job('comparison', first.id)) ?? gone(first);
  }
  display.end(job.state === 'done');
  return job;
}

const gone = (job: Job): Job => ({
  ...job,
  state: 'failed',
  problems: [
    problem(
      'job-gone',
      '',
      job.id,
      null,
      'the comparison is no longer in the store',
      'start again; leave the data folder alone while the program runs',
    ),
  ],
});
