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
import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { jobController } from "./job-controller.js";
import { requireJob } from "./job-resource.js";
import { runBody, runOptions, runSeriesQuery } from "./requests.js";
import { scenariosOf } from "./scenario-argument.js";
import { sendSeries } from "./series-answer.js";
import { GivesSeries } from "./series-docs.js";
import { Submits } from "./submit-docs.js";
import { Valid } from "./valid-input.js";
let RunsController = class RunsController extends jobController('run', 'Run') {
    async submit(body, key, reply) {
        const { scenario } = await scenariosOf(this.services, { scenario: body.scenario });
        return this.accept({ kind: 'run', scenario, options: runOptions(body.options, scenario) }, body, key, reply);
    }
    async series(id, query, request, reply) {
        await sendSeries(this.services, await requireJob(this.services, 'run', id), query, request, reply);
    }
};
__decorate([
    Post(),
    Submits('run one scenario', 'RunRequest', 'Run'),
    __param(0, Body(new Valid(runBody))),
    __param(1, Headers('idempotency-key')),
    __param(2, Res({ passthrough: true })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object, Object, Object]),
    __metadata("design:returntype", Promise)
], RunsController.prototype, "submit", null);
__decorate([
    Get(':id/series'),
    GivesSeries(),
    __param(0, Param('id')),
    __param(1, Query(new Valid(runSeriesQuery))),
    __param(2, Req()),
    __param(3, Res()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object, Object, Object]),
    __metadata("design:returntype", Promise)
], RunsController.prototype, "series", null);
RunsController = __decorate([
    ApiTags('runs'),
    Controller('api/v1/runs')
], RunsController);
export { RunsController };
