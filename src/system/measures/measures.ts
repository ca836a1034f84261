import { z } from 'zod';
import type { Window } from '../words/calendar.ts';
import type { Problem } from '../words/problem.ts';
import { addLoad } from './add-load.ts';
import { addStorage } from './add-storage.ts';
import { exportSchedule } from './export-schedule.ts';
import { floodLimit } from './flood-limit.ts';
import { growth } from './growth.ts';
import { inflowYear } from './inflow-year.ts';
import { lineInService } from './line-in-service.ts';
import type { InsteadOf, MeasureKind, Surroundings } from './measure-kind.ts';
import { minimumOutput } from './minimum-output.ts';
import { outage } from './outage.ts';
import { removeLoad } from './remove-load.ts';
import { sectionLimit } from './section-limit.ts';

/** Every type of measure, in the order of the schema. */
export const MEASURE_KINDS = [
  removeLoad,
  addLoad,
  lineInService,
  sectionLimit,
  exportSchedule,
  addStorage,
  outage,
  minimumOutput,
  floodLimit,
  inflowYear,
  growth,
] as const;

const [first, ...others] = MEASURE_KINDS;
export const measureFile = z.discriminatedUnion('type', [first.file, ...others.map(({ file }) => file)]);
export const MEASURE_TYPES = measureFile.options.map((option) => option.shape.type.value);

/** A measure as files, the API and the store carry it: quantities and instants are text. */
export type Measure = z.output<typeof measureFile>;
/** The same in numbers: powers in MW, energies in MWh, times as hour indices. */
export type ResolvedMeasure = ReturnType<(typeof MEASURE_KINDS)[number]['resolve']>;

const BY_TYPE: ReadonlyMap<string, MeasureKind<z.ZodObject, Measure, ResolvedMeasure>> = new Map(
  MEASURE_KINDS.map((kind) => [kind.type, kind]),
);
/** Of the list above both the schema and the types are made, so that every type is found. */
const kindOf = ({ type }: Measure | ResolvedMeasure) => BY_TYPE.get(type)!;

/** A measure in a scenario of the window; it acts from the window's start where it states no time of its own. */
export const resolveMeasure = (given: Measure, window: Window): ResolvedMeasure => kindOf(given).resolve(given, window);

/** What is wrong with what a measure acts on, or with its sizes. */
export const targetProblems = (measure: ResolvedMeasure, path: string, around: Surroundings): Problem[] =>
  kindOf(measure).problems(measure, path, around);

/** What no other measure may set at the same time; null for a measure that adds up with others. */
export const targetOf = (measure: ResolvedMeasure): string | null => kindOf(measure).sets(measure);

/** The figure of a model that a measure takes the place of, and by which of its fields; null for none. */
export const insteadOf = (measure: ResolvedMeasure): InsteadOf | null => kindOf(measure).insteadOf(measure);
