var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
import { Catch, HttpException } from '@nestjs/common';
import { InvalidInput, problem } from "../../system/problem.js";
import { cut } from "../../system/echo.js";
import { StoreFailed } from "../../io/store/store-failed.js";
import { HttpProblem, problemDocument } from "./http-problem.js";
import { inReaders } from "./readers-language.js";
const MOST_ADDRESS = 200;
/** Turns whatever was thrown into `application/problem+json`; an internal error keeps its details in the log of the server. */
let ProblemFilter = class ProblemFilter {
    catch(error, host) {
        const request = host.switchToHttp().getRequest();
        const reply = host.switchToHttp().getResponse();
        const { status, detail, problems } = said(error);
        if (status >= 500 && status !== 501)
            request.log.error({ err: error, method: request.method, url: cut(request.url, MOST_ADDRESS) }, 'request failed');
        if (reply.sent)
            return;
        void reply.status(status).header('cache-control', 'no-store').type('application/problem+json; charset=utf-8')
            .header('vary', 'accept-language').send(JSON.stringify(inReaders(request, problemDocument(status, detail, request.url.split('?')[0], problems))));
    }
};
ProblemFilter = __decorate([
    Catch()
], ProblemFilter);
export { ProblemFilter };
/** For addresses that cannot even be read, which never reach a controller. */
export function refuseUnreadable(error, request, reply) {
    const { status, detail, problems } = ordinary(error.statusCode === 414 ? 414 : 404);
    void reply.status(status).type('application/problem+json; charset=utf-8').send(JSON.stringify(inReaders(request, problemDocument(status, detail, request.url.split('?')[0], problems))));
}
function said(error) {
    if (error instanceof HttpProblem)
        return error;
    if (error instanceof StoreFailed)
        return { status: 503, detail: `The store cannot be used: ${error.problems[0].message}.`, problems: error.problems };
    if (error instanceof InvalidInput)
        return { status: 422, detail: countOf(error.problems), problems: error.problems };
    const status = error instanceof HttpException ? error.getStatus() : error.statusCode ?? 500;
    return ordinary(status);
}
const countOf = (problems) => problems.length === 1 ? `${problems[0].path}: ${problems[0].message}` : `The input has ${problems.length} problems.`;
/** Refusals by the framework, each with what to do about it. */
function ordinary(status) {
    const [code, detail, limit, hint] = ORDINARY[status] ?? (status < 500 ? ['refused', 'The request was refused.', null, 'see /docs for the requests that are understood'] : INTERNAL);
    return { status, detail, problems: [problem(code, '', null, limit, detail, hint)] };
}
const INTERNAL = ['internal', 'Something went wrong inside the program; the log of the server says what.', null, 'try again; if it fails again, report it with the log'];
const ORDINARY = {
    400: ['malformed', 'The request could not be read; its body must be one valid JSON document.', 'valid JSON', 'check quotes, commas and brackets, and that the body is not empty'],
    404: ['not-found', 'There is nothing at this address.', null, 'see /docs for the addresses that exist'],
    405: ['method', 'This address does not understand this method.', null, 'see /docs for the methods of each address'],
    413: ['too-large', 'The body is larger than 1 MB.', '1 MB', 'send a smaller document; refer to scenarios by id'],
    414: ['too-long', 'The address is too long.', null, 'use a shorter id'],
    415: ['media-type', 'The body must be JSON.', 'application/json', 'send Content-Type: application/json'],
    429: ['too-many', 'Too many requests in the last minute.', null, 'wait a minute; use the events address instead of asking often'],
};
