import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { notBuilt } from './http-problem.ts';
import { problemContent } from './openapi-refs.ts';

/** Addresses that are agreed on and say plainly that nothing answers there yet. */
@ApiTags('not built yet')
@Controller('api/v1')
export class NotBuiltController {
  @Post('ensembles')
  @HttpCode(501)
  @ApiOperation({ summary: 'many water years; not built yet' })
  @ApiResponse({ status: 501, ...problemContent('not built yet') })
  ensembles(): never {
    throw notBuilt('The ensemble over water years', 'compare the dry, normal and wet scenarios one by one');
  }
}
