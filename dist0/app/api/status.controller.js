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
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { JOB_STATES } from "../../io/store/tables.js";
import { ref } from "./openapi-refs.js";
import { SERVICES } from "./services.js";
let StatusController = class StatusController {
    services;
    constructor(services) {
        this.services = services;
    }
    async health() {
        return { status: 'ok', version: this.services.version, uptime_seconds: Math.floor(process.uptime()), jobs: await this.services.store.jobs.counts() };
    }
    async metrics() {
        const counts = await this.services.store.jobs.counts();
        const { rss, heapUsed } = process.memoryUsage();
        return [
            '# HELP spillway_jobs Jobs by state.', '# TYPE spillway_jobs gauge', ...JOB_STATES.map((state) => `spillway_jobs{state="${state}"} ${counts[state] ?? 0}`),
            '# HELP process_resident_memory_bytes Resident memory.', '# TYPE process_resident_memory_bytes gauge', `process_resident_memory_bytes ${rss}`,
            '# HELP nodejs_heap_used_bytes Used JavaScript heap.', '# TYPE nodejs_heap_used_bytes gauge', `nodejs_heap_used_bytes ${heapUsed}`,
            '# HELP process_uptime_seconds Time since the start.', '# TYPE process_uptime_seconds gauge', `process_uptime_seconds ${process.uptime()}`, '',
        ].join('\n');
    }
};
__decorate([
    Get('health'),
    Header('cache-control', 'no-store'),
    ApiOperation({ summary: 'whether the server and its store answer' }),
    ApiResponse({ status: 200, description: 'healthy', schema: ref('Health') }),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", []),
    __metadata("design:returntype", Promise)
], StatusController.prototype, "health", null);
__decorate([
    Get('metrics'),
    Header('content-type', 'text/plain; version=0.0.4; charset=utf-8'),
    ApiOperation({ summary: 'counters in the Prometheus text format' }),
    ApiResponse({ status: 200, description: 'metrics', content: { 'text/plain': { schema: { type: 'string' } } } }),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", []),
    __metadata("design:returntype", Promise)
], StatusController.prototype, "metrics", null);
StatusController = __decorate([
    ApiTags('status'),
    SkipThrottle(),
    Controller('api/v1'),
    __param(0, Inject(SERVICES)),
    __metadata("design:paramtypes", [Object])
], StatusController);
export { StatusController };
