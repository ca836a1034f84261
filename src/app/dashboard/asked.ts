import type { Job } from './job-api.ts';
import { CUSTOM, draftOf, gigawattsOf, same, type Draft } from './draft.ts';
import type { Context } from './context.ts';
import { date, power } from './format.ts';
import type { State } from './state.ts';

/** What a finished or running comparison was asked with: the changes of its request over the scenario file. */
export function askedOf(state: State, job: Job): { readonly size: string; readonly start: string } {
  const written = draftOf(state.context.counterfactual);
  const changes = job.request?.changes;
  return {
    size: power(gigawattsOf(changes?.size ?? `${written.size} GW`)),
    start: changes?.start?.slice(0, 10) ?? written.start,
  };
}

export const describe = (state: State, job: Job): string => {
  const asked = askedOf(state, job);
  return asked.start ? `${asked.size} · ${date(asked.start, 'short')}` : asked.size;
};

/** The form as it was when this comparison was asked for. */
export function draftOfJob(state: State, job: Job): Draft {
  const written = draftOf(state.context.counterfactual);
  const { changes, options } = job.request ?? {};
  const percent = changes?.connection;
  const share = (value: number): number => Number((value * 100).toPrecision(10));
  return {
    ...written,
    ...(changes?.size ? { size: String(gigawattsOf(changes.size)) } : {}),
    ...(changes?.start ? { start: changes.start.slice(0, 10) } : {}),
    ...(changes?.shares ? { weights: changes.shares } : {}),
    place: placeOf(state.context, changes?.shares ?? written.weights),
    ...(percent
      ? {
          connection: {
            grid: share(percent.grid),
            consumption_zone: share(percent.consumption_zone),
            direct: share(percent.direct),
          },
        }
      : {}),
    ...(options?.foresight ? { foresight: options.foresight } : {}),
    ...(options?.level ? { level: options.level } : {}),
    attribute: Boolean(job.request?.attribute) || Boolean(job.request?.sensitivity),
    sensitivity: Boolean(job.request?.sensitivity),
    price: Boolean(job.request?.price_of_foresight),
  };
}

const placeOf = (context: Context, shares: Readonly<Record<string, number>>): string =>
  context.places.find((place) => same(place.shares, shares))?.id ?? CUSTOM;

/** The form as the scenario file has it. */
export const draftAsWritten = (context: Context): Draft => {
  const draft = draftOf(context.counterfactual);
  return { ...draft, place: placeOf(context, draft.weights) };
};
