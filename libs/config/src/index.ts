export { CliConfig } from './cli.config.js';
export { DispatchConfig } from './dispatch.config.js';
export { ConsoleHttpConfig, ProvinceHttpConfig } from './http.config.js';
export { BadSettingsError, environmentWith, isProduction, loadConfig } from './load-config.js';
export { MockConfig } from './mock.config.js';
export { PortalConfig } from './portal.config.js';
export { ProvinceCatalogueConfig, ProvinceInboundConfig } from './province.config.js';
export { StorageConfig } from './storage.config.js';
