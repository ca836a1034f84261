import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { ComparisonsController } from './comparisons.controller.ts';
import { QUESTIONS } from '../../study/questions.ts';
import { ModelsController } from './models.controller.ts';
import { ProblemFilter } from './server/problem-filter.ts';
import { questionController } from './question-controller.ts';
import { RunsController } from './runs.controller.ts';
import { ScenariosController } from './scenarios.controller.ts';
import { SERVICES, type Services } from './services.ts';
import { StatusController } from './status.controller.ts';

/** Questions with addresses of their own beside those that all have. */
const EXTENDED = { run: RunsController, comparison: ComparisonsController } as const;
const controllers = QUESTIONS.map((one) =>
  one.kind in EXTENDED ? EXTENDED[one.kind as keyof typeof EXTENDED] : questionController(one),
);

const MINUTE_MS = 60_000;

@Module({})
export class ApiModule {
  /** The whole API around one set of services. */
  static with(services: Services, requestsPerMinute: number): DynamicModule {
    return {
      module: ApiModule,
      imports: [ThrottlerModule.forRoot([{ ttl: MINUTE_MS, limit: requestsPerMinute }])],
      controllers: [ModelsController, ScenariosController, ...controllers, StatusController],
      providers: [
        { provide: SERVICES, useValue: services },
        { provide: APP_GUARD, useClass: ThrottlerGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
