import { expect, it } from 'vitest';
import { mixYears } from '../../src/engine/attribution/mix-years.ts';
import { relax } from '../../src/engine/attribution/relax.ts';
import { asKnown, asScreen } from '../../src/engine/attribution/screen-case.ts';
import type { Case } from '../../src/engine/case/case.ts';
import { deriveCase } from '../../src/engine/case/derive-case.ts';
import { contentHash } from '../../src/engine/case/hash.ts';
import { sharedBy } from '../../src/engine/case/shared-by.ts';
import { varyCase } from '../../src/engine/ensemble/vary-case.ts';
import { tinyCase } from './tiny-case.ts';

const drawn = {
  sectionLimit: Float64Array.of(0.9),
  exportAcceptance: 1.1,
  demand: 1.02,
  forcedOutage: Float64Array.of(0, 0),
};
const variants: readonly [string, (c: Case) => Case, readonly (keyof Case)[]][] = [
  ['relax', (c) => relax(c, 1), ['sections']],
  ['asScreen', asScreen, ['level']],
  ['asKnown', (c) => asKnown({ ...c, foresight: 'rolling' }), ['level', 'foresight']],
  ['sharedBy', (c) => sharedBy(c, 0.5), ['sharing']],
  ['varyCase', (c) => varyCase(c, drawn), ['sections', 'exports', 'zones']],
  ['mixYears', (c) => mixYears(c, { ...tinyCase(30), hash: 'later' }, 32), ['thermal', 'renewables']],
];

it.each(variants)('%s: frozen, with both hashes its own, and nothing else changed', (_, variant, patched) => {
  const parent = tinyCase(30);
  const made = variant(parent);
  expect(Object.isFrozen(made)).toBe(true);
  expect(made.hash).not.toBe(parent.hash);
  expect(made.commonHash).not.toBe(parent.commonHash);
  const fields: readonly string[] = [...patched, 'hash', 'commonHash'];
  for (const name of Object.keys(parent) as (keyof Case)[])
    if (!fields.includes(name)) expect(made[name], name).toEqual(parent[name]);
});

it.each(variants.filter(([name]) => name !== 'mixYears'))('%s: two worlds go on sharing their common part', (_, of) => {
  const [one, other] = [tinyCase(30), tinyCase(10)].map(of);
  expect(one.commonHash).toBe(other.commonHash);
  expect(one.hash).not.toBe(other.hash);
});

it('hashes are the mark on top of the parent, as stored draws and shown cases have them', () => {
  const parent = tinyCase(30);
  expect(sharedBy(parent, 0.5).hash).toBe(contentHash([parent.hash, { sharing: 0.5 }]));
  expect(sharedBy(parent, 0.5).commonHash).toBe(contentHash([parent.commonHash, { sharing: 0.5 }]));
  const { sectionLimit, exportAcceptance, demand } = drawn;
  expect(varyCase(parent, drawn).hash).toBe(contentHash([parent.hash, { sectionLimit, exportAcceptance, demand }]));
});

it("the parent's common hash is computed only when the variant's is asked for, and once", () => {
  let computed = 0;
  const parent: Case = Object.defineProperty({ ...tinyCase(30) }, 'commonHash', {
    enumerable: true,
    get: () => `common-${++computed}`,
  });
  const made = deriveCase(deriveCase(parent, 'a', { level: 'screen' }), 'b', { foresight: 'perfect' });
  expect(computed).toBe(0);
  expect(made.commonHash).toBe(contentHash([contentHash(['common-1', 'a']), 'b']));
  expect(made.commonHash).toBe(structuredClone(made).commonHash);
  expect(computed).toBe(1);
});
