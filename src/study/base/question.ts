import type { z } from 'zod';
import type { SeriesSet } from '../../engine/outcome/series.ts';
import type { Model } from '../../system/model/model.ts';
import type { Checked } from '../../system/words/problem.ts';
import type { Scenario } from '../../system/scenario/scenario.ts';
import type { StudyDeps, Watch } from './ports.ts';
import type { ScenarioArgument } from './request-fields.ts';
import type { Shape } from './shape.ts';

/** Worlds whose hourly series a result comes with. */
export type World = 'run' | 'reference' | 'counterfactual';

/** What a request may name: models and scenarios by id. Every method throws `InvalidInput` with all that is wrong. */
export interface Library {
  model(id: string): Promise<Model>;
  /** the scenarios that the fields of a request name or spell out, by field */
  scenarios<K extends string>(given: Readonly<Record<K, ScenarioArgument>>): Promise<Record<K, Scenario>>;
  /** a scenario by its id; null where there is none */
  find(id: string): Promise<Scenario | null>;
  /** a changed scenario against its model */
  check(scenario: Scenario): Promise<Checked<Scenario>>;
}

/** An answer: one result document, and the hourly series of each world that has one. */
export interface Answered<Result> {
  readonly result: Result;
  readonly worlds: readonly { readonly world: World; readonly series: SeriesSet }[];
}

/** A question whose cases are compiled: it can be named, and answered, without compiling them a second time. */
export interface Prepared<Result> {
  /** hex hash; equal questions have equal names; throws `InvalidInput` for what cannot be answered */
  identity(): Promise<string>;
  run(watch: Watch): Promise<Answered<Result>>;
}

/**
 * A question that can be put to the program. Everything outside follows from it: the collection `/api/v1/<collection>`,
 * its schemas and examples in the OpenAPI document, the kind of its jobs and the types of its clients. `Work` is the
 * question with every scenario whole, as it is stored with its job, so that any process can take it up.
 */
export interface Question<
  Kind extends string,
  Collection extends string,
  Request extends z.ZodType,
  Result extends z.ZodType,
  Work extends { readonly kind: Kind },
> {
  /** of its jobs in the store */
  readonly kind: Kind;
  /** name and version of the result document */
  readonly schema: `spillway/${string}@${number}`;
  /** of its jobs in the API */
  readonly collection: Collection;
  /** of its schemas in the OpenAPI document: `<name>`, `<name>Page` and `<name>Request` */
  readonly name: string;
  readonly summary: string;
  readonly request: Request;
  /** a request that the schema accepts, on models and scenarios that ship with the program */
  readonly example: z.input<Request>;
  readonly result: Result;
  /** worlds whose hourly series the answer comes with; empty where it has none */
  readonly series: readonly World[];
  /** the request as it is shown with its job; as it was read if absent */
  shown?(request: z.output<Request>): unknown;
  /** finds everything that a request names */
  resolve(request: z.output<Request>, library: Library): Promise<Work>;
  /** the model that the answer stands on, and the scenarios whose figures are looked at for slips */
  standsOn(work: Work): { readonly model: string; readonly scenarios: readonly Scenario[] };
  /** compiles the cases; throws `InvalidInput` with every problem */
  prepare(deps: StudyDeps, work: Work): Promise<Prepared<Shape<Result>>>;
}

/** The question with the types of its parts; they all follow from the schemas and from `resolve`. */
export const question = <
  Kind extends string,
  Collection extends string,
  Request extends z.ZodType,
  Result extends z.ZodType,
  Work extends { readonly kind: Kind },
>(
  one: Question<Kind, Collection, Request, Result, Work>,
): Question<Kind, Collection, Request, Result, Work> => one;

/** An answer without series. */
export const alone = <Result>(result: Result): Answered<Result> => ({ result, worlds: [] });
