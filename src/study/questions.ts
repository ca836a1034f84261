import type { z } from 'zod';
import { backcastQuestion } from './backcast/question.ts';
import { yearOnYearQuestion } from './backcast/year-on-year-question.ts';
import { comparisonQuestion } from './comparison/question.ts';
import { packageQuestion } from './countermeasures/question.ts';
import { ensembleQuestion } from './ensemble/question.ts';
import type { Question } from './base/question.ts';
import { runQuestion } from './run/question.ts';
import type { Shape } from './base/shape.ts';
import { sweepQuestion } from './sweep/question.ts';
import { tornadoQuestion } from './tornado/question.ts';

/** Every question that can be put as a job. A new one is added here, and to the commands of the command line. */
const ALL = [
  runQuestion,
  comparisonQuestion,
  sweepQuestion,
  backcastQuestion,
  yearOnYearQuestion,
  packageQuestion,
  ensembleQuestion,
  tornadoQuestion,
] as const;
type Each = (typeof ALL)[number];

export type JobKind = Each['kind'];
type OfKind<K extends JobKind> = Extract<Each, { readonly kind: K }>;
/** A whole question, scenarios included, so that it can be stored and taken up again by any process. */
export type JobRequest<K extends JobKind = JobKind> = {
  [Kind in K]: Parameters<OfKind<Kind>['prepare']>[1];
}[K];
export type ResultOf<K extends JobKind> = { [Kind in K]: Shape<OfKind<Kind>['result']> }[K];

/** What clients of the API send to each collection, and what its jobs answer. */
export type Collections = {
  readonly [One in Each as One['collection']]: {
    readonly request: z.input<One['request']>;
    readonly result: Shape<One['result']>;
  };
};

export type AnyResult = ResultOf<JobKind>;
export type AnyQuestion = Question<JobKind, keyof Collections, z.ZodType, z.ZodType<AnyResult>, JobRequest>;
export const QUESTIONS: readonly AnyQuestion[] = ALL;
export const JOB_KINDS: readonly JobKind[] = ALL.map(({ kind }) => kind);

const BY_KIND = new Map<JobKind, AnyQuestion>(QUESTIONS.map((one) => [one.kind, one]));
export const questionOf = (kind: JobKind): AnyQuestion => BY_KIND.get(kind)!;
