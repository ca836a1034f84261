import type { Scenario } from '../../system/scenario/scenario.ts';
import type { Changes, ComparisonRequest, Connection } from './job-api.ts';

/**
 * What the form holds, as entered: size in GW as text, so that a wrong entry reaches the server and comes back with its
 * hint.
 */
export interface Draft {
  readonly size: string;
  readonly start: string;
  readonly place: string;
  readonly weights: Readonly<Record<string, number>>;
  /** percent */
  readonly connection: Connection;
  readonly foresight: string;
  readonly level: string;
  /** whether curtailment is divided among its causes too */
  readonly attribute: boolean;
  /** the causes once more with limits lifted further */
  readonly sensitivity: boolean;
  /** what not knowing the water costs too */
  readonly price: boolean;
}

export interface Pair {
  readonly reference: string;
  readonly counterfactual: string;
}
/**
 * The pair this page is about: the one that the program opens with, or that of the address
 * (`/?reference=…&counterfactual=…`).
 */
export function pairOfPage({ reference: first, counterfactual: second }: Pair): Pair {
  const asked = new URLSearchParams(window.location.search);
  const [reference, counterfactual] = [asked.get('reference'), asked.get('counterfactual')];
  return reference && counterfactual ? { reference, counterfactual } : { reference: first, counterfactual: second };
}
export const CUSTOM = 'custom';

/** The form as the counterfactual's file has it; what the file leaves out stays at a neutral value. */
export function draftOf(scenario: Scenario | null): Draft {
  const removal = scenario?.measures.find((measure) => measure.type === 'remove-load');
  const load = scenario?.loads.find((candidate) => candidate.id === removal?.load) ?? scenario?.loads[0];
  return {
    size: String(gigawattsOf(removal?.size ?? '8 GW')),
    start: (
      removal?.start ??
      removal?.staged?.map((step) => step.start).sort()[0] ??
      scenario?.window.start ??
      ''
    ).slice(0, 10),
    place: CUSTOM,
    weights: load?.shares ?? {},
    connection: percentOf(load?.connection ?? { grid: 1, consumption_zone: 0, direct: 0 }),
    foresight: scenario?.foresight.mode ?? 'rolling',
    level: 'standard',
    attribute: false,
    sensitivity: false,
    price: false,
  };
}

/** `8 GW`, `3200 MW` or `800 万千瓦` in GW. */
export function gigawattsOf(text: string): number {
  const value = Number.parseFloat(text);
  const perGigawatt = text.includes('万千瓦') ? 100 : text.includes('MW') ? 1000 : 1;
  return Number((value / perGigawatt).toPrecision(12));
}

const percentOf = (c: Connection): Connection => ({
  grid: round(c.grid * 100),
  consumption_zone: round(c.consumption_zone * 100),
  direct: round(c.direct * 100),
});
const shareOf = (c: Connection): Connection => ({
  grid: round(c.grid / 100),
  consumption_zone: round(c.consumption_zone / 100),
  direct: round(c.direct / 100),
});
const round = (value: number): number => Number(value.toPrecision(10));

export const connectionSum = (c: Connection): number => round(c.grid + c.consumption_zone + c.direct);

/** Known water has no price of not being known. */
export const pricesForesight = ({ price, foresight }: Draft): boolean => price && foresight === 'rolling';

/**
 * The request for this form: only what differs from the scenario file is sent, so that the shipped pair keeps its
 * identity.
 */
export function requestOf(draft: Draft, written: Draft, pair: Pair): ComparisonRequest {
  const changes: Changes = {
    ...(draft.size === written.size ? {} : { size: `${draft.size} GW` }),
    ...(draft.start === written.start ? {} : { start: `${draft.start}T00:00+08:00` }),
    ...(same(draft.weights, written.weights) ? {} : { shares: positive(draft.weights) }),
    ...(same(draft.connection, written.connection) ? {} : { connection: shareOf(draft.connection) }),
  };
  const options = {
    ...(draft.foresight === written.foresight && draft.level === written.level ? {} : { foresight: draft.foresight }),
    ...(draft.level === written.level ? {} : { level: draft.level }),
  };
  return {
    ...pair,
    ...(size(changes) > 0 ? { changes } : {}),
    ...(size(options) > 0 ? { options } : {}),
    ...(draft.attribute ? { attribute: true, ...(draft.sensitivity ? { sensitivity: true } : {}) } : {}),
    ...(pricesForesight(draft) ? { price_of_foresight: true } : {}),
  };
}

const size = (record: object): number => Object.keys(record).length;
export const same = (a: object, b: object): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
const positive = (weights: Draft['weights']): Draft['weights'] =>
  Object.fromEntries(Object.entries(weights).filter(([, weight]) => weight !== 0));
