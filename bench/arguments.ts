import { parseArgs } from 'node:util';

export const PARTS = ['week', 'month', 'season', 'growth', 'ensemble', 'speed-up', 'slider'] as const;
export type Part = (typeof PARTS)[number];

export interface BenchArguments {
  readonly parts: readonly Part[];
  readonly limitSeconds: number;
  readonly python: string;
  readonly keep: string | null;
  readonly full: boolean;
  /** parts of the names of the peers that take part, in small letters; all if empty */
  readonly peers: readonly string[];
}

/** The season is left out unless asked for: peers take hours on it, or do not fit. */
const USUAL: readonly Part[] = ['week', 'month', 'growth', 'ensemble', 'speed-up', 'slider'];

export function readArguments(given: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      only: { type: 'string' },
      'time-limit': { type: 'string', default: '300' },
      python: { type: 'string', default: 'python3' },
      keep: { type: 'string' },
      full: { type: 'boolean', default: false },
      peers: { type: 'string', default: '' },
    },
  });
  const asked = values.only?.split(',') ?? USUAL;
  const parts = PARTS.filter((part) => asked.includes(part));
  if (parts.length !== asked.length) throw new RangeError(`--only takes ${PARTS.join(', ')}, apart by commas`);
  const limitSeconds = Number(values['time-limit']);
  if (!(limitSeconds > 0)) throw new RangeError('--time-limit takes a number of seconds above 0');
  return {
    parts,
    limitSeconds,
    python: values.python,
    keep: values.keep ?? null,
    full: values.full,
    peers: values.peers
      .toLowerCase()
      .split(',')
      .filter((part) => part !== ''),
  };
}
