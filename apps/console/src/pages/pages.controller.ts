import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Controller, Get, Header, NotFoundException, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ConsoleHttpConfig } from '@dvc/config';
import { PublicRoute } from '../auth/public-route.js';
import { WebRoot } from './web-root.js';

const YEAR_MS = 365 * 24 * 3_600_000;

/** The built pages. They sit behind the guard like everything else, so they are routes and not a static folder. */
@Controller()
export class PagesController {
  constructor(
    private readonly root: WebRoot,
    private readonly config: ConsoleHttpConfig,
  ) {}

  /** The page is told before it draws anything whether its figures come from a mock. */
  @Get(['/', '/plans/:id'])
  @Header('Content-Type', 'text/html; charset=utf-8')
  async getPage(): Promise<string> {
    const page = await readFile(join(this.root.path, 'index.html'), 'utf8');
    return page.replace('data-environment="mock"', `data-environment="${this.config.CONSOLE_ENVIRONMENT}"`);
  }

  /** Names carry a hash of their content, so a copy never grows old. */
  @Get('assets/:name')
  getAsset(@Param('name') name: string, @Res() response: Response): Promise<void> {
    return this.send(response, `assets/${name}`, YEAR_MS);
  }

  @PublicRoute()
  @Get('favicon.svg')
  getIcon(@Res() response: Response): Promise<void> {
    return this.send(response, 'favicon.svg', 0);
  }

  private send(response: Response, file: string, maxAge: number): Promise<void> {
    const caching = maxAge > 0 ? { maxAge, immutable: true } : { cacheControl: false };
    if (maxAge > 0) response.removeHeader('Cache-Control');
    return new Promise((resolve, reject) => {
      response.sendFile(file, { root: this.root.path, ...caching }, (failure?: Error) => {
        if (failure === undefined || response.headersSent) resolve();
        else reject(new NotFoundException());
      });
    });
  }
}
