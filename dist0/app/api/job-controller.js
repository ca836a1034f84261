var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
var __param = (this && this.__param) || function (paramIndex, decorator) {
    return function (target, key) { decorator(target, key, paramIndex); }
};
import { Delete, Get, HttpCode, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { sendEvents } from "./job-events.js";
import { addressOf, cancelJob, jobResource, listJobs, readJob } from "./job-resource.js";
import { problemContent, ref } from "./openapi-refs.js";
import { pageQuery } from "./requests.js";
import { SERVICES } from "./services.js";
import { Valid } from "./valid-input.js";
/** What runs, comparisons and sweeps share: list, read, follow, cancel. `schema` names the job's resource in the OpenAPI document. */
export function jobController(kind, schema) {
    let JobController = class JobController {
        services;
        constructor(services) {
            this.services = services;
        }
        list(query) {
            return listJobs(this.services, kind, query.limit, query.cursor);
        }
        async read(id, reply) {
            const job = await readJob(this.services, kind, id);
            if (job.state === 'done')
                void reply.header('etag', `"${job.id}-${job.attempt}"`);
            return job;
        }
        events(id, reply) {
            return sendEvents(this.services, kind, id, reply);
        }
        cancel(id) {
            return cancelJob(this.services, kind, id);
        }
        /** Accepts a request: 202 and where to look. */
        async accept(request, asked, key, reply) {
            const job = await this.services.jobs.submit(request, asked, key);
            reply.log.info({ job: job.id, kind: job.kind, state: job.state }, 'job asked for');
            void reply.header('location', addressOf(job));
            return jobResource(job);
        }
    };
    __decorate([
        Get(),
        ApiOperation({ summary: `${kind}s, newest first, without their results` }),
        ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } }),
        ApiQuery({ name: 'cursor', required: false, schema: { type: 'string' } }),
        ApiResponse({ status: 200, description: 'one page', schema: ref(`${schema}Page`) }),
        ApiResponse({ status: 422, ...problemContent('invalid query') }),
        __param(0, Query(new Valid(pageQuery))),
        __metadata("design:type", Function),
        __metadata("design:paramtypes", [Object]),
        __metadata("design:returntype", Promise)
    ], JobController.prototype, "list", null);
    __decorate([
        Get(':id'),
        ApiParam({ name: 'id', schema: { type: 'string' } }),
        ApiOperation({ summary: `state and progress of a ${kind}, and its result once done` }),
        ApiResponse({ status: 200, description: `the ${kind}; a finished one carries an ETag`, schema: ref(schema) }),
        ApiResponse({ status: 404, ...problemContent('unknown id') }),
        __param(0, Param('id')),
        __param(1, Res({ passthrough: true })),
        __metadata("design:type", Function),
        __metadata("design:paramtypes", [String, Object]),
        __metadata("design:returntype", Promise)
    ], JobController.prototype, "read", null);
    __decorate([
        Get(':id/events'),
        ApiParam({ name: 'id', schema: { type: 'string' } }),
        ApiOperation({ summary: `server-sent events of a ${kind}: state and progress until it ends` }),
        ApiResponse({ status: 200, description: 'events named state and progress', content: { 'text/event-stream': { schema: { type: 'string' } } } }),
        ApiResponse({ status: 404, ...problemContent('unknown id') }),
        __param(0, Param('id')),
        __param(1, Res()),
        __metadata("design:type", Function),
        __metadata("design:paramtypes", [String, Object]),
        __metadata("design:returntype", Promise)
    ], JobController.prototype, "events", null);
    __decorate([
        Delete(':id'),
        HttpCode(200),
        ApiParam({ name: 'id', schema: { type: 'string' } }),
        ApiOperation({ summary: `cancel a ${kind}` }),
        ApiResponse({ status: 200, description: 'cancelled', schema: ref(schema) }),
        ApiResponse({ status: 404, ...problemContent('unknown id') }),
        ApiResponse({ status: 409, ...problemContent('it has already ended') }),
        __param(0, Param('id')),
        __metadata("design:type", Function),
        __metadata("design:paramtypes", [String]),
        __metadata("design:returntype", Promise)
    ], JobController.prototype, "cancel", null);
    JobController = __decorate([
        __param(0, Inject(SERVICES)),
        __metadata("design:paramtypes", [Object])
    ], JobController);
    return JobController;
}
