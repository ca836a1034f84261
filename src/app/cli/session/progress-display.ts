import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../../../study/base/ports.ts';
import { TimeLeft, type Course } from '../../../study/base/time-left.ts';

export interface CourseDisplay {
  readonly show: (course: Course) => void;
  /** `done`: the answer can be read */ end(done?: boolean): void;
}
export interface ProgressDisplay {
  readonly show: (progress: Progress) => void;
  end(done?: boolean): void;
}

const LINE_EVERY_MS = 10_000;
const TICK_MS = 1_000;

/**
 * How far work has come on stderr: a bar on a terminal, elsewhere a line now and then. Nothing shows for work that is
 * over at once, unless a line is wanted `atOnce` and every second.
 */
export const courseDisplay = (stream: NodeJS.WriteStream = process.stderr, { atOnce = false } = {}): CourseDisplay =>
  stream.isTTY ? bar(stream) : lines(stream, atOnce);

/** The same for work that tells of its steps: the time left goes on while a step lasts. */
export function progressDisplay(
  stream: NodeJS.WriteStream = process.stderr,
  options: { readonly atOnce?: boolean } = {},
): ProgressDisplay {
  const display = courseDisplay(stream, options);
  const work = new TimeLeft(performance.now());
  let told = false;
  const show = (): void => display.show(work.course(performance.now()));
  const ticking = setInterval(() => {
    if (told) show();
  }, TICK_MS).unref();
  return {
    show: (progress) => {
      told = true;
      work.advance(progress, performance.now());
      show();
    },
    end: (done) => {
      clearInterval(ticking);
      display.end(done);
    },
  };
}

/** What follows once the answer is known and before it can be read. */
export const STORING: Progress = { stage: 'storing', done: 0, total: 1, fraction: 1 };

function bar(stream: NodeJS.WriteStream): CourseDisplay {
  const shown = new SingleBar(
    { stream, format: '{bar} {percent} %  {stage}  {left}', clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    show: (course) => {
      const facts = { percent: percent(course), stage: course.stage, left: leftText(course) };
      if (!started) shown.start(1000, 0, facts);
      started = true;
      shown.update(Math.floor(1000 * course.fraction), facts);
    },
    end: () => {
      if (started) shown.stop();
      started = false;
    },
  };
}

function lines(stream: NodeJS.WriteStream, atOnce: boolean): CourseDisplay {
  const begun = performance.now();
  const every = atOnce ? LINE_EVERY_MS / 10 : LINE_EVERY_MS;
  let last = atOnce ? begun - every : begun;
  let written = false;
  return {
    show: (course) => {
      if (performance.now() - last < every) return;
      last = performance.now();
      written = true;
      const left = leftText(course);
      stream.write(
        `${percent(course)} %  ${course.stage} ${course.done}/${course.total}${left === '' ? '' : `  ${left}`}\n`,
      );
    },
    end: (done = false) => {
      if (written && done) stream.write(`100 %  done in ${timeText((performance.now() - begun) / 1000)}\n`);
      written = false;
    },
  };
}

const percent = ({ fraction }: Course): number => Math.floor(100 * fraction);

/** Empty where nothing can be told yet. */
const leftText = ({ left_s, slower }: Course): string =>
  left_s === null ? '' : `about ${timeText(left_s)} left${slower === null ? '' : `, slower than thought: ${slower}`}`;

const timeText = (seconds: number): string => {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
};
