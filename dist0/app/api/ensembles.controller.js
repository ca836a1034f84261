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
import { changedPair } from "./changed-pair.js";
import { ensembleAsked } from "./ensemble-asked.js";
import { jobController } from "./job-controller.js";
import { ensembleBody, runOptions } from "./requests.js";
import { scenariosOf } from "./scenario-argument.js";
import { Submits } from "./submit-docs.js";
import { Valid } from "./valid-input.js";
let EnsemblesController = class EnsemblesController extends jobController('ensemble', 'Ensemble') {
    async submit(body, key, reply) {
        const named = await scenariosOf(this.services, { reference: body.reference, counterfactual: body.counterfactual });
        const pair = await changedPair(this.services, named, body.changes);
        return this.accept({ kind: 'ensemble', ...pair, options: runOptions(body.options, pair.reference), ensemble: await ensembleAsked(this.services, body) }, body, key, reply);
    }
};
__decorate([
    Post(),
    Submits('draw what is uncertain in both scenarios alike, and tell the spread of their difference', 'EnsembleRequest', 'Ensemble'),
    __param(0, Body(new Valid(ensembleBody))),
    __param(1, Headers('idempotency-key')),
    __param(2, Res({ passthrough: true })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object, Object, Object]),
    __metadata("design:returntype", Promise)
], EnsemblesController.prototype, "submit", null);
EnsemblesController = __decorate([
    ApiTags('ensembles'),
    Controller('api/v1/ensembles')
], EnsemblesController);
export { EnsemblesController };
