import { AppError } from '@dvc/domain';

export class WorldNotFoundError extends AppError {
  readonly code = 'WORLD_NOT_FOUND';

  constructor(name: string) {
    super(`Không có thế giới "${name}"`, 'Xem danh sách bằng: dvcqg world list');
  }
}

/** A file of a world is not as it must be. Nothing was stored. */
export class WorldFileError extends AppError {
  readonly code = 'WORLD_FILE';

  constructor(file: string, reasons: readonly string[]) {
    super(`${file}: ${reasons.join('; ')}`, 'Sửa tệp rồi nạp lại; dạng tệp ghi trong config/README.md');
  }
}

/** The world is there, from other files. Counts of two files must not be mixed. */
export class WorldChangedError extends AppError {
  readonly code = 'WORLD_CHANGED';

  constructor(name: string) {
    super(
      `Thế giới "${name}" đã nạp từ tệp khác với tệp bây giờ`,
      'Nạp vào một cơ sở dữ liệu mới, hoặc trả lại tệp cũ.',
    );
  }
}

export class WorldNotLoadedError extends AppError {
  readonly code = 'WORLD_NOT_LOADED';

  constructor(name: string) {
    super(`Chưa nạp thế giới "${name}"`, `Nạp bằng: dvcqg world load ${name}`);
  }
}
