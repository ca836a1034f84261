import type { Progress } from './ports.ts';

/**
 * How far work has come as it may be shown: whole seconds left, null where none can be told yet, and where the figure
 * rose by more than a quarter, the stage that took longer than thought.
 */
export interface Course {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  /** below 1 until the answer can be read */
  readonly fraction: number;
  readonly left_s: number | null;
  readonly slower: string | null;
}

/** Share of the work before which nothing is told: two or three steps say too little of hundreds. */
const LEAST_KNOWN = 0.05;
/** The answer can be read once it is kept, not when its last figure is known. */
const MOST_RUNNING = 0.99;
const RISE = 1.25;
/**
 * Seconds by which a figure may be over a quarter above the least told and is held there: too few to be worth a reason.
 */
const HELD = 3;

/**
 * Follows one piece of work. The time left is what the rest takes at the pace so far. Between two steps it counts down
 * as far as the step under way was thought to last, and rises from there. A figure above a quarter more than the least
 * that was ever told names the stage in which it first rose so far, as long as it stands so high: whoever looks,
 * however seldom, sees no rise without a reason. Times are milliseconds of any one clock.
 */
export class TimeLeft {
  private latest: Progress = { stage: 'starting', done: 0, total: 1, fraction: 0 };
  private at: number;
  private jump = 0;
  private least = Infinity;
  private slower: string | null = null;

  constructor(private readonly begun: number) {
    this.at = begun;
  }

  /** A fraction that lies behind what was told before counts as that. */
  advance(progress: Progress, now: number): void {
    const before = this.latest.fraction;
    const fraction = Math.min(MOST_RUNNING, Math.max(before, progress.fraction));
    this.jump = Math.max(this.jump, fraction - before);
    this.latest = { ...progress, fraction };
    if (fraction > before) this.at = now;
  }

  course(now: number): Course {
    const { stage, done, total, fraction } = this.latest;
    return { stage, done, total, fraction, ...this.figure(now) };
  }

  private figure(now: number): Pick<Course, 'left_s' | 'slower'> {
    const { fraction } = this.latest;
    if (fraction < LEAST_KNOWN || this.at <= this.begun) return { left_s: null, slower: null };
    const left = Math.ceil(this.estimate(now) / 1000);
    const highest = Math.floor(RISE * this.least);
    const left_s = left > highest && left <= highest + HELD ? Math.max(highest, this.least) : left;
    this.least = Math.min(this.least, left_s);
    this.slower = left_s > RISE * this.least ? (this.slower ?? this.latest.stage) : null;
    return { left_s, slower: this.slower };
  }

  private estimate(now: number): number {
    const { fraction, until = fraction + this.jump } = this.latest;
    const elapsed = Math.max(now, this.at) - this.begun;
    const pace = fraction / (this.at - this.begun);
    const thought = Math.min(fraction + pace * (now - this.at), Math.max(fraction, until), MOST_RUNNING);
    return (elapsed * (1 - thought)) / thought;
  }
}
