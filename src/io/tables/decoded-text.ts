import { note, type Note } from '../../system/words/note.ts';
import { invalid, problem, valid, type Checked, type Problem } from '../../system/words/problem.ts';
import { fileKind, KIND_WORDS } from './file-kind.ts';
import { certainGbk } from './gbk-text.ts';

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'GB18030';
export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

/** An encoding other than UTF-8 is said, so that a wrong guess does not stay unseen. */
export const encodingNotes = (encoding: Encoding): Note[] =>
  encoding === 'UTF-8'
    ? []
    : [
        note(
          'encoding',
          `the file is read as ${encoding === 'GB18030' ? 'GBK (GB18030)' : encoding}`,
          `文件按 ${encoding === 'GB18030' ? 'GBK（GB18030）' : encoding} 编码读取`,
        ),
      ];

/**
 * The text that bytes say, without byte order marks: UTF-8, UTF-16 with or without a mark, GBK where that is certain.
 * Anything else is one problem with its cause.
 */
export function decodeText(bytes: Uint8Array): Checked<DecodedText> {
  const kind = fileKind(bytes);
  if (kind !== null) return invalid([noText(...KIND_WORDS[kind])]);
  const wide = wideEncoding(bytes);
  if (wide !== null) return wideText(bytes, wide);
  const text = strictly(bytes, 'utf-8');
  if (text !== null) return readable(text, 'UTF-8');
  const gbk = certainGbk(bytes);
  return gbk === null ? invalid([unknownEncoding(bytes)]) : readable(gbk, 'GB18030');
}

function strictly(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 by its mark, or by the zero bytes that its digits, separators and line ends have on one side. */
function wideEncoding(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE';
  const zeros = [0, 0];
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros[i % 2]++;
  const pairs = bytes.length / 2;
  if (zeros[1] > 0.2 * pairs && zeros[0] < 0.02 * pairs) return 'UTF-16LE';
  return zeros[0] > 0.2 * pairs && zeros[1] < 0.02 * pairs ? 'UTF-16BE' : null;
}

function wideText(bytes: Uint8Array, encoding: 'UTF-16LE' | 'UTF-16BE'): Checked<DecodedText> {
  const text = strictly(bytes, encoding.toLowerCase());
  return text === null
    ? invalid([
        problem(
          'unknown-encoding',
          '',
          encoding,
          'UTF-8',
          `the file begins as ${encoding} and holds bytes that are none: it may be cut off`,
          'save it again as CSV UTF-8',
        ),
      ])
    : readable(text, encoding);
}

/** Characters that a program wrote where it could not read the ones before. */
const LOST = /\uFFFD|锟斤拷/;

function readable(text: string, encoding: Encoding): Checked<DecodedText> {
  const zero = text.indexOf('\0');
  if (zero >= 0) return invalid([{ ...noText(...KIND_WORDS['other-binary']), line: lineAt(text, zero) }]);
  const lost = LOST.exec(text);
  if (lost)
    return invalid([
      {
        ...problem(
          'lost-characters',
          '',
          lost[0],
          'the characters as they were',
          'the file holds signs that stand for lost characters: it was once saved in another encoding',
          'save the file from its source again, as UTF-8',
        ),
        line: lineAt(text, lost.index),
      },
    ]);
  return valid({ text: text.replace(/^\uFEFF+/, ''), encoding });
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split(/\r\n|\n|\r/).length;

const noText = (what: string, hint: string): Problem =>
  problem('not-a-text', '', what, 'a text file', `the file is ${what}`, hint);

function unknownEncoding(bytes: Uint8Array): Problem {
  const rough = new TextDecoder('utf-8').decode(bytes);
  const line = lineAt(rough, rough.indexOf('\uFFFD'));
  return {
    ...problem(
      'unknown-encoding',
      '',
      null,
      'UTF-8 (or GBK, GB18030, UTF-16)',
      `the file is not UTF-8 (first seen on line ${line}), and not for certain GBK`,
      'save it as UTF-8: in Excel "CSV UTF-8", in WPS or Notepad choose the encoding UTF-8',
    ),
    line,
  };
}
