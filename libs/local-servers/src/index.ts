export { takeFolderLock, type FolderLock } from './folder-lock.js';
export { openDatabase } from './open-database.js';
export { LocalServerError } from './local-server-error.js';
export { findRunningPostgres, startPostgres, type LocalPostgres } from './postgres.js';
export { findRedisServer, startRedis, type LocalRedis } from './redis.js';
