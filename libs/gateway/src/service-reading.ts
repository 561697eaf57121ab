import { PORTAL_CODES, PORTAL_LEVELS, PortalReply } from '@dvc/contracts';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { parseAs } from './portal-verdict.js';
import type { Reading } from './reading.js';

class ReadApplication {
  @IsString()
  readonly MACOQUANTHUCHIEN!: string;

  @Type(() => Number)
  @IsIn(PORTAL_LEVELS)
  readonly MUCDO!: number;
}

/** The keys of `LayDVC` that clients in use read; more may come and are ignored. */
export class ReadService {
  @IsString()
  readonly MADVC!: string;

  @IsOptional()
  @IsString()
  readonly TENDVC?: string | null;

  @IsOptional()
  @IsString()
  readonly MATTHC?: string | null;

  @IsOptional()
  @IsString()
  readonly TENCOQUANBANHANH?: string | null;

  @IsOptional()
  @IsString()
  readonly TENLINHVUC?: string | null;

  @IsArray()
  @Type(() => ReadApplication)
  @ValidateNested({ each: true })
  readonly APDUNGDVC!: readonly ReadApplication[];

  @IsOptional()
  @IsString()
  readonly TRANGTHAI?: string | null;
}

class ReadServices {
  @IsArray()
  @IsObject({ each: true })
  @Type(() => ReadService)
  @ValidateNested({ each: true })
  readonly data!: readonly ReadService[];
}

class ReadReply extends PortalReply {
  @IsOptional()
  @Type(() => ReadServices)
  @ValidateNested()
  readonly result?: ReadServices;
}

/** `null` where the answer is no list of services. */
export function parseServices(text: string | null): readonly ReadService[] | null {
  const reply = parseAs(ReadReply, text);
  return reply?.error_code === PORTAL_CODES.ok ? (reply.result?.data ?? null) : null;
}

const COMPARED = ['MADVC', 'TENDVC', 'MATTHC', 'TENCOQUANBANHANH', 'TENLINHVUC', 'TRANGTHAI'] as const;

/** Every field we sent that the portal returns must be equal: composed text, absent = empty, agencies in any order. */
export function compareService(body: string, found: readonly ReadService[]): Reading {
  const sent = JSON.parse(body) as ReadService;
  const [own, ...doubles] = found.filter(({ MADVC }) => MADVC === sent.MADVC);
  if (!own) return 'ABSENT';
  const isSame = COMPARED.every((field) => own[field] === undefined || plain(own[field]) === plain(sent[field]));
  return isSame && doubles.length === 0 && applications(own) === applications(sent) ? 'SAME' : 'DIFFERENT';
}

const plain = (text: string | null | undefined): string => (text ?? '').normalize('NFC');

const applications = ({ APDUNGDVC }: ReadService): string =>
  APDUNGDVC.map(({ MACOQUANTHUCHIEN, MUCDO }) => `${MACOQUANTHUCHIEN}=${String(MUCDO)}`)
    .sort()
    .join(';');
