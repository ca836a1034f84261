import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildDispatchProgram } from '../../src/engine/dispatch-case/dispatch-program.ts';
import { programToLp } from '../../src/io/export/program-text.ts';
import { dispatchCase } from '../../src/system/dispatch-case/dispatch-case.ts';

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('the linear program of a tiny case, as text', () => {
  it.each(['pypsa_baker_lmp_load1_0', 'cobre_d03_cascade'])('%s is unchanged', async (id) => {
    const program = buildDispatchProgram(dispatchCase.parse(JSON.parse(text(`../reference-cases/${id}.json`)))).program;
    await expect(programToLp(program)).toMatchFileSnapshot(new URL(`${id}.lp`, import.meta.url).pathname);
  });
});
