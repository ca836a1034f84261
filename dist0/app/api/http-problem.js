import { STATUS_CODES } from 'node:http';
import { cut } from "../../system/echo.js";
import { problemList } from "../../system/problem-list.js";
import { problem } from "../../system/problem.js";
/** An answer other than success, as RFC 9457 describes it, with every problem listed. */
export class HttpProblem extends Error {
    status;
    detail;
    problems;
    constructor(status, detail, problems = []) {
        super(detail);
        this.status = status;
        this.detail = detail;
        this.problems = problems;
        this.name = 'HttpProblem';
    }
}
export const notFound = (what, id, where) => new HttpProblem(404, `There is no ${what} "${id}".`, [problem('not-found', 'id', id, `the id of a known ${what}`, `there is no ${what} "${id}"`, `GET ${where} lists the known ones`)]);
export const conflict = (path, value, message, hint) => new HttpProblem(409, `${message[0].toUpperCase()}${message.slice(1)}.`, [problem('conflict', path, value, null, message, hint)]);
export const notBuilt = (feature, instead) => new HttpProblem(501, `${feature} is not built yet.`, [problem('not-built', '', feature, null, `${feature} is not built yet`, instead)]);
/** Longest address that is said again. */
const MOST_ADDRESS = 200;
export const problemDocument = (status, detail, instance, problems) => ({ type: `urn:spillway:problem:${status}`, title: STATUS_CODES[status] ?? 'Error', status, detail, instance: cut(instance, MOST_ADDRESS), ...problemList(problems) });
