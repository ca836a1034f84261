import { actionsOn } from './actions.ts';
import { prepareCharts } from './chart-theme.ts';
import { readOpening } from './api.ts';
import { emptyContext, NO_PAIR, readContext } from './context.ts';
import { draftAsWritten, draftOfJob } from './asked.ts';
import { draftOf, pairOfPage, type Pair } from './draft.ts';
import { keepRoom } from './run-bar.ts';
import { initialLanguage, setLanguage } from './i18n.ts';
import { isFinal, listJobs, readJob, type Job } from './job-api.ts';
import { drawAll } from './page.ts';
import { resumeBackcast } from './backcast.ts';
import { resumeEnsemble } from './ensemble.ts';
import { resumeResponse } from './response.ts';
import { resumePackage } from './package.ts';
import { IDLE } from './side-study.ts';
import { Store, remembered } from './state.ts';
import { resumeTornado } from './tornado.ts';
import { resumeYears } from './years.ts';

const store = new Store({
  loading: true,
  context: emptyContext,
  draft: draftOf(null),
  shown: null,
  job: null,
  history: [],
  problems: [],
  notice: null,
  sweep: IDLE,
  backcast: IDLE,
  tornado: IDLE,
  ensemble: IDLE,
  package: IDLE,
  years: IDLE,
});
const actions = actionsOn(store);

const isOf =
  (pair: Pair) =>
  ({ request }: Job): boolean =>
    request?.reference === pair.reference && request.counterfactual === pair.counterfactual;

/**
 * Of this page's pair: the latest finished comparison, as the scenario files have it if there is one, and the latest
 * still under way.
 */
async function latest(pair: Pair): Promise<{ readonly finished: Job | null; readonly running: Job | null }> {
  const jobs = (await listJobs('comparisons', 50).catch((): readonly Job[] => [])).filter(isOf(pair));
  const done = jobs.filter((job) => job.state === 'done');
  const found = done.find((job) => !job.request?.changes) ?? done[0];
  return {
    finished: found ? await readJob('comparisons', found.id).catch(() => null) : null,
    running: jobs.find((job) => !isFinal(job)) ?? null,
  };
}

/** What this tab asked for before a reload, with what the server knows of it now. */
async function session(pair: Pair): Promise<readonly Job[]> {
  const jobs: readonly (Job | null)[] = await Promise.all(
    remembered().map(async ({ id, request }) => {
      const job = await readJob('comparisons', id).catch(() => null);
      return job ? { ...job, request: job.request ?? request } : null;
    }),
  );
  return jobs.filter((job): job is Job => job !== null && isOf(pair)(job));
}

async function load(): Promise<void> {
  const opening = await readOpening().catch(() => null);
  const pair = pairOfPage(opening ?? NO_PAIR);
  const [context, known, history] = await Promise.all([readContext(opening, pair), latest(pair), session(pair)]);
  const shown = history.find((job) => job.state === 'done' && job.result) ?? known.finished;
  store.change({ loading: false, context, draft: draftAsWritten(context), shown, history });
  if (shown) store.change({ draft: draftOfJob(store.state, shown) });
  drawAll(store.state, actions);
  const running = history.find((job) => !isFinal(job)) ?? known.running;
  if (running) actions.follow(running);
  resumeResponse(store.state, actions.sweep);
  resumeEnsemble(store.state, actions.ensemble);
  resumeTornado(store.state, actions.tornado);
  resumePackage(store.state, actions.package);
  resumeYears(store.state, actions.years);
  resumeBackcast(store.state, actions.backcast);
}

setLanguage(initialLanguage());
prepareCharts();
keepRoom();
drawAll(store.state, actions);
void load();
