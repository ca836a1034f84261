import type { LinearProgram, Solution } from '../../solver/program/linear-program.ts';
import type { Timeline } from '../../case/timeline.ts';
import type { PowerColumns } from './power-family.ts';
import type { RampRow } from './storage-family.ts';

/**
 * A program of a run, so far as somebody stated its limits; `line` is told step by step with `power`, columns and rows
 * of stations are `[station * steps + step]`.
 */
export interface StatedProgram {
  readonly program: LinearProgram;
  readonly line: Timeline;
  readonly power: readonly PowerColumns[];
  readonly turbined: Int32Array;
  readonly ramps: readonly RampRow[];
}

/** Thrown where a program of a run has no optimum, with what it takes to tell why. */
export class Unsolved extends Error {
  constructor(
    what: string,
    { status, message }: Solution,
    readonly stated: StatedProgram,
    readonly infeasible = status === 'infeasible',
  ) {
    super(`${what}: ${status}: ${message}`);
    this.name = 'Unsolved';
  }
}
