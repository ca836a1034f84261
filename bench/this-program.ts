import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Level } from '../src/system/scenario/scenario.ts';
import { absent, type Contender, type Finish, type Task } from './contender.ts';
import { measure } from './measure.ts';
import { COUNTERFACTUAL, REFERENCE } from './study-pair.ts';

/** The fields of a comparison that are read here. */
interface Comparison {
  readonly curtailed_gwh: Readonly<Record<'reference' | 'counterfactual', number>>;
  readonly optimality: Readonly<Record<'reference' | 'counterfactual', { readonly upper_bound: number }>> & {
    readonly relative_gap: number;
  };
  readonly timing_ms: { readonly total: number };
}

/** The command as a user types it: files in, comparison out, nothing taken from a store. */
export const thisProgram = (level: Level): Contender => ({
  name: `spillway compare, ${level}`,
  from: 'files to results',
  enter: (task) => compare(level, task),
});

async function compare(level: Level, { span, limitSeconds }: Task): Promise<Finish> {
  const store = mkdtempSync(join(tmpdir(), 'spillway-bench-'));
  try {
    const went = await measure(
      process.execPath,
      [
        'dist/app/cli/main.js',
        'compare',
        REFERENCE,
        COUNTERFACTUAL,
        '--from',
        span.from,
        '--to',
        span.to,
        '--foresight',
        'perfect',
        '--level',
        level,
        '--no-cache',
        '--json',
      ],
      limitSeconds,
      { SPILLWAY_DATA: store },
    );
    if (went.end !== 'done')
      return absent(
        went.end === 'time limit'
          ? `time limit of ${limitSeconds} s`
          : `failed: ${lastLine(went.stdout + went.stderr)}`,
      );
    const { curtailed_gwh: c, optimality: o, timing_ms: t } = JSON.parse(went.stdout) as Comparison;
    return {
      seconds: went.seconds,
      peakMb: went.peakMb,
      objective: [o.reference.upper_bound / 1e6, o.counterfactual.upper_bound / 1e6],
      curtailed: [c.reference, c.counterfactual],
      note: `${(t.total / 1000).toFixed(2)} s after loading; gap ${(100 * o.relative_gap).toFixed(2)} %`,
    };
  } finally {
    rmSync(store, { recursive: true, force: true });
  }
}

export const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1)?.slice(0, 120) ?? '';
