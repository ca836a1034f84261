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
import { sweepAxes } from "../../study/sweep-axis.js";
import { jobController } from "./job-controller.js";
import { askedAxis, runOptions, sweepBody } from "./requests.js";
import { scenariosOf } from "./scenario-argument.js";
import { Submits } from "./submit-docs.js";
import { Valid } from "./valid-input.js";
let SweepsController = class SweepsController extends jobController('sweep', 'Sweep') {
    async submit(body, key, reply) {
        const { scenario, reference } = await scenariosOf(this.services, { scenario: body.scenario, reference: body.reference });
        const sweep = { ...sweepAxes(scenario, askedAxis(body), body.second && askedAxis(body.second)), rules: body.rules ?? false, ...(body.ends && { ends: true }) };
        return this.accept({ kind: 'sweep', scenario, reference, sweep, options: runOptions(body.options, scenario) }, body, key, reply);
    }
};
__decorate([
    Post(),
    Submits('vary one field of a measure, or two fields at once', 'SweepRequest', 'Sweep'),
    __param(0, Body(new Valid(sweepBody))),
    __param(1, Headers('idempotency-key')),
    __param(2, Res({ passthrough: true })),
    __metadata("design:type", Function),
    __metadata("design:paramtypes", [Object, Object, Object]),
    __metadata("design:returntype", Promise)
], SweepsController.prototype, "submit", null);
SweepsController = __decorate([
    ApiTags('sweeps'),
    Controller('api/v1/sweeps')
], SweepsController);
export { SweepsController };
