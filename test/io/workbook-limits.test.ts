import { expect, test } from 'vitest';
import { readWorkbook } from '../../src/io/tables/workbook.ts';
import { WORKBOOK_LIMITS, workbookParts } from '../../src/io/tables/workbook-parts.ts';
import { workbook } from '../support/workbook.ts';

const sheet = (rows: string): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
const holding = (rows: string): Uint8Array =>
  workbook([{ name: 'S', rows: [] }], { parts: { 'xl/worksheets/sheet1.xml': sheet(rows) } });

async function refused(bytes: Uint8Array): Promise<string> {
  const read = await readWorkbook(bytes);
  return read.ok ? 'read' : read.problems.map(({ code, limit }) => `${code} ${limit}`).join();
}

test('a workbook that swells when unpacked is refused before it is unpacked', async () => {
  const bomb = workbook([{ name: 'S', rows: [] }], {
    parts: { 'xl/worksheets/sheet1.xml': sheet(' '.repeat(WORKBOOK_LIMITS.bytes)) },
  });
  expect(bomb.length).toBeLessThan(200_000);
  expect(await refused(bomb)).toBe(`workbook-too-large <= ${WORKBOOK_LIMITS.bytes} bytes unpacked`);
});

test('a part that says it is smaller than it is is never unpacked beyond what it says', () => {
  const forged = Buffer.from(holding(' '.repeat(50_000_000)));
  // The directory, behind the parts, tells the unpacked size 22 bytes before the name.
  const name = forged.lastIndexOf('xl/worksheets/sheet1.xml');
  expect(forged.readUInt32LE(name - 22)).toBeGreaterThan(50_000_000);
  forged.writeUInt32LE(10, name - 22);
  const parts = workbookParts(forged);
  if ('fault' in parts) throw new Error(parts.fault);
  expect(parts.get('xl/worksheets/sheet1.xml')).toHaveLength(10);
});

test.each([
  ['rows', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>', `rows`],
  ['columns', '<row r="1"><c r="XFD1"><v>1</v></c></row>', 'columns'],
])('a cell far out, for which all before it would be filled: %s', async (_, rows, what) => {
  expect(await refused(holding(rows))).toMatch(new RegExp(`^workbook-too-large <= \\d+ ${what}$`));
});

test('too many sheets, too many cells', async () => {
  expect(
    await refused(
      workbook(Array.from({ length: WORKBOOK_LIMITS.sheets + 1 }, (_, i) => ({ name: `S${i}`, rows: [[1]] }))),
    ),
  ).toMatch(/sheets$/);
  expect(await refused(holding(`<row r="1">${'<c r="A1"/>'.repeat(WORKBOOK_LIMITS.cells + 1)}</row>`))).toMatch(
    /cells$/,
  );
});

test('a zip that is no workbook', async () => {
  expect(await refused(workbook([], { parts: { 'xl/workbook.xml': '' } }))).toMatch(/^workbook-damaged/);
});
