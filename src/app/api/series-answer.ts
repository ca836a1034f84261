import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeptRequest } from '../../io/jobs/job-service.ts';
import type { World } from '../../io/store/result-store.ts';
import type { Job } from '../../io/store/job-store.ts';
import { groupingsOf, querySeries, SERIES_NATURE, type Grouping, type SeriesRows } from '../../study/series-query.ts';
import type { Model } from '../../system/model.ts';
import { InvalidInput, orThrow, problem } from '../../system/problem.ts';
import { HttpProblem } from './http-problem.ts';
import { hourOf, type SeriesRequest } from './requests.ts';
import type { Services } from './services.ts';

interface WorldRows extends SeriesRows { readonly world: World }

/** Hourly, daily or monthly values of one quantity of a finished job, as JSON or, where `Accept` asks for it, CSV. */
export async function sendSeries(services: Services, job: Job, asked: SeriesRequest, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const by = asked.by ?? groupingsOf(asked.quantity)[0];
  refuseOtherGroupings(asked, by);
  if (job.state !== 'done') throw new HttpProblem(409, `This ${job.kind} is ${job.state}; it has no series.`, [notDone(job)]);
  const answers = await rowsOf(services, job, asked, by);
  const csv = wantsCsv(request.headers.accept);
  void reply.header('vary', 'accept').header('etag', `"${job.identity.slice(0, 32)}-${csv ? 'csv' : 'json'}"`);
  if (csv) void reply.type('text/csv; charset=utf-8').send(csvOf(answers, SERIES_NATURE[asked.quantity].unit));
  else void reply.send(document(job, asked, by, answers));
}

async function rowsOf(services: Services, job: Job, asked: SeriesRequest, by: Grouping): Promise<readonly WorldRows[]> {
  const model = await modelOf(services, job);
  const window = { start: asked.from === undefined ? -Infinity : hourOf(asked.from), end: asked.to === undefined ? Infinity : hourOf(asked.to) };
  const worlds: readonly World[] = job.kind === 'run' ? ['run'] : asked.world ? [asked.world] : ['reference', 'counterfactual'];
  return Promise.all(worlds.map(async (world) => {
    const stored = await services.store.results.series(job.identity, world, asked.quantity);
    if (!stored) throw new InvalidInput([absent(asked.quantity, await services.store.results.quantities(job.identity, world))]);
    return { world, ...querySeries(stored, by, asked.step, model, window) };
  }));
}

async function modelOf({ models }: Services, job: Job): Promise<Model> {
  return orThrow(await models.model(modelName((job.request as KeptRequest).work)));
}

function modelName(work: KeptRequest['work']): string {
  if (work.kind === 'backcast') return work.backcast.model;
  if (work.kind === 'decomposition') return work.decomposition.model;
  if (work.kind === 'tornado') return work.tornado.reference.model;
  return work.kind === 'comparison' || work.kind === 'ensemble' ? work.reference.model : work.scenario.model;
}

const document = (job: Job, asked: SeriesRequest, by: Grouping, answers: readonly WorldRows[]) => ({
  schema: 'spillway/series@1', job: job.id, quantity: asked.quantity, unit: SERIES_NATURE[asked.quantity].unit, by, step: asked.step,
  times: answers[0].times, rows: answers.flatMap(({ world, rows }) => rows.map((row) => ({ world, ...row }))),
});

const wantsCsv = (accept = ''): boolean => {
  const types = accept.split(',').map((type) => type.split(';')[0].trim());
  const [csv, json] = [types.indexOf('text/csv'), types.indexOf('application/json')];
  return csv >= 0 && (json < 0 || csv < json);
};

/** One line an hour, day or month; a column a row of the answer, headed by world, key and unit. */
function csvOf(answers: readonly WorldRows[], unit: string): string {
  const columns = answers.flatMap(({ world, rows }) => rows.map(({ key, values }) => ({ head: `${world === 'run' ? '' : `${world} `}${key} [${unit}]`, values })));
  const lines = answers[0].times.map((time, i) => [time, ...columns.map(({ values }) => values[i])].join(','));
  return [['time', ...columns.map(({ head }) => head)].join(','), ...lines, ''].join('\r\n');
}

function refuseOtherGroupings({ quantity }: SeriesRequest, by: Grouping): void {
  const allowed = groupingsOf(quantity);
  if (!allowed.includes(by)) {
    throw new InvalidInput([problem('grouping', 'by', by, `one of ${allowed.join(', ')}`, `${quantity} cannot be given by ${by}`, `use by=${allowed[0]}`)]);
  }
}

const absent = (quantity: string, present: readonly string[]) =>
  problem('no-series', 'quantity', quantity, `one of ${present.join(', ')}`, `this result has no series of ${quantity}`, 'ask for a quantity it has');
const notDone = (job: Job) => problem('not-done', 'state', job.state, 'done', `this ${job.kind} is ${job.state}`, 'wait until its state is done; follow its events');
