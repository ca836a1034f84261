import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeptRequest } from '../../io/jobs/job-service.ts';
import type { StoredSeries } from '../../io/store/result-store.ts';
import type { World } from '../../study/base/question.ts';
import type { Job } from '../../io/store/job-store.ts';
import { questionOf } from '../../study/questions.ts';
import { seriesFilter } from '../../study/present/series-filter.ts';
import { countedText, groupingsOf, SERIES_NATURE, type Grouping } from '../../study/present/series-nature.ts';
import { seriesPlaces } from '../../study/present/series-places.ts';
import { querySeries, type SeriesRows } from '../../study/present/series-query.ts';
import { formatInstant, type Window } from '../../system/words/calendar.ts';
import type { Model } from '../../system/model/model.ts';
import { InvalidInput, orThrow, problem, type Problem } from '../../system/words/problem.ts';
import { HttpProblem } from './server/http-problem.ts';
import type { SeriesRequest } from './reading/requests.ts';
import { hourOf } from '../../system/schema/stated-fields.ts';
import type { Services } from './services.ts';

interface WorldRows extends SeriesRows {
  readonly world: World;
}
type Head = Pick<SeriesRequest, 'quantity' | 'counts' | 'step'> & { readonly by: Grouping };

/** Hourly, daily or monthly values of one quantity of a finished job, as JSON or, where `Accept` asks for it, CSV. */
export async function sendSeries(
  services: Services,
  job: Job,
  asked: SeriesRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const by = asked.by ?? groupingsOf(asked.quantity)[0];
  const window = windowOf(asked);
  refuse([...otherGroupings(asked, by), ...(window.end <= window.start ? [endFirst(asked)] : [])]);
  if (job.state !== 'done')
    throw new HttpProblem(409, `This ${job.kind} is ${job.state}; it has no series.`, [notDone(job)]);
  const answers = await rowsOf(services, job, asked, by, window);
  const csv = wantsCsv(request.headers.accept);
  void reply.header('vary', 'accept').header('etag', `"${job.identity.slice(0, 32)}-${csv ? 'csv' : 'json'}-counts"`);
  if (csv) void reply.type('text/csv; charset=utf-8').send(csvOf({ ...asked, by }, answers));
  else void reply.send(document(job, { ...asked, by }, answers));
}

const windowOf = ({ from, to }: SeriesRequest): Window => ({
  start: from === undefined ? -Infinity : hourOf(from),
  end: to === undefined ? Infinity : hourOf(to),
});

async function rowsOf(
  services: Services,
  job: Job,
  asked: SeriesRequest,
  by: Grouping,
  window: Window,
): Promise<readonly WorldRows[]> {
  const places = seriesPlaces(await modelOf(services, job));
  const worlds: readonly World[] = asked.world ? [asked.world] : questionOf(job.kind).series;
  return Promise.all(
    worlds.map(async (world) => {
      const stored = await services.store.results.series(job.identity, world, asked.quantity);
      if (!stored)
        throw new InvalidInput([absent(asked.quantity, await services.store.results.quantities(job.identity, world))]);
      const filter = seriesFilter(asked, stored.entry.ids, places);
      refuse([...(filter.ok ? [] : filter.problems), ...outside(asked, window, stored)]);
      return { world, ...querySeries(stored, { by, step: asked.step, window, keeps: orThrow(filter) }, places) };
    }),
  );
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidInput(problems);
}

async function modelOf({ models }: Services, job: Job): Promise<Model> {
  const { work } = job.request as KeptRequest;
  return orThrow(await models.model(questionOf(work.kind).standsOn(work).model));
}

const document = (job: Job, { quantity, counts, by, step }: Head, answers: readonly WorldRows[]) => ({
  schema: 'spillway/series@1',
  job: job.id,
  quantity,
  unit: SERIES_NATURE[quantity].unit,
  counts,
  counted: countedText(quantity, counts),
  by,
  step,
  times: answers[0].times,
  rows: answers.flatMap(({ world, rows }) => rows.map((row) => ({ world, ...row }))),
});

const wantsCsv = (accept = ''): boolean => {
  const types = accept.split(',').map((type) => type.split(';')[0].trim());
  const [csv, json] = [types.indexOf('text/csv'), types.indexOf('application/json')];
  return csv >= 0 && (json < 0 || csv < json);
};

/**
 * One line an hour, day or month, each with what it counts; a column a row of the answer, headed by world, key and
 * unit.
 */
function csvOf({ quantity, counts }: Head, answers: readonly WorldRows[]): string {
  const { unit } = SERIES_NATURE[quantity];
  const columns = answers.flatMap(({ world, rows }) =>
    rows.map(({ key, values }) => ({ head: `${world === 'run' ? '' : `${world} `}${key} [${unit}]`, values })),
  );
  const lines = answers[0].times.map((time, i) => [time, counts, ...columns.map(({ values }) => values[i])].join(','));
  return [['time', 'counts', ...columns.map(({ head }) => head)].join(','), ...lines, ''].join('\r\n');
}

function otherGroupings({ quantity }: SeriesRequest, by: Grouping): Problem[] {
  const allowed = groupingsOf(quantity);
  return allowed.includes(by)
    ? []
    : [
        problem(
          'grouping',
          'by',
          by,
          `one of ${allowed.join(', ')}`,
          `${quantity} cannot be given by ${by}`,
          `use by=${allowed[0]}`,
        ),
      ];
}

/** A window that only reaches outside the result is cut to it; one that lies outside has nothing to tell. */
function outside({ from, to }: SeriesRequest, window: Window, { start, hours }: StoredSeries): Problem[] {
  if (window.start < start + hours && window.end > start) return [];
  const path = window.start >= start + hours ? 'from' : 'to';
  return [
    problem(
      'window-outside-result',
      path,
      path === 'from' ? from : to,
      `${formatInstant(start)} to ${formatInstant(start + hours)}`,
      'the result has no hour in this window',
      'choose from and to inside the window of the result',
    ),
  ];
}

const endFirst = ({ from, to }: SeriesRequest) =>
  problem('empty-window', 'to', to, `after ${from}`, 'the window ends before it starts', 'give an end after the start');
const absent = (quantity: string, present: readonly string[]) =>
  problem(
    'no-series',
    'quantity',
    quantity,
    `one of ${present.join(', ')}`,
    `this result has no series of ${quantity}`,
    'ask for a quantity it has',
  );
const notDone = (job: Job) =>
  problem(
    'not-done',
    'state',
    job.state,
    'done',
    `this ${job.kind} is ${job.state}`,
    'wait until its state is done; follow its events',
  );
