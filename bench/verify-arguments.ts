import { parseArgs } from 'node:util';

export const PROOFS = ['programs', 'plan', 'weeks', 'months'] as const;
export type Proof = (typeof PROOFS)[number];
export interface VerifyArguments {
  readonly proofs: readonly Proof[];
  readonly from: number;
  readonly count: number;
  readonly referee: boolean;
}

export function readVerifyArguments(given: readonly string[]): VerifyArguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      only: { type: 'string' },
      from: { type: 'string', default: '1' },
      count: { type: 'string', default: '1000' },
      referee: { type: 'boolean', default: false },
    },
  });
  const asked = values.only?.split(',') ?? PROOFS;
  const proofs = PROOFS.filter((proof) => asked.includes(proof));
  if (proofs.length !== asked.length) throw new RangeError(`--only takes ${PROOFS.join(', ')}, apart by commas`);
  const [from, count] = [Number(values.from), Number(values.count)];
  if (!Number.isInteger(from) || !Number.isInteger(count) || from < 1 || count < 1)
    throw new RangeError('--from and --count take whole numbers from 1');
  return { proofs, from, count, referee: values.referee };
}
