import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Pages that people read to find their way. */
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs', 'src', 'test', 'models', 'scenarios'].flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map((name) => join(folder, String(name)))
      .filter((name) => name.endsWith('.md')),
  ),
];
/** A file of the project as prose names it; capitals stand for a name that the reader chooses. */
const FILE = /(?<![\w/.-])(?:src|test|bench|tools)\/(?:[a-z0-9._-]+\/)*[a-z0-9._-]+\.(?:ts|js|json|csv|yaml|md)\b/g;
const CHOSEN = new Set(['test/engine/your.test.ts']);
const LINK = /\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g;

test.each(PAGES)('%s names files and pages that exist', (page) => {
  const text = readFileSync(page, 'utf8');
  const named = [...text.matchAll(FILE)].map(([path]) => path).filter((path) => !CHOSEN.has(path));
  const linked = [...text.matchAll(LINK)].map(([, path]) => normalize(join(dirname(page), path)));
  expect([...named, ...linked].filter((path) => !existsSync(path))).toEqual([]);
});

/** Folders and files as the page of a room names them, by the end of their path. */
const OF_ROOM = /`((?:[a-z0-9-]+\/)*[a-z0-9-]+(?:\/|\.ts))`/g;

const SOURCES = readdirSync('src', { recursive: true, withFileTypes: true }).map(
  (one) => `${one.parentPath}/${one.name}${one.isDirectory() ? '/' : ''}`,
);

test.each(PAGES.filter((page) => /^src\/.*README\.md$/.test(page)))('%s names what is in its room', (page) => {
  const named = [...readFileSync(page, 'utf8').matchAll(OF_ROOM)].map(([, path]) => path);
  expect(named.filter((path) => !SOURCES.some((one) => one.endsWith(`/${path}`)))).toEqual([]);
});

test('the pages name files at all', () => {
  const count = PAGES.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(FILE)]).length;
  expect(count).toBeGreaterThan(50);
});
