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
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { changedPair } from "./changed-pair.js";
import { ensembleAsked } from "./ensemble-asked.js";
import { notBuilt } from "./http-problem.js";
import { jobController } from "./job-controller.js";
import { requireJob } from "./job-resource.js";
import { problemContent } from "./openapi-refs.js";
import { GivesProvenance, provenanceOfJob } from "./provenance-answer.js";
import { causesAsked, comparisonBody, comparisonSeriesQuery, provenanceQuery, runOptions } from "./requests.js";
import { scenariosOf } from "./scenario-argument.js";
import { sendSeries } from "./series-answer.js";
import { GivesSeries } from "./series-docs.js";
import { Submits } from "./submit-docs.js";
import { Valid } from "./valid-input.js";
let ComparisonsController = class ComparisonsController extends jobController('comparison', 'Comparison') {
    async submit(body, key, reply) {
        const named = await scenariosOf(this.services, { reference: body.reference, counterfactual: body.counterfactual });
        const pair = await changedPair(this.services, named, body.changes);
        return this.accept({ kind: 'comparison', ...pair, options: { ...runOptions(body.options, pair.reference), ...causesAsked(body.attribute, body.sensitivity), ...(body.price_of_foresight && { priceOfForesight: true }), ...(body.ensemble && { ensemble: await ensembleAsked(this.services, body.ensemble, 'ensemble.') }) } }, body, key, reply);
    }
    async series(id, query, request, reply) {
        await sendSeries(this.services, await requireJob(this.services, 'comparison', id), query, request, reply);
    }
    async provenance(id, { figure }) {
        return provenanceOfJob(this.services, await requireJob(this.services, 'comparison', id), figure);
    }
    report() {
        throw notBuilt('The impact analysis as a document', 'read the result at GET /api/v1/comparisons/{id}, or open the dashboard');
    }
};
__decorate([
    Post(),
    Submits('compare two scenarios, with and without', 'ComparisonRequest', 'Comparison'),
    __param(0, Body(new Valid(comparisonBody))),
    __param(1, Headers('idempotency-key')),
    __param(2, Res({ passthrough: true })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object, Object, Object]),
    __metadata("design:returntype", Promise)
], ComparisonsController.prototype, "submit", null);
__decorate([
    Get(':id/series'),
    GivesSeries(),
    ApiQuery({ name: 'world', required: false, schema: { type: 'string', enum: ['reference', 'counterfactual'] } }),
    __param(0, Param('id')),
    __param(1, Query(new Valid(comparisonSeriesQuery))),
    __param(2, Req()),
    __param(3, Res()),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object, Object, Object]),
    __metadata("design:returntype", Promise)
], ComparisonsController.prototype, "series", null);
__decorate([
    Get(':id/provenance'),
    GivesProvenance(),
    __param(0, Param('id')),
    __param(1, Query(new Valid(provenanceQuery))),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [String, Object]),
    __metadata("design:returntype", Promise)
], ComparisonsController.prototype, "provenance", null);
__decorate([
    Get(':id/report'),
    ApiParam({ name: 'id', schema: { type: 'string' } }),
    ApiOperation({ summary: 'impact analysis as a document; not built yet' }),
    ApiResponse({ status: 501, ...problemContent('not built yet') }),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", []),
    __metadata("design:returntype", void 0)
], ComparisonsController.prototype, "report", null);
ComparisonsController = __decorate([
    ApiTags('comparisons'),
    Controller('api/v1/comparisons')
], ComparisonsController);
export { ComparisonsController };
