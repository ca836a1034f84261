import { STATUS_CODES } from 'node:http';
import { cut } from '../../../system/words/echo.ts';
import { problemList, type ProblemList } from '../../../system/words/problem-list.ts';
import { problem, type Problem } from '../../../system/words/problem.ts';

/** An answer other than success, as RFC 9457 describes it, with every problem listed. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly problems: readonly Problem[] = [],
  ) {
    super(detail);
    this.name = 'HttpProblem';
  }
}

export const notFound = (what: string, id: string, where: string): HttpProblem =>
  new HttpProblem(404, `There is no ${what} "${id}".`, [
    problem(
      'not-found',
      'id',
      id,
      `the id of a known ${what}`,
      `there is no ${what} "${id}"`,
      `GET ${where} lists the known ones`,
    ),
  ]);

export const conflict = (path: string, value: unknown, message: string, hint: string): HttpProblem =>
  new HttpProblem(409, `${message[0].toUpperCase()}${message.slice(1)}.`, [
    problem('conflict', path, value, null, message, hint),
  ]);

export const notBuilt = (feature: string, instead: string): HttpProblem =>
  new HttpProblem(501, `${feature} is not built yet.`, [
    problem('not-built', '', feature, null, `${feature} is not built yet`, instead),
  ]);

/** At most 200 problems; `total` and `by_code` count all of them. */
export interface ProblemDocument extends ProblemList {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
}

/** Longest address that is said again. */
const MOST_ADDRESS = 200;

export const problemDocument = (
  status: number,
  detail: string,
  instance: string,
  problems: readonly Problem[],
): ProblemDocument => ({
  type: `urn:spillway:problem:${status}`,
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  instance: cut(instance, MOST_ADDRESS),
  ...problemList(problems),
});
