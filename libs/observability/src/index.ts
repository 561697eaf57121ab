export { correlation } from './correlation.js';
export { AppLogger } from './logger.js';
export { Seldom } from './seldom.js';
export { runApp } from './run-app.js';
