import type { Problem } from '../../system/words/problem.ts';
import type { ComparisonRequest, Job } from './job-api.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import type { Notice } from './progress.ts';
import type { Side } from './side-study.ts';

/**
 * Everything the page shows. `job` is what runs now, `shown` the finished comparison on the page; `history` is this
 * session's, latest first.
 */
export interface State {
  readonly loading: boolean;
  readonly context: Context;
  readonly draft: Draft;
  readonly shown: Job | null;
  readonly job: Job | null;
  readonly history: readonly Job[];
  readonly problems: readonly Problem[];
  readonly notice: Notice | null;
  readonly sweep: Side<'sweeps'>;
  readonly backcast: Side<'backcasts'>;
  readonly tornado: Side<'tornados'>;
  readonly ensemble: Side<'ensembles'>;
  readonly package: Side<'packages'>;
  readonly years: Side<'decompositions'>;
}

export class Store {
  constructor(private current: State) {}

  get state(): State {
    return this.current;
  }

  change(patch: Partial<State>): void {
    this.current = { ...this.current, ...patch };
  }
}

const REMEMBERED = 'spillway.session';
interface Remembered {
  readonly id: string;
  readonly request?: ComparisonRequest;
}

/** The comparisons that this browser tab asked for, latest first. */
export const remembered = (): readonly Remembered[] =>
  JSON.parse(sessionStorage.getItem(REMEMBERED) ?? '[]') as Remembered[];
export const remember = (jobs: readonly Job[]): void =>
  sessionStorage.setItem(REMEMBERED, JSON.stringify(jobs.map(({ id, request }) => ({ id, request }))));

/**
 * The history with this job in its place, or first when it is new; what was asked is kept where an update does not
 * repeat it.
 */
export function withJob(history: readonly Job[], job: Job): readonly Job[] {
  const known = history.find((candidate) => candidate.id === job.id);
  const merged = { ...job, request: job.request ?? known?.request };
  return known ? history.map((candidate) => (candidate.id === job.id ? merged : candidate)) : [merged, ...history];
}
