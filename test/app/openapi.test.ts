import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SCENARIO_EXAMPLE } from '../../src/app/api/openapi/openapi-examples.ts';
import { QUESTIONS } from '../../src/study/questions.ts';
import { scenarioInput } from '../../src/system/scenario/overlay-measures.ts';
import { ask } from './ask.ts';
import { forget, startHarness, type Harness } from './plumbing.ts';

let server: Harness;
let document: Record<string, never>;
beforeAll(async () => {
  server = await startHarness();
  document = (await ask(server.url, 'GET', '/openapi.json')).json;
}, 30_000);
afterAll(async () => {
  await server.close();
  forget(server.folder);
});

it('describes every address, and every reference leads somewhere', () => {
  const { openapi, paths, components } = document as unknown as {
    openapi: string;
    paths: Record<string, object>;
    components: { schemas: Record<string, unknown> };
  };
  expect(openapi).toBe('3.1.0');
  const expected = [
    'models',
    'models/{id}',
    'models/{id}/evidence',
    'scenarios',
    'scenarios/{id}',
    'scenarios/opening',
    'scenarios/validate',
    'scenarios/{id}/diff/{other}',
    'runs/{id}/series',
    'comparisons/{id}/series',
    'comparisons/{id}/report',
    'comparisons/{id}/provenance',
    ...QUESTIONS.flatMap(({ collection }) => [collection, `${collection}/{id}`, `${collection}/{id}/events`]),
    'health',
    'metrics',
  ];
  expect(Object.keys(paths).sort()).toEqual(expected.map((path) => `/api/v1/${path}`).sort());
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    (match) => match[1],
  );
  expect(references.filter((name) => !(name in components.schemas))).toEqual([]);
});

/** Every property of every schema, however deep, with its description and whether it is a number. */
function propertiesOf(schema: unknown): { readonly description?: string; readonly type?: string }[] {
  if (Array.isArray(schema)) return schema.flatMap(propertiesOf);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, inner]) =>
    key === 'properties'
      ? Object.values(inner as Record<string, object>).flatMap((one) => [one, ...propertiesOf(one)])
      : propertiesOf(inner),
  );
}

it('says of 95 in 100 fields what they mean, and of 95 in 100 numbers in which unit', () => {
  const { schemas } = (document as unknown as { components: { schemas: object } }).components;
  const all = propertiesOf(schemas);
  expect(all.length).toBeGreaterThan(4000);
  expect(all.filter(({ description }) => description).length / all.length).toBeGreaterThanOrEqual(0.95);
  const numbers = all.filter(({ type }) => type === 'number' || type === 'integer');
  expect(numbers.length).toBeGreaterThan(1000);
  const withUnit = numbers.filter(({ description }) =>
    /\[[^\]]+\]$|\b(how (many|often)|share|factor)\b/.test(description ?? ''),
  );
  expect(withUnit.length / numbers.length).toBeGreaterThanOrEqual(0.95);
});

it('gives every operation an example', () => {
  const { paths } = document as unknown as { paths: Record<string, Record<string, object>> };
  const without = Object.entries(paths).flatMap(([address, item]) =>
    Object.entries(item)
      .filter(([, operation]) => !/"examples?":/.test(JSON.stringify(operation)))
      .map(([method]) => `${method} ${address}`),
  );
  expect(without).toEqual([]);
  expect(scenarioInput.safeParse(SCENARIO_EXAMPLE).error).toBeUndefined();
});

it('makes a typed client that accepts right use and refuses wrong use', async () => {
  const types = astToString(await openapiTS(JSON.stringify(document)));
  const use = `
import type { components, paths } from './api.ts';
type Comparison = paths['/api/v1/comparisons/{id}']['get']['responses']['200']['content']['application/json'];
export const delta = (job: Comparison): number | undefined => job.result?.curtailed_gwh.delta;
export const request: components['schemas']['ComparisonRequest'] = { reference: 'a', counterfactual: 'b', changes: { size: '8 GW' } };
export const refused = (found: components['schemas']['Problem']): readonly [number, number | undefined] => [found.total, found.by_code['unknown-field']];
// @ts-expect-error a level that does not exist
export const wrong: components['schemas']['ComparisonRequest'] = { reference: 'a', counterfactual: 'b', options: { level: 'best' } };
`;
  expect(complaints({ 'api.ts': types, 'use.ts': use })).toEqual([]);
}, 30_000);

it('shows the document in a page that the security policy lets run', async () => {
  const page = await ask(server.url, 'GET', '/docs');
  expect(page.status).toBe(200);
  expect(page.text).not.toMatch(/<script>(?!\s*<)/);
});

function complaints(files: Record<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const named = (name: string): string | undefined => files[name.replace(/^.*\//, '')];
  host.getSourceFile = (name, version) =>
    named(name) === undefined ? getSourceFile(name, version) : ts.createSourceFile(name, named(name)!, version);
  host.fileExists = (name) => named(name) !== undefined || fileExists(name);
  host.readFile = (name) => named(name) ?? readFile(name);
  const program = ts.createProgram(Object.keys(files), options, host);
  return ts.getPreEmitDiagnostics(program).map((found) => ts.flattenDiagnosticMessageText(found.messageText, '\n'));
}
