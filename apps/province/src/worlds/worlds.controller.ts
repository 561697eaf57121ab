import { Controller, Get, HttpCode, HttpStatus, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ProvinceCatalogueConfig } from '@dvc/config';
import { Store } from '@dvc/persistence';
import { listWorldNames, readWorld } from './world-folder.js';
import { WorldLoader } from './world-loader.js';

/** A world that can be loaded, or has been. */
export interface WorldReply {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  /** Day its figures are of. */
  readonly asOf: string;
  /** ISO instant; `null`: not loaded. */
  readonly loadedAt: string | null;
}

@ApiTags('worlds')
@ApiBearerAuth()
@Controller('worlds')
export class WorldsController {
  constructor(
    @Inject(Store) private readonly store: Store,
    @Inject(WorldLoader) private readonly loader: WorldLoader,
    @Inject(ProvinceCatalogueConfig) private readonly config: ProvinceCatalogueConfig,
  ) {}

  @ApiOperation({ summary: 'States of affairs that can be loaded, one per source article' })
  @Get()
  async list(): Promise<WorldReply[]> {
    const { PROVINCE_WORLDS_DIR: dir } = this.config;
    const names = await listWorldNames(dir);
    const worlds = await Promise.all(names.map((name) => readWorld(dir, name)));
    const loadedAt = new Map((await this.store.direct.worlds.list()).map((world) => [world.name, world.loadedAt]));
    return worlds.map(({ name, file: { title, source, asOf } }) => {
      return { name, title, source, asOf, loadedAt: loadedAt.get(name)?.toISOString() ?? null };
    });
  }

  @ApiOperation({ summary: 'Loads a world in one transaction; a second time changes nothing' })
  @Post(':name/load')
  @HttpCode(HttpStatus.OK)
  async load(@Param('name') name: string): Promise<{ name: string; isNew: boolean }> {
    return { name, isNew: await this.loader.load(name) };
  }
}
