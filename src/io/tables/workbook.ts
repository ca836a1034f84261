import { Worker } from 'node:worker_threads';
import { invalid, problem, valid, type Checked, type Problem } from '../../system/words/problem.ts';
import { asynchronousLoading, builtModule } from '../runner/built-module.ts';
import type { WorkbookFault } from './workbook-parts.ts';
import type { WorkbookSheet } from './workbook-sheets.ts';

/** A workbook that needs more is refused: its thread is ended, the program goes on. */
const LIMITS = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };
const LONGEST_MS = 30_000;

/** The visible sheets of an .xlsx workbook, read in a thread of its own, or the one reason why it is not read. */
export async function readWorkbook(bytes: Uint8Array): Promise<Checked<readonly WorkbookSheet[]>> {
  const answer = await inThread(bytes);
  return 'fault' in answer ? invalid([faultProblem(answer)]) : valid(answer);
}

type Answer = readonly WorkbookSheet[] | WorkbookFault | { readonly fault: 'too-much-work' };

function inThread(bytes: Uint8Array): Promise<Answer> {
  const file = builtModule('./workbook-thread.js', import.meta.url);
  if (file === null)
    throw new Error(
      'The compiled reader of workbooks does not exist. Run "npm run build" first: worker threads run compiled ' +
        'code only.',
    );
  return new Promise((resolve) => {
    const thread = new Worker(file, { workerData: bytes, resourceLimits: LIMITS, ...asynchronousLoading() });
    const late = setTimeout(() => {
      void thread.terminate();
    }, LONGEST_MS);
    let answer: Answer = { fault: 'too-much-work' };
    thread.once('message', (message: Answer) => {
      answer = message;
    });
    // Out of memory, out of time or failed: in each case nothing was read, and the file is the cause.
    thread.once('error', () => undefined);
    thread.once('exit', () => {
      clearTimeout(late);
      resolve(answer);
    });
  });
}

function faultProblem(fault: Exclude<Answer, readonly WorkbookSheet[]>): Problem {
  switch (fault.fault) {
    case 'damaged':
      return problem(
        'workbook-damaged',
        '',
        null,
        'an .xlsx workbook',
        'the workbook cannot be unpacked or read: it may be cut off or protected by a password',
        'open it, save it again without a password, or save the sheet as CSV (UTF-8)',
      );
    case 'no-workbook':
      return problem(
        'not-a-text',
        '',
        null,
        'an .xlsx workbook or a text file',
        'the file is a zip archive and no Excel workbook',
        'save the table as .xlsx or as CSV (UTF-8)',
      );
    case 'doctype':
      return problem(
        'workbook-damaged',
        '',
        'DOCTYPE',
        'an .xlsx workbook',
        'the workbook declares a document type, which no spreadsheet program writes',
        'save the sheet as CSV (UTF-8)',
      );
    case 'too-large':
      return problem(
        'workbook-too-large',
        '',
        fault.found,
        `<= ${fault.most} ${fault.what}`,
        `the workbook has ${fault.found} ${fault.what}`,
        'copy the one table into a workbook of its own, or save it as CSV (UTF-8)',
      );
    case 'too-much-work':
      return problem(
        'workbook-too-large',
        '',
        null,
        `${LIMITS.maxOldGenerationSizeMb} MB of memory and ${LONGEST_MS / 1000} s`,
        'the workbook takes too much memory or time to read',
        'copy the one table into a workbook of its own, or save it as CSV (UTF-8)',
      );
    case 'no-cached-value':
      return problem(
        'formula-without-value',
        '',
        fault.cell,
        'cells with values',
        `the formula in cell ${fault.cell} of ${fault.sheet} has no stored value`,
        'open the workbook in Excel or WPS and save it, or paste the cells as values',
      );
  }
}
