import { numberAt, type CaseLine, type DispatchCase } from './dispatch-case.ts';

/**
 * What a valid case says that its author may not have meant: with `kvl`, a line that carries nothing still holds the
 * angles of its ends equal.
 */
export const caseNotes = ({ kvl, lines, time }: DispatchCase): string[] =>
  (lines ?? [])
    .filter((line) => kvl === true && bindsWithoutFlow(line, time.n))
    .map(
      (line) =>
        `line "${line.id}" carries nothing but keeps "${line.from}" and "${line.to}" at one angle; to take it ` +
        'out of service, set its available to 0',
    );

const bindsWithoutFlow = ({ x, cap_fwd, cap_rev, available }: CaseLine, steps: number): boolean =>
  x !== null &&
  x !== undefined &&
  Array.from({ length: steps }, (_, t) => t).some(
    (t) => numberAt(cap_fwd, t) === 0 && numberAt(cap_rev, t) === 0 && numberAt(available, t) !== 0,
  );
