/** What a file is that is no text, by its first bytes; null where they say nothing. */
export type FileKind = 'workbook' | 'old-workbook' | 'pdf' | 'archive' | 'picture' | 'other-binary';

const STARTS: readonly (readonly [readonly number[], FileKind])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'workbook'],
  [[0x50, 0x4b, 0x05, 0x06], 'workbook'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'old-workbook'],
  [[0x25, 0x50, 0x44, 0x46], 'pdf'],
  [[0x1f, 0x8b], 'archive'],
  [[0x52, 0x61, 0x72, 0x21], 'archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'archive'],
  [[0x89, 0x50, 0x4e, 0x47], 'picture'],
  [[0xff, 0xd8, 0xff], 'picture'],
  [[0x47, 0x49, 0x46, 0x38], 'picture'],
  [[0x7f, 0x45, 0x4c, 0x46], 'other-binary'],
];

export const fileKind = (bytes: Uint8Array): FileKind | null =>
  STARTS.find(([start]) => start.every((byte, i) => bytes[i] === byte))?.[1] ?? null;

export const KIND_WORDS: Readonly<Record<FileKind, readonly [what: string, hint: string]>> = {
  workbook: ['an Excel workbook or another zip archive', 'save the table as CSV (UTF-8)'],
  'old-workbook': [
    'an old Excel workbook (.xls), or one with a password',
    'save it without a password as .xlsx or as CSV (UTF-8)',
  ],
  pdf: ['a PDF', 'copy the table into a CSV file'],
  archive: ['a packed archive', 'unpack it and name the file in it'],
  picture: ['a picture', 'type the table into a CSV file'],
  'other-binary': ['a binary file', 'give a text file or an Excel workbook (.xlsx)'],
};
