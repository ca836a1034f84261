import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { BackcastsController } from './backcasts.controller.ts';
import { ComparisonsController } from './comparisons.controller.ts';
import { DecompositionsController } from './decompositions.controller.ts';
import { EnsemblesController } from './ensembles.controller.ts';
import { ModelsController } from './models.controller.ts';
import { PackagesController } from './packages.controller.ts';
import { ProblemFilter } from './problem-filter.ts';
import { RunsController } from './runs.controller.ts';
import { ScenariosController } from './scenarios.controller.ts';
import { SERVICES, type Services } from './services.ts';
import { StatusController } from './status.controller.ts';
import { SweepsController } from './sweeps.controller.ts';
import { TornadosController } from './tornados.controller.ts';

const MINUTE_MS = 60_000;

@Module({})
export class ApiModule {
  /** The whole API around one set of services. */
  static with(services: Services, requestsPerMinute: number): DynamicModule {
    return {
      module: ApiModule,
      imports: [ThrottlerModule.forRoot([{ ttl: MINUTE_MS, limit: requestsPerMinute }])],
      controllers: [
        ModelsController,
        ScenariosController,
        RunsController,
        ComparisonsController,
        SweepsController,
        BackcastsController,
        DecompositionsController,
        PackagesController,
        EnsemblesController,
        TornadosController,
        StatusController,
      ],
      providers: [
        { provide: SERVICES, useValue: services },
        { provide: APP_GUARD, useClass: ThrottlerGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
