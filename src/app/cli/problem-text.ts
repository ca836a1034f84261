import { cut } from '../../system/echo.ts';
import type { ProblemList } from '../../system/problem-list.ts';
import type { Problem } from '../../system/problem.ts';

/** Problems for a reader, grouped by file in the order of their lines; where the list was cut, how many there are of each code. */
export function problemText({ problems, total, by_code }: ProblemList): string {
  const blocks = [...byFile(problems)].map(([file, found]) => {
    const own = found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
    return [...(file === '' ? [] : [file]), ...own.map(entry)].join('\n');
  });
  const counts = Object.entries(by_code).map(([code, count]) => `  ${count} ${code}`);
  const rest = total > problems.length ? [[`The first ${problems.length} are listed; --all prints every one.`, ...counts].join('\n')] : [];
  return [`${total} ${total === 1 ? 'problem' : 'problems'}`, ...blocks, ...rest].join('\n\n');
}

function byFile(problems: readonly Problem[]): Map<string, Problem[]> {
  const files = new Map<string, Problem[]>();
  for (const one of problems) {
    const own = files.get(one.file ?? '');
    if (own) own.push(one);
    else files.set(one.file ?? '', [one]);
  }
  return files;
}

function entry(found: Problem): string {
  const place = found.line === undefined ? '' : `${found.line}:${found.column ?? 1}  `;
  const value = found.value === null ? '' : ` (is ${shown(found.value)}${found.limit === null ? '' : `; allowed: ${found.limit}`})`;
  return `  ${place}${found.path === '' ? '' : `${found.path}: `}${found.message}${value}\n      ${found.code}: ${found.hint}`;
}

const shown = (value: unknown): string => cut(typeof value === 'string' ? value : JSON.stringify(value));
