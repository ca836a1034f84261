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
import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { askedYears, backcastYears } from "../../study/backcast-years.js";
import { orThrow } from "../../system/problem.js";
import { jobController } from "./job-controller.js";
import { decompositionBody } from "./requests.js";
import { Submits } from "./submit-docs.js";
import { Valid } from "./valid-input.js";
let DecompositionsController = class DecompositionsController extends jobController('decomposition', 'Decomposition') {
    async submit(body, key, reply) {
        const model = orThrow(await this.services.models.model(body.model));
        const years = await backcastYears(model, askedYears(model, body.years), async (id) => (await this.services.scenarios.find(id))?.document ?? null);
        return this.accept({ kind: 'decomposition', decomposition: { model: model.id, years } }, body, key, reply);
    }
};
__decorate([
    Post(),
    Submits('what changed curtailment from year to year', 'DecompositionRequest', 'Decomposition'),
    __param(0, Body(new Valid(decompositionBody))),
    __param(1, Headers('idempotency-key')),
    __param(2, Res({ passthrough: true })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object, Object, Object]),
    __metadata("design:returntype", Promise)
], DecompositionsController.prototype, "submit", null);
DecompositionsController = __decorate([
    ApiTags('decompositions'),
    Controller('api/v1/decompositions')
], DecompositionsController);
export { DecompositionsController };
