/*
 * Quantities and instants are read from text in src/system and src/io alone; everything else works on
 * numbers. Run: prints the files that read them elsewhere and fails.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const READERS = new Set(['parseQuantity', 'quantityOf', 'parseInstant', 'instantOf']);
/** Modules that may not be imported as a whole, readers included. */
const HOLDS_READERS = /\/(?:units|calendar|stated-number)\.ts$/;
const MAY_READ = /^(?:system|io)\//;

/**
 * @param {import('typescript').Statement} statement
 * @returns {string[]} the module that is imported or passed on as a whole, if it holds readers
 */
function whole(statement) {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
  const from = statement.moduleSpecifier;
  return from !== undefined && ts.isStringLiteral(from) && HOLDS_READERS.test(from.text) ? [`all of ${from.text}`] : [];
}

/**
 * @param {string} text
 * @returns {string[]} the readers that a source imports or passes on, by their own names
 */
export function readersIn(text, name = 'source.ts') {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  return source.statements.flatMap((statement) => {
    const named = ts.isImportDeclaration(statement)
      ? statement.importClause?.namedBindings
      : ts.isExportDeclaration(statement) && statement.moduleSpecifier
        ? statement.exportClause
        : undefined;
    if (named === undefined) return [];
    if (!(ts.isNamedImports(named) || ts.isNamedExports(named))) return whole(statement);
    return named.elements.map((one) => (one.propertyName ?? one.name).text).filter((one) => READERS.has(one));
  });
}

/** @returns {string[]} one line for every file that may not read text and does */
export const readingElsewhere = (root = 'src') =>
  readdirSync(root, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !MAY_READ.test(name))
    .flatMap((name) =>
      readersIn(readFileSync(join(root, name), 'utf8'), name).map(
        (reader) => `src/${name} imports ${reader}: quantities are read from text in system and io alone`,
      ),
    );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = readingElsewhere();
  if (found.length > 0) {
    process.stderr.write(`${found.join('\n')}\n`);
    process.exitCode = 1;
  }
}
